"""A real portal with the shipped content behind a real server, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@pytest.fixture(scope="session")
def portal_env(tmp_path_factory) -> dict[str, str]:
    """Environment of a portal of its own: SQLite in a temporary folder, the whole shipped edition loaded."""
    port = _free_port()
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cop_portal.settings.dev",
        "COP_VAR_DIR": str(tmp_path_factory.mktemp("portal")),
        "COP_BASE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
    }
    env.pop("DATABASE_URL", None)
    for command in (["prepare"], ["load_pack", "--quiet"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, timeout=300)
    return env


@pytest.fixture(scope="session")
def base(portal_env) -> Iterator[str]:
    """Address of the running portal, without a slash at the end."""
    command = [
        str(Path(sys.executable).with_name("gunicorn")),
        "cop_portal.wsgi",
        "--no-control-socket",
        "--bind",
        f"127.0.0.1:{portal_env['PORT']}",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=portal_env)
    address = portal_env["COP_BASE_URL"]
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/en/", timeout=10).close()
                break
            except (urllib.error.URLError, OSError):
                assert server.poll() is None, "the server did not start"
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser():
    """Chromium, headless."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield instance
        instance.close()


@pytest.fixture
def visit(browser):
    """Opens fresh contexts; each is closed at the end of the test. Keyword arguments are Playwright's."""
    contexts = []

    def open_page(**options):
        options.setdefault("viewport", {"width": 360, "height": 740})
        context = browser.new_context(**options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """One address for each public template in English, and a few in the other languages."""
    return {
        "home": "/en/",
        "landing with doors": "/en/parents-educators/",
        "landing for policy": "/en/policy-makers/",
        "landing for industry": "/en/industry/",
        "landing for children": "/en/children/",
        "set": "/en/parents-educators/parents/",
        "section": "/en/industry/guidelines/user-content/",
        "recommendation for parents": "/r/PA-3.2",
        "recommendation for educators": "/r/ED-2.3",
        "recommendation for policy": "/r/PM-2.1",
        "recommendation for industry": "/r/IN-8.1",
        "sensitive recommendation": "/r/PA-6.6",
        "band under 9": "/en/children/under-9/",
        "band 9-12": "/en/children/9-12/",
        "band 13-18": "/en/children/13-18/",
        "cards": "/en/children/9-12/you-can/",
        "topics": "/en/topics/",
        "topic": "/en/topics/cyberbullying/",
        "sensitive topic": "/en/topics/sextortion/",
        "alignment": "/en/policy-makers/alignment/",
        "challenge": "/en/about/challenge/",
        "about": "/en/about/",
        "help": "/en/help/",
        "help in a country": "/en/help/nz/",
        "help for parents": "/en/help/parents/",
        "help under 9": "/en/help/under-9/",
        "help 13-18": "/en/help/13-18/",
        "help 9-12 in a country": "/en/help/9-12/fr/",
        "hiding your visit": "/en/help/13-18/hiding-your-visit/",
        "looks": "/en/looks/",
        "print": "/en/parents-educators/educators/print/",
        "part on paper": "/en/industry/guidelines/user-content/print/",
        "search, empty": "/en/search/",
        "search": "/en/search/?q=password",
        "search with words of danger": "/en/search/?q=someone+threatens+me",
        "search by a regulator": "/en/search/?q=we+are+a+regulator",
        "search for a kind of file": "/en/search/?q=checklist+in+lessons",
        "search for a beginning": "/en/search/?q=where+to+begin",
        "search in a band": "/en/search/?q=password&band=9-12",
        "search without results": "/en/search/?q=zzzz",
        "finder": "/en/parents-educators/find/parents/?age=9-12&about=gaming",
        "finder for industry": "/en/industry/find/industry/?service=games&size=few",
        "finder, empty": "/en/policy-makers/find/policy-makers/",
        "finder on paper": "/en/parents-educators/find/educators/print/?about=sharing-images",
        "children's finder": "/en/children/find/children/",
        "children's finder under 9": "/en/children/find/children/?age=under-9",
        "children's finder 13-18": "/en/children/find/children/?age=13-18&about=chats",
        "search in Arabic": "/ar/search/?q=%D9%87%D8%A7%D8%AA%D9%81",
        "finder in Arabic": "/ar/parents-educators/find/parents/?age=9-12",
        "not found": "/en/nowhere/",
        "home in Arabic": "/ar/",
        "set in French, half translated": "/fr/parents-educators/parents/",
        "recommendation in Arabic": "/ar/parents-educators/parents/agree-as-a-family/stop-gaming-tonight/",
    }
