"""The brand record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from common.languages import native_name
from guidelines.brand import NAMES


class Preset(models.TextChoices):
    """Where the names come from."""

    SEEDS = "seeds", _("The names that ITU’s children’s products have")
    NEUTRAL = "neutral", _("Neutral names, translated with the portal")
    OWN = "own", _("Our own names, below; an empty one stays neutral")


def _names_in(code: str) -> MultiFieldPanel:
    return MultiFieldPanel(
        [FieldPanel(build_localized_fieldname(name, code)) for name in NAMES],
        heading=native_name(code),
        classname="collapsed",
    )


@register_setting(icon="tag", order=320)
class Brand(BaseGenericSetting):
    """Names of the children's products and of their guide, and the guide's picture; one record for the portal."""

    preset = models.CharField(_("names"), max_length=10, choices=Preset.choices, default=Preset.SEEDS)
    storybook = models.CharField(_("storybook (under 9)"), max_length=60, blank=True)
    workbook = models.CharField(_("workbook (9 to 12)"), max_length=60, blank=True)
    challenge = models.CharField(_("challenge (13 to 18)"), max_length=60, blank=True)
    guide = models.CharField(_("guide"), max_length=30, blank=True)
    picture = models.ForeignKey(
        "resources.PortalImage",
        verbose_name=_("picture of the guide"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Empty: the portal’s own drawing. Upload one only if you may use it: ITU’s mascot needs ITU’s consent."
        ),
    )

    panels = [
        FieldPanel("preset"),
        FieldPanel("picture"),
        *(_names_in(code) for code in settings.MODELTRANSLATION_LANGUAGES),
    ]

    class Meta:
        verbose_name = _("names of the children’s products")

    def __str__(self) -> str:
        return str(self.get_preset_display())
