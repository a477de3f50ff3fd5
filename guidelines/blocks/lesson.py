"""Blocks of the teacher's guide."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks import HeadingBlock, NoticeBlock, PlainTextBlock, ProseBlock


class LessonBlock(blocks.StructBlock):
    """How to teach one module. Its exercises and their solutions come from the module itself."""

    module = blocks.PageChooserBlock(label=_("Module"), page_type="guidelines.SectionPage")
    aim = PlainTextBlock(label=_("Aim"), rows=2)
    minutes = blocks.CharBlock(label=_("Minutes"), max_length=9)
    materials = PlainTextBlock(label=_("Materials"), rows=2)
    printing = PlainTextBlock(label=_("What to print"), rows=2)
    steps = blocks.ListBlock(PlainTextBlock(label=_("Step"), rows=2), label=_("Instructions"), min_num=2)
    disability = PlainTextBlock(label=_("For pupils with disabilities"), rows=3)
    no_devices = PlainTextBlock(label=_("In a room without devices"), rows=3)

    class Meta:
        icon = "edit"
        label = _("Lesson")
        description = _("Aim, time, materials, steps and adaptations of one module.")
        template = "blocks/lesson.html"
        preview_value = {
            "module": None,
            "aim": "Pupils can tell a right from a wish.",
            "minutes": "45",
            "materials": "A basket, twelve slips of paper.",
            "printing": "The sorting sheet, once for each pair.",
            "steps": ["Throw the slips into the air.", "Sort them together."],
            "disability": "Read the slips aloud.",
            "no_devices": "The board replaces the screen.",
        }


class GuideBlock(blocks.StreamBlock):
    """The text of a teacher's guide."""

    heading = HeadingBlock()
    text = ProseBlock()
    notice = NoticeBlock()
    lesson = LessonBlock()
