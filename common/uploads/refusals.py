"""Why an upload is refused, in words for whoever sent it, and the limits that all kinds of file share."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MEBIBYTE = 1024 * 1024
MAX_SIZE = 20 * MEBIBYTE
#: What a file may unpack to, all its parts together.
MAX_UNPACKED = 200 * MEBIBYTE


def empty() -> ValidationError:
    return ValidationError(_("The file is empty."), code="empty")


def too_large(limit: int) -> ValidationError:
    return ValidationError(_("The file is larger than %(limit)s MB.") % {"limit": limit // MEBIBYTE}, code="too-large")


def wrong(ending: str) -> ValidationError:
    text = _("This is not a %(ending)s file, whatever its name says.")
    return ValidationError(text % {"ending": ending.upper()}, code="content")


def polyglot(ending: str) -> ValidationError:
    text = _("Something else is hidden in this %(ending)s file. Save it anew with the program that made it.")
    return ValidationError(text % {"ending": ending.upper()}, code="polyglot")


def bomb() -> ValidationError:
    return ValidationError(_("The file unpacks to more than it should."), code="bomb")


def locked() -> ValidationError:
    return ValidationError(_("The file is locked with a password."), code="locked")


def active(text: str) -> ValidationError:
    return ValidationError(text, code="active")
