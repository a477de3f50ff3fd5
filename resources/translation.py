"""Which fields of this room are kept in one column per language."""

from modeltranslation.translator import TranslationOptions, register

from resources.models import Country, HelpService, Resource, Term


@register(Term)
class TermTranslation(TranslationOptions):
    fields = ("name", "definition")
    required_languages = ("en",)


@register(Resource)
class ResourceTranslation(TranslationOptions):
    fields = ("title", "description")
    required_languages = ("en",)


@register(Country)
class CountryTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("en",)


@register(HelpService)
class HelpServiceTranslation(TranslationOptions):
    fields = ("name", "about", "note", "must_tell")
    required_languages = ("en",)
