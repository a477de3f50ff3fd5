"""An editor builds a story of two frames and a question, sees it, hands it in; a second person makes it public."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.e2e.test_admin import SETTLED

ROOT = Path(__file__).resolve().parents[2]
MAKE = (
    "from accounts.models import User; from django.contrib.auth.models import Group; "
    "from guidelines.models import SectionPage; "
    "from allauth.mfa.models import Authenticator; "
    "from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret; "
    "from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes; "
    "u, new = User.objects.get_or_create(email='second@example.org'); u.set_password('second-person'); u.save(); "
    "u.groups.add(*Group.objects.filter(name__in=['Editors', 'Moderators'])); "
    "Authenticator.objects.filter(user=u).delete(); secret = generate_totp_secret(); "
    "TOTP.activate(u, secret); RecoveryCodes.activate(u); "
    "print(SectionPage.objects.get(key='CH-1', locale__language_code='en').pk, secret)"
)


@pytest.fixture
def second_moderator(portal_env) -> tuple[str, str]:
    """A second moderator exists from now on: the storybook's page id, and the secret of the moderator's app."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", MAKE],
        cwd=ROOT,
        env={**os.environ, **portal_env},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    storybook, secret = done.stdout.split()[-2:]
    return storybook, secret


@pytest.fixture
def admin(base, portal_env, visit):
    """Opens the admin for somebody."""
    first = tuple(Path(portal_env["COP_VAR_DIR"], "demo_login").read_text().split())

    def enter(login: tuple[str, str] = first, secret: str = ""):
        page = visit(viewport={"width": 1300, "height": 1000})
        page.set_default_timeout(60_000)
        page.goto(f"{base}/accounts/login/?next=/cms/")
        page.fill("[name=login]", login[0])
        page.fill("[name=password]", login[1])
        page.click("button[type=submit]")
        if secret:
            page.fill("[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
            page.click("button[type=submit]")
        page.wait_for_url("**/cms/")
        return page

    return enter


def add(page, block: str) -> None:
    """Put a new block at the end."""
    page.locator("button[title='Insert a block']:visible").last.click()
    page.locator("[role=option]:visible", has_text=block).first.click()


def field(number: int, name: str) -> str:
    return f"[name='blocks-{number}-value-{name}']"


def act(page, name: str) -> None:
    """Press one of the actions beside “Save draft”."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator(f"button[name={name}]:visible").click()


def test_a_story_is_built_previewed_approved_and_public(base, admin, second_moderator, visit):
    storybook, secret = second_moderator
    page = admin()
    page.goto(f"{base}/cms/pages/{storybook}/add_subpage/")
    assert "A story, an exercise or a quiz" in page.locator("main").inner_text()
    page.goto(f"{base}/cms/pages/add/guidelines/activitypage/{storybook}/")
    page.wait_for_timeout(SETTLED)
    page.fill("[name=title]", "The wet kite")
    page.fill("[name=statement]", "A kite falls into a pond.")

    for number, words in enumerate(["Ama has a kite. It flies.", "It falls. Splash!"]):
        add(page, "Story frame")
        page.wait_for_selector(field(number, "drawing"))
        page.locator("[name$=-drawing]:focus").wait_for()
        page.select_option(field(number, "drawing"), f"stories/learn-{number + 1}")
        picture = page.locator(f"{field(number, 'drawing')} ~ .cop-drawing img")
        assert picture.evaluate("async (one) => { await one.decode(); return one.naturalWidth }") > 0
        page.fill(field(number, "alt"), f"Picture {number + 1}.")
        page.fill(field(number, "text"), words)
        assert not page.locator(field(number, "key")).is_visible()
    add(page, "Question")
    page.fill(field(2, "text"), "What can Ama do?")
    for number, words in enumerate(["Ask for a stick", "Wait for the wind"]):
        page.fill(field(2, f"choices-{number}-value-text"), words)
        page.fill(field(2, f"choices-{number}-value-feedback"), f"That may help {number}.")

    with page.expect_navigation(url="**/edit/"):
        page.locator("footer button:has-text('Save draft')").first.click()
    assert page.locator(".messages .error").count() == 0
    page.wait_for_timeout(SETTLED)
    page.click("button[aria-label='Toggle preview']")
    shown = page.frame_locator("#w-preview-iframe, iframe[title='Preview']").first
    shown.locator(".cover [data-go]").click()
    shown.locator(".step:visible").wait_for()
    for _ in range(2):
        onward = shown.locator(".step:visible [data-go]").last
        following = onward.get_attribute("href")
        onward.click()
        shown.locator(following).wait_for()  # the next step is shown a moment after the click
    shown.locator(".step:visible summary", has_text="Ask for a stick").click()
    shown.locator("text=That may help 0.").wait_for()
    assert page.evaluate("Object.keys(sessionStorage).filter((one) => one.startsWith('cop-play')).length") == 0

    address = page.url
    act(page, "action-submit")
    page.wait_for_url("**/cms/pages/*/")
    reader = visit()
    public = f"{base}/en/children/under-9/stories/the-wet-kite/"
    assert reader.request.get(public).status == 404

    second = admin(("second@example.org", "second-person"), secret)
    second.goto(address)
    second.wait_for_timeout(SETTLED)
    second.locator("footer [data-w-dropdown-target=toggle]").first.click()
    second.locator("button:has-text('Approve'):visible").first.click()
    second.wait_for_url("**/cms/pages/*/")

    reader.goto(public)
    reader.click(".cover [data-go]")
    assert "Ama has a kite." in reader.locator(".step:visible").inner_text()
    assert reader.locator(".step:visible .frame__art svg").count() == 1
