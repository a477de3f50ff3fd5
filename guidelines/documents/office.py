"""Text documents (DOCX): headings, paragraphs, boxes and tables, in either writing direction."""

import io
from collections.abc import Sequence

from django.conf import settings
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from common.languages import direction

BOX = "☐ "


class Paper:
    """One A4 document in one language."""

    def __init__(self, title: str, language: str, landscape: bool = False):
        self.rtl, self.language = direction(language) == "rtl", language
        self.document = Document()
        properties = self.document.core_properties
        properties.title, properties.language, properties.author = title, language, settings.COP_SITE_NAME
        section = self.document.sections[0]
        width, height = (29.7, 21.0) if landscape else (21.0, 29.7)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.9)
        self.width = width - 3.8
        for name in ("Normal", "Title", "Heading 1", "Heading 2"):
            self._style(name)

    def _style(self, name: str) -> None:
        style = self.document.styles[name]
        style.font.name = "Calibri"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:cs"), "Arial")
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), self.language)
        language.set(qn("w:bidi" if self.rtl else "w:eastAsia"), self.language)
        style.element.rPr.append(language)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
        else:
            style.font.size = Pt(11)

    def _directed(self, paragraph: Paragraph) -> Paragraph:
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            for run in paragraph.runs:
                run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        return paragraph

    def heading(self, text: str, level: int = 1) -> None:
        self._directed(self.document.add_heading(text, level))

    def text(self, text: str, bold: bool = False, italic: bool = False, leads: bool = False) -> None:
        """A paragraph; one that `leads` stays with what it leads into."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = leads or None
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        self._directed(paragraph)

    def foot(self, text: str, address: str) -> None:
        """A line at the foot of every page, so that no page holds it alone; an address runs from left to right."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        for piece in filter(None, (text and f"{text} ", address)):
            paragraph.add_run(piece).font.size = Pt(8)
        self._directed(paragraph)
        if self.rtl:
            address_run = paragraph.runs[-1]._r
            address_run.rPr.remove(address_run.rPr.find(qn("w:rtl")))

    def tick(self, text: str) -> None:
        paragraph = self.document.add_paragraph(BOX + text)
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.left_indent = Cm(0.7)
        paragraph.paragraph_format.first_line_indent = Cm(-0.7)
        self._directed(paragraph)

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = (), height: float = 0
    ) -> None:
        """A table whose head is repeated on each page; widths are shares of the page."""
        table = self.document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        if self.rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        shares = list(widths or [1] * len(heads))
        sizes = [Cm(self.width * share / sum(shares)) for share in shares]
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size  # some programs read the grid, some the cells
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        self._fill_row(table.rows[0], heads, sizes, bold=True)
        for values in rows:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            if height:
                row.height = Cm(height)
            self._fill_row(row, values, sizes)
        self.document.add_paragraph()

    def _fill_row(self, row, values: Sequence[str], sizes: Sequence, bold: bool = False) -> None:
        for cell, value, size in zip(row.cells, values, sizes, strict=True):
            cell.width = size
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(value)
            run.bold = bold or None
            run.font.size = Pt(10)
            self._directed(paragraph)

    def fill(self, fields: Sequence[tuple[str, str, int]]) -> None:
        """Labels beside room to write: on screen a cell, on paper a line."""
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        table.autofit = False
        if self.rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for column, share in zip(table.columns, (0.38, 0.62), strict=True):
            column.width = Cm(self.width * share)
        for label, hint, lines in fields:
            row = table.add_row()
            row.height = Cm(0.9 * lines)
            row.cells[0].width, row.cells[1].width = Cm(self.width * 0.38), Cm(self.width * 0.62)
            paragraph = row.cells[0].paragraphs[0]
            paragraph.add_run(label).bold = True
            if hint:
                small = paragraph.add_run(f" {hint}")
                small.font.size = Pt(9)
            self._directed(paragraph)
        self.document.add_paragraph()

    def data(self) -> bytes:
        last = next(reversed(self.document.paragraphs), None)
        if last is not None and not last.text:  # what must stand after a table, and should take no page of its own
            last.paragraph_format.space_after = Pt(0)
            last.paragraph_format.line_spacing = Pt(1)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()
