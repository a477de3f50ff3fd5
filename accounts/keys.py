"""A portal does not start with a key that somebody could guess, nor for any host that asks."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LEAST_LENGTH, LEAST_DIFFERENT = 50, 20
KNOWN_WORDS = ("django-insecure-", "change", "example", "secret")


def fault_of_key(key: str) -> str:
    """What is wrong with a key, in words; "" when nothing is."""
    if len(key) < LEAST_LENGTH:
        return f"SECRET_KEY has {len(key)} characters; {LEAST_LENGTH} are the least."
    if len(set(key)) < LEAST_DIFFERENT:
        return "SECRET_KEY repeats itself: it is not random."
    if any(word in key.lower() for word in KNOWN_WORDS):
        return "SECRET_KEY looks like an example, not like a random value."
    return ""


def refuse_weak() -> None:
    """Raises ImproperlyConfigured. Called when Django starts, whatever starts it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    faults = [fault for fault in map(fault_of_key, keys) if fault]
    if "*" in settings.ALLOWED_HOSTS:
        faults.append("ALLOWED_HOSTS must name the hosts, not “*”.")
    if faults:
        raise ImproperlyConfigured(
            " ".join(faults) + " See .env.example: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
