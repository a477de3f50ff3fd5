"""Details of recommendations for industry."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import PlainTextBlock


class InCompanyBlock(blocks.StructBlock):
    """Who in the company."""

    owner = blocks.TextBlock(label=_("Owner"), rows=1)
    others = blocks.TextBlock(label=_("Others"), rows=1, required=False)

    class Meta:
        icon = "group"
        label = _("Who in the company")
        description = _("The role that owns it, and those it needs.")
        template = "blocks/in_company.html"
        preview_value = {"owner": "Trust and safety lead", "others": "Legal, support"}


class EvidenceBlock(blocks.StructBlock):
    """Proof to keep."""

    items = blocks.ListBlock(PlainTextBlock(label=_("Evidence"), rows=2), label=_("Evidence"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Evidence to keep")
        description = _("What an auditor or regulator can be shown.")
        template = "blocks/evidence.html"
        preview_value = {"items": ["Minutes of the review, with date and names of roles."]}


class SmallCompanyBlock(blocks.StructBlock):
    """What remains if you are three people or in a low-income market."""

    text = PlainTextBlock(label=_("If you are three people"))

    class Meta:
        icon = "pick"
        label = _("If you are three people")
        description = _("The same duty with little money and few hands.")
        template = "blocks/small_company.html"
        preview_value = {"text": "One of you owns it. A shared sheet is enough."}
