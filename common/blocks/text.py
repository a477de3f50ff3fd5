"""Blocks that hold running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.richtext import FEATURES, sanitise


class PlainTextBlock(blocks.TextBlock):
    """Plain text; an empty line parts paragraphs."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("rows", 3)
        super().__init__(*args, **kwargs)


class CleanRichTextBlock(blocks.RichTextBlock):
    """Rich text that is sanitised on save, wherever it came from."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value):
        return sanitise(super().get_prep_value(value) or "")


class HeadingBlock(blocks.StructBlock):
    """A heading inside a page."""

    text = blocks.CharBlock(label=_("Heading"), max_length=160)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading that parts a long page.")
        template = "blocks/heading.html"
        preview_value = {"text": "How the first year went"}


class ProseBlock(blocks.StructBlock):
    """Paragraphs and lists."""

    html = CleanRichTextBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists, bold, italic and links.")
        template = "blocks/prose.html"
        preview_value = {"html": "<p>Write to one reader. Say what to do first.</p>"}


class NoticeBlock(blocks.StructBlock):
    """One thing that a reader must not miss."""

    text = PlainTextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("One thing that a reader must not miss.")
        template = "blocks/notice.html"
        preview_value = {"text": "This translation has not been reviewed yet."}
