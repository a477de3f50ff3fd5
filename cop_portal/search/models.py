"""The search index: which page holds which word, and how much the word says about it.

Plain rows instead of each database's own full-text search, so that both give the same results in the same order
(docs/decisions/0012-search.md).
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Page

from cop_portal.search.danger import MOST_SPELLINGS, number_of
from resources.models import Resource


class Entry(models.Model):
    """One live page, a part of one, or something of others in the library in one language, as search knows it.

    `part` is the end of the part's address; "" is the page itself. Parts are what a page of help says of one kind of
    trouble: whoever may need help is led there, nobody else is (docs/decisions/0012-search.md). `stamp` says which
    state was indexed; `place` breaks ties: pages in the order of the tree, then the library's order. `ages` are the
    bands that it is for, between commas; "" where it is for all.
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="search_entries")
    part = models.CharField(max_length=30, blank=True)
    resource = models.ForeignKey(Resource, null=True, on_delete=models.CASCADE, related_name="search_entries")
    place = models.CharField(max_length=255, default="")
    language = models.CharField(max_length=12, db_index=True)
    kind = models.CharField(max_length=20)
    audience = models.CharField(max_length=20, blank=True)
    band = models.CharField(max_length=10, blank=True)
    min_band = models.CharField(max_length=10, blank=True)
    ages = models.CharField(max_length=40, blank=True)
    sensitive = models.BooleanField(default=False)
    title = models.CharField(max_length=255)
    answer = models.TextField(blank=True)
    text = models.TextField(blank=True)
    stamp = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "language"], name="search_one_entry_of_a_resource"),
            models.UniqueConstraint(fields=["page", "part"], name="search_one_entry_of_a_part"),
        ]
        indexes = [
            # Within a child's walls there are few pages, however many there are outside.
            models.Index(fields=["language", "band", "min_band"], name="search_entry_walls"),
            # Whoever may be in danger is led to a part by its key.
            models.Index(fields=["language", "part"], name="search_entry_parts"),
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A stem in an entry; `weight` grows with where and how often it stands there."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=12)
    stem = models.CharField(max_length=40)
    weight = models.PositiveIntegerField()

    class Meta:
        #: The heaviest places of a stem come first, so that a question need not read all of them.
        indexes = [models.Index(fields=["language", "stem", "-weight", "entry"], name="search_word_heaviest")]

    def __str__(self) -> str:
        return self.stem


class Stem(models.Model):
    """A stem of a language and how many entries hold it: the vocabulary, and how rare each word is."""

    language = models.CharField(max_length=12)
    stem = models.CharField(max_length=40)
    number = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "stem"], name="search_one_stem")]

    def __str__(self) -> str:
        return self.stem


class SynonymSet(models.Model):
    """Words that readers use for the same thing, one list for each language."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    words = models.TextField(_("words"))

    class Meta:
        ordering = ["key"]
        verbose_name = _("words for the same thing")
        verbose_name_plural = _("words for the same thing")

    def __str__(self) -> str:
        return self.key


class DangerWords(models.Model):
    """Words that open search results with help; with a `reader`, words that tell who is asking."""

    class Reader(models.TextChoices):
        """Readers whose help page the panel leads to first."""

        PARENTS = "parents", _("Parents and carers")
        EDUCATORS = "educators", _("Educators")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    reader = models.CharField(_("tells that this reader asks"), max_length=10, choices=Reader.choices, blank=True)
    words = models.TextField(_("words and phrases"))

    class Meta:
        ordering = ["key"]
        verbose_name = _("words of danger")
        verbose_name_plural = _("words of danger")

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        """A line that stands for more phrases than are looked for would be silent in part."""
        super().clean()
        faults = {}
        for code in settings.MODELTRANSLATION_LANGUAGES:
            column = build_localized_fieldname("words", code)
            long = [
                one for one in (getattr(self, column, "") or "").splitlines() if number_of(one, code) > MOST_SPELLINGS
            ]
            if long:
                faults[column] = _("This line stands for too many phrases. Make two of it: %(line)s") % {
                    "line": long[0]
                }
        if faults:
            raise ValidationError(faults)
