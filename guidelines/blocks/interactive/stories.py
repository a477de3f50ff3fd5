"""Blocks that tell."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.keys import KeyedBlock
from guidelines.blocks.drawings import DrawingBlock

from .base import KeyBlock, prose

VIEWS = [("wide", _("Wide")), ("middle", _("Middle")), ("close", _("Close")), ("shoulder", _("Over the shoulder"))]


class PassageBlock(blocks.StructBlock):
    """Running text between other blocks."""

    text = prose(_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("A few sentences that lead in.")
        template = "blocks/activity/text.html"
        preview_value = {"text": "A team plans its game. Read what they know."}


class FrameBlock(KeyedBlock):
    """One picture of a story with its sentences; one frame a view."""

    key = KeyBlock()
    drawing = DrawingBlock(
        help_text=_("One of the portal’s drawings. None fits: leave it empty and upload a picture below the story.")
    )
    alt = prose(
        _("What the picture shows"),
        help_text=_("For a child who cannot see it. The story must be whole without the picture."),
    )
    view = blocks.ChoiceBlock(
        choices=VIEWS, required=False, label=_("View"), help_text=_("How near one stands. A story mixes them.")
    )
    text = prose(_("Text"), help_text=_("Short sentences: eight words or fewer on average."))
    say = prose(_("Say aloud"), required=False, help_text=_("Only if it should sound different from the text."))

    class Meta:
        icon = "image"
        label = _("Story frame")
        label_format = "{key} {text}"
        description = _("A picture and a few short sentences. One frame fills the screen.")
        template = "blocks/activity/frame.html"
        preview_value = {
            "key": "f1",
            "drawing": "under-9",
            "view": "wide",
            "alt": "Children under a tree.",
            "text": "Ama has a kite.",
        }


class GrownUpBlock(blocks.StructBlock):
    """The key for adults at the end of a story."""

    text = prose(_("For the grown-up"))

    class Meta:
        icon = "user"
        label = _("Key for the grown-up")
        description = _("What the story is about, what to say, what to do. Stands at the end, folded.")
        template = "blocks/activity/grown_up.html"
        preview_value = {"text": "Both answers are a start for a talk. Ask what your child would do."}


__all__ = ["FrameBlock", "GrownUpBlock", "PassageBlock"]
