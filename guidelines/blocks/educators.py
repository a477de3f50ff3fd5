"""Details of recommendations for educators."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import PlainTextBlock


class InClassBlock(blocks.StructBlock):
    """What it looks like in a lesson."""

    text = PlainTextBlock(label=_("In class"))

    class Meta:
        icon = "edit"
        label = _("In class")
        description = _("What it looks like in a lesson.")
        template = "blocks/in_class.html"
        preview_value = {"text": "Ask what one could do, never what has happened to a pupil."}


class SchoolPolicyBlock(blocks.StructBlock):
    """A sentence or two for the school's policy."""

    text = PlainTextBlock(label=_("For the school’s policy"))

    class Meta:
        icon = "clipboard-list"
        label = _("For the school’s policy")
        description = _("Words to put into the school’s policy.")
        template = "blocks/school_policy.html"
        preview_value = {"text": "Staff use school accounts only to write to pupils."}


class AnswersForItBlock(blocks.StructBlock):
    """Who answers for it, and how one can tell."""

    who = blocks.TextBlock(label=_("Who"), rows=1)
    how = PlainTextBlock(label=_("How"))

    class Meta:
        icon = "user"
        label = _("Who answers for it")
        description = _("A role in the school, and what that person shows.")
        template = "blocks/answers_for_it.html"
        preview_value = {"who": "The safeguarding lead", "how": "Shows the log to the head each term."}
