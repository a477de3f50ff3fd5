"""What `check --deploy` asks of an installation's help."""

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.db import DatabaseError

_HINTS = {
    "country": ("cop.W020", "SITE_COUNTRY is not set, or its country is not among the help pages’ countries."),
    "emergency": ("cop.W021", "The emergency number of SITE_COUNTRY is not known here."),
    "helpline": ("cop.W022", "No helpline of SITE_COUNTRY has been confirmed, or its confirmation has lapsed."),
}


@register(Tags.security, deploy=True)
def home_country_has_help(app_configs, **kwargs):
    """Children of the installation's own country must find a number that somebody has called."""
    from resources.help import missing_at_home

    try:
        missing = missing_at_home()
    except DatabaseError:
        return []
    hint = "See “To verify” in the admin, and docs/help.md."
    return [
        Warning(f"{_HINTS[one][1]} (SITE_COUNTRY={settings.SITE_COUNTRY or 'unset'})", hint=hint, id=_HINTS[one][0])
        for one in missing
    ]
