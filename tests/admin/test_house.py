"""The admin as a whole: privacy, dashboard, guide, previews, images, accounts."""

import re
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image as Picture
from wagtail.blocks import Block, StreamBlock, StructBlock
from wagtail.fields import StreamField

from common.guide import to_html
from common.pages import BasePage
from resources.models import PortalImage

# --- what editors meet


def test_no_screen_calls_anybody_else(desk, portal):
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[portal.first.pk]),
        reverse("wagtailadmin_explore", args=[portal.section.pk]),
        reverse("wagtailsnippets_resources_term:list"),
        reverse("cop_guide"),
        "/accounts/login/",
    ]
    for address in addresses:
        response = desk.get(address, follow=True)
        html = response.content.decode()
        loaded = re.findall(r'(?:src|srcset|action|data-[\w-]*url[\w-]*)="((?:https?:)?//[^"]+)"', html)
        styles = re.findall(r'<link[^>]+href="((?:https?:)?//[^"]+)"', html)
        assert [one for one in loaded + styles if "127.0.0.1" not in one] == [], address
        assert "gravatar" not in html
        assert re.match(r"default-src '(none|self)'; ", response.headers["Content-Security-Policy"])


def test_the_dashboard_speaks_of_tasks_and_leads_to_the_guide(desk):
    html = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "What do you want to do?" in html and reverse("cop_guide") in html
    assert "What&#x27;s new in Wagtail" not in html and "wagtail.org" not in html


def test_the_guide_is_the_file_in_the_repository(desk):
    html = desk.get(reverse("cop_guide")).content.decode()
    for task in re.findall(r"^## (.+)$", (settings.BASE_DIR / "docs/editors.md").read_text("utf-8"), flags=re.M):
        assert task in html
    assert "**" not in html and "##" not in html


def test_the_guides_converter_escapes_and_keeps_to_its_small_language():
    text = "## One & two\n\nA **bold** [link](/cms/) and `code` <script>.\n\n1. First\n   goes on\n2. Second\n\n- Dot"
    assert to_html(text) == (
        '<h2 id="one-two">One &amp; two</h2>\n'
        '<p>A <strong>bold</strong> <a href="/cms/">link</a> and <code>code</code> &lt;script&gt;.</p>\n'
        "<ol><li>First goes on</li><li>Second</li></ol>\n<ul><li>Dot</li></ul>"
    )


def test_strangers_are_sent_to_the_one_way_in(client, portal):
    assert client.get("/cms/guide/").headers["Location"].startswith("/accounts/login/")
    assert client.get("/cms/login/").headers["Location"].startswith("/accounts/login/")


# --- block previews


def previewed_blocks() -> list[tuple[str, Block]]:
    """Every block an editor can choose in any page of the portal."""
    found: dict[type, Block] = {}

    def walk(block: Block) -> None:
        children = getattr(block, "child_blocks", {}).values() or filter(None, [getattr(block, "child_block", None)])
        for child in children:
            if isinstance(block, StreamBlock) and isinstance(child, StructBlock):
                found.setdefault(type(child), child)
            walk(child)

    for model in BasePage.__subclasses__() + [sub for one in BasePage.__subclasses__() for sub in one.__subclasses__()]:
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                walk(field.stream_block)
    return sorted((kind.__name__, block) for kind, block in found.items())


@pytest.mark.parametrize(
    ("name", "block"), previewed_blocks(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_block_shows_what_it_will_look_like(desk, name, block):
    assert block.meta.description, "says what it is for"
    response = desk.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<style>" in html and "TypeError" not in html
    body = re.sub(r"<[^>]+>", " ", html[html.index("<body") :])
    assert len(body.split()) >= 2, f"{name} has nothing to show"


# --- images


def png() -> SimpleUploadedFile:
    from io import BytesIO

    data = BytesIO()
    Picture.new("RGB", (8, 8), "teal").save(data, "PNG")
    return SimpleUploadedFile("teal.png", data.getvalue(), "image/png")


@pytest.mark.parametrize(
    ("posted", "stored", "alt"),
    [
        ({}, False, None),
        ({"description": "A teal square"}, True, "A teal square"),
        ({"decorative": "on"}, True, ""),
        ({"description": "A teal square", "decorative": "on"}, False, None),
    ],
)
def test_every_image_has_its_alternative_text_decided(desk, posted, stored, alt):
    desk.post(reverse("wagtailimages:add"), {"title": "Teal", "file": png(), **posted})
    assert PortalImage.objects.exists() == stored
    if stored:
        assert PortalImage.objects.get().default_alt_text == alt


def test_images_dropped_in_bulk_wait_for_the_decision(desk):
    answer = desk.post(reverse("wagtailimages:add_multiple"), {"title": "Teal", "files[]": png()}).json()
    assert answer["success"] and "decorative" in answer["form"]
    assert not PortalImage.objects.exists()


# --- people


def test_roles_may_do_what_the_guide_says(portal):
    def may(group: str) -> set[str]:
        codes = Group.objects.get(name=group).permissions.values_list("codename", flat=True)
        return {code for code in codes if "term" in code or "guidelineitem" in code or "translation" in code}

    assert may("Editors") == {"view_term", "view_guidelineitem"}
    assert may("Moderators") == {
        *("view_term", "add_term", "change_term", "delete_term"),
        *("view_guidelineitem", "change_guidelineitem", "submit_translation"),
    }


def test_the_demo_editor_can_sign_in_and_publish(client, portal, settings, tmp_path):
    settings.COP_LOCAL_DEMO, settings.VAR_DIR = True, tmp_path
    out = StringIO()
    call_command("demo_editor", stdout=out)
    email, password = out.getvalue().split()
    kept = Path(tmp_path / "demo_login")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600 and kept.read_text().split() == [email, password]

    again = StringIO()
    call_command("demo_editor", stdout=again)
    assert again.getvalue() == out.getvalue(), "a second run keeps the password"

    page = client.get("/accounts/login/", {"next": "/cms/"}).content.decode()
    assert "Readers need no account" in page and "sign up" not in page.lower()
    wrong = client.post("/accounts/login/", {"login": email, "password": "not this one"})
    assert wrong.status_code == 200 and "error" in wrong.content.decode()
    response = client.post("/accounts/login/", {"login": email, "password": password, "next": "/cms/"})
    assert response.status_code == 302 and response.headers["Location"] == "/cms/"
    html = client.get(reverse("wagtailadmin_pages:edit", args=[portal.first.pk])).content.decode()
    assert "action-publish" in html


def test_no_demo_editor_outside_one_local_machine(db, settings):
    settings.COP_LOCAL_DEMO = False
    with pytest.raises(CommandError, match="one local machine"):
        call_command("demo_editor")


@pytest.mark.parametrize("path", ["/accounts/logout/", "/accounts/password/reset/", "/accounts/signup/"])
def test_the_other_account_pages_wear_the_same_dress(desk, client, path):
    if "logout" not in path:
        client.logout()
    response = client.get(path)
    assert response.status_code == 200 and "staff/accounts.css" in response.content.decode()


def test_the_admin_shows_the_products_names(desk, portal):
    portal.section.title = portal.section.draft_title = "{storybook}"
    portal.section.save()
    html = desk.get(reverse("wagtailadmin_explore", args=[portal.set.pk])).content.decode()
    assert "Online with Sango" in html and "{storybook}" not in html
