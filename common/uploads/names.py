"""File names that say two things at once: to the program that shows them and to the one that opens them."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Endings that some server or desktop runs, wherever in the name they stand.
_RUN = frozenset({
    "asp", "aspx", "bat", "cgi", "cmd", "com", "cpl", "dll", "exe", "hta", "htm", "html", "jar", "js", "jse",
    "jsp", "lnk", "mht", "msi", "phar", "php", "phtml", "pif", "pl", "ps1", "py", "rb", "scr", "sh", "shtml",
    "svg", "svgz", "swf", "url", "vbe", "vbs", "wsf", "xht", "xhtml", "xml", "xsl",
})  # fmt: skip


def ending_of(name: str) -> str:
    """The last ending, in small letters. Raises ValidationError for a name that misleads."""
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs"} for sign in name):
        raise ValidationError(
            _("The name of the file holds signs that cannot be seen. Give it a plain name."), code="name"
        )
    base = name.replace("\\", "/").rpartition("/")[2]
    if base in {"", ".", ".."}:
        raise ValidationError(_("The file has no name."), code="name")
    parts = base.lower().split(".")
    if any(part.strip() in _RUN for part in parts[1:-1]):
        raise ValidationError(
            _("The name of the file has an ending of a program before its last one. Rename it."), code="name"
        )
    return parts[-1]
