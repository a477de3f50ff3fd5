"""The language-neutral fact behind a recommendation or activity."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common.choices import AgeBand, Audience
from common.fields import BandsField
from common.keys import STABLE_ID
from resources.models import Resource, Term


class Kind(models.TextChoices):
    """What an item is."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    ACTIVITY = "activity", _("Activity")


class Provenance(models.TextChoices):
    """Where an item comes from; shown to readers in words."""

    SEED = "seed", _("From the published outline of the 2020 COP Guidelines")
    OFFICIAL_PAGE = "official page", _("From an official page")
    SOURCED_PRACTICE = "sourced practice", _("From documented practice")
    EDITORIAL = "editorial", _("Written by this portal’s editors")
    NATIONAL = "national", _("National addition")


class GuidelineItemQuerySet(models.QuerySet):
    """Questions that pages and the finder ask of items."""

    def current(self) -> "GuidelineItemQuerySet":
        """Items that have not been retired."""
        return self.filter(retired_on__isnull=True)

    def named(self) -> "GuidelineItemQuerySet":
        """Items with `title` and `place` (reading order) of their page in the source language, for staff lists."""
        pages = [
            apps.get_model("guidelines", name).objects.filter(
                item=models.OuterRef("pk"), locale__language_code=settings.LANGUAGE_CODE
            )
            for name in ("RecommendationPage", "ActivityPage")
        ]
        return self.annotate(
            title=Coalesce(*(models.Subquery(rows.values("draft_title")[:1]) for rows in pages)),
            place=Coalesce(*(models.Subquery(rows.values("path")[:1]) for rows in pages)),
        )

    def for_audience(self, audience: str) -> "GuidelineItemQuerySet":
        return self.filter(audience=audience)

    def for_band(self, band: str) -> "GuidelineItemQuerySet":
        """Items meant for children of this band, or for adults who raise or teach them."""
        return self.filter(ages__contains=f",{band},")

    def about(self, *keys: str) -> "GuidelineItemQuerySet":
        """Items tagged with every one of these terms."""
        found = self
        for key in keys:
            found = found.filter(terms__key=key)
        return found


class GuidelineItem(models.Model):
    """One row for all languages. Never deleted, its id never reused; pages hold its words.

    `action_keys` lists the actions in their order; `last_action` is the highest number ever given out,
    so that a removed action's key never comes back with another meaning.
    """

    stable_id = models.CharField(
        _("id"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(STABLE_ID, _("An id looks like PA-1.2, or gh:PA-1.2 for a national item."))],
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.RECOMMENDATION)
    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices, db_index=True)
    order = models.PositiveIntegerField(_("position in its section"), default=0)
    terms = models.ManyToManyField(Term, verbose_name=_("terms"), blank=True, related_name="items")
    chief_terms = models.ManyToManyField(
        Term,
        verbose_name=_("chiefly about"),
        blank=True,
        related_name="+",
        help_text=_("The few of its terms for which the finder shows it before others."),
    )
    ages = BandsField(_("children’s ages"))
    chief_ages = BandsField(
        _("chiefly for ages"),
        help_text=_("Of its ages those for which the finder shows it before others; none where it is for all alike."),
    )
    sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Help and quick exit stand on top of its page.")
    )
    min_band = models.CharField(
        _("not for children younger than"), max_length=10, choices=AgeBand.choices, blank=True, default=""
    )
    action_keys = models.JSONField(_("keys of its actions"), default=list, blank=True, editable=False)
    last_action = models.PositiveIntegerField(default=0, editable=False)
    first_hundred_days = models.PositiveSmallIntegerField(
        _("by which of the first hundred days"), default=0, help_text=_("0 for everything that comes later.")
    )
    related = models.ManyToManyField("self", verbose_name=_("related items"), symmetrical=False, blank=True)
    resources = models.ManyToManyField(
        Resource, verbose_name=_("sheets and other resources"), blank=True, related_name="items"
    )
    provenance = models.CharField(
        _("provenance"), max_length=20, choices=Provenance.choices, default=Provenance.EDITORIAL
    )
    source_title = models.CharField(_("title of the source"), max_length=300, blank=True)
    source_address = models.URLField(_("address of the source"), max_length=500, blank=True)
    edition = models.CharField(_("edition"), max_length=20, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=200, blank=True)
    reviewer_role = models.CharField(_("reviewer’s role"), max_length=200, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    retired_on = models.DateField(
        _("retired on"),
        null=True,
        blank=True,
        help_text=_("A retired item keeps its id and address but is no longer recommended."),
    )

    objects = GuidelineItemQuerySet.as_manager()

    class Meta:
        ordering = ["audience", "order", "stable_id"]
        indexes = [
            # The landing asks for the first few; dated items are a small part of all.
            models.Index("first_hundred_days", name="dated_items", condition=models.Q(first_hundred_days__gt=0))
        ]
        verbose_name = _("guideline item")
        verbose_name_plural = _("guideline items")

    def __str__(self) -> str:
        return self.stable_id

    def clean(self) -> None:
        if self.pk:
            before = GuidelineItem.objects.filter(pk=self.pk).values_list("stable_id", flat=True).first()
            if before and before != self.stable_id and self.is_public:
                raise ValidationError({"stable_id": _("An id never changes: it is printed, cited and linked.")})

    def delete(self, *args, **kwargs):
        """Refuse: an item is retired, not deleted. Raises ValidationError."""
        raise ValidationError(_("An item is never deleted. Set “retired on” instead."))

    @property
    def wordings(self) -> models.Manager:
        """Its pages, one a language, whatever its kind."""
        return self.activities if self.kind == Kind.ACTIVITY else self.pages

    @property
    def is_public(self) -> bool:
        """Whether its id has been seen outside, or stands on more than one page."""
        return self.wordings.filter(first_published_at__isnull=False).exists() or self.wordings.count() > 1

    @property
    def is_policy(self) -> bool:
        return self.audience == Audience.POLICY_MAKERS

    @classmethod
    def suggest_id(cls, stem: str) -> str:
        """The next free id beginning with `stem` ("PA-1"), in this installation's namespace."""
        prefix = f"{settings.COP_NAMESPACE}:{stem}." if settings.COP_NAMESPACE else f"{stem}."
        taken = cls.objects.filter(stable_id__startswith=prefix).values_list("stable_id", flat=True)
        numbers = [int(number) for number in (one.removeprefix(prefix) for one in taken) if number.isdigit()]
        return f"{prefix}{max(numbers, default=0) + 1}"

    def duplicate(self) -> "GuidelineItem":
        """A new item with the same facts and the next free id of the same section; returns it saved."""
        stem = self.stable_id.rpartition(".")[0].rpartition(":")[2]
        copy = GuidelineItem.objects.get(pk=self.pk)
        copy.pk, copy._state.adding, copy.stable_id = None, True, GuidelineItem.suggest_id(stem)
        copy.provenance = Provenance.NATIONAL if settings.COP_NAMESPACE else Provenance.EDITORIAL
        copy.source_title = copy.source_address = ""
        copy.reviewed_by, copy.reviewer_role, copy.reviewed_on = "", "", None
        copy.save()
        copy.terms.set(self.terms.all())
        copy.chief_terms.set(self.chief_terms.all())
        copy.related.set(self.related.all())
        return copy
