"""The text parts of office documents and e-books: what they would run, fetch or multiply when they are opened."""

import html
import re

from django.utils.translation import gettext as _

from common.uploads.refusals import active, wrong

_PAGES = (".xhtml", ".html", ".htm", ".svg", ".opf", ".ncx")
_SCRIPT = re.compile(
    r"<\s*(?:\w+:)?(?:script|foreignObject|iframe|object|embed|applet|form|handler)\b|javascript:|vbscript:"
    r"|data:text/html|[\s\"'/]on[a-z]+\s*=",
    re.I,
)
#: Fetched when the page is shown, which tells somebody who reads it. A link (`a`) is the reader's own choice.
_FETCHED = re.compile(
    r"<\s*(?!a\b)(?:\w+:)?\w+\b[^<>]*?\s(?:src|srcset|poster|data|(?:xlink:)?href)\s*=\s*[\"']?\s*(?:https?:|ftp:|file:|//)"
    r"|@import\b|url\(\s*[\"']?\s*(?:https?:|//)",
    re.I,
)
#: A part that the office program gets from elsewhere: templates with macros, tracked pictures, objects.
_RELATION = re.compile(r"<\s*(?:\w+:)?Relationship\b[^<>]*>", re.I)
_MACROS = re.compile(r"macroEnabled|vbaProject|ms-excel\.(?:intl)?macrosheet", re.I)
_COMMANDS = re.compile(
    r"<\w*:?instrText[^<>]*>[\s\"]*(?:DDE(?:AUTO)?|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b"
    r"|\binstr\s*=\s*[\"'][\s\"]*(?:DDE(?:AUTO)?|INCLUDETEXT|INCLUDEPICTURE)\b|<\w*:?dde(?:Link|Items?)\b",
    re.I,
)


def check(name: str, data: bytes, ending: str) -> None:
    """Raise ValidationError for a part (its name in small letters) of an archive of this kind."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise wrong(ending) from error  # Another encoding would hide everything that is looked for below.
    if "\0" in text:
        raise wrong(ending)
    if re.search(r"<!ENTITY", text, re.I):
        raise active(_("The file defines texts that multiply or come from elsewhere (entities)."))
    if ending == "epub":
        _page(name, text)
    else:
        _office(name, text)


def _page(name: str, text: str) -> None:
    # The package file names the portal's own address and its publisher's; only pages fetch what they name.
    said = html.unescape(text)
    if name.endswith(_PAGES) and _SCRIPT.search(said):
        raise active(_("The book contains a script."))
    if name.endswith((".xhtml", ".html", ".htm", ".svg")) and _FETCHED.search(said):
        raise active(_("The file fetches something from another place when it is opened."))


def _office(name: str, text: str) -> None:
    if "<!DOCTYPE" in text:
        raise active(_("The file defines texts that multiply or come from elsewhere (entities)."))
    said = html.unescape(text)
    if name == "[content_types].xml" and _MACROS.search(said):
        raise active(_("The file contains a program or macro."))
    if name.endswith(".rels"):
        for relation in _RELATION.findall(said):
            if re.search(r"TargetMode\s*=\s*[\"']External", relation, re.I) and not re.search(
                r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", relation
            ):
                raise active(_("The file fetches something from another place when it is opened."))
            if re.search(r"Target\s*=\s*[\"']\s*(?:javascript|vbscript|file|\\\\)", relation, re.I):
                raise active(_("The file contains a program or macro."))
    if _COMMANDS.search(said):
        raise active(_("The file contains a command that runs when it is opened."))
