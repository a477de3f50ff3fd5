"""Blocks to think and talk. Nothing can be typed anywhere: on screen one talks, on paper there are lines."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.keys import KeyedBlock

from .base import KeyBlock, line, prose
from .values import ThinkValue


class ThinkBlock(KeyedBlock):
    """A prompt to think and talk; ruled lines on paper, nothing to type."""

    key = KeyBlock()
    text = prose(_("Prompt"))
    lines = blocks.CharBlock(label=_("Lines on paper"), max_length=2, default="3")

    class Meta:
        value_class = ThinkValue
        icon = "edit"
        label = _("Think about it")
        description = _("A prompt to talk about; on paper there are ruled lines. Nothing is typed.")
        template = "blocks/activity/think.html"
        preview_value = {"key": "w1", "text": "What would you tell a friend?", "lines": "3"}


class TalkBlock(KeyedBlock):
    """Something for the adult and the child to talk about."""

    key = KeyBlock()
    text = prose(_("Prompt"))

    class Meta:
        icon = "comment"
        label = _("Talk about it")
        description = _("A prompt for the adult who reads along.")
        template = "blocks/activity/talk.html"
        preview_value = {"key": "w1", "text": "When did you last wait for your turn? What helped?"}


class HelpersBlock(KeyedBlock):
    """Who can help me: roles, never names."""

    key = KeyBlock()
    text = prose(_("What to do"))
    roles = blocks.ListBlock(line(_("Role")), label=_("Roles"), min_num=3, max_num=12)
    close = prose(
        _("Afterwards"),
        required=False,
        help_text=_("What to do if the first one does not help, or is the one who harms."),
    )

    class Meta:
        icon = "group"
        label = _("Who can help me?")
        description = _("Roles a child can choose from. Never names, never stored.")
        template = "blocks/activity/helpers.html"
        preview_value = {
            "key": "h1",
            "text": "Choose two.",
            "roles": ["A teacher", "An aunt", "A helpline"],
            "close": "If one does not help, go to the next.",
        }
