"""The mirror on a USB stick: opened as files, nobody answering, a child finishes stories, exercises, situations."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.test_activities import answer_everything, finish, stored
from tests.guidelines.walk import activity_addresses

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(base, portal_env, tmp_path_factory) -> str:
    """Address of an exported folder, without a slash at the end."""
    path = tmp_path_factory.mktemp("stick") / "mirror"
    subprocess.run(
        [sys.executable, "manage.py", "export_site", str(path)],
        cwd=ROOT,
        env={**os.environ, **portal_env},
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=600,
    )
    return path.as_uri()


@pytest.mark.parametrize("scripts", [True, False])
def test_every_activity_is_finished_from_a_folder(folder, visit, scripts):
    page = visit(java_script_enabled=scripts)
    missing = []
    page.on("response", lambda one: missing.append(one.url) if one.status >= 400 else None)
    for address in activity_addresses():
        finish(page, f"{folder}{address}index.html", scripts=False, mirrored=False)
        styled = "getComputedStyle(document.querySelector('.step')).paddingBlockStart"
        assert page.evaluate(styled) != "0px", address
    assert missing == []


def test_links_between_activities_lead_to_files(folder, visit):
    page = visit()
    page.goto(f"{folder}/en/children/under-9/index.html")
    page.locator(f"a[href$='{activity_addresses()[0].split('/')[-2]}/index.html']").first.click()
    answer_everything(page)
    assert page.url.startswith("file://") and page.locator("#end").is_visible()
    assert stored(page) == 0
