"""What stored pages show decides when they are made afresh: content, code, and the settings of the installation."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from cop_portal.publishing import generation

#: Settings of ours that public pages do not show.
NOT_SHOWN = {"COP_DOCUMENT_MEMORY", "COP_FILES_DIR", "COP_LOCAL_DEMO", "COP_PACK_DIR", "COP_SECOND_PERSON"}
ROOMS = ("audiences", "common", "guidelines", "resources", "cop_portal/search", "cop_portal/publishing")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COP_EXIT", {"en": "https://news.example/"}),
        ("COP_SITE_NAME", "Another name"),
        ("SITE_COUNTRY", "gh"),
        ("TIME_ZONE", "Africa/Accra"),
    ],
)
def test_a_setting_that_pages_show_makes_other_pages(name, value):
    before = generation.build_id.__wrapped__()
    assert generation.build_id.__wrapped__() == before
    with override_settings(**{name: value}):
        assert generation.build_id.__wrapped__() != before


def test_every_setting_of_ours_is_known_to_be_shown_or_not():
    """Whoever adds a setting decides; quick exit was once forgotten, and led to its old address after a restart."""
    root, used = Path(settings.BASE_DIR), set()
    for room in ROOMS:
        for path in (root / room).rglob("*.py"):
            used |= set(re.findall(r"settings\.((?:COP|SITE)_[A-Z_]+)", path.read_text("utf-8")))
    assert {"COP_EXIT", "COP_SITE_NAME"} <= used
    assert used - set(generation.SHOWN_SETTINGS) - NOT_SHOWN == set()
