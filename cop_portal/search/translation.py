"""Which fields of this room are kept in one column per language."""

from modeltranslation.translator import TranslationOptions, register

from cop_portal.search.models import DangerWords, SynonymSet


@register(SynonymSet)
class SynonymSetTranslation(TranslationOptions):
    fields = ("words",)
    required_languages = ("en",)


@register(DangerWords)
class DangerWordsTranslation(TranslationOptions):
    fields = ("words",)
    required_languages = ("en",)
