"""The content report: each rule fails on a pack that breaks it, and on nothing else."""

import gzip
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cop_portal.packs import prose
from cop_portal.packs.report import Report
from cop_portal.packs.source import open_pack
from tests.factories import PackFolder, item, page, words

ONE = "words/en/items/PA-1.1.yaml"
TWO = "words/en/items/PA-1.2.yaml"
CHILD = "words/en/pages/9-12/you-can.yaml"
LONG = "Ask " + "and ask again " * 12 + "tonight."


def faults(pack: PackFolder) -> list[str]:
    opened = pack.open()
    assert opened.faults == []
    return Report(opened).faults


def assert_only(pack: PackFolder, *expected: str) -> None:
    found = faults(pack)
    assert len(found) == len(expected), found
    for fault, part in zip(sorted(found), sorted(expected), strict=True):
        assert part in fault


@pytest.fixture
def calm(pack: PackFolder) -> PackFolder:
    """The tiny pack with texts that break no rule."""
    return pack.edit(ONE, details=None)


def test_a_calm_pack_is_clean(calm):
    assert_only(calm)
    figures = Report(calm.open()).figures
    assert any(line.startswith("parents: ") and "3 items" in line for line in figures)
    assert any(line.startswith("9-12: ") and "(at most 12)" in line for line in figures)


def test_a_sentence_in_two_items(calm):
    same = "Put the phones in a basket by the front door tonight."
    calm.edit(ONE, why=f"One. {same}").edit(TWO, why=f"Two.\n\n{same.upper()}")
    assert_only(calm, f"{TWO}:4: this sentence stands in PA-1.1, too", "PA-1.1 and PA-1.2 share 78%")
    assert_only(calm.edit(TWO, why="Put the phones in a basket tonight."))  # seven words


def test_the_same_sentence_twice_in_one_item_is_its_own_affair(calm):
    same = "Put the phones in a basket by the front door tonight."
    assert_only(calm.edit(ONE, why=f"{same} Once more. {same}"))


def test_eight_words_of_a_seed(calm, tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "one.txt").write_text(
        "The seed says: “children’s rights online are the same rights as offline” and goes on."
    )
    calm.edit(ONE, why="Children's rights online are the same rights as anywhere.")  # seven words are free: … as
    out = StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("content_report", calm.root, seeds=seeds, stdout=out, stderr=(errors := StringIO()))
    assert f"{ONE}:" in errors.getvalue() and "eight words of a seed: “children's rights online" in errors.getvalue()
    # Afterwards the seeds are not needed any more, and their text is nowhere in the file.
    kept = (calm.root / "style/seed-shingles.txt.gz").read_bytes()
    assert b"rights" not in gzip.decompress(kept)
    assert len(faults(calm)) == 1
    (calm.root / "style/titles.en.txt").write_text("# titles\nrights online are the same rights\n")
    assert_only(calm)
    assert_only(calm.edit(ONE, why="Children's rights online are the same rights."))


def test_seeds_that_are_not_there(calm, tmp_path):
    with pytest.raises(CommandError, match=r"No \*\.txt"):
        call_command("content_report", calm.root, seeds=tmp_path / "nowhere", stdout=StringIO())


def big(pack: PackFolder, number: int) -> PackFolder:
    """A set of so many items whose statements and numbers of actions all differ enough."""
    verbs = ["Ask", "Bring", "Call", "Draw", "Eat", "Find", "Give", "Hear", "Invite", "Join", "Keep", "Learn"]
    for count, verb in enumerate(verbs[: number - 3], start=3):
        key, actions = f"PA-2.{count}", 2 + count % 4
        pack.files[f"facts/items/{key}.yaml"] = item(key, "PA-2", count, [], actions)
        pack.files[f"words/en/items/{key}.yaml"] = words(f"{verb} {count}", actions=actions)
    return pack.write()


def test_one_verb_in_front_of_too_many_statements(calm):
    assert_only(big(calm, 12))
    calm.edit("words/en/items/PA-2.3.yaml", statement="Talk about it. Soon.")
    assert_only(calm, "parents: 17% of statements open with “talk”, more than 12%")


def test_one_number_of_actions_too_often(calm):
    big(calm, 12)
    for key in ("PA-2.4", "PA-2.5", "PA-2.7"):
        calm.edit(f"facts/items/{key}.yaml", actions=["a1", "a2"])
        calm.edit(f"words/en/items/{key}.yaml", actions={"a1": f"First of {key}.", "a2": f"Second of {key}."})
    assert_only(calm, "items have this number of actions: “2”, more than 45%")


def test_a_small_set_has_no_shares(calm):
    for name in (ONE, TWO, "words/en/items/PA-2.1.yaml"):
        calm.edit(name, statement="Talk now.")
    assert_only(calm)


@pytest.mark.parametrize(("band", "limit"), [("under-9", 8), ("9-12", 12), ("13-18", 15)])
def test_mean_sentence_for_children(calm, band, limit):
    calm.edit("facts/pages/9-12.yaml", band=band).edit("words/en/pages/9-12.yaml", lead=None)
    text = " ".join(["Play"] * limit)
    calm.edit(CHILD, lead=None, cards=[{"key": "c1", "title": "You can", "text": f"{text}."}])
    assert_only(calm)
    calm.edit(CHILD, cards=[{"key": "c1", "title": "You can", "text": f"{text} more."}])
    assert_only(calm, f"9-12: mean sentence {limit + 1}.0 words, more than {limit}")


def test_mean_sentence_for_adults(calm):
    calm.files["facts/pages/industry.yaml"] = page("industry", "landing", "home", 50)
    calm.files["words/en/pages/industry.yaml"] = {"title": "Industry", "promise": "For you."}
    calm.files["facts/pages/industry-set.yaml"] = page("industry-set", "set", "industry", audience="industry")
    text = " ".join(f"word{number}" for number in range(20))
    calm.files["words/en/pages/industry-set.yaml"] = {"title": "Industry", "lead": f"{text}."}
    assert_only(calm.write())
    assert_only(calm.edit("words/en/pages/industry-set.yaml", lead=f"{text} more."), "industry-set: mean sentence 21.0")


def test_labels_do_not_flatter_the_mean():
    text = "Who leads\nThe ministry leads. “Does it?” Yes (it does “now.”) Right"
    whole = [sentence for sentence, _ in prose.sentences(text) if prose.is_whole(sentence)]
    assert whole == ["The ministry leads.", "“Does it?”", "Yes (it does “now.”)"]


def test_too_many_long_sentences(calm):
    long = "You " + " ".join(f"word{number}" for number in range(25)) + "."
    calm.edit(ONE, why=f"{long} {long.replace('You', 'They')}")
    assert_only(calm, "of sentences over 25 words, more than 5%")


def test_a_sentence_that_is_too_long_for_anybody(calm):
    calm.edit(ONE, why=LONG)
    assert_only(calm, f"{ONE}:4: a sentence of 38 words: “Ask and ask again")


def test_two_items_that_say_the_same(calm):
    text = [f"word{number}" for number in range(60)]
    calm.edit(ONE, why=". ".join(" ".join(text[start : start + 7]) for start in range(0, 56, 7)) + ".")
    calm.edit(TWO, why=". ".join(" ".join(text[start : start + 7]) for start in range(0, 56, 7)) + ".")
    assert any("PA-1.1 and PA-1.2 share" in fault for fault in faults(calm))
    calm.edit(TWO, why="Quite another thing.")
    assert_only(calm)


@pytest.mark.parametrize(
    ("entry", "text", "hit"),
    [
        ("ensure", "Ensure it.", True),
        ("ensure", "They were censured.", False),
        ("not only … but", "It is not only fun, it is for all of you, but also work.", True),
        ("not only … but", "It is not only fun.\nThen buttons came.", False),
        ("not only … but", "not only one two three four five six seven eight nine but", False),
        ("ever-changing", "An Ever-Changing world.", True),
    ],
)
def test_banned_words(calm, entry, text, hit):
    calm.put("style/banned.en.txt", f"# a remark\n\n{entry}\n")
    calm.edit(ONE, why=text)
    assert_only(calm, *([f"{ONE}:4: “{entry}” is on the list"] if hit else []))


def test_markup_and_addresses_are_no_words():
    payload = {
        "body": [{"type": "text", "html": '<p>See <a href="page:x">us</a> &amp; go</p>', "source": "Annual report"}]
    }
    assert [text for _, text in prose.texts(payload)] == ["See  us  & go"]


def test_a_pack_with_faults_of_form_is_not_measured(calm):
    calm.edit(ONE, colour="red")
    with pytest.raises(CommandError, match="faults of form"):
        call_command("content_report", calm.root, stdout=StringIO(), stderr=StringIO())


@pytest.mark.content
def test_the_shipped_content_is_clean():
    out = StringIO()
    call_command("content_report", settings.COP_PACK_DIR, stdout=out)
    assert out.getvalue().endswith("Clean.\n")
    assert len(prose.read_shingles(settings.COP_PACK_DIR / "style/seed-shingles.txt.gz")) > 2000


def test_a_shipped_case_is_told_as_invented_or_names_its_source():
    pack = open_pack(settings.COP_PACK_DIR)
    cases = [
        (part.key, detail)
        for part in pack.parts.values()
        if part.kind == "item" and part.part == pack.source_language
        for detail in part.payload.get("details", [])
        if detail["type"] == "case"
    ]
    unclear = [key for key, case in cases if case["text"].startswith("Say ") == bool(case.get("source"))]
    assert cases and unclear == []


@pytest.mark.parametrize(
    ("file", "prefix"), [("policy.yaml", "PM"), ("industry-set.yaml", "IN"), ("educators.yaml", "ED")]
)
def test_a_set_says_how_many_recommendations_it_has(file, prefix):
    tens = {2: "Twenty", 3: "Thirty", 4: "Forty"}
    ones = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    number = len(list((settings.COP_PACK_DIR / "facts" / "items").glob(f"{prefix}-*.yaml")))
    said = tens[number // 10] + (f"-{ones[number % 10 - 1]}" if number % 10 else "")
    assert f"{said} recommendations" in (settings.COP_PACK_DIR / "words" / "en" / "pages" / file).read_text()
