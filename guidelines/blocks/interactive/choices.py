"""Blocks that end in a choice, each choice with its explanation."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.keys import KeyedBlock

from .base import YES, KeyBlock, begin, line, prose, rule, sensitive
from .values import BranchValue, ChoicesValue

COURSES = [("good", _("A good way")), ("other", _("Another way"))]
ENDS = [("good", _("Ends well")), ("back", _("Ends badly; the way back is shown"))]

TURN = _("Choices lead to it by this name: t1, t2, t3.")


class QuestionBlock(KeyedBlock):
    """A question with choices; every choice has its own kind explanation. Several may be good."""

    key = KeyBlock()
    situation = prose(_("Situation"), required=False)
    text = prose(_("Question"))
    hint = prose(_("Hint from the guide"), required=False)
    choices = blocks.ListBlock(
        KeyedBlock(
            [
                ("key", KeyBlock()),
                ("text", line(_("Choice"))),
                ("course", blocks.ChoiceBlock(choices=COURSES, default="other", label=_("Course"))),
                (
                    "feedback",
                    prose(
                        _("What it leads to"),
                        help_text=_("Warm, and true. Say what is right in it before what is not."),
                    ),
                ),
            ],
            label=_("Choice"),
            label_format="{text}",
        ),
        label=_("Choices"),
        default=begin("key text feedback", {"course": "good"}, {"course": "other"}),
        min_num=2,
        max_num=5,
    )
    talk = prose(_("Talk about it"), required=False)
    rule = rule()
    sensitive = sensitive()

    class Meta:
        value_class = ChoicesValue
        icon = "help"
        label = _("Question")
        label_format = "{key} {text}"
        description = _("A question with two to five choices and a kind explanation for each.")
        template = "blocks/activity/question.html"
        preview_value = {
            "key": "q1",
            "text": "What can Ama do?",
            "hint": "Look who waits.",
            "choices": [
                {"key": "a1", "text": "Share the kite", "course": "good", "feedback": "Now two can laugh."},
                {
                    "key": "a2",
                    "text": "Fly it alone",
                    "course": "other",
                    "feedback": "That is fun too. Who could fly it next?",
                },
            ],
        }


class BranchBlock(KeyedBlock):
    """A situation that goes on: each choice leads to a turn, some turns end. Turns are anchors on the page."""

    key = KeyBlock()
    title = line(_("Title"))
    turns = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("key", KeyBlock(label=_("Name of this turn"), help_text=TURN)),
                ("text", prose(_("What happens"))),
                (
                    "choices",
                    blocks.ListBlock(
                        blocks.StructBlock(
                            [
                                ("text", line(_("Choice"))),
                                ("gain", line(_("What speaks for it"), required=False)),
                                (
                                    "to",
                                    blocks.CharBlock(
                                        label=_("Leads to"),
                                        max_length=4,
                                        help_text=_("Name of a turn, for instance t2."),
                                    ),
                                ),
                            ],
                            label=_("Choice"),
                            label_format="{text} → {to}",
                        ),
                        label=_("Choices"),
                        required=False,
                        default=[],
                    ),
                ),
                ("end", blocks.ChoiceBlock(choices=ENDS, required=False, label=_("Ends here"))),
            ],
            label=_("Turn"),
            label_format="{key} {text}",
        ),
        label=_("Turns"),
        default=begin(
            "key text end",
            {"key": "t1", "choices": begin("text gain to", {"to": "t2"}, {"to": "t3"})},
            {"key": "t2", "choices": [], "end": "good"},
            {"key": "t3", "choices": [], "end": "back"},
        ),
        min_num=2,
        max_num=20,
    )
    best = prose(_("The best course, explained"))
    rule = rule()
    sensitive = sensitive()

    class Meta:
        value_class = BranchValue
        icon = "decimal"
        label = _("What happens next")
        label_format = "{key} {title}"
        description = _(
            "A situation with turns: each choice leads somewhere, and from a bad place there is a way back."
        )
        template = "blocks/activity/branch.html"
        preview_value = {
            "key": "b1",
            "title": "The group chat",
            "turns": [
                {"key": "t1", "text": "They laugh at Amir.", "choices": [{"text": "Write to Amir", "to": "t2"}]},
                {"key": "t2", "text": "He answers. He is glad.", "choices": [], "end": "good"},
            ],
            "best": "One kind line, written to one person, changes his day.",
        }


class BandsBlock(KeyedBlock):
    """The result of the page's questions, in bands: how many good ways, what to read next. Never a score."""

    key = KeyBlock()
    bands = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("least", blocks.CharBlock(label=_("From this many good ways"), max_length=2)),
                ("title", line(_("Title"))),
                ("text", prose(_("Text"))),
                ("target", blocks.PageChooserBlock(label=_("Read next"), required=False)),
                ("help", blocks.ChoiceBlock(choices=YES, required=False, label=_("Show where help is"))),
            ],
            label=_("Band"),
            label_format="{least}: {title}",
        ),
        label=_("Bands"),
        default=begin("title text help", {"least": "0", "target": None}, {"least": "", "target": None}),
        min_num=2,
        max_num=5,
    )

    class Meta:
        icon = "tasks"
        label = _("Result in bands")
        description = _("What the answers say, in words, with what to read next.")
        template = "blocks/activity/bands.html"
        preview_value = {
            "key": "r1",
            "bands": [
                {"least": "0", "title": "A start", "text": "You know where to look now."},
                {"least": "5", "title": "Sure-footed", "text": "Tell one thing to someone younger."},
            ],
        }
