"""Tables and subtitles: readable text without markup that a browser, or formulas that a table program, could run."""

import re
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.uploads.refusals import MEBIBYTE, active, too_large, wrong

KINDS = ("csv", "vtt")
MAX_TEXT = 5 * MEBIBYTE
_MARKUP = re.compile(r"<\s*(script|svg|html|iframe|!doctype|object|embed|img|link|meta)\b|javascript:|\burl\(", re.I)
#: A cell that a table program computes when the file is opened. A minus before a number is a number.
_FORMULA = re.compile(r'(?:^|[,;\t])[ "]*(?:[=@]|[+-] *[A-Za-z]+[(|])', re.M)


def check(file: BinaryIO, ending: str) -> None:
    data = file.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise too_large(MAX_TEXT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The text is not in UTF-8. Save it again as “CSV UTF-8”."), code="content") from error
    if "\0" in text or _MARKUP.search(text):
        raise active(_("The text contains markup that could run as a program."))
    if ending == "csv" and _FORMULA.search(text):
        raise active(_("The table contains a formula. Save it with values only."))
    if ending == "vtt" and not text.startswith("WEBVTT"):
        raise wrong(ending)
