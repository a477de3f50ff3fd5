"""The demo and development on one machine: SQLite, plain HTTP, loopback only."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import VAR_DIR, env, env_flag


def _local_secret() -> str:
    """A key of this working copy's own, made once and kept outside the repository."""
    path = Path(VAR_DIR) / "secret_key"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text().strip()


DEBUG = env_flag("COP_DEBUG")
COP_LOCAL_DEMO = True
COP_SECOND_PERSON = env_flag("COP_SECOND_PERSON")  # The demo has one editor.
SECRET_KEY = env("SECRET_KEY") or _local_secret()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = 0
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Static files come straight from where they lie: nothing to collect before the first page.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
