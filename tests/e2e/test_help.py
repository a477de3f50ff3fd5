"""Leaving quickly and finding a person: by keyboard, without scripts, at 360 px."""

import re
import urllib.request

import pytest

OUT = "https://www.wikipedia.org/"
BANDS = ("under-9", "9-12", "13-18")
#: From these, help is one tap away and a service three.
STARTS = ("home", "landing for policy", "recommendation for parents", "recommendation for educators", "sensitive topic",
          "band under 9", "band 9-12", "band 13-18", "cards", "print", "not found")  # fmt: skip


def leaving(page):
    """Let the exit lead to a page of our own making: the tests call nobody."""
    page.route(f"{OUT}**", lambda route: route.fulfill(body="<h1>Elsewhere</h1>", content_type="text/html"))
    return page


def test_shift_three_times_leaves_and_back_does_not_return(base, visit):
    page = leaving(visit())
    page.goto(f"{base}/en/about/")
    page.goto(f"{base}/en/help/13-18/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{OUT}**")
    page.go_back()
    assert page.url == f"{base}/en/about/"


def test_shift_between_other_keys_does_not_leave(base, visit):
    page = leaving(visit())
    page.goto(f"{base}/en/help/13-18/")
    for key in ("Shift", "a", "Shift", "b", "Shift", "Tab"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url == f"{base}/en/help/13-18/"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", ["help/", "help/13-18/", "help/parents/", "help/gb/", "topics/sextortion/"])
def test_the_exit_is_first_by_keyboard_and_at_the_thumb(base, visit, path, scripts):
    page = leaving(visit(java_script_enabled=scripts))
    page.goto(f"{base}/en/{path}")
    exit_link = page.locator("[data-exit]")
    box = exit_link.bounding_box()
    assert box["y"] > 740 / 2 and box["y"] + box["height"] <= 740 and box["height"] >= 44
    page.keyboard.press("Tab")
    if scripts:
        assert page.evaluate("document.activeElement.hasAttribute('data-exit')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{OUT}**")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_service_is_three_taps_away_from_any_page(base, visit, templates, scripts):
    for name in STARTS:
        page = visit(java_script_enabled=scripts)
        page.goto(base + templates[name])
        page.locator(".help-now").click()
        page.locator('.countries a[href$="/fr/"]').click()
        # The third tap dials.
        page.wait_for_url("**/fr/")
        assert page.locator('a[href="tel:3018"]').is_visible(), name


@pytest.mark.parametrize("scripts", [True, False])
def test_where_there_is_no_number_two_taps_say_what_to_do_instead(base, visit, templates, scripts):
    for name in ("band under 9", "band 9-12", "band 13-18", "recommendation for parents"):
        page = visit(java_script_enabled=scripts)
        page.goto(base + templates[name])
        page.locator(".help-now").click()
        page.locator('[aria-labelledby="unnumbered"] a[href$="/gh/"]').click()
        page.locator("#instead").wait_for()
        steps = 3 if name.startswith("band") else 2  # for adults, danger stands above, on every page
        assert page.locator("#instead li").count() == steps and page.locator("#instead").is_visible(), name
        assert page.locator('a[href^="tel:"]').count() == 0
        assert page.locator('a[href*="childhelplineinternational.org"]').is_visible()


def test_by_keyboard_alone_a_reader_comes_from_a_page_to_a_number(base, visit, templates):
    """Tab and Enter only: help, country, number; at each stop the focus can be seen."""
    for name in ("recommendation for parents", "band 13-18"):
        page = visit()
        page.goto(base + templates[name])
        for wanted in ("a.help-now", '.countries a[href$="/fr/"]', 'a[href="tel:3018"]'):
            for _ in range(120):
                page.keyboard.press("Tab")
                if page.evaluate("s => document.activeElement.matches(s)", wanted):
                    break
            focused = page.locator(wanted).first
            assert page.evaluate("s => document.activeElement.matches(s)", wanted), (name, wanted)
            assert focused.evaluate("e => getComputedStyle(e).outlineStyle") != "none", (name, wanted)
            if page.locator(".exit").count():  # at this width it lies over the foot of the window
                box, bar = focused.bounding_box(), page.locator(".exit").bounding_box()
                assert box["y"] + box["height"] <= bar["y"] + 1, (name, wanted, "behind the exit")
            if not wanted.startswith("a[href"):
                with page.expect_navigation():
                    page.keyboard.press("Enter")


def test_open_or_closed_is_worked_out_on_the_device(base, visit):
    page = visit()
    page.goto(f"{base}/en/help/fr/")
    said = page.locator("[data-open]").first
    assert said.is_visible() and said.inner_text() in ("Open now", "Closed now")


def test_a_tap_without_scripts_leads_on(base, visit):
    page = visit(java_script_enabled=False)
    page.goto(f"{base}/en/help/13-18/fr/")
    page.locator("#fr-119 button").click()
    page.wait_for_url(f"{base}/en/help/13-18/noted/")
    assert page.context.cookies() == []


@pytest.mark.parametrize("band", BANDS)
def test_from_its_cover_a_band_reaches_only_itself_younger_and_help(base, band):
    allowed = BANDS[: BANDS.index(band) + 1]
    start = f"/en/children/{band}/"
    seen, queue, stray = {start}, [start], set()
    while queue and len(seen) < 900:
        here = queue.pop()
        with urllib.request.urlopen(base + here, timeout=20) as response:
            html = response.read().decode("utf-8", "replace")
        html = re.sub(r"<a [^>]*data-door[^>]*>|<form .*?</form>", "", html, flags=re.S)
        for address in re.findall(r'<a [^>]*href="(/[^"#?]*)', html):
            parts = address.strip("/").split("/")
            if address.startswith("/static/") or address in seen:
                continue
            seen.add(address)
            if len(parts) < 3 or parts[1] not in ("children", "help") or parts[2] not in allowed:
                stray.add((here, address))
            else:
                queue.append(address)
    assert not stray
    assert f"/en/help/{band}/" in seen


#: A voice of our own making: what is said is written down; headless Chromium has none.
VOICE = """
window.said = [];
class Say { constructor(text) { this.text = text; } }
Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Say });
Object.defineProperty(window, 'speechSynthesis', { value: {
  getVoices: () => [{ lang: 'en-GB' }], cancel() {}, speak(u) { window.said.push(u.text); }, addEventListener() {} } });
"""


def test_help_is_read_to_a_child_who_cannot_read(base, visit):
    page = visit()
    page.add_init_script(VOICE)
    page.goto(f"{base}/en/help/under-9/")
    button = page.locator(".sits > p [data-read]")
    button.click()
    assert "I saw something scary" in page.evaluate("said[0]")
    button.click()  # and it stops
    page.locator("#scary summary").click()
    page.locator("#scary [data-read]").click()
    last = page.evaluate("said.at(-1)")
    assert "Walk away" in last and "Someone is mean" not in last and "Talk to a person" not in last


def test_without_a_voice_nothing_offers_to_read(base, visit):
    page = visit()
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined });")
    page.goto(f"{base}/en/help/under-9/")
    assert page.locator("[data-read]:visible").count() == 0
