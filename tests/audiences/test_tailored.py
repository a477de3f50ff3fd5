"""Advice for this child: the age decides the order, a page says what differs there; and what a landing counts."""

from collections import Counter

import pytest
from django.core.cache import caches
from django.db.models import Q
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page

from audiences import finder, forms, table
from audiences.models import AudienceLandingPage
from common import computed
from common.choices import AgeBand, Audience
from guidelines.models import RecommendationPage
from guidelines.selectors import sets_of
from resources.models import Edition, Resource, Term
from tests.audiences.test_finder import FIND, add_items


def select(audience: str, query: str) -> finder.Selection:
    caches["computed"].clear()
    return finder.select(audience, Locale.objects.get(language_code="en"), QueryDict(query))


@pytest.fixture
def alike(loaded) -> list[RecommendationPage]:
    """Three pages with the same facts, for all ages."""
    add_items(9, Audience.PARENTS)
    pages = list(RecommendationPage.objects.live().filter(item__audience="parents", item__retired_on=None)[:3])
    for page in pages:
        page.item.terms.set(Term.objects.filter(key="t2"))
        page.item.ages, page.item.first_hundred_days = AgeBand.values, 0
        page.item.save()
    RecommendationPage.objects.exclude(pk__in=[page.pk for page in pages]).update(live=False)
    return pages


def test_what_is_chiefly_for_an_age_comes_first_for_it_and_last_for_others(alike):
    late = alike[1]
    late.item.chief_ages = ["13-18"]
    late.item.save()
    order = {age: [row.pk for row in select("parents", f"about=t2&age={age}").rows] for age in AgeBand.values}
    others = [page.pk for page in alike if page != late]
    assert order == {"under-9": [*others, late.pk], "9-12": [*others, late.pk], "13-18": [late.pk, *others]}
    assert [row.pk for row in select("parents", "about=t2").rows] == [page.pk for page in alike]


def test_its_subject_counts_more_than_the_age(alike):
    first, second, third = alike
    third.item.chief_terms.set(Term.objects.filter(key="t2"))
    for page, ages in ((second, ["under-9"]), (third, ["13-18"])):
        page.item.chief_ages = ages
        page.item.save()
    found = [row.pk for row in select("parents", "about=t2&age=under-9").rows]
    assert found == [third.pk, second.pk, first.pk]


def test_a_page_says_what_differs_at_the_ages_that_were_chosen(alike):
    page = alike[0]
    page.details = [("by_age", {"under_9": "Sit beside her.", "age_9_12": "", "age_13_18": "Ask, then listen."})]
    page.save_revision().publish()

    def told(query: str) -> tuple:
        chosen = select("parents", query)
        found = {one.page.pk: one for one in finder.matches(chosen.pages, chosen, page.locale)}
        return found[page.pk].at_ages

    assert told("about=t2&age=under-9") == (("Under 9", "Sit beside her."),)
    assert told("about=t2&age=13-18&age=under-9") == (("13 to 18", "Ask, then listen."), ("Under 9", "Sit beside her."))
    assert told("about=t2&age=9-12") == told("about=t2") == ()
    for form in ("", "print/"):
        body = Client().get(f"{FIND}{form}?about=t2&age=13-18").content.decode()
        assert "<strong>13 to 18:</strong> Ask, then listen." in body and "Sit beside her." not in body


def test_reasons_are_told_apart_as_the_language_does_it(alike):
    chosen = select("parents", "about=t2&age=9-12")
    with translation.override("ar"):
        assert finder.why(alike[0], chosen.facets).count("، ") == 1


def test_sheets_for_other_ages_are_left_out(alike):
    for age in AgeBand.values:
        sheet = Resource.objects.create(key=f"agreement-{age}", kind="sheet", title=age, ages=[age])
        Edition.objects.create(resource=sheet, language="en", format="html", address="https://example.org/")
        alike[0].item.resources.add(sheet)

    def sheets(query: str) -> list[str]:
        chosen = select("parents", query)
        found = {one.page.pk: one.sheets for one in finder.matches(chosen.pages, chosen, alike[0].locale)}
        return sorted(one.resource.title for one in found[alike[0].pk])

    assert sheets("about=t2&age=9-12") == ["9-12"]
    assert sheets("about=t2&age=9-12&age=under-9") == ["9-12", "under-9"]
    assert sheets("about=t2") == sorted(AgeBand.values)


def test_what_is_only_close_says_what_it_goes_with(alike):
    first, second, third = alike
    second.item.terms.clear()
    third.item.terms.set(Term.objects.filter(key="t1"))
    first.item.related.add(second.item)
    caches["computed"].clear()
    body = Client().get(f"{FIND}?about=t2").content.decode()
    close = body[body.index("Close to it") :]
    assert second.title in close and f"Goes with: {first.title}" in close
    assert third.title not in body and "Here because of" not in close


def test_where_nothing_fits_the_subject_comes_before_who_asks(loaded):
    """What nobody wrote for this role: first the subject, then what is close, nothing that only names the role."""
    add_items(40, Audience.EDUCATORS)
    both = RecommendationPage.objects.live().filter(Q(item__terms__key="h1") & Q(item__audience="educators"))
    for page in both:
        page.item.terms.remove(*Term.objects.filter(key="r1"))
    chosen = select("educators", "about=h1&role=r1")
    assert chosen.nearest and chosen.rows
    answers = ["h1" in row.terms for row in chosen.rows]
    assert answers == sorted(answers, reverse=True) and answers[0]
    subjects = {key for key, term in chosen.facets.table.terms.items() if term.vocabulary in ("topic", "harm", "group")}
    theirs = set().union(*(row.terms for row in chosen.rows if "h1" in row.terms)) & subjects
    assert all(row.terms & theirs for row in chosen.rows)


@pytest.mark.parametrize("slug", ["parents-educators", "industry", "policy-makers"])
def test_a_landing_counts_as_the_finder_counts(loaded, slug):
    landing = AudienceLandingPage.objects.filter(slug=slug).first()
    if landing is None:
        home = Page.objects.filter(depth=2, locale__language_code="en").first()
        landing = home.add_child(instance=AudienceLandingPage(title=slug, slug=slug, promise="What you get."))
    for audience in landing.audiences:
        add_items(50, audience)
    shown = {one["audience"]: one["questions"] for one in forms.forms(landing)}
    assert set(shown) == set(landing.audiences)
    for audience, questions in shown.items():
        counted = finder.facets_of(audience, "en", QueryDict()).groups
        wanted = [(one.name, [(c.value, str(c.label), c.count) for c in one.choices]) for one in counted]
        assert [(one["name"], one["choices"]) for one in questions] == wanted and wanted


def test_what_is_kept_for_a_preview_in_another_language_reaches_no_reader(loaded):
    add_items(20, Audience.PARENTS)
    landing = AudienceLandingPage.objects.get(slug="parents-educators", locale__language_code="en")
    with translation.override("fr"):
        forms.forms(landing)
    with translation.override("en"):
        assert forms.forms(landing)[0]["questions"][0]["label"] == "How old is the child?"


def test_a_part_names_the_roles_that_most_of_it_is_for(loaded):
    add_items(40, Audience.EDUCATORS)
    role = Term.objects.get(key="r1")
    for page in RecommendationPage.objects.live().filter(item__audience="educators")[:30]:
        page.item.terms.add(role)
    landing = AudienceLandingPage.objects.get(slug="parents-educators", locale__language_code="en")
    sets, _others = sets_of(landing)
    forms.give_readers(sets, landing)
    told = {}
    for section in (section for one in sets for section in one.sections):
        pages = RecommendationPage.objects.live().child_of(section).filter(item__audience="educators")
        roles = Counter(
            term.name
            for page in pages.filter(item__retired_on=None)
            for term in page.item.terms.filter(vocabulary="school-role")
        )
        assert set(section.readers) == {name for name, number in roles.items() if 2 * number > section.count}
        told[section.path] = section.readers
    assert [role.name] in told.values()


def test_a_table_that_was_read_before_a_change_is_read_again(loaded):
    read: list[str] = []

    def slow() -> table.Table:
        read.append("once")
        if len(read) == 1:
            computed.forget()
        return table.Table([], {})

    first = table.kept("slow", slow)
    second = table.kept("slow", slow)
    assert first is not second and second is table.kept("slow", slow) and len(read) == 2
