"""Blocks of the pages for when something is happening."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import PlainTextBlock

MAX_STEPS = 4
MAX_MORE = 4


def _lines(label: str, **kwargs) -> blocks.ListBlock:
    return blocks.ListBlock(PlainTextBlock(rows=2), label=label, **kwargs)


class SituationBlock(blocks.StructBlock):
    """Something that is happening, in the reader's words, and the next steps."""

    key = blocks.RegexBlock(
        label=_("Key"), regex=r"^[a-z][a-z0-9-]{0,29}$", help_text=_("The end of its address: threat, meet.")
    )
    title = blocks.CharBlock(label=_("In the reader’s words"), max_length=120)
    called = PlainTextBlock(label=_("What it is called"), rows=1, required=False)
    fault = PlainTextBlock(label=_("It is not your fault"), rows=2)
    steps = _lines(_("Now, at most four steps"), min_num=1, max_num=MAX_STEPS)
    dont = _lines(_("Do not"), default=[])
    contact = PlainTextBlock(label=_("Whom to contact, and what happens then"))
    alone = PlainTextBlock(label=_("If you cannot tell anyone"))

    class Meta:
        icon = "help"
        label = _("Situation")
        description = _("One thing that may be happening, with at most four steps.")
        template = "blocks/situation.html"
        preview_value = {
            "key": "meet",
            "title": "Someone wants to meet me",
            "fault": "Wanting to trust people is fine.",
            "steps": ["Do not go alone."],
            "contact": "A helpline.",
            "alone": "Write to a helpline.",
        }


class PhaseBlock(blocks.StructBlock):
    """What an adult does in one stretch of time."""

    key = blocks.RegexBlock(label=_("Key"), regex=r"^[a-z][a-z0-9-]{0,29}$")
    title = blocks.CharBlock(label=_("When, or what"), max_length=120)
    text = PlainTextBlock(label=_("Text"), rows=2, required=False)
    steps = _lines(_("Steps"), default=[])
    say = _lines(_("Words to say"), default=[])
    dont = _lines(_("Do not"), default=[])
    more = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")),
        label=_("More"),
        default=[],
        max_num=MAX_MORE,
        help_text=_("Pages that go on where this part stops."),
    )

    class Meta:
        icon = "time"
        label = _("Stretch of time")
        description = _("First ten minutes, first day, first week; or one kind of trouble.")
        template = "blocks/phase.html"
        preview_value = {"key": "ten-minutes", "title": "The first ten minutes", "steps": ["Listen."]}
