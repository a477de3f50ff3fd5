"""The finder equals the database for every combination of choices, says why, and answers cleanly to anything."""

import random
import re
import zipfile
from io import BytesIO
from itertools import product

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from wagtail.models import Locale, Page

from audiences import finder
from common import pdf
from common.choices import AgeBand, Audience
from cop_portal.packs.source import open_pack
from cop_portal.search import suggestions
from guidelines import presenters
from guidelines.documents import shelf
from guidelines.models import GuidelineItem, RecommendationPage, SectionPage
from resources.models import Edition, Resource, Term
from resources.models.terms import Vocabulary
from tests.search.test_page import NASTY

FIND = "/en/parents-educators/find/parents/"
#: Key to vocabulary of the terms that items are given here.
TERMS = {
    **dict.fromkeys(("t1", "t2"), "topic"),
    **dict.fromkeys(("h1",), "harm"),
    **dict.fromkeys(("g1", "g2"), "group"),
    **dict.fromkeys(("s1", "s2"), "service-type"),
    **dict.fromkeys(("k1",), "key-area"),
    **dict.fromkeys(("st1", "st2"), "stage"),
    **dict.fromkeys(("f1",), "policy-field"),
    **dict.fromkeys(("w1",), "stakeholder"),
    **dict.fromkeys(("r1", "r2"), "school-role"),
    **dict.fromkeys(("x1",), "framework"),
}


def add_items(number: int, audience: str, seed: int = 3) -> list[dict]:
    """Recommendations with random facts, written in bulk; returns what each one is, in plain Python."""
    chance = random.Random(f"{audience}{seed}")
    terms = {
        key: Term.objects.get_or_create(key=key, defaults={"vocabulary": of, "name_en": key.upper()})[0]
        for key, of in TERMS.items()
    }
    like = RecommendationPage.objects.filter(locale__language_code="en").first()
    section = SectionPage.objects.filter(pk=like.get_parent().pk).get()
    stem, first = f"{audience[:2].upper()}-{80 + seed}", GuidelineItem.objects.count() + 1
    items = GuidelineItem.objects.bulk_create(
        GuidelineItem(
            stable_id=f"{stem}.{first + n}",
            audience=audience,
            ages=chance.sample(AgeBand.values, chance.randint(0, 3)),
            first_hundred_days=chance.choice([0, 0, 14]),
            retired_on="2026-01-01" if chance.random() < 0.1 else None,
        )
        for n in range(number)
    )
    taken = section.get_children().count() + Page.objects.filter(path__startswith=section.path).count() + 1
    pages = Page.objects.bulk_create(
        Page(
            title=f"Do {one.stable_id}", draft_title="x", slug=f"do-{one.stable_id.lower().replace('.', '-')}",
            path=Page._get_path(section.path, section.depth + 1, taken + n), depth=section.depth + 1, numchild=0,
            content_type_id=like.content_type_id, locale_id=section.locale_id, live=chance.random() > 0.1,
            url_path=f"{section.url_path}do-{taken + n}/",
        )
        for n, one in enumerate(items)
    )  # fmt: skip
    # As in the shipped edition: only what is for educators says for which of them.
    offered = [key for key, of in TERMS.items() if of != Vocabulary.SCHOOL_ROLE or audience == Audience.EDUCATORS]
    facts, tags = [], []
    for item, page in zip(items, pages, strict=True):
        row = RecommendationPage(page_ptr=page, item=item, key=item.stable_id, statement="Do it.", actions=like.actions)
        row.__dict__.update({name: value for name, value in page.__dict__.items() if name not in ("_state", "id")})
        row.pk, row.id = page.pk, page.pk
        row.save_base(raw=True)
        keys = chance.sample(offered, chance.randint(0, 5))
        tags += [GuidelineItem.terms.through(guidelineitem=item, term=terms[key]) for key in keys]
        if page.live and item.retired_on is None:
            facts.append({"pk": page.pk, "age": item.ages, "keys": keys})
    GuidelineItem.terms.through.objects.bulk_create(tags)
    caches["computed"].clear()
    return facts


def values_of(one: dict, name: str, audience: str) -> set[str]:
    if name == "age":
        return set(one["age"])
    return {key for key in one["keys"] if TERMS[key] in finder.QUESTIONS[audience][name]}


def fits(one: dict, chosen: dict[str, tuple[str, ...]], audience: str) -> bool:
    """The rule, told once more without a database."""
    return all(values_of(one, name, audience) & set(wanted) for name, wanted in chosen.items() if wanted)


def combinations(audience: str, known: dict[str, list[str]]) -> list[dict[str, tuple[str, ...]]]:
    """Every combination of nothing, one value, or the first two values of each question."""
    options = [
        [(), *((one,) for one in values), *([tuple(values[:2])] if len(values) > 1 else [])]
        for values in known.values()
    ]
    return [dict(zip(known, picks, strict=True)) for picks in product(*options)]


def query_of(chosen: dict[str, tuple[str, ...]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    return query


@pytest.mark.parametrize("audience", list(finder.QUESTIONS))
def test_results_and_counts_equal_the_database_for_every_combination(loaded, audience):
    RecommendationPage.objects.filter(item__audience=audience).update(live=False)
    facts = add_items(40, audience)
    locale = Locale.objects.get(language_code="en")
    known = {
        facet.name: list(facet.choices())
        for facet in finder.facets_of(audience, locale.language_code, QueryDict()).facets
    }
    for values in known.values():
        values[:] = [value for value in values if value in TERMS or value in AgeBand.values][:4]
    every = combinations(audience, known)
    assert len(every) >= 40
    empty = 0
    for chosen in every:
        selection = finder.select(audience, locale, query_of(chosen))
        expected = {one["pk"] for one in facts if fits(one, chosen, audience)} if any(chosen.values()) else set()
        found = {page.pk for page in selection.pages}
        if selection.nearest:
            assert expected == set() and found, "nothing fits, and the nearest is offered"
            empty += 1
        else:
            assert found == expected, chosen
        for name, values in known.items():
            for value in values:
                left = [one for one in facts if fits(one, {**chosen, name: (value,)}, audience)]
                assert selection.facets.counts[name].get(value, 0) == len(left), (chosen, name, value)
    assert empty, "some combination fits nothing, or nothing was tested"


def test_what_comes_nearest_answers_as_many_choices_as_anything(loaded):
    facts = add_items(60, Audience.PARENTS)
    locale = Locale.objects.get(language_code="en")
    chosen = {"age": ("under-9", "9-12"), "about": ("t1", "h1"), "special": ("g1",)}
    RecommendationPage.objects.filter(item__terms__key="g1").update(live=False)
    selection = finder.select(Audience.PARENTS, locale, query_of(chosen))
    assert selection.nearest
    wanted = {value for values in chosen.values() for value in values}
    live = set(RecommendationPage.objects.live().values_list("pk", flat=True))
    scores = {one["pk"]: len(wanted & {*one["age"], *one["keys"]}) for one in facts if one["pk"] in live}
    assert {page.pk for page in selection.pages} == {pk for pk, n in scores.items() if n == max(scores.values())}


def queries(address: str) -> int:
    client = Client()
    assert client.get(address).status_code == 200
    caches["computed"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_queries_are_the_same_at_a_hundred_and_at_two_thousand_items(loaded, monkeypatch):
    monkeypatch.setattr("common.computed.CACHE_SECONDS", 3600)  # a slow machine may take longer than a minute
    addresses = [f"{FIND}?about=t1", f"{FIND}?age=9-12&about=t1&about=h1&special=g1", f"{FIND}print/?about=t1", FIND]
    add_items(100, Audience.PARENTS)
    before = [queries(address) for address in addresses]
    add_items(1900, Audience.PARENTS, seed=4)
    after = [queries(address) for address in addresses]
    assert before == after
    assert max(after) <= 22


def test_each_result_says_why_and_shows_its_sheets(loaded):
    add_items(30, Audience.PARENTS)
    page = RecommendationPage.objects.live().filter(item__terms__key="t1", item__audience="parents").first()
    sheet = Resource.objects.create(key="sheet-x", kind="sheet", title_en="A sheet <b>")
    Edition.objects.create(resource=sheet, language="en", format="pdf", address="https://example.org/x")
    page.item.resources.add(sheet)
    body = Client().get(f"{FIND}?about=t1").content.decode()
    assert "Here because of: T1" in body and escape("A sheet <b>") in body and "https://example.org/x" in body


def test_a_selection_is_taken_away_as_page_pdf_and_worksheet(loaded, settings, tmp_path):
    settings.COP_FILES_DIR = tmp_path / "files"
    add_items(60, Audience.PARENTS)
    client = Client()
    before = sorted(tmp_path.rglob("*"))
    printed = client.get(f"{FIND}print/?about=t1").content.decode()
    assert printed.count('<section class="flow" id="PA-') == min(24, finder_total(client))
    sheet = client.get(f"{FIND}worksheet/?about=t1")
    assert sheet.content[:2] == b"PK" and "attachment" in sheet["Content-Disposition"]
    again = client.get(f"{FIND}worksheet/?about=t1&utm=1")
    assert again.content == sheet.content and again["Content-Disposition"] == sheet["Content-Disposition"]
    if not pdf.missing():
        assert client.get(f"{FIND}pdf/?about=t1").content[:5] == b"%PDF-"
    assert sorted(tmp_path.rglob("*")) == before, "nothing is kept on disk"
    for form in ("print", "pdf", "worksheet"):
        assert client.get(f"{FIND}{form}/").status_code in (302, 404)
        assert client.get(f"{FIND}{form}/?about=nonsense").status_code in (302, 404)
    assert client.get(f"{FIND}exe/?about=t1").status_code == 404


def finder_total(client: Client) -> int:
    response = client.get(f"{FIND}?about=t1&x=1")
    return response.context["total"] if response.context else int(1e6)


def test_a_worksheet_holds_the_whole_selection(loaded):
    from audiences import take

    add_items(150, Audience.PARENTS)
    english = Locale.objects.get(language_code="en")
    total = len(finder.select(Audience.PARENTS, english, QueryDict("about=t1")).rows)
    sheet = zipfile.ZipFile(BytesIO(Client().get(f"{FIND}worksheet/?about=t1").content))
    ids = set(re.findall(r"(PA-[0-9]+\.[0-9]+)\.a", sheet.read("word/document.xml").decode()))
    assert len(ids) == total > take.MOST


def test_a_busy_process_refuses_instead_of_piling_up(loaded, monkeypatch):
    from audiences import take

    add_items(20, Audience.PARENTS)
    monkeypatch.setattr(take, "PATIENCE", 0.01)
    with take._turn:
        response = Client().get(f"{FIND}worksheet/?about=t1")
    assert (response.status_code, response["Retry-After"]) == (503, take.RETRY_AFTER)


@pytest.mark.parametrize("value", NASTY, ids=lambda value: repr(value)[:24])
def test_a_clean_answer_to_anything_in_any_parameter(loaded, value):
    add_items(12, Audience.PARENTS)
    refused = "\\x00" in repr(value) or len(value) > 8000
    client = Client()
    for place in (FIND, f"{FIND}print/", f"{FIND}worksheet/", "/en/children/find/children/"):
        for key in ("age", "about", "special", "page", "size", "nonsense", "about[]"):
            response = client.get(place, {"age": "9-12", key: value})
            assert response.status_code in ((400, 414) if refused else (200, 302)), (place, key)
            assert "Set-Cookie" not in response and b"<script>alert" not in response.content


def test_unknown_values_fill_no_cache(loaded):
    add_items(12, Audience.PARENTS)
    client, cache = Client(), caches["computed"]
    client.get(f"{FIND}?about=t1")
    size = len(cache._cache)
    for number in range(200):
        client.get(f"{FIND}?about=t1&about=x{number}&age=a{number}&page=p{number}&k{number}=1&size=few")
    assert len(cache._cache) == size


def test_small_companies_are_told_what_three_people_do(loaded):
    like = RecommendationPage.objects.filter(locale__language_code="en").first()
    Term.objects.get_or_create(key="s1", defaults={"vocabulary": "service-type", "name_en": "S1"})
    add_items(6, Audience.INDUSTRY)
    page = RecommendationPage.objects.live().filter(item__audience="industry", item__terms__key="s1").first()
    assert page and like
    page.details = [("small_company", {"text": "One of you owns it on Fridays."})]
    page.save()
    where = Page.objects.get(slug="industry") if Page.objects.filter(slug="industry").exists() else None
    selection = finder.select(Audience.INDUSTRY, page.locale, QueryDict("service=s1&size=few"))
    told = finder.matches(selection.pages, selection, page.locale)
    assert "One of you owns it on Fridays." in {one.small for one in told}, where
    plain = finder.select(Audience.INDUSTRY, page.locale, QueryDict("service=s1"))
    assert {one.small for one in finder.matches(plain.pages, plain, page.locale)} == {""}


def test_why_names_the_role_and_what_is_for_it_alone_comes_first(loaded):
    add_items(60, Audience.EDUCATORS)
    locale = Locale.objects.get(language_code="en")
    selection = finder.select(Audience.EDUCATORS, locale, QueryDict("role=r1"))
    assert selection.pages and {finder.why(page, selection.facets) for page in selection.pages} == {"R1"}
    roles = [page.item.terms.filter(vocabulary="school-role").count() for page in selection.pages]
    assert roles == sorted(roles) and set(roles) == {1, 2}
    of = Term.objects.filter(items__in=[page.item_id for page in selection.pages], vocabulary="group")[0]
    both = finder.select(Audience.EDUCATORS, locale, QueryDict(f"special={of.key}&role=r1"))
    assert not both.nearest and {finder.why(page, both.facets) for page in both.pages} == {f"R1, {of.name}"}
    assert not finder.facets_of("parents", locale.language_code, QueryDict("role=r1")).any


def test_a_role_named_in_the_text_does_not_move_a_page_up(loaded):
    """ "Tell the safeguarding lead" is said to everyone else; it does not make a page the lead's own."""
    add_items(30, Audience.EDUCATORS)
    locale = Locale.objects.get(language_code="en")
    before = [page.pk for page in finder.select(Audience.EDUCATORS, locale, QueryDict("role=r1")).pages]
    RecommendationPage.objects.filter(pk=before[-1]).update(title="R1", statement="Go to R1.")
    assert [page.pk for page in finder.select(Audience.EDUCATORS, locale, QueryDict("role=r1")).pages] == before


def test_every_recommendation_for_educators_says_for_which_role_and_roles_stand_nowhere_else():
    """A role is no subject: no topic page, no resource and no other audience's page carries one."""
    facts = [part for part in open_pack(settings.COP_PACK_DIR).parts.values() if part.part == "facts"]
    roles = {one.key for one in facts if one.kind == "term" and one.payload["vocabulary"] == Vocabulary.SCHOOL_ROLE}
    assert len(roles) == 4
    for one in facts:
        carried = roles & {*one.payload.get("terms", ()), one.payload.get("term", "")}
        assert bool(carried) == (one.kind == "item" and one.key.startswith("ED-")), one.key
    assert all(Vocabulary.SCHOOL_ROLE not in shown for shown in presenters.MARGIN.values())
    assert Vocabulary.SCHOOL_ROLE not in (*suggestions.VOCABULARIES, *shelf.SHOWN_VOCABULARIES)
