"""Every screen that staff use works under the policy it is sent with, and loads nothing foreign."""

from pathlib import Path

import pytest

SCREENS = [
    "/cms/",
    "/cms/guide/",
    "/cms/drawings/",
    "/cms/pages/",
    "/cms/pages/search/?q=talk",
    "/cms/pages/{page}/",
    "/cms/pages/{page}/edit/",
    "/cms/pages/{page}/history/",
    "/cms/pages/{page}/usage/",
    "/cms/pages/{page}/copy/",
    "/cms/pages/{page}/move/",
    "/cms/pages/{page}/delete/",
    "/cms/pages/{page}/unpublish/",
    "/cms/pages/{page}/add_subpage/",
    "/cms/pages/{page}/privacy/",
    "/cms/pages/{page}/workflow_history/",
    "/cms/images/",
    "/cms/images/add/",
    "/cms/images/multiple/add/",
    "/cms/documents/",
    "/cms/documents/multiple/add/",
    "/cms/snippets/resources/term/",
    "/cms/snippets/resources/term/edit/{term}/",
    "/cms/snippets/guidelines/guidelineitem/",
    "/cms/snippets/guidelines/guidelineitem/edit/{item}/",
    "/cms/reports/site-history/",
    "/cms/reports/workflow/",
    "/cms/reports/locked/",
    "/cms/reports/aging-pages/",
    "/cms/users/",
    "/cms/users/new/",
    "/cms/groups/",
    "/cms/groups/edit/1/",
    "/cms/sites/",
    "/cms/redirects/",
    "/cms/redirects/add/",
    "/cms/collections/",
    "/cms/workflows/list/",
    "/cms/workflows/edit/1/",
    "/cms/workflows/tasks/index/",
    "/cms/account/",
    "/accounts/login/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/accounts/password/reset/",
    "/accounts/logout/",
]


@pytest.fixture
def screens(portal_env) -> list[str]:
    """The addresses with real ids; the demo editor is made an administrator for the time of this test."""
    import os
    import subprocess
    import sys

    code = (
        "from accounts.models import User; from wagtail.models import Page; from guidelines.models import *; "
        "from resources.models import Term; User.objects.update(is_superuser=True, is_staff=True); "
        "page = RecommendationPage.objects.first(); "
        "print(page.pk, page.item_id, Term.objects.first().pk)"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, **portal_env},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    page, item, term = done.stdout.split()[-3:]
    return [one.format(page=page, item=item, term=term) for one in SCREENS]


def test_no_screen_breaks_its_policy(base, portal_env, screens, visit):
    page = visit(viewport={"width": 1300, "height": 900})
    said, foreign = {}, []

    def hear(message):
        if "Content Security Policy" in message.text:
            said.setdefault(page.url.removeprefix(base), []).append(message.text[:300])

    page.on("console", hear)
    page.on("request", lambda r: None if r.url.startswith((base, "data:", "blob:")) else foreign.append(r.url))
    email, password = Path(portal_env["COP_VAR_DIR"], "demo_login").read_text().split()
    page.goto(f"{base}/accounts/login/?next=/cms/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/cms/")
    for screen in screens:
        answer = page.goto(base + screen)
        if answer.status != 200:
            said.setdefault(screen, []).append(f"answers {answer.status}")
        page.wait_for_timeout(300)
    assert said == {}, "\n".join(f"{one}: {what}" for one, what in said.items())
    assert foreign == []
