"""An installation whose environment is filled in as .env.example says starts without a warning."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "cop_portal.settings.base",
    "COP_BASE_URL": "https://cop.example.org",
    "ALLOWED_HOSTS": "cop.example.org",
    "SITE_COUNTRY": "gh",  # its services are asked for where there is a database
    "COP_EXIT": "en=https://news.example.org/",
}


def check(tmp_path: Path, **changes: str) -> subprocess.CompletedProcess:
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment |= ENVIRONMENT | {"SECRET_KEY": secrets.token_urlsafe(60), "COP_VAR_DIR": str(tmp_path)} | changes
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)


def test_no_warning(tmp_path):
    found = check(tmp_path)
    assert found.returncode == 0, found.stderr


def test_a_weak_key_is_refused(tmp_path):
    found = check(tmp_path, SECRET_KEY="secret")
    assert found.returncode != 0 and "SECRET_KEY" in found.stderr


def test_what_weakens_the_portal_is_named(tmp_path):
    found = check(tmp_path, COP_EXIT="", COP_SECOND_PERSON="no", SECURE_SSL_REDIRECT="no")
    assert found.returncode != 0
    assert all(name in found.stderr for name in ("cop.W010", "cop.W005", "security.W"))
