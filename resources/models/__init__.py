"""Media, vocabulary, what the library holds, countries and the services that help there."""

from resources.kinds import Format, ResourceKind

from .help import Confidence, Country, HelpKind, HelpService, ServiceTrouble
from .library import Edition, Resource
from .media import PortalDocument, PortalImage, PortalRendition
from .pages import ResourceLibraryPage, SheetPage
from .terms import Term

__all__ = [
    "Confidence",
    "Country",
    "Edition",
    "Format",
    "HelpKind",
    "HelpService",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "Resource",
    "ResourceKind",
    "ResourceLibraryPage",
    "ServiceTrouble",
    "SheetPage",
    "Term",
]
