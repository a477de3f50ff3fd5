"""What a resource is, and how its editions come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResourceKind(models.TextChoices):
    """What a resource is for, in the order in which the library shows them."""

    SHEET = "sheet", _("Sheet to fill in")
    CHECKLIST = "checklist", _("Checklist")
    WORKSHEET = "worksheet", _("Worksheet")
    FULL_SET = "full-set", _("Full set")
    SUMMARY = "summary", _("Summary")
    POLICY_BRIEF = "policy-brief", _("Policy brief")
    STORYBOOK = "storybook", _("Storybook")
    WORKBOOK = "workbook", _("Workbook")
    TEACHERS_GUIDE = "teachers-guide", _("Teacher’s guide")
    POSTER = "poster", _("Poster")
    SLIDES = "slides", _("Slides")
    COURSE = "course", _("Course")
    VIDEO = "video", _("Video")
    EXTERNAL = "external", _("Original of another publisher")


class Format(models.TextChoices):
    """How an edition comes, most wanted first."""

    HTML = "html", _("Web page")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document (DOCX)")
    XLSX = "xlsx", _("Spreadsheet (XLSX)")
    EPUB = "epub", _("E-book (EPUB)")
    PPTX = "pptx", _("Slides (PPTX)")
    CSV = "csv", _("Table (CSV)")
    AUDIO = "audio", _("Sound")
    VIDEO = "video", _("Film")

    @property
    def short(self) -> str:
        """What stands on a link: "PDF", "Web page"."""
        return self.value.upper() if self.value in {"pdf", "docx", "xlsx", "epub", "pptx", "csv"} else str(self.label)
