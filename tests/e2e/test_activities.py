"""A child finishes stories, exercises and situations in a browser, with scripts and without; nothing is sent."""

import pytest

from tests.guidelines.walk import activity_addresses

EXERCISE = "/en/children/9-12/work-rights/right-or-wish/"
QUESTIONS = "/en/children/9-12/work-privacy/ask-first/"
SITUATION = "/en/children/9-12/work-together/team-chat/"
SENSITIVE = "/en/children/9-12/work-risks/small-alarms/"


def listen(page) -> list[str]:
    """Addresses asked for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    return asked


def stored(page) -> int:
    return page.evaluate("sessionStorage.length + localStorage.length")


def answer_everything(page) -> None:
    """Open every choice, tick every first option, show all answers, wherever they are."""
    for target in page.query_selector_all("article.play details > summary"):
        if target.is_visible():
            target.click()
    for box in page.query_selector_all("article.play input:not([data-keep])"):
        if box.is_visible():
            box.check()
    for select in page.query_selector_all("article.play select"):
        if select.is_visible():
            select.select_option(index=1)


def finish(page, address: str, scripts: bool, mirrored: bool) -> None:
    """Walk one activity to its end; fails where something is asked for, stored or not reached."""
    page.goto(address)
    if mirrored:
        page.evaluate("document.documentElement.dir = 'rtl'")
    assert stored(page) == 0, address
    asked = listen(page)
    for _ in range(page.locator("article[data-stepped] .pager").count() + 1):
        answer_everything(page)
        onward = page.locator("[data-go]:last-child:visible")
        if not scripts or not onward.count():
            break
        onward.last.click()
        page.wait_for_function("document.querySelector(location.hash).checkVisibility()")  # hashchange comes later
    answer_everything(page)
    assert page.locator("#end").is_visible(), address
    assert asked == [], (address, asked)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert page.context.cookies() == [], address
    page.evaluate("sessionStorage.clear()")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("mirrored", [False, True])
def test_every_activity_is_finished_without_a_request(base, visit, scripts, mirrored):
    page = visit(java_script_enabled=scripts, bypass_csp=True)
    for address in activity_addresses():
        finish(page, base + address, scripts, mirrored)


def test_choosing_moves_the_focus_to_the_explanation(base, visit):
    page = visit()
    page.goto(base + QUESTIONS)
    page.click(".cover [data-go]")
    page.locator("#step-q1 summary").first.click()
    page.locator(".pick__say:focus").wait_for()
    assert "It is her face" in page.evaluate("document.activeElement.textContent")


def test_a_situation_without_scripts_shows_one_turn_and_a_way_back(base, visit):
    page = visit(java_script_enabled=False)
    page.goto(base + SITUATION)
    assert page.locator(".turn:visible").count() == 1
    page.locator(".turn:visible .ways a").first.click()
    page.locator(".turn:visible .ways a").last.click()
    assert page.locator(".turn:visible .btn").count() == 1
    page.locator(".turn:visible .btn").click()
    assert "Sunday evening" in page.locator(".turn:visible").inner_text()


def test_work_lives_until_the_tab_closes_unless_one_keeps_it(base, visit):
    page = visit()
    page.goto(base + EXERCISE)
    page.locator("input[type=radio]").first.check()
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [1, 0]
    page.reload()
    assert page.locator("input[type=radio]").first.is_checked()
    page.check("[data-keep]")
    assert page.evaluate("localStorage.length") == 1
    page.click("[data-again]")
    assert stored(page) == 0
    assert not page.locator("input:checked").count()


def test_nothing_of_a_sensitive_page_is_ever_stored(base, visit):
    page = visit()
    page.goto(base + SENSITIVE)
    answer_everything(page)
    assert stored(page) == 0
    assert not page.locator("[data-keep]").is_visible()


def test_a_class_turns_pages_with_the_arrow_keys(base, visit):
    page = visit(viewport={"width": 1280, "height": 720})
    page.goto(f"{base}{QUESTIONS}class/")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#step-q1:visible")
    assert page.locator(".step:visible").count() == 1
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#start:visible")


def test_targets_are_large_enough_for_the_band(base, visit):
    page = visit()
    least = {"under-9": 56, "9-12": 48, "13-18": 44}
    small = """(least) => [...document.querySelectorAll(
        'main summary, main .btn, main .opts label, main .tick, main select, main .ways a'
    )].filter((e) => e.offsetParent && e.getBoundingClientRect().height < least).map((e) => e.textContent)"""
    for address in activity_addresses():
        page.goto(base + address)
        assert page.evaluate(small, least[address.split("/")[3]] - 0.5) == [], address
