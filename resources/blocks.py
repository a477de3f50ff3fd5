"""Blocks of a sheet to fill in: on screen, on paper and in an office document alike."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import HeadingBlock, PlainTextBlock


class SheetTextBlock(blocks.StructBlock):
    """Paragraphs; `{{name}}`-like gaps are written as "____"."""

    text = PlainTextBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Plain paragraphs. Write ____ where something is to be filled in.")
        template = "blocks/sheet_text.html"
        preview_value = {"text": "Dear parents of class ____,"}


class FillBlock(blocks.StructBlock):
    """Labels, each with room to write."""

    fields = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("label", blocks.CharBlock(label=_("Label"), max_length=200)),
                ("hint", blocks.CharBlock(label=_("Hint"), max_length=300, required=False)),
                (
                    "lines",
                    blocks.ChoiceBlock(
                        label=_("Lines to write on"),
                        choices=[(str(n), str(n)) for n in (1, 2, 3, 4, 6, 8)],
                        default="1",
                    ),
                ),
            ],
            label=_("Field"),
        ),
        label=_("Fields"),
    )

    class Meta:
        icon = "edit"
        label = _("Fields to fill in")
        description = _("Labels with lines to write on.")
        template = "blocks/sheet_fill.html"
        preview_value = {"fields": [{"label": "Date and time", "hint": "", "lines": "1"}]}


class TicksBlock(blocks.StructBlock):
    """Statements with a box before each."""

    title = blocks.CharBlock(label=_("Title"), max_length=200, required=False)
    items = blocks.ListBlock(PlainTextBlock(rows=1, label=_("Item")), label=_("Items"))

    class Meta:
        icon = "tick"
        label = _("Boxes to tick")
        description = _("A list with a box before each line.")
        template = "blocks/sheet_ticks.html"
        preview_value = {"title": "We agree", "items": ["Phones sleep in the kitchen."]}


class GridBlock(blocks.StructBlock):
    """A table to fill in. A row may have its first cell written; the rest is empty."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    columns = blocks.ListBlock(blocks.CharBlock(max_length=90, label=_("Column")), label=_("Columns"))
    rows = blocks.ListBlock(
        blocks.CharBlock(max_length=300, label=_("First cell")), label=_("Rows"), required=False, default=[]
    )
    empty = blocks.ChoiceBlock(
        label=_("Empty rows after these"), choices=[(str(n), str(n)) for n in (0, 2, 4, 6, 8, 10, 12)], default="6"
    )

    class Meta:
        icon = "table"
        label = _("Table to fill in")
        description = _("Columns with headings, and rows with room to write.")
        template = "blocks/sheet_grid.html"
        preview_value = {"caption": "Devices at home", "columns": ["Device", "Who uses it"], "rows": [], "empty": "6"}


class SignBlock(blocks.StructBlock):
    """Who signs, each with a date."""

    people = blocks.ListBlock(blocks.CharBlock(max_length=120, label=_("Who")), label=_("People"))

    class Meta:
        icon = "user"
        label = _("Signatures")
        description = _("A line for each person who signs.")
        template = "blocks/sheet_sign.html"
        preview_value = {"people": ["Child", "Adult"]}


class SheetBlock(blocks.StreamBlock):
    """The body of a sheet."""

    heading = HeadingBlock()
    text = SheetTextBlock()
    fill = FillBlock()
    ticks = TicksBlock()
    grid = GridBlock()
    sign = SignBlock()
