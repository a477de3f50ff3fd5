"""What goes into documents: sections and recommendations of a page, colours, drawings, short addresses."""

import base64
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import qrcode
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from PIL import Image
from qrcode.image.svg import SvgPathImage

from common.assets import illustration
from common.choices import AgeBand, Audience
from guidelines import selectors
from guidelines.brand import fill
from guidelines.documents.shelf import Wanted, address
from guidelines.models import GuidelineSetPage, SectionPage, TeachersGuidePage
from resources.models import ResourceKind

_RULE = re.compile(r"(:root|\[data-a\]|\[data-a=[^{]*|\[data-band=[^{]*)\s*\{([^}]*)\}")
_LOCAL = re.compile(r'href="(/[^"]*)"')
_TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
#: A story's picture, and a task's heading, as the templates of the pages write them.
_FRAME = re.compile(r'<div class="frame__art" role="img" aria-label="([^"]*)">(<svg.*?</svg>)\s*</div>', re.S)
_UPLOADED = re.compile(r'<img src="(/media/[^"]+)"[^>]*? alt="([^"]*)" class="frame__art"\s*/?>')
_TASK = re.compile(r'<h2( class="ask"[^>]*)>(.*?)</h2>', re.S)
#: The longest key that `/r/…` answers to.
SHORT = 40
_COLOURS = (
    "--sky",
    "--deep",
    "--ground",
    "--on-ground",
    "--string",
    "--paper",
    "--ink",
    "--soft",
    "--rule",
    "--hair",
    "--alert",
)


@cache
def tokens(audience: str, band: str = "") -> dict[str, str]:
    """The light tokens of an audience and band, from the style sheet of the pages."""
    text = (Path(settings.BASE_DIR) / "static/css/10-tokens.css").read_text("utf-8")
    found: dict[str, str] = {}
    for selector, body in _RULE.findall(text):
        if (
            selector in (":root", "[data-a]")
            or f'[data-a="{audience}"]' in selector
            or (band and f'[data-band="{band}"]' in selector)
        ):
            found.update(_TOKEN.findall(body if body.rstrip().endswith(";") else body + ";"))
    return {name: _resolve(value.strip(), found) for name, value in found.items()}


def _resolve(value: str, table: dict[str, str]) -> str:
    match = re.fullmatch(r"var\((--[a-z0-9-]+)\)", value)
    return _resolve(table[match[1]], table) if match and match[1] in table else value


def _by_day(band: str) -> str:
    """The band whose colours are printed: night would drink the printer’s ink."""
    return "" if band == AgeBand.AGE_13_18 else band


def style_of(audience: str, band: str = "") -> SafeString:
    """The colours as custom properties, for a style sheet."""
    table = tokens(audience, _by_day(band))
    rules = "".join(f"{name}:{table[name]};" for name in _COLOURS if name in table)
    return mark_safe(f":root{{{rules}}}")  # nosec B308, B703 # noqa: S308 -- our own style sheet


def drawing(name: str, audience: str, band: str = "") -> SafeString:
    """A drawing with its colours written out, since documents know no custom properties in pictures."""
    table = tokens(audience, band)
    text = re.sub(r"var\((--[a-z0-9-]+)\)", lambda match: table.get(match[1], "#777"), illustration(name))
    return mark_safe(text)  # nosec B308, B703 # noqa: S308 -- our own files


def band_of(wanted: Wanted) -> str:
    """The age band of a children's set, or of the set that a section stands in."""
    page = wanted.page.guideline_set if isinstance(wanted.page, SectionPage) else wanted.page
    return getattr(page, "band", "")


def scene(wanted: Wanted) -> SafeString:
    """The scene of an audience or band, for a cover; nothing on sensitive documents."""
    if wanted.page.sensitive:
        return mark_safe("")  # nosec B308 # nothing
    band = band_of(wanted)
    names = {"parents": "parents-educators", "educators": "parents-educators"}
    found = drawing(band or names.get(wanted.audience, wanted.audience), wanted.audience, _by_day(band))
    # Home and school stand in one drawing: a sheet of paper shows the half that is its readers'.
    school = wanted.audience == Audience.EDUCATORS
    return mark_safe(found.replace("xMinYMax", "xMaxYMax", 1)) if school else found  # nosec B308, B703 # noqa: S308 -- our own drawing


def pictures(markup: str, wanted: Wanted, place: Callable[[bytes, str], str]) -> str:
    """Markup whose pictures stand in the document; `place` says where one is found, given its bytes and ending.

    Headings of tasks follow those of their activity.
    """
    table = tokens(wanted.audience, _by_day(band_of(wanted)))

    def drawn(match: re.Match) -> str:
        ink = re.sub(r"var\((--[a-z0-9-]+)\)", lambda name: table.get(name[1], "#777"), match[2])
        return f'<img class="frame__art" src="{place(ink.encode(), "svg")}" alt="{match[1]}"/>'

    def uploaded(match: re.Match) -> str:
        return f'<img class="frame__art" src="{place(_as_jpeg(match[1]), "jpg")}" alt="{match[2]}"/>'

    markup = _UPLOADED.sub(uploaded, _FRAME.sub(drawn, markup))
    return _TASK.sub(r"<h4\1>\2</h4>", markup)


def _as_jpeg(address: str) -> bytes:
    """An uploaded picture in the one format that every reader of books knows."""
    with default_storage.open(unquote(address.removeprefix(settings.MEDIA_URL))) as file:
        picture = Image.open(file).convert("RGB")
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def as_data(data: bytes, ending: str) -> str:
    """A picture that stands in the markup itself."""
    kind = {"svg": "image/svg+xml", "jpg": "image/jpeg"}[ending]
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def named(value: Any, language: str) -> Any:
    """Plain data with the names of the children's products filled in."""
    if isinstance(value, str):
        return fill(value, language)
    if isinstance(value, dict):
        return {key: named(one, language) for key, one in value.items()}
    return [named(one, language) for one in value] if isinstance(value, list) else value


def named_markup(markup: str, language: str) -> str:
    return fill(markup, language, quote=escape)


def kite(wanted: Wanted) -> SafeString:
    name = f"kite-{wanted.audience}" if illustration(f"kite-{wanted.audience}") else "kite-mark"
    return mark_safe("") if wanted.page.sensitive else drawing(name, wanted.audience)  # nosec B308 # nothing


def qr(target: str) -> SafeString:
    """A QR code of an address as inline SVG, black on white."""
    buffer = io.BytesIO()
    qrcode.make(target, image_factory=SvgPathImage, border=0, box_size=10).save(buffer)
    # Without its id, since a document may show it twice.
    text = re.sub(r"<\?xml[^>]*\?>\s*| id=\"qr-path\"", "", buffer.getvalue().decode())
    return mark_safe(text)  # nosec B308, B703 # noqa: S308 -- made here from an address


def web_address(wanted: Wanted) -> str:
    """Where the same stands on the web."""
    return f"{settings.COP_BASE_URL}{address(wanted.page)}"


def short_address(wanted: Wanted) -> str:
    """The same for somebody who types: without protocol, and short where the portal has a short one."""
    page = wanted.page
    short = isinstance(page, SectionPage | GuidelineSetPage | TeachersGuidePage) and len(page.key) <= SHORT
    target = f"{settings.COP_BASE_URL}/r/{page.key}" if short else web_address(wanted)
    return re.sub(r"^https?://", "", target).rstrip("/")


def where_below_is() -> str:
    """What an action means by "below", said where the actions stand without their page."""
    place = re.sub(r"^https?://", "", f"{settings.COP_BASE_URL}/r/")
    return _(
        "Does a line say “below”, or name a table, form or clause? It stands on the recommendation’s own page: "
        "%(address)s and its id."
    ) % {"address": place}


def sections(wanted: Wanted) -> list[SectionPage]:
    """Sections with `.recommendations` and details, of a set or the one section.

    A file holds one language: what stands in for a missing translation on the web has no place in it.
    """
    page = wanted.page
    if not isinstance(page, GuidelineSetPage | SectionPage):
        return []
    whole = page if isinstance(page, GuidelineSetPage) else page.guideline_set
    found = [one for one in selectors.sections_of(whole, with_details=True) if one.locale_id == page.locale_id]
    for one in found:
        one.recommendations = [inner for inner in one.recommendations if inner.locale_id == page.locale_id]
        one.activities = [inner for inner in one.activities if inner.locale_id == page.locale_id]
    if wanted.kind == ResourceKind.WORKBOOK:
        found = [one for one in found if one.activities]
    return found if page is whole else [one for one in found if one.pk == page.pk]


def lessons(wanted: Wanted) -> dict[int, list]:
    """Activities of the modules that a teacher's guide speaks of, by module."""
    if wanted.kind != ResourceKind.TEACHERS_GUIDE:
        return {}
    modules = [block.value["module"] for block in wanted.page.body if block.block_type == "lesson"]
    return selectors.activities_of_modules([one for one in modules if one])


def inside(markup: str, parts: list[SectionPage], place: Callable[[int, str], str]) -> str:
    """Markup whose links stay in the document where their page is in it, and lead to the portal otherwise.

    `place` names the spot of a recommendation from its section's number and its id.
    """
    spots = {address(page): place(part.number, page.item.stable_id) for part in parts for page in part.recommendations}

    def link(match: re.Match) -> str:
        return f'href="{spots.get(match[1]) or settings.COP_BASE_URL + match[1]}"'

    return _LOCAL.sub(link, markup)


def made_of(wanted: Wanted, parts: list[SectionPage]) -> list[int]:
    """Ids of all pages whose words a document holds."""
    ids = {wanted.page.pk}
    for part in parts:
        ids |= {part.pk, *(page.pk for page in (*part.recommendations, *part.activities))}
    for module, pages in lessons(wanted).items():
        ids |= {module, *(page.pk for page in pages)}
    return sorted(ids)


def rows(parts: list[SectionPage]) -> list[dict[str, Any]]:
    """One row for each action: what a tracker begins with."""
    found = []
    for part in parts:
        for page in part.recommendations:
            owner, evidence = _suggested(page)
            for block in page.actions:
                found.append(
                    {
                        "id": f"{page.item.stable_id}.{block.value['key']}",
                        "recommendation": page.title,
                        "action": block.value["text"],
                        "owner": owner,
                        "evidence": evidence,  # on every row: sorted by owner or status, rows part from each other
                        "part": part.title,
                    }
                )
    return found


def _suggested(page: Any) -> tuple[str, str]:
    """Owner and evidence that the guidance itself names, where it is short enough for a cell."""
    owner, evidence = "", []
    for block in page.details:
        value = block.value
        who = {"lead": "lead", "in_company": "owner", "answers_for_it": "who"}.get(block.block_type)
        if who and not owner and len(value[who]) <= 60:
            owner = value[who]
        if block.block_type == "evidence":
            evidence = list(value["items"])
    return owner, "\n".join(evidence)
