"""Every help page with its panels open: accessible in all modes, within the screen, with exit and help in reach."""

from pathlib import Path

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "axe.run(document, {rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}}})"
MODES = {"light": {}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}}
OPEN = "document.querySelectorAll('main details').forEach(one => { one.open = true; })"
PAGES = (
    "/en/help/under-9/",
    "/en/help/9-12/",
    "/en/help/13-18/",
    "/en/help/educators/",
    "/en/help/under-9/gh/",
    "/en/help/13-18/worldwide/",
    "/en/help/gb/",
    "/ar/help/",
    "/ar/help/parents/",
    "/ar/help/under-9/",
    "/ar/help/9-12/gh/",
)


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_in_open_panels(base, browser, mode):
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True, **MODES[mode])
    page = context.new_page()
    found = {}
    for address in PAGES:
        assert page.goto(base + address).status == 200, address
        page.evaluate(OPEN)
        page.evaluate(AXE)
        result = page.evaluate(RUN)
        if bad := [(one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]]:
            found[address] = bad
    context.close()
    assert not found


@pytest.mark.parametrize("width", [240, 360, 1200])
def test_open_panels_fit_the_screen(base, visit, width):
    page = visit(viewport={"width": width, "height": 740})
    wide = {}
    for address in PAGES:
        page.goto(base + address)
        page.evaluate(OPEN)
        if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            wide[address] = over
    assert not wide


def test_danger_help_and_exit_stand_in_the_first_view_of_a_small_phone(base, visit):
    page = visit()
    for address in PAGES:
        page.goto(base + address)
        for wanted in (".help-now", "[data-exit]", ".aid" if page.locator(".aid").count() else "main h1"):
            box = page.locator(wanted).first.bounding_box()
            assert box["y"] < (740 if wanted == "[data-exit]" else 688), (address, wanted)
