"""WSGI entry point for servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cop_portal.settings.base")
django_application = get_wsgi_application()

from cop_portal.publishing.front import StoredFirst  # noqa: E402 -- needs the settings

application = StoredFirst(django_application)
