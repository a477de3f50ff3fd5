"""One table for all vocabularies."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.search import index

from common.choices import AgeBand


class Vocabulary(models.TextChoices):
    """The lists of words that items, pages and resources are tagged with."""

    TOPIC = "topic", _("Topic")
    RISK = "risk", _("Risk")
    HARM = "harm", _("Harm")
    TECHNOLOGY = "technology", _("Technology")
    GROUP = "group", _("Group of children")
    SERVICE_TYPE = "service-type", _("Type of service")
    KEY_AREA = "key-area", _("Key area for industry")
    POLICY_FIELD = "policy-field", _("Policy field")
    STAGE = "stage", _("Stage of a strategy")
    SETTING = "setting", _("Setting")
    STAKEHOLDER = "stakeholder", _("Stakeholder")
    SCHOOL_ROLE = "school-role", _("Role at school")
    FRAMEWORK = "framework", _("Framework")


class Term(index.Indexed, models.Model):
    """A word of a vocabulary. Its key is unique over all vocabularies and never changes."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary.choices, db_index=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    order = models.PositiveIntegerField(_("position"), default=0)
    address = models.URLField(_("reference"), blank=True)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    min_band = models.CharField(
        _("not for children younger than"), max_length=10, choices=AgeBand.choices, blank=True, default=""
    )
    name = models.CharField(_("name"), max_length=120)
    definition = models.TextField(_("definition"), blank=True)

    #: One of each for every language: a listing that is sorted and searched asks for all three kinds.
    search_fields = [
        index.SearchField("key"),
        index.AutocompleteField("key"),
        *[
            kind(build_localized_fieldname("name", code))
            for code in settings.MODELTRANSLATION_LANGUAGES
            for kind in (index.SearchField, index.AutocompleteField, index.FilterField)
        ],
        *[
            index.SearchField(build_localized_fieldname("definition", code))
            for code in settings.MODELTRANSLATION_LANGUAGES
        ],
        *[index.FilterField(name) for name in ("key", "name", "vocabulary", "sensitive", "order")],
    ]

    class Meta:
        ordering = ["order", "key"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.name or self.key
