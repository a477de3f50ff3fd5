"""Mail that never takes an edit down with it: a failure is written down and shown, not raised."""

import logging
import time
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import EmailMessage

log = logging.getLogger("cop.mail")


def _note() -> Path:
    return Path(settings.VAR_DIR) / "mail-failed"


def failing_since() -> float | None:
    """When sending began to fail; None while it works."""
    try:
        return _note().stat().st_mtime
    except OSError:
        return None


class NeverFails(EmailBackend):
    """SMTP with a time-out, whose failures an administrator sees in the admin and in /ready."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        try:
            sent = super().send_messages(email_messages) or 0
        except OSError as error:  # SMTPException is one.
            log.error("mail could not be sent: %s", type(error).__name__)
            if not failing_since():
                _touch()
            return 0
        if failing_since() and sent:
            _note().unlink(missing_ok=True)
        return sent


def _touch() -> None:
    try:
        _note().write_text(str(int(time.time())))
    except OSError:
        log.error("could not write down that mail fails")
