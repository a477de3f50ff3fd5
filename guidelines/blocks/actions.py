"""Checkable actions, and the cards of the children's editions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import PlainTextBlock
from common.blocks.keys import KeyedBlock

from .drawings import DrawingBlock


class ActionBlock(KeyedBlock):
    """One thing a reader can tick off. `key` is the same in every language and is never reused."""

    key = blocks.CharBlock(
        label=_("Key"),
        required=False,
        max_length=5,
        help_text=_("Leave empty: a new action gets the next key by itself."),
    )
    text = PlainTextBlock(label=_("Action"), rows=2)

    class Meta:
        icon = "check"
        label = _("Action")
        label_format = "{text}"
        description = _("One thing to do that a reader can tick off.")
        template = "blocks/action.html"
        preview_value = {"key": "a1", "text": "Ask what made your child laugh online today."}


class CardBlock(KeyedBlock):
    """A right, or a thing a child can do: one thought a screen."""

    key = blocks.CharBlock(label=_("Key"), required=False, max_length=5, help_text=_("Leave empty for a new card."))
    title = blocks.CharBlock(label=_("Title"), max_length=90)
    text = PlainTextBlock(label=_("Text"))
    article = blocks.CharBlock(
        label=_("Article of the Convention"), required=False, help_text=_("For rights only, for instance “Article 31”.")
    )
    drawing = DrawingBlock()
    help = blocks.RegexBlock(
        label=_("Help"),
        regex=r"^[a-z][a-z0-9-]{0,29}$",
        required=False,
        max_length=30,
        help_text=_("For a card about harm: key of the situation on the help page of its age that it leads to."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Card")
        label_format = "{title}"
        description = _("One right, or one thing a child can do.")
        template = "blocks/card.html"
        preview_value = {
            "key": "c1",
            "title": "I may play",
            "text": "Play is my right. Online too.",
            "article": "Article 31",
            "drawing": "card-play",
        }
