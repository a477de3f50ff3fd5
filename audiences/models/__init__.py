"""The pages around the guideline sets."""

from .help import HelpPage, SituationsPage
from .pages import AudienceLandingPage, HomePage, InfoPage

__all__ = ["AudienceLandingPage", "HelpPage", "HomePage", "InfoPage", "SituationsPage"]
