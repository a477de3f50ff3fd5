"""Where "leave this page quickly" leads: a harmless page, by language and country."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from common.languages import active_codes

#: Used where nothing is set. It may be blocked, or out of place, where you are: so `check --deploy` warns.
DEFAULT = "https://www.wikipedia.org/"
#: A language, a country behind a colon, or both.
_KEY = re.compile(r"(?=.)([a-z]{2,3}(-[a-z0-9]{2,8})*)?(:[a-z]{2})?")


def target(language: str, country: str = "") -> str:
    """The address for a language and a country ("" = the installation's own)."""
    country = country or settings.SITE_COUNTRY
    chosen = settings.COP_EXIT
    keys = (f"{language}:{country}", f":{country}") if country else ()
    return next((chosen[key] for key in (*keys, language) if key in chosen), DEFAULT)


@register(Tags.security)
def exit_addresses(app_configs, **kwargs):
    """An exit that does not leave is worse than none."""
    faults = []
    for key, address in settings.COP_EXIT.items():
        parts = urlsplit(address)
        if not _KEY.fullmatch(key):
            said = f"COP_EXIT: “{key}” is no language or country. Write en=https://…, :gh=https://… or en:gh=https://…"
            faults.append(Error(said, id="cop.E012"))
        elif parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
            faults.append(Error(f"COP_EXIT: “{key}={address}” is not an https address.", id="cop.E010"))
        elif settings.COP_BASE_URL and parts.hostname == urlsplit(settings.COP_BASE_URL).hostname:
            faults.append(Error(f"COP_EXIT: “{key}” leads to this portal itself.", id="cop.E011"))
    return faults


@register(Tags.security, deploy=True)
def exit_is_chosen(app_configs, **kwargs):
    """Somebody who knows the place must have chosen where quick exit leads."""
    try:
        codes = active_codes()
    except DatabaseError:
        codes = [settings.LANGUAGE_CODE]
    unset = [code for code in codes if target(code) == DEFAULT and DEFAULT not in settings.COP_EXIT.values()]
    hint = "Set COP_EXIT, for instance COP_EXIT=en=https://news.example/,fr:ci=https://journal.example/ (docs/help.md)."
    return (
        [Warning(f"Quick exit leads to {DEFAULT} in: {', '.join(unset)}.", hint=hint, id="cop.W010")] if unset else []
    )
