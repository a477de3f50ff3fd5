"""Admin forms of a term and of a resource."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from common.unchanged import UnchangedSinceLoaded
from resources.models.terms import Vocabulary


class TermForm(UnchangedSinceLoaded):
    """A key, once given, stays: content files, pages and links name it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["key"].disabled = True
            self.fields["key"].help_text = _("A key never changes: content files and links name it.")
            self.fields["parent"].queryset = self.fields["parent"].queryset.exclude(pk=self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("parent")
        if parent and parent.vocabulary != cleaned.get("vocabulary", self.instance.vocabulary):
            self.add_error("parent", _("A term is part of a term of the same vocabulary."))
        return cleaned


class ResourceForm(UnchangedSinceLoaded):
    """A key, once given, stays. What is made from a page follows that page and is not typed here."""

    also_in = forms.CharField(
        label=_l("Reported in other languages"),
        required=False,
        help_text=_l("Language codes in which this is said to exist, without an address that we have seen: fr, hy."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        terms = sorted(
            self.fields["terms"].queryset, key=lambda term: (list(Vocabulary.values).index(term.vocabulary), term.order)
        )
        self.fields["terms"].widget = forms.CheckboxSelectMultiple(attrs={"class": "cop-ticks"})
        self.fields["terms"].widget.choices = [
            (Vocabulary(name).label, [(term.pk, str(term)) for term in group])
            for name, group in groupby(terms, key=lambda term: term.vocabulary)
        ]
        self.initial["also_in"] = ", ".join(self.instance.also_in or [])
        if self.instance.pk:
            self.fields["key"].disabled = True
        if self.instance.made_from:
            # Its files are made by the portal, its words are its page's.
            self.formsets.pop("editions", None)
            for name, field in self.fields.items():
                if name in ("kind", "publisher", "source") or name.startswith(("title_", "description_")):
                    field.disabled = True
                    field.help_text = _("Follows the page of this sheet: change it there.")

    def clean_also_in(self) -> list[str]:
        return [code for code in self.cleaned_data["also_in"].lower().replace(",", " ").split() if code]
