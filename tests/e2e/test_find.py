"""From home to the first fitting advice, by finder and by search, with scripts and without."""

import pytest

#: Who, the landing's link on home, the choices, and the first advice that must stand in the answer.
WALKS = [
    ("parents", "parents-educators", {"age": "9-12", "about": "gaming"}, "Choose who can speak to your child in games"),
    (
        "educators",
        "parents-educators",
        {"about": "sharing-images", "role": "role-class"},
        "Images of pupils, from classroom to school fair",
    ),
    ("industry", "industry", {"service": "games", "size": "few"}, "Put one named person in charge"),
    ("policy-makers", "policy-makers", {"stage": "mandate"}, "Get the mandate in writing"),
]


@pytest.mark.parametrize(("who", "landing", "choices", "advice"), WALKS)
@pytest.mark.parametrize("scripts", [True, False])
def test_three_clicks_from_home_to_advice(base, visit, who, landing, choices, advice, scripts):
    page = visit(java_script_enabled=scripts)
    page.goto(f"{base}/en/")
    page.locator(f'main a[href="/en/{landing}/"]').first.click()  # one
    form = page.locator(f"#find-{who} form")
    for name, value in choices.items():
        form.locator(f"select[name={name}]").select_option(value)
    form.locator("button").click()  # two
    first = page.locator("ol.index > li > a").first
    assert first.inner_text() == advice
    assert all(f"{name}={value}" in page.url for name, value in choices.items())
    first.click()  # three
    assert page.locator("h1").inner_text() == advice
    assert page.context.cookies() == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_mother_at_two_in_the_morning(base, visit, scripts):
    page = visit(java_script_enabled=scripts)
    page.goto(f"{base}/en/")
    page.fill("#q", "someone I don't know writes to my daughter, eleven, in a game")
    page.press("#q", "Enter")
    panel = page.locator("aside.aid").first
    assert panel.locator("a.btn").get_attribute("href") == "/en/help/parents/"
    assert panel.bounding_box()["y"] < 740, "help stands in the first view of a phone"
    assert page.locator("[data-exit]").is_visible()
    titles = page.locator("#closest + ul > li > a").all_inner_texts()
    assert "Choose who can speak to your child in games" in titles or any(
        "Someone asks your child" in t for t in titles
    )
    panel.get_by_role("link", name="A stranger writes, and nothing has been asked yet").click()
    assert page.url.endswith("/en/help/parents/#stranger-new")
    assert abs(page.locator("#stranger-new").bounding_box()["y"]) < 100


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("we are a regulator starting from nothing, what first?", "Get the mandate in writing"),
        ("three-person app company: which of all this is for us?", "Put one named person in charge"),
    ],
)
def test_who_says_what_they_are_is_shown_where_to_begin(base, visit, question, first):
    page = visit(java_script_enabled=False)
    page.goto(f"{base}/en/")
    page.fill("#q", question)
    page.press("#q", "Enter")
    begin = page.locator("section.first")
    assert begin.locator("p a").first.inner_text() == first
    begin.locator("a.btn").click()
    assert page.locator("main").get_by_role("link", name=first).first.is_visible()


def test_a_child_finds_things_to_do_within_its_band(base, visit):
    page = visit(java_script_enabled=False)
    page.goto(f"{base}/en/children/")
    page.locator("#find-children select[name=age]").select_option("9-12")
    page.locator("#find-children select[name=about]").select_option("true")
    page.locator("#find-children button").click()
    first = page.locator("ol.pieces a").first
    assert first.inner_text() == "The goat on the roof"
    first.click()
    page.wait_for_url("**/en/children/9-12/**")


def test_suggestions_come_to_the_field_and_nothing_typed_leaves_the_device(base, visit):
    page = visit()
    page.goto(f"{base}/en/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.focus("#q")
    page.wait_for_selector("#words", state="attached")
    assert page.locator("#words option").count() > 60
    page.keyboard.type("passw")
    page.wait_for_timeout(300)
    assert [url for url in asked if "/static/" not in url] == [f"{base}/en/search/"]


def test_a_selection_can_be_shared_and_taken_along(base, visit):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    address = f"{base}/en/parents-educators/find/parents/?about=gaming&age=9-12"
    page.goto(address)
    page.locator("[data-copy]").click()
    assert page.evaluate("navigator.clipboard.readText()") == address
    assert page.locator("#take ~ .tools a").count() >= 2
    with page.expect_download() as download:
        page.locator('a[href^="worksheet/"]').click()
    assert download.value.suggested_filename == "cop-parents-selection.en.docx"
    page.locator('a[href^="print/"]').click()
    assert page.locator("h1").inner_text() == "What fits: 9 to 12, Gaming"
