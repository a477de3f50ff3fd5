"""The editor's walk in a real browser: correct a sentence, autosave, publish; and two editors at once."""

from pathlib import Path

import pytest

#: Wagtail takes what changes in the first seconds for its own set-up, not for typing.
SETTLED = 3500


@pytest.fixture
def sign_in(base, portal_env, visit):
    """Opens a browser of its own, signed in as the demo editor; collects requests to other hosts."""
    email, password = Path(portal_env["COP_VAR_DIR"], "demo_login").read_text().split()

    def open_admin():
        page = visit(viewport={"width": 1300, "height": 900})
        page.foreign = []
        page.on("request", lambda r: None if r.url.startswith((base, "data:", "blob:")) else page.foreign.append(r.url))
        page.goto(f"{base}/accounts/login/?next=/cms/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url("**/cms/")
        return page

    return open_admin


def open_recommendation(page, base: str, words: str) -> None:
    page.goto(f"{base}/cms/pages/search/?q={words}")
    page.locator("a", has_text=words).first.click()
    page.wait_for_selector("#id_why")
    page.wait_for_timeout(SETTLED)


def type_why(page, text: str) -> None:
    page.locator("#id_why").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text, delay=20)


def publish(page) -> None:
    page.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url("**/cms/pages/*/")


@pytest.mark.parametrize(("title", "pause"), [("Talk little and often", 2500), ("Promise now what you will do", 450)])
def test_a_sentence_is_corrected_and_published_also_while_autosave_is_under_way(base, sign_in, title, pause):
    page = sign_in()
    open_recommendation(page, base, title)
    type_why(page, " Corrected today.")
    page.wait_for_timeout(pause)
    publish(page)
    page.locator("a", has_text="View live").first.click()
    page.wait_for_load_state()
    assert "Corrected today." in page.locator("main").inner_text()
    assert page.foreign == []


def test_the_second_of_two_editors_gets_both_texts(base, sign_in):
    first, second = sign_in(), sign_in()
    for page in (first, second):
        open_recommendation(page, base, "List every device")
    type_why(first, " From the first.")
    first.wait_for_timeout(2500)
    publish(first)

    type_why(second, " From the second.")
    second.wait_for_timeout(2500)
    second.locator("button.action-save, footer button:has-text('Save draft')").first.click()
    # Wagtail's own warning stands before ours.
    second.locator(".w-dialog button:has-text('Save draft'), .w-dialog button:has-text('Continue')").first.click()
    second.wait_for_selector("text=Somebody else saved this page first")
    differences = second.locator("table.listing").inner_text()
    assert "first" in differences and "second" in differences
    second.locator("a", has_text="Go on with my text").click()
    second.wait_for_selector("#id_why")
    assert second.input_value("#id_why").endswith("From the second.")
