"""Details of recommendations for parents; educators use some of them too."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import PlainTextBlock


class WordsBlock(blocks.StructBlock):
    """Words to say: a moment, and what to say in it."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [("when", blocks.TextBlock(label=_("When"), rows=1)), ("say", PlainTextBlock(label=_("What to say")))]
        ),
        label=_("Moments"),
    )

    class Meta:
        icon = "comment"
        label = _("Words to say")
        description = _("A moment, and words for it.")
        template = "blocks/words.html"
        preview_value = {
            "items": [{"when": "He will not stop", "say": "Which round are you in? Finish it, then we eat."}]
        }


class ByAgeBlock(blocks.StructBlock):
    """What differs at each age. Leave an age empty where nothing does."""

    under_9 = PlainTextBlock(label=_("Under 9"), required=False)
    age_9_12 = PlainTextBlock(label=_("9 to 12"), required=False)
    age_13_18 = PlainTextBlock(label=_("13 to 18"), required=False)

    class Meta:
        icon = "group"
        label = _("What differs at each age")
        description = _("The same advice for three ages.")
        template = "blocks/by_age.html"
        preview_value = {"under_9": "Sit beside them.", "age_9_12": "Agree a time.", "age_13_18": "Ask, then listen."}


class NotToDoBlock(blocks.StructBlock):
    """What not to do, and why."""

    items = blocks.ListBlock(PlainTextBlock(label=_("Do not"), rows=2), label=_("Do not"))

    class Meta:
        icon = "cross"
        label = _("What not to do")
        description = _("Well-meant reactions that make it worse, and why.")
        template = "blocks/not_to_do.html"
        preview_value = {"items": ["Do not take the phone away for telling you: the next time they will not tell."]}


class AlreadyHappenedBlock(blocks.StructBlock):
    """What to do if it has already happened."""

    steps = blocks.ListBlock(PlainTextBlock(label=_("Step"), rows=2), label=_("Steps"))

    class Meta:
        icon = "history"
        label = _("If it has already happened")
        description = _("Steps for a reader who comes too late for prevention.")
        template = "blocks/already_happened.html"
        preview_value = {"steps": ["Breathe. Thank your child for telling you."]}


class SettingBlock(blocks.StructBlock):
    """Where to find a setting, without brand steps that are wrong next month."""

    called = blocks.ListBlock(blocks.CharBlock(label=_("Name")), label=_("What makers call it"))
    where = PlainTextBlock(label=_("Where to look"))
    cannot = PlainTextBlock(label=_("What it cannot do"))
    checked = blocks.CharBlock(label=_("Checked"), max_length=10, help_text=_("Year and month, for instance 2026-11."))

    class Meta:
        icon = "cog"
        label = _("Find the setting")
        description = _("What a setting is called, where to look, and what it cannot do.")
        template = "blocks/setting.html"
        preview_value = {
            "called": ["Screen time"],
            "where": "Settings, then family.",
            "cannot": "See inside chats.",
            "checked": "2026-11",
        }
