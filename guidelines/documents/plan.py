"""Trackers: the actions of a section or set as a spreadsheet, and as an action plan in a text document."""

import io
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from common.languages import direction
from guidelines.documents import content, office
from guidelines.documents.shelf import Wanted

WIDTHS = (13, 28, 52, 20, 13, 14, 34, 30)
#: A face that every office program has or replaces alike.
FACE = "Calibri"
NOTES = 80  # width of the notes
LINE = 15  # points
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns() -> list[str]:
    return [
        _("Id"),
        _("Recommendation"),
        _("Action"),
        _("Owner"),
        _("Due"),
        _("Status"),
        _("Evidence"),
        _("Notes"),
    ]


def statuses() -> list[str]:
    return [_("Not begun"), _("Begun"), _("Waiting"), _("Done"), _("Not for us")]


def source(wanted: Wanted) -> tuple[dict[str, Any], list[int]]:
    """Rows and words of a tracker, and the pages that they come from."""
    parts = content.sections(wanted)
    said = tracker(wanted.page.title, content.web_address(wanted), content.rows(parts), wanted.audience)
    return content.named(said, wanted.language), content.made_of(wanted, parts)


def tracker(title: str, address: str, rows: list[dict[str, Any]], audience: str) -> dict[str, Any]:
    """What a tracker says, whatever its rows were chosen by."""
    return {
        "title": title,
        "address": address,
        "columns": columns(),
        "statuses": statuses(),
        "rows": rows,
        "colour": content.tokens(audience)["--sky"].lstrip("#"),
        "about": [
            _("Each row is one action of the guidance. Set owner, due date and status; keep the proof in “Evidence”."),
            _("What stands in “Owner” and “Evidence” already is a suggestion; write over it."),
            content.where_below_is(),
            _("Text CC BY 4.0. The web version is the newest."),
        ],
    }


def build(wanted: Wanted, said: dict[str, Any]) -> tuple[bytes, None]:
    return (_spreadsheet if wanted.format == "xlsx" else _document)(wanted, said), None


def cell_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _spreadsheet(wanted: Wanted, said: dict[str, Any]) -> bytes:
    book = Workbook()
    page = book.active
    page.title = _("Plan")[:31]
    page.sheet_view.rightToLeft = direction(wanted.language) == "rtl"
    line = Border(*[Side("thin", "999999")] * 4)
    page.append(said["columns"])
    for cell in page[1]:
        cell.font, cell.border = Font(name=FACE, size=11, bold=True), line
        cell.fill = PatternFill("solid", said["colour"])
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row in said["rows"]:
        values = [
            row["id"],
            row["recommendation"],
            row["action"],
            row["owner"],
            None,
            said["statuses"][0],
            row["evidence"],
            None,
        ]
        page.append([cell_text(value) if isinstance(value, str) else value for value in values])
        name = page.cell(page.max_row, 1)
        name.hyperlink = f"{settings.COP_BASE_URL}/r/{row['id'].rpartition('.')[0]}"
        name.font = Font(name=FACE, size=11, underline="single")
    last = len(said["rows"]) + 1
    for cells in page.iter_rows(min_row=2, max_row=last):
        for cell in cells:
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), line
        cells[4].number_format = "yyyy-mm-dd"
        # Not every program makes rows as high as their text.
        page.row_dimensions[cells[0].row].height = LINE * max(
            _lines(cell.value, width) for cell, width in zip(cells, WIDTHS, strict=True)
        )
    for index, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(index)].width = width
    page.freeze_panes = "C2"
    page.auto_filter.ref = f"A1:H{last}"
    _about(book, wanted, said)
    lists = f"'{book.worksheets[1].title}'!$B$1:$B${len(said['statuses'])}"
    status = DataValidation(type="list", formula1=lists, allow_blank=True, showErrorMessage=True)
    status.errorTitle, status.error = _("Status"), _("Choose one from the list.")
    due = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True, showErrorMessage=True)
    due.errorTitle, due.error = _("Due"), _("Write a date.")
    for validation, letter in ((status, "F"), (due, "E")):
        page.add_data_validation(validation)
        validation.add(f"{letter}2:{letter}{last + 200}")
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddFooter.left.text, page.oddFooter.right.text = said["title"].replace("&", "&&"), "&P / &N"
    book.properties.title, book.properties.creator = said["title"], settings.COP_SITE_NAME
    book.properties.language = wanted.language
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _lines(text: str | None, width: int) -> int:
    """Lines that a text takes in a column; Chinese signs are twice as wide."""
    wide = any(sign > "\u2e7f" for sign in text or "")
    return sum(1 + len(line) * (2 if wide else 1) // (width - 1) for line in (text or "").split("\n"))


def _about(book: Workbook, wanted: Wanted, said: dict[str, Any]) -> None:
    """A second sheet: what this is, where it comes from, and the statuses in their order."""
    page = book.create_sheet(_("About this file")[:31])
    page.sheet_view.rightToLeft = direction(wanted.language) == "rtl"
    for number, text in enumerate([said["title"], said["address"], *said["about"]], start=1):
        page.cell(number, 1, cell_text(text)).alignment = Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[number].height = LINE * (_lines(text, NOTES) + (number == 1))
    page["A1"].font = Font(name=FACE, bold=True, size=14)
    page["A2"].hyperlink = said["address"]
    for number, text in enumerate(said["statuses"], start=1):
        page.cell(number, 2, text)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = NOTES, 18
    # On paper the notes on one page, without the list that the plan's column chooses from.
    page.print_area = f"A1:A{len(said['about']) + 2}"
    page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight = page.PAPERSIZE_A4, 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _document(wanted: Wanted, said: dict[str, Any]) -> bytes:
    paper = office.Paper(said["title"], wanted.language, landscape=True)
    paper.heading(said["title"])
    paper.text(said["about"][0])
    parts = list(dict.fromkeys(row["part"] for row in said["rows"]))
    wide = [said["columns"][index] for index in (0, 2, 3, 4, 5, 6)]
    for part in parts:
        paper.heading(part, 2)
        rows = [
            [row["id"], f"{row['recommendation']}: {row['action']}", row["owner"], "", "", row["evidence"]]
            for row in said["rows"]
            if row["part"] == part
        ]
        paper.table(wide, rows, (2.2, 9.5, 3.4, 2.2, 2.4, 6))
    for line in said["about"][2:]:
        paper.text(line)
    paper.foot("", said["address"])
    return paper.data()
