"""Model fields shared by rooms."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from common.choices import AgeBand, Audience


class KeysField(models.CharField):
    """A set of known keys, kept in one text column so that both databases can filter it.

    Python value: list of values in the order of `options`. Column: ",a,b,". Filter with `__contains=",a,"`.
    """

    options: type[models.TextChoices]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    @classmethod
    def _parse(cls, value: str | list | None) -> list[str]:
        parts = value.split(",") if isinstance(value, str) else list(value or [])
        chosen = {str(part) for part in parts if part}
        return [one.value for one in cls.options if one.value in chosen]

    def from_db_value(self, value, expression, connection):
        return self._parse(value)

    def to_python(self, value):
        return self._parse(value)

    def get_prep_value(self, value):
        if isinstance(value, str) and value.startswith(","):
            return value
        parsed = self._parse(value)
        return f",{','.join(parsed)}," if parsed else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        if not self.blank and not value:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.options.choices,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class BandsField(KeysField):
    """A set of age bands, youngest first (see `GuidelineItemQuerySet.for_band`)."""

    options = AgeBand


class AudiencesField(KeysField):
    """A set of audiences, in the house's order."""

    options = Audience
