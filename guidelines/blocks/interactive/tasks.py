"""Blocks to do something with a list; each ends in "show the answers"."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.keys import KeyedBlock

from .base import KeyBlock, because, begin, line, prose
from .values import MatchValue, OrderValue, SortValue

CLOSE = _("A last word with the answers.")
GROUP = _("Things point at it by this name: g1, g2.")


class SortBlock(KeyedBlock):
    """Sort things into groups."""

    key = KeyBlock()
    text = prose(_("What to do"))
    groups = blocks.ListBlock(
        blocks.StructBlock(
            [("key", KeyBlock(label=_("Name of this group"), help_text=GROUP)), ("title", line(_("Group")))],
            label=_("Group"),
            label_format="{key} {title}",
        ),
        label=_("Groups"),
        default=begin("title", {"key": "g1"}, {"key": "g2"}),
        min_num=2,
        max_num=4,
    )
    things = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", line(_("Thing"))),
                (
                    "group",
                    blocks.CharBlock(
                        label=_("Group"),
                        max_length=4,
                        help_text=_(
                            "Name of its group, for instance g1; two with a blank between where both are right."
                        ),
                    ),
                ),
                ("because", because()),
            ],
            label=_("Thing"),
            label_format="{group} {text}",
        ),
        label=_("Things"),
        default=begin("text group because", {}, {}),
        min_num=2,
        max_num=24,
    )
    close = prose(_("Afterwards"), required=False, help_text=CLOSE)

    class Meta:
        value_class = SortValue
        icon = "folder-open-inverse"
        label = _("Sort into groups")
        label_format = "{key} {text}"
        description = _("Things that belong into two to four groups.")
        template = "blocks/activity/sort.html"
        preview_value = {
            "key": "s1",
            "text": "Is it a right or a wish?",
            "groups": [{"key": "g1", "title": "Right"}, {"key": "g2", "title": "Wish"}],
            "things": [{"text": "To play", "group": "g1"}, {"text": "A newer phone", "group": "g2"}],
        }


class MatchBlock(KeyedBlock):
    """Match pairs."""

    key = KeyBlock()
    text = prose(_("What to do"))
    pairs = blocks.ListBlock(
        blocks.StructBlock(
            [("one", line(_("One half"))), ("other", line(_("Other half"))), ("because", because())],
            label=_("Pair"),
            label_format="{one} – {other}",
        ),
        label=_("Pairs"),
        default=begin("one other because", {}, {}),
        min_num=2,
        max_num=10,
    )
    close = prose(_("Afterwards"), required=False, help_text=CLOSE)

    class Meta:
        value_class = MatchValue
        icon = "link"
        label = _("Match pairs")
        label_format = "{key} {text}"
        description = _("Halves that belong together.")
        template = "blocks/activity/match.html"
        preview_value = {
            "key": "m1",
            "text": "What helps against what?",
            "pairs": [{"one": "Rain", "other": "Roof"}, {"one": "Sun", "other": "Hat"}],
        }


class MarkBlock(KeyedBlock):
    """Mark those in a list that something is true of."""

    key = KeyBlock()
    text = prose(_("What to do"))
    things = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", line(_("Thing"))),
                (
                    "mark",
                    blocks.ChoiceBlock(
                        choices=[("yes", _("To be marked")), ("no", _("Not to be marked"))], label=_("Answer")
                    ),
                ),
                ("because", because()),
            ],
            label=_("Thing"),
            label_format="{text}",
        ),
        label=_("Things"),
        default=begin("text mark because", {}, {}),
        min_num=2,
        max_num=24,
    )
    close = prose(_("Afterwards"), required=False, help_text=CLOSE)

    class Meta:
        icon = "tick"
        label = _("Mark a list")
        label_format = "{key} {text}"
        description = _("A list in which some things are to be marked.")
        template = "blocks/activity/mark.html"
        preview_value = {
            "key": "m1",
            "text": "Mark what a stranger need not know.",
            "things": [{"text": "Your street", "mark": "yes"}, {"text": "A joke", "mark": "no"}],
        }


class TopBlock(KeyedBlock):
    """Pick the few that matter most to you. There is no answer, only a reason."""

    key = KeyBlock()
    text = prose(_("What to do"))
    count = blocks.CharBlock(label=_("How many"), max_length=1, default="3")
    things = blocks.ListBlock(line(_("Thing")), label=_("Things"), min_num=3, max_num=16)
    close = prose(_("Afterwards"), help_text=_("What to think or talk about with the choice. There is no right one."))

    class Meta:
        icon = "pick"
        label = _("Pick your top three")
        label_format = "{key} {text}"
        description = _("Choose what matters most to you; no answer is right.")
        template = "blocks/activity/top.html"
        preview_value = {
            "key": "t1",
            "text": "Choose three.",
            "count": "3",
            "things": ["Play", "Friends", "Rest", "Privacy"],
            "close": "Why these?",
        }


class OrderBlock(KeyedBlock):
    """Put steps in order. Written in the right order; shown in another."""

    key = KeyBlock()
    text = prose(_("What to do"))
    steps = blocks.ListBlock(line(_("Step")), label=_("Steps, in the right order"), min_num=3, max_num=8)
    close = prose(_("Afterwards"), required=False, help_text=CLOSE)

    class Meta:
        value_class = OrderValue
        icon = "list-ol"
        label = _("Put steps in order")
        label_format = "{key} {text}"
        description = _("Steps that are shown mixed up, always in the same way.")
        template = "blocks/activity/order.html"
        preview_value = {"key": "o1", "text": "What comes first?", "steps": ["Stop", "Tell", "Report"]}
