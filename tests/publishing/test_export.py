"""The mirror opens from any folder: every link leads to a file of it, or out to the living site."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirror(portal, in_french, pages, settings, tmp_path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.COP_BASE_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["portal.example"]
    in_french(portal.first)
    call_command("collectstatic", "--noinput", "-v0")
    call_command("export_site", str(tmp_path / "mirror"))
    return tmp_path / "mirror"


def test_every_link_leads_somewhere(mirror):
    broken, seen = [], 0
    for page in mirror.rglob("*.html"):
        html = page.read_text("utf-8")
        html = re.sub(r'<(?:link rel="(?:canonical|alternate)"|meta )[^>]*>', "", html)
        for link in re.findall(r'\s(?:href|src)="([^"]*)"', html):
            if urlsplit(link).scheme or link.startswith("#"):
                continue
            seen += 1
            assert not link.startswith("/"), (page, link)
            if not (page.parent / unquote(urlsplit(link).path)).is_file():
                broken.append((str(page.relative_to(mirror)), link))
    assert seen > 100
    assert broken == []


def test_all_languages_and_the_first_page(mirror):
    first = (mirror / "index.html").read_text()
    for code in ("en", "fr"):
        assert f'href="{code}/index.html"' in first
        assert (mirror / code / "index.html").exists()
        assert (mirror / code / "404.html").exists()
    french = list((mirror / "fr").rglob("ask-every-day/index.html"))
    assert french
    assert 'rel="canonical" href="https://portal.example/fr/' in french[0].read_text()


def test_what_only_the_living_site_can_do_leads_there(mirror):
    text = "".join(page.read_text("utf-8") for page in mirror.rglob("*.html"))
    assert 'href="/' not in text
    assert 'action="/' not in text


def test_somebody_elses_folder_is_left_alone(mirror, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    with pytest.raises(CommandError):
        call_command("export_site", str(other))
    assert (other / "thesis.txt").exists()


def test_a_second_export_replaces_the_first(mirror, portal):
    portal.second.unpublish()
    assert list(mirror.rglob("play-together/index.html"))
    call_command("export_site", str(mirror))
    assert not list(mirror.rglob("play-together/index.html"))
