"""PDFs: checklists, whole sets, sheets and posters, from templates/documents."""

from django.conf import settings
from django.template.loader import render_to_string

from common import pdf
from common.languages import direction
from guidelines.documents import content
from guidelines.documents.shelf import Wanted
from resources.models import ResourceKind

TEMPLATES = {
    ResourceKind.CHECKLIST: "checklist",
    ResourceKind.FULL_SET: "full_set",
    ResourceKind.SHEET: "sheet",
    ResourceKind.POSTER: "poster",
    ResourceKind.STORYBOOK: "activities",
    ResourceKind.WORKBOOK: "activities",
    ResourceKind.TEACHERS_GUIDE: "guide",
}
#: Kinds that open with a cover in their readers' scene.
COVERED = (ResourceKind.FULL_SET, ResourceKind.STORYBOOK, ResourceKind.WORKBOOK, ResourceKind.TEACHERS_GUIDE)
#: How a checklist or sheet is set that would otherwise need one more sheet of paper.
TIGHTER = (
    "html { font-size: 9.8pt; line-height: 1.36; } :lang(ar) { font-size: 11pt; line-height: 1.5; } "
    ".rec { margin-block-end: 3mm; } .acts li, .ticks li { margin-block-end: 1.5mm; min-block-size: 5.4mm; } "
    ".mast { margin-block-end: 3.5mm; padding-block-end: 3mm; } h2 { font-size: 1.45em; margin-block-end: 1.4mm; } "
)


def source(wanted: Wanted) -> tuple[str, list[int]]:
    """The HTML of a document, and the pages that it is made of."""
    parts = content.sections(wanted) if wanted.kind != "sheet" else []
    page = wanted.page
    band = content.band_of(wanted)
    html = render_to_string(
        f"documents/{TEMPLATES[wanted.kind]}.html",
        {
            "wanted": wanted,
            "page": page,
            "language": wanted.language,
            "dir": direction(wanted.language),
            "families": pdf.families(wanted.language),
            "colours": content.style_of(wanted.audience, band),
            "sections": parts,
            "lessons": content.lessons(wanted),
            "paper": True,
            "keyed": wanted.kind in (ResourceKind.STORYBOOK, ResourceKind.WORKBOOK),
            "edition": getattr(page, "edition", ""),
            "scene": content.scene(wanted) if wanted.kind in (*COVERED, ResourceKind.POSTER) else "",
            "kite": content.kite(wanted),
            "qr": content.qr(content.web_address(wanted)),
            "address": content.short_address(wanted),
            "where_below_is": content.where_below_is(),
            "wide": wanted.kind == "sheet" and _is_wide(page),
            "portal": settings.COP_SITE_NAME,
        },
    )
    html = content.inside(html, parts, lambda number, key: f"#{key}")
    html = content.pictures(html, wanted, content.as_data)
    return content.named_markup(html, wanted.language), content.made_of(wanted, parts)


def _is_wide(page) -> bool:
    """Whether a sheet has a table that wants the paper lying down."""
    return any(block.block_type == "grid" and len(block.value["columns"]) > 4 for block in page.sheet)


def build(wanted: Wanted, html: str) -> tuple[bytes, int]:
    """The file and its number of pages."""
    return pdf.from_html(html, TIGHTER if wanted.kind in (ResourceKind.CHECKLIST, ResourceKind.SHEET) else "")
