"""How the children's editions look: axe in all modes, narrow and zoomed screens, calm where calm is asked for."""

import brotli
import pytest

from tests.e2e.test_public_pages import AXE, MODES, RUN
from tests.guidelines.walk import activity_addresses

PAGES = {
    "story": "/en/children/under-9/stories/room-for-one-more/",
    "sort": "/en/children/9-12/work-rights/right-or-wish/",
    "questions": "/en/children/9-12/work-privacy/ask-first/",
    "branch": "/en/children/9-12/work-together/team-chat/",
    "sensitive": "/en/children/9-12/work-risks/small-alarms/",
    "level 1": "/en/children/13-18/challenge/level-1/",
    "level 2": "/en/children/13-18/challenge/the-team-is-suddenly-full/",
    "class view": "/en/children/9-12/work-privacy/ask-first/class/",
    "storybook": "/en/children/under-9/stories/",
    "module": "/en/children/9-12/work-rights/",
    "challenge": "/en/children/13-18/challenge/",
    "storybook on paper": "/en/children/under-9/stories/print/",
    "module on paper": "/en/children/9-12/work-rights/print/",
    "teacher's guide": "/en/parents-educators/teachers-guide/",
    "solutions": "/en/parents-educators/teachers-guide/solutions/",
    "cards": "/en/parents-educators/teachers-guide/cards/",
}


def unfold(page, address: str) -> None:
    """Open a page with all of its steps and explanations in sight: as without scripts, and all folds open."""
    page.route("**/play.js", lambda route: route.abort())
    page.goto(address)
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; one.name = ''; })")


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing_in_the_children_s_editions(base, browser, mode):
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True, **MODES[mode])
    page, found = context.new_page(), {}
    for name, address in PAGES.items():
        unfold(page, base + address)
        page.evaluate(AXE)
        result = page.evaluate(RUN)
        if bad := [(one["id"], one["nodes"][0]["html"][:120]) for one in result["violations"]]:
            found[name] = bad
    context.close()
    assert not found, found


@pytest.mark.parametrize("width", [240, 320])
def test_nothing_of_the_children_s_editions_is_wider_than_the_screen(base, visit, width):
    """320 pixels are also what is left of 1280 at 400 % zoom."""
    page, wide = visit(viewport={"width": width, "height": 640}), {}
    for name, address in PAGES.items():
        unfold(page, base + address)
        if (over := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            wide[name] = over
    assert not wide


def test_a_step_can_be_read_and_left_at_400_percent(base, visit):
    page = visit(viewport={"width": 320, "height": 256})
    page.goto(base + PAGES["story"])
    page.locator(".cover [data-go]").last.click()
    onward = page.locator(".step:visible [data-go]").last
    onward.scroll_into_view_if_needed()
    box = onward.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320
    onward.click()
    assert page.locator(".step:visible").count() == 1


def test_nothing_moves_where_calm_is_asked_for(base, visit):
    page = visit(reduced_motion="reduce")
    moving = """[...document.querySelectorAll('*')].filter((one) => {
        const s = getComputedStyle(one);
        return [s.animationDuration, s.transitionDuration].some((time) => parseFloat(time) > 0.01);
    }).map((one) => one.outerHTML.slice(0, 80))"""
    for name, address in PAGES.items():
        page.goto(base + address)
        assert page.evaluate(moving) == [], name
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto", name


def test_the_storybook_of_one_language_is_light_enough_for_offline(base, visit):
    """All that its pages need, compressed as the store keeps it at first: 150 KB at most, without audio."""
    page, weight, files = visit(), 0, set()
    for address in (PAGES["storybook"], *(one for one in activity_addresses() if one.startswith(PAGES["storybook"]))):
        page.goto(base + address, wait_until="networkidle")
        weight += len(brotli.compress(page.request.get(base + address).body(), quality=5))
        files |= set(page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)"))
    fonts = {one for one in files if one.endswith(".woff2")}
    weight += sum(len(brotli.compress(page.request.get(one).body(), quality=5)) for one in files)
    assert fonts and any("play.css" in one for one in files)
    assert weight <= 150_000
