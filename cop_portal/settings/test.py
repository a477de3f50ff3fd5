"""Tests: fast hashing, files in a temporary folder, the database from TEST_DATABASE_URL or SQLite."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import BASE_DIR, database, env

# No portal starts with these settings.
# pragma: allowlist nextline secret
SECRET_KEY = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-ABC"  # nosec B105 # noqa: S105 -- of tests only
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
VAR_DIR = Path(env("COP_TEST_DIR") or tempfile.mkdtemp(prefix="cop-test-"))
VAR_DIR.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR_DIR / "media"
COP_FILES_DIR = VAR_DIR / "files"
DATABASES = {"default": database(env("TEST_DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = 0
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
COP_PACK_DIR = BASE_DIR / "content"
#: Tests render anew each time; those of the page store give themselves a folder.
PUBLISHING_DIR = None
