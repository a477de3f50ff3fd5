"""Admin screens get only what each needs; tests/e2e/test_policies.py asks Chromium whether that is enough."""

import pytest

from common.policies import public_policy, staff_policy


@pytest.mark.parametrize(
    "path",
    [
        "/cms/pages/",
        "/cms/pages/7/",
        "/cms/pages/7/edit/",
        "/cms/pages/7/history/",
        "/cms/pages/7/move/",
        "/cms/reports/locked/",
        "/cms/users/",
        "/cms/groups/edit/1/",
        "/cms/redirects/add/",
        "/cms/workflows/edit/1/",
        "/cms/snippets/resources/term/edit/1/",
    ],
)
def test_screens_with_scripts_in_the_page(path):
    assert "'unsafe-inline'" in staff_policy(path)


@pytest.mark.parametrize(
    "path",
    [
        "/cms/",
        "/cms/guide/",
        "/cms/images/",
        "/cms/documents/",
        "/cms/account/",
        "/cms/sites/",
        "/cms/collections/",
        "/cms/pages/7/delete/",
        "/cms/snippets/resources/term/",
        "/accounts/login/",
        "/accounts/2fa/",
        "/documents/1/x.pdf",
        "/cms/nobody/knows/",
    ],
)
def test_all_others_have_none(path):
    policy = staff_policy(path)
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert "base-uri 'none'" in policy and "frame-ancestors" in policy


def test_signing_in_runs_no_script():
    assert "script-src" not in staff_policy("/accounts/login/")


@pytest.mark.parametrize(
    "path", ["/cms/pages/7/edit/preview/", "/cms/pages/7/view_draft/", "/cms/pages/7/revisions/9/view/"]
)
def test_a_preview_lives_under_the_readers_policy(path):
    assert staff_policy(path) == public_policy()
