"""What every public page keeps: accessible, no overflow, no cookie, nothing foreign, usable without scripts."""

import re
from collections import deque
from itertools import product
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import axe_playwright_python
import brotli
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "axe.run(document, {rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}})"
MODES = {"light": {}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(base, browser, templates, mode):
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True, **MODES[mode])
    page = context.new_page()
    found = {}
    for name, address in templates.items():
        page.goto(base + address)
        page.evaluate(AXE)
        result = page.evaluate(RUN)
        bad = [(one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]]
        if bad:
            found[name] = bad
    context.close()
    assert not found


@pytest.mark.parametrize("width", [240, 320, 360, 1200])
def test_nothing_is_wider_than_the_screen(base, visit, templates, width):
    page = visit(viewport={"width": width, "height": 700})
    wide = {}
    for name, address in templates.items():
        page.goto(base + address)
        if over := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
            wide[name] = over
    assert not {name: over for name, over in wide.items() if over > 0}


#: Buttons that need scripts, and whether a service answers at this hour, which only the device knows.
ADDED_ON_THE_DEVICE = {"Print", "Copy", "link", "Share", "Open", "Closed", "now", "طباعة", "نسخ", "الرابط", "مشاركة"}


def test_right_to_left_mirrors(base, visit, templates):
    page = visit(viewport={"width": 1024, "height": 800})
    boxes = """() => [...document.querySelectorAll('body *')].filter(e => !e.closest('svg') && e.checkVisibility()
            && getComputedStyle(e).display !== 'inline')
        .map(e => { const r = e.getBoundingClientRect(); return [r.left, r.right, r.width]; })"""
    for name in ("home", "recommendation for parents", "recommendation for policy", "set", "cards"):
        page.goto(base + templates[name])
        ltr = page.evaluate(boxes)
        page.evaluate("document.documentElement.dir = 'rtl'")
        rtl = page.evaluate(boxes)
        wrong = [
            one
            for one, other in zip(ltr, rtl, strict=True)
            if one[2] and abs((1024 - one[1]) - other[0]) > 4 and abs(one[2] - other[2]) < 1
        ]
        assert len(wrong) <= 0.02 * len(ltr), (name, wrong[:3])


def test_first_view_is_small_and_private(base, visit, templates):
    page = visit()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    for name, address in templates.items():
        if name in ("print", "part on paper"):
            continue
        requests.clear()
        response = page.goto(base + address, wait_until="networkidle")
        foreign = [one for one in requests if not one.startswith((base, "data:"))]
        assert not foreign, name
        assert len([one for one in requests if "/r/" not in one]) <= 6, (name, requests)
        html = response.text()
        words = re.sub(r"<svg.*?</svg>", "", html, flags=re.S)
        assert len(brotli.compress(words.encode(), quality=5)) <= 14 * 1024, name
        assert len(brotli.compress(html.encode(), quality=5)) <= 40 * 1024, name
    for language, reader in product(("fr", "ar"), ("parents", "educators", "under-9", "9-12", "13-18")):
        html = page.request.get(f"{base}/{language}/help/{reader}/").text()
        assert len(brotli.compress(html.encode(), quality=5)) <= 14 * 1024, (language, reader)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    script = page.request.get(base + page.locator("script[type=module]").get_attribute("src"))
    assert len(brotli.compress(script.body(), quality=5)) <= 3 * 1024


def test_the_policy_is_kept(base, visit, templates):
    page = visit()
    complaints = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    for name, address in templates.items():
        if name != "not found":
            page.goto(base + address)
    assert not complaints


def test_every_internal_link_leads_somewhere(base, visit):
    page = visit(java_script_enabled=False)
    seen, queue, broken = set(), deque(["/", "/en/"]), []
    while queue:
        address = queue.popleft()
        response = page.request.get(base + address)
        if response.status != 200:
            broken.append((response.status, address))
            continue
        if "html" not in response.headers.get("content-type", ""):
            continue
        for link in _links(response.text(), base + address):
            parts = urlsplit(link)
            if (
                f"{parts.scheme}://{parts.netloc}" == base
                and parts.path not in seen
                and not parts.path.startswith("/cms")
            ):
                seen.add(parts.path)
                queue.append(parts.path)
    assert not broken
    assert len(seen) > 200


def _links(html: str, base: str) -> list[str]:
    from html.parser import HTMLParser

    found = []

    class Finder(HTMLParser):
        def handle_starttag(self, tag, attrs):
            address = dict(attrs).get("href" if tag in ("a", "link") else "src")
            if address:
                found.append(urldefrag(urljoin(base, address))[0])

    Finder().feed(html)
    return found


def test_the_same_words_without_scripts(base, visit, templates):
    with_scripts, without = visit(), visit(java_script_enabled=False)
    for name, address in templates.items():
        if name == "looks":
            continue
        with_scripts.goto(base + address)
        without.goto(base + address)
        one, other = (page.locator("main").inner_text().split() for page in (with_scripts, without))
        added = [word for word in one if word not in other]
        assert set(other) <= set(one), name
        assert set(added) <= ADDED_ON_THE_DEVICE, (name, added)


def test_language_and_direction_are_true(base, visit):
    page = visit()
    for code, direction in (("en", "ltr"), ("ar", "rtl"), ("fr", "ltr")):
        page.goto(f"{base}/{code}/")
        assert page.locator("html").get_attribute("lang") == code
        assert page.locator("html").get_attribute("dir") == direction
        listed = [one.get_attribute("hreflang") for one in page.locator(".langs a").all()]
        assert code in listed
    page.goto(f"{base}/en/industry/")
    listed = {one.get_attribute("hreflang") for one in page.locator("link[rel=alternate]").all()}
    for code in listed - {"x-default"}:
        assert page.request.get(f"{base}/{code}/industry/").status == 200


def test_ticks_stay_on_the_device_only_after_a_tap(base, visit):
    page = visit()
    page.goto(base + "/r/PA-3.2")
    assert page.evaluate("localStorage.length") == 0
    page.locator(".acts input").first.check()
    page.reload()
    assert page.locator(".acts input").first.is_checked()
    page.locator(".acts input").first.uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_the_skip_link_comes_first_and_focus_shows(base, visit):
    page = visit()
    page.goto(base + "/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
