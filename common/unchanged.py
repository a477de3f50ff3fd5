"""The same protection for what has no revisions: terms and items."""

import hashlib
import json

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class UnchangedSinceLoaded(WagtailAdminModelForm):
    """A model form that refuses to save over what somebody else saved after the form was opened.

    The form comes back with the editor's own text in it and says what stands in the database now; saving
    that second form is a decision, and goes through.
    """

    loaded_state = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["loaded_state"] = self._digest(self._stored())
        else:
            del self.fields["loaded_state"]

    def _stored(self) -> Model:
        # The lock makes check and save one step where the database has row locks; SQLite locks as a whole.
        rows = type(self.instance)._default_manager.all()
        return (rows.select_for_update() if self.is_bound else rows).get(pk=self.instance.pk)

    def _values(self, stored: Model) -> dict:
        """The form's fields as the database has them."""
        values = {}
        for field in (*stored._meta.concrete_fields, *stored._meta.many_to_many):
            if field.name in self.fields and field.name != "loaded_state":
                value = field.value_from_object(stored)
                values[field.name] = sorted(one.pk for one in value) if field.many_to_many else value
        return values

    def _digest(self, stored: Model) -> str:
        text = json.dumps(self._values(stored), cls=DjangoJSONEncoder, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def clean(self):
        cleaned = super().clean()
        loaded = self.data.get(self.add_prefix("loaded_state"))
        if not loaded or "loaded_state" not in self.fields:
            return cleaned
        stored = self._stored()
        current = self._digest(stored)
        if loaded != current:
            self.data = self.data.copy()
            self.data[self.add_prefix("loaded_state")] = current
            self.add_error(
                None,
                _(
                    "Somebody else saved this after you opened it. Your text is below and not yet saved; "
                    "saving again puts it in the place of what stands here now: %(now)s"
                )
                % {"now": self._difference(stored, cleaned)},
            )
        return cleaned

    def _difference(self, stored: Model, cleaned: dict) -> str:
        """Fields in which the database and this form differ, with the database's value."""
        parts = []
        for name, value in self._values(stored).items():
            field = stored._meta.get_field(name)
            posted = cleaned.get(name)
            same = (
                sorted(one.pk for one in posted) == value
                if field.many_to_many and posted is not None
                else posted == value
            )
            if field.is_relation and not field.many_to_many:
                same = getattr(posted, "pk", None) == value
            if not same:
                related = getattr(stored, name) if field.is_relation else value
                shown = ", ".join(map(str, related.all())) if field.many_to_many else str(related)
                parts.append(f"{self.fields[name].label}: “{shown}”")
        return "; ".join(parts) or _("the same as yours")
