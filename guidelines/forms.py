"""Admin forms of recommendations and of the items behind them."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from common.choices import Audience
from common.keys import STABLE_ID, translation_key
from common.page_forms import PortalPageForm
from common.unchanged import UnchangedSinceLoaded
from guidelines.models.items import GuidelineItem
from resources.models.terms import Vocabulary


class RecommendationForm(PortalPageForm):
    """Suggests the next free id for a new recommendation. Once it has been published, the id stays."""

    new_id = forms.CharField(
        label=_("Id"),
        max_length=40,
        required=False,
        help_text=_(
            "A label for ever: printed and cited. Leave the suggestion unless you have a reason. "
            "It can be changed until the first publication."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.item_id:
            self.fields["new_id"].initial = GuidelineItem.suggest_id(self.stem())
        elif self.instance.item.is_public:
            del self.fields["new_id"]
        else:
            self.fields["new_id"].initial = self.instance.item.stable_id

    def stem(self) -> str:
        """First part of ids in this section: the section's own key, else the audience's letters and a number."""
        section = self.parent_page.specific if self.parent_page else None
        key = getattr(section, "key", "").rpartition(":")[2]
        if re.fullmatch(r"[A-Z]{2}-\d{1,3}", key):
            return key
        audience = Audience(section.guideline_set.audience) if section else Audience.PARENTS
        taken = GuidelineItem.objects.filter(audience=audience).values_list("stable_id", flat=True)
        numbers = [int(match["section"]) for match in map(STABLE_ID.match, taken) if match]
        return f"{audience.prefix}-{max(numbers, default=0) + 1}"

    def clean(self):
        cleaned = super().clean()
        if "new_id" in self.fields:
            wanted = cleaned.get("new_id") or self.fields["new_id"].initial
            if not STABLE_ID.match(wanted):
                self.add_error("new_id", _("An id looks like PA-1.2, or gh:PA-1.2 for a national item."))
            elif GuidelineItem.objects.filter(stable_id=wanted).exclude(pk=self.instance.item_id).exists():
                self.add_error("new_id", _("This id is taken. Ids are never used twice."))
            cleaned["new_id"] = wanted
        return cleaned

    def save(self, commit=True):
        page, wanted = self.instance, self.cleaned_data.get("new_id")
        if not page.item_id:
            section = self.parent_page.specific
            # Not saved here: a preview also asks the form for its page. The page saves it with itself.
            page.item = GuidelineItem(
                stable_id=wanted, audience=section.guideline_set.audience, order=10 * (section.get_children_count() + 1)
            )
        elif wanted and wanted != page.item.stable_id:
            page.item.stable_id = wanted
            page.key, page.translation_key = wanted, translation_key(wanted)
            if commit:
                page.item.save(update_fields=["stable_id"])
        return super().save(commit=commit)


class GuidelineItemForm(UnchangedSinceLoaded):
    """Facts of an item: long lists become ticks under headings, named as a reader would."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        terms = sorted(
            self.fields["terms"].queryset, key=lambda term: (list(Vocabulary.values).index(term.vocabulary), term.order)
        )
        for name in ("terms", "chief_terms"):
            _tick(self.fields[name], terms, lambda term: Vocabulary(term.vocabulary).label, str)
        items = GuidelineItem.objects.named().exclude(pk=self.instance.pk)
        items = sorted(items, key=lambda item: (list(Audience.values).index(item.audience), item.order, item.stable_id))
        _tick(
            self.fields["related"],
            items,
            lambda item: Audience(item.audience).label,
            lambda item: f"{item.stable_id} {item.title or ''}",
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reviewed_on") and not cleaned.get("reviewed_by"):
            self.add_error("reviewed_by", _("Say who reviewed it, or empty the date."))
        if set(cleaned.get("chief_terms") or ()) - set(cleaned.get("terms") or ()):
            self.add_error("chief_terms", _("What it is chiefly about must be among its terms."))
        if set(cleaned.get("chief_ages") or ()) - set(cleaned.get("ages") or ()):
            self.add_error("chief_ages", _("The ages it is chiefly for must be among its ages."))
        return cleaned


def _tick(field: forms.ModelMultipleChoiceField, rows: Iterable, heading: Callable, label: Callable) -> None:
    """Show a choice of many rows as ticks, grouped; `rows` come sorted by their heading."""
    field.widget = forms.CheckboxSelectMultiple(attrs={"class": "cop-ticks"})
    field.widget.choices = [
        (name, [(row.pk, label(row)) for row in group]) for name, group in groupby(rows, key=heading)
    ]
