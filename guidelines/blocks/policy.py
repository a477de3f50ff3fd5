"""Details of recommendations for policy-makers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import PlainTextBlock


class LeadBlock(blocks.StructBlock):
    """Who leads, and with whom."""

    lead = blocks.TextBlock(label=_("Lead"), rows=1)
    partners = blocks.ListBlock(blocks.TextBlock(rows=1, label=_("Partner")), label=_("Partners"))

    class Meta:
        icon = "user"
        label = _("Lead and partners")
        description = _("The body that leads, and those it needs.")
        template = "blocks/lead.html"
        preview_value = {"lead": "Ministry for children", "partners": ["Regulator", "Police"]}


class DoneWhenBlock(blocks.StructBlock):
    """How you know it is done."""

    items = blocks.ListBlock(PlainTextBlock(label=_("Sign"), rows=2), label=_("Signs"))

    class Meta:
        icon = "success"
        label = _("How you know it is done")
        description = _("Signs that anyone can check.")
        template = "blocks/done_when.html"
        preview_value = {"items": ["The budget line has a number and a name."]}


class SampleClauseBlock(blocks.StructBlock):
    """A clause of our own to adapt with a lawyer."""

    title = blocks.CharBlock(label=_("Title"))
    text = PlainTextBlock(label=_("Clause"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Sample clause")
        description = _("A clause to adapt with a lawyer; ours, not any country’s law.")
        template = "blocks/sample_clause.html"
        preview_value = {"title": "Duty to cooperate", "text": "The authority shall answer within ten working days."}
