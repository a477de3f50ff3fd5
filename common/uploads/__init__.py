"""What may be uploaded: judged by content, not by name, and refused with a reason. One kind of file a module."""

import struct
from collections.abc import Callable
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.uploads import archives, media, names, pdf, pictures, texts
from common.uploads.refusals import MAX_SIZE, MEBIBYTE, empty, polyglot, too_large, wrong

__all__ = ["MAX_SIZE", "MEBIBYTE", "check_document", "cleaned_picture"]

_CHECKS: dict[str, Callable[[BinaryIO, str], None]] = {
    "pdf": pdf.check,
    **dict.fromkeys(archives.REQUIRED, archives.check),
    **dict.fromkeys(media.KINDS, media.check),
    **dict.fromkeys(texts.KINDS, texts.check),
}


def check_document(file: BinaryIO, name: str, size: int) -> None:
    """Raise ValidationError unless the file is what its name says and can do no harm. The position is restored."""
    ending = names.ending_of(name)
    if ending not in _CHECKS:
        raise ValidationError(
            _("Files ending in “.%(ending)s” are not accepted.") % {"ending": ending[:20]}, code="ending"
        )
    if size == 0:
        raise empty()
    if size > MAX_SIZE:
        raise too_large(MAX_SIZE)
    try:
        if ending not in archives.REQUIRED and archives.ends_like_one(file, size):
            raise polyglot(ending)
        file.seek(0)
        _CHECKS[ending](file, ending)
    except (struct.error, IndexError, ValueError) as error:
        raise wrong(ending) from error  # What cannot be read is not what it says it is.
    finally:
        file.seek(0)


def cleaned_picture(data: bytes, name: str) -> bytes:
    """The picture without what tells where, when and by whom it was taken, and without what hangs on behind it.

    Raises ValidationError when it is not one, or would fill a server's memory when it is opened.
    """
    names.ending_of(name)
    return pictures.cleaned(data)
