"""Blocks that hold facts: figures, tables, forms and worked cases."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from .text import PlainTextBlock


class FigureBlock(blocks.StructBlock):
    """A figure with its source and date; a figure without them is not shown anywhere on the portal."""

    value = blocks.CharBlock(label=_("Figure"), max_length=60)
    text = PlainTextBlock(label=_("What it says"))
    source = blocks.CharBlock(label=_("Source"))
    address = blocks.URLBlock(label=_("Address of the source"), required=False)
    date = blocks.CharBlock(label=_("Date"), max_length=40, help_text=_("As exact as the source is: 2020, 2020-06-23."))

    class Meta:
        icon = "order"
        label = _("Figure")
        description = _("A number with its source and date.")
        template = "blocks/figure.html"
        preview_value = {
            "value": "168",
            "text": "members of the network",
            "source": "Annual report",
            "address": "",
            "date": "2020",
        }


class TextTableValue(blocks.StructValue):
    """A table whose cells know their column's heading, for screens too narrow for columns."""

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Rows of (heading, cell) pairs."""
        table = self.get("table")
        if not table:
            return []
        headings = [column["heading"] for column in table.columns]
        return [list(zip(headings, row, strict=False)) for row in table.rows]


class TextTableBlock(blocks.StructBlock):
    """A table whose cells are plain text."""

    caption = blocks.CharBlock(label=_("Caption"))
    table = TypedTableBlock([("text", blocks.TextBlock(rows=1))], label=_("Table"))

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns of plain text, with a caption.")
        template = "blocks/table.html"
        value_class = TextTableValue
        preview_value = {
            "caption": "Who does what",
            "table": {
                "columns": [{"type": "text", "heading": "Who"}, {"type": "text", "heading": "Duty"}],
                "rows": [{"values": ["Regulator", "Publishes what services report"]}],
            },
        }


class FormBlock(blocks.StructBlock):
    """Labels of a form to fill in on paper."""

    title = blocks.CharBlock(label=_("Title"))
    fields = blocks.ListBlock(blocks.TextBlock(rows=1, label=_("Field")), label=_("Fields"))

    class Meta:
        icon = "form"
        label = _("Form to fill in")
        description = _("Labels with room to write, for paper.")
        template = "blocks/form.html"
        preview_value = {"title": "Incident record", "fields": ["Date and time", "Who was told, and when"]}


class CaseBlock(blocks.StructBlock):
    """A worked case: invented and told as one, or documented, which is to say it names its source."""

    title = blocks.CharBlock(label=_("Title"))
    text = PlainTextBlock(label=_("What happens"))
    source = blocks.CharBlock(
        label=_("Source"),
        required=False,
        max_length=300,
        help_text=_("Only for a case that really happened: with a source the page calls it documented, else invented."),
    )
    address = blocks.URLBlock(label=_("Address of the source"), required=False)
    date = blocks.CharBlock(
        label=_("Date"),
        required=False,
        max_length=40,
        help_text=_("As exact as the source is: 2020, 2020-06-23."),
    )

    def clean(self, value: Any) -> Any:
        """A real case names source and date, as a figure does; half of that would pass for none."""
        value = super().clean(value)
        missing = [name for name in ("source", "date") if not value.get(name)]
        if missing and any(value.get(name) for name in ("source", "address", "date")):
            raise StructBlockValidationError(
                {name: ValidationError(_("A documented case needs a source and a date.")) for name in missing}
            )
        return value

    class Meta:
        icon = "openquote"
        label = _("Worked case")
        description = _("An invented case, told so that nobody takes it for a real one; or a real one with its source.")
        template = "blocks/case.html"
        preview_value = {"title": "Two brothers, one tablet", "text": "Say a ten-year-old wants his turn …"}
