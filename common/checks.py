"""Rules of the house that Django checks at every start."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import models


@register()
def no_columns_on_pages(app_configs, **kwargs):
    """Pages live in locale trees; everything else in modeltranslation columns; never both on one model."""
    from modeltranslation.translator import translator
    from wagtail.models import Page, TranslatableMixin

    faults = []
    for model in translator.get_registered_models(abstract=False):
        if issubclass(model, Page | TranslatableMixin):
            faults.append(
                Error(f"{model.__name__} is in a locale tree and registered with modeltranslation.", id="cop.E001")
            )
    return faults


@register()
def pages_extend_base(app_configs, **kwargs):
    """Every page type of the portal extends BasePage."""
    from wagtail.models import Page

    from common.pages import BasePage

    rooms = {"resources", "guidelines", "audiences"}
    return [
        Error(f"{model.__name__} does not extend BasePage.", id="cop.E002")
        for model in apps.get_models()
        if model._meta.app_label in rooms and issubclass(model, Page) and not issubclass(model, BasePage)
    ]


@register()
def text_has_no_null(app_configs, **kwargs):
    """Text columns hold "" for nothing, except the columns that modeltranslation makes."""
    from modeltranslation.fields import TranslationField

    rooms = {"accounts", "resources", "guidelines", "audiences"}
    faults = []
    for model in apps.get_models():
        if model._meta.app_label not in rooms:
            continue
        for field in model._meta.local_fields:
            if (
                isinstance(field, models.CharField | models.TextField)
                and field.null
                and not isinstance(field, TranslationField)
            ):
                faults.append(Warning(f"{model.__name__}.{field.name} may be NULL.", id="cop.W001"))
    return faults


@register(Tags.security, deploy=True)
def a_second_person_publishes(app_configs, **kwargs):
    """Nobody should be able to change what a child in trouble reads without anybody else seeing it."""
    if settings.COP_SECOND_PERSON:
        return []
    return [
        Warning(
            "One person alone can publish under children and help.",
            hint="Remove COP_SECOND_PERSON=no as soon as there is a second one.",
            id="cop.W005",
        )
    ]
