"""Which fields of this room are kept in one column per language."""

from modeltranslation.translator import TranslationOptions, register

from guidelines.brand import NAMES
from guidelines.models import Brand


@register(Brand)
class BrandTranslation(TranslationOptions):
    fields = NAMES
    fallback_values = ""
