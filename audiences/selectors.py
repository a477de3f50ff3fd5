"""What home and landings ask of the database."""

import unicodedata
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from audiences import children_finder, forms
from common.choices import Audience
from common.languages import in_this_language
from common.tree import tree
from guidelines import selectors as guidelines
from guidelines.models import GuidelineSetPage, SectionPage
from resources import help as services
from resources import library
from resources.kinds import ResourceKind
from resources.models import Country, HelpKind

#: The order of the doors on the home page, which is also the order of the figures in its scene.
HOME_ORDER = ("parents-educators", "children", "policy-makers", "industry")
#: How many sheets of each audience stand on a landing; the library has the rest.
SHELF = 4
#: What pupils work with, and the plan of the lesson.
FOR_CLASS = ("storybook", "workbook", "teachers-guide")


def front_doors(home) -> dict[str, Any]:
    """Landings in the order of the scene, and a family's first tasks; two queries.

    A landing that this language lacks is the source language's; its template marks it.
    """
    Landing = apps.get_model("audiences", "AudienceLandingPage")
    known = Landing.objects.live().filter(Q(locale_id=home.locale_id) | Q(locale__language_code=settings.LANGUAGE_CODE))
    landings = {page.slug: page for page in sorted(known, key=lambda page: page.locale_id == home.locale_id)}
    doors = [landings[slug] for slug in HOME_ORDER if slug in landings]
    families = landings.get(HOME_ORDER[0])
    return {"doors": doors, "asked": _tasks(families)[0] if families else []}


def shelves(page) -> dict[str, Any]:
    """Sheets to fill in for a landing's readers, school's before home's, and what pupils work with; one query, none
    for children.
    """
    audiences = sorted(page.audiences, key=lambda one: one != Audience.EDUCATORS)
    if Audience.CHILDREN in audiences:
        return {"shelf": {}, "for_class": []}
    kinds = FOR_CLASS if Audience.EDUCATORS in audiences else ()
    sheets, for_class = library.for_audiences(audiences, page.locale.language_code, SHELF, kinds)
    return {"shelf": sheets, "for_class": for_class}


def landing(page) -> dict[str, Any]:
    """Sets with counts, the finder's forms, pages beside the sets, and the first hundred days."""
    shelved = shelves(page)
    workbook = next((one for one in shelved["for_class"] if one.resource.kind == ResourceKind.WORKBOOK), None)
    beside = tree(page.path) & Q(depth=page.depth + 1, guidelinesetpage__isnull=True)
    tasks, found = _tasks(page, beside | _modules(workbook) if workbook else beside)
    children = sorted((one for one in found if one.is_child_of(page)), key=lambda one: one.path)
    sets, more_sets = guidelines.sets_of(page)
    if page.slug != "children":
        sections = [section for one in sets for section in one.sections]
        guidelines.give_files(sections, page.locale.language_code)
        forms.give_readers(sets, page)
    return {
        "tasks": tasks,
        "finders": [children_finder.form(page)] if page.slug == "children" else forms.forms(page),
        "sets": sets,
        "more_sets": more_sets,
        **shelved,
        "modules": sorted((one for one in found if one.specific_class is SectionPage), key=lambda one: one.path),
        "audience_keys": sorted(audience.value for audience in page.audiences),
        # A first task may lead to a set.
        "other_pages": [one for one in children if one.specific_class is not GuidelineSetPage],
        "first_hundred_days": guidelines.first_hundred_days(page) if page.slug == "policy-makers" else [],
    }


def _modules(workbook: library.Entry) -> Q:
    """The modules of the set that a workbook is made from: a teacher prints one of them for a lesson."""
    sets = GuidelineSetPage.objects.live().filter(
        band__in=workbook.resource.ages, locale__language_code=workbook.language
    )
    return tree(sets.values("path")[:1]) & Q(sectionpage__isnull=False)


def _tasks(page, beside: Q | None = None) -> tuple[list[dict[str, Any]], list[Page]]:
    """First tasks, each led to the page of this language where that is younger than the task; and what was fetched.

    One query: the block itself would fetch the pages that it names, and then their translations would be looked up.
    """
    tasks = [block["value"] for block in page.start.raw_data]
    found = in_this_language({task["target"] for task in tasks if task.get("target")}, beside)
    return [{**task, "target": found.get(task.get("target"))} for task in tasks], list(found.values())


def help_doors(page) -> list:
    """The pages for each reader below help, youngest first; one query.

    A page that this language lacks is the source language's; its template marks it.
    """
    Situations = apps.get_model("audiences", "SituationsPage")
    known = Situations.objects.live().filter(
        Q(locale_id=page.locale_id) | Q(locale__language_code=settings.LANGUAGE_CODE)
    )
    rows = known.select_related("locale").defer_streamfields().order_by("order", "path")
    doors = {one.reader: one for one in sorted(rows, key=lambda one: one.locale_id == page.locale_id)}
    return sorted(doors.values(), key=lambda one: (one.order, one.path))


def give_more(phases) -> None:
    """Give each stretch of time the pages that go on from it as `leads`, in the reader's language; one query."""
    ids = {page.pk for block in phases for page in block.value["more"] if page is not None}
    found = in_this_language(ids) if ids else {}
    for block in phases:
        block.value["leads"] = [found[page.pk] for page in block.value["more"] if page is not None and page.pk in found]


def countries() -> list[Country]:
    """All countries by their name in the reader's language; one query."""
    return sorted(Country.objects.all(), key=lambda one: sort_key(one.name or one.code))


def sort_key(name: str) -> str:
    """Names in the order in which a reader looks for them: accents count as their letter."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def help_numbers(band: str) -> dict[str, Any]:
    """Countries to choose from, the site's own country first with its services, and what works everywhere."""
    home = services.site_country()
    home_groups = services.of_country(home, band) if home else []
    listed, numbered = countries(), services.with_number(band)
    return {
        "numbered": [one for one in listed if one.code in numbered],
        "unnumbered": [one for one in listed if one.code not in numbered],
        "home_country": home,
        "home_groups": home_groups,
        "no_number": home is not None and not services.callable_in(home, home_groups),
        "world_groups": services.worldwide(band),
        "kinds": [services.Group(kind, []) for kind in HelpKind],
        "for_child": bool(band),
    }


def help_in(country: Country | None, band: str) -> dict[str, Any]:
    """Services of a country and those that work everywhere; two queries."""
    groups = services.of_country(country, band) if country else []
    return {
        "country": country,
        "groups": groups,
        "no_number": not services.callable_in(country, groups),
        "world_groups": services.worldwide(band),
        "for_child": bool(band),
    }
