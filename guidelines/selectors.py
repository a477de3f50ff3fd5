"""What pages ask of the database, each in a constant number of queries."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from wagtail.models import Locale, Page

from common.choices import AgeBand, Audience
from common.languages import code_of
from common.richtext import expand_all
from common.tree import tree
from guidelines.models.items import GuidelineItem, Kind
from resources import library


def _model(name: str):
    return apps.get_model("guidelines", name)


def _below(path: str, code: str) -> Q:
    """Pages below the page at `path`, and for a translation those below its page in the source language.

    Lists of a half-translated language are filled from there: a missing page in the source language, marked as such
    by its template, is worth more to a worried reader than a gap, and printed numbers agree between languages.
    """
    own = tree(path)
    if code == settings.LANGUAGE_CODE:
        return own
    here = Page.objects.filter(path=path).values("translation_key")
    source = Page.objects.live().filter(translation_key__in=here, locale__language_code=settings.LANGUAGE_CODE)
    return own | tree(Subquery(source.values("path")[:1]))


def _best(pages: list, path: str) -> list:
    """One of each page: that below `path` where it exists, else the source's, with `.foreign` set."""
    best: dict = {}
    for page in pages:
        page.foreign = not page.path.startswith(path)
        if page.translation_key not in best or not page.foreign:
            best[page.translation_key] = page
    return list(best.values())


def _stems(pages: list) -> dict:
    """Paths of a page's versions by translation key."""
    stems: dict = {}
    for page in pages:
        stems.setdefault(page.translation_key, []).append(page.path)
    return stems


def sections_of(guideline_set, with_details: bool = False) -> list:
    """Live sections of a set in order, each with `.recommendations` and `.activities`; two queries, one more
    `with_details`, one more in a children's set.

    In a translation what is missing comes from the source language, with `.foreign` set; never in children's sets,
    whose pages hold their text themselves.
    """
    code = settings.LANGUAGE_CODE if guideline_set.band else code_of(guideline_set)
    sections = sections_below(guideline_set.path, code, with_details)
    activities = _activities_below(guideline_set.path, with_details) if guideline_set.band else []
    for section in sections:
        section.guideline_set = guideline_set
        section.activities = [page for page in activities if page.path.startswith(section.path)]
    return sections


def sections_below(path: str, code: str, with_details: bool = False) -> list:
    """The same from the set's place in the tree, for callers that do not have the set itself."""
    below = _below(path, code)
    sections = list(_model("SectionPage").objects.filter(below, depth=_depth(path) + 1).live())
    stems = _stems(sections)
    sections = sorted(_best(sections, path), key=lambda section: (section.order, section.path))
    pages = _model("RecommendationPage").objects.filter(below).live().select_related("item")
    if not with_details:
        pages = pages.defer_streamfields()
    pages = sorted(_best(list(pages.order_by("item__order", "path")), path), key=lambda page: page.item.order)
    for number, section in enumerate(sections, start=1):
        section.number = number
        own = tuple(stems[section.translation_key])
        section.recommendations = [page for page in pages if page.path.startswith(own)]
        _number(section.recommendations, number)
    if with_details:
        for section, html in zip(sections, expand_all([one.intro for one in sections]), strict=True):
            section.intro_html = html
    return sections


def whole_section(section):
    """A section with the details of its recommendations and cards, numbered as in its set; a draft without number."""
    sections = sections_of(section.guideline_set, with_details=True)
    return next((one for one in sections if one.pk == section.pk), section)


def _activities_below(path: str, with_details: bool) -> list:
    pages = _model("ActivityPage").objects.filter(tree(path)).live().select_related("item")
    pages = pages.prefetch_related("recordings__picture") if with_details else pages.defer_streamfields()
    return list(pages.order_by("item__order", "path"))


def _depth(path: str) -> int:
    return len(path) // Page.steplen


def recommendations_of(section, sections) -> list:
    """A section's recommendations, from its set's sections where it is one of them; a draft's are asked for."""
    shown = next((one for one in sections if one.pk == section.pk), None)
    return shown.recommendations if shown else recommendations_in(section)


def after(page, pages):
    """The page that follows in a list, or None."""
    place = next((index for index, one in enumerate(pages) if one.pk == page.pk), None)
    return pages[place + 1] if place is not None and place + 1 < len(pages) else None


def recommendations_in(section) -> list:
    """Live recommendations of a section in order; one query."""
    pages = (
        _model("RecommendationPage")
        .objects.filter(tree(section.path), depth=section.depth + 1)
        .live()
        .select_related("item")
    )
    return list(pages.order_by("item__order", "path"))


def activities_in(section, whole: bool = False) -> list:
    """Live activities of a section in order; one query, three with their `whole` text and pictures."""
    pages = (
        _model("ActivityPage").objects.filter(tree(section.path), depth=section.depth + 1).live().select_related("item")
    )
    pages = pages.prefetch_related("recordings__picture") if whole else pages.defer_streamfields()
    return list(pages.order_by("item__order", "path"))


def first_activity_after(section):
    """The first activity of the modules that follow in the set, or None; two queries. None that is sensitive."""
    modules = _model("SectionPage").objects.sibling_of(section, inclusive=False).live().defer_streamfields()
    later = {
        one.path: rank
        for rank, one in enumerate(modules.order_by("order", "path"))
        if (one.order, one.path) > (section.order, section.path)
    }
    activities = _model("ActivityPage").objects.filter(locale_id=section.locale_id, depth=section.depth + 1)
    activities = activities.live().exclude(item__sensitive=True).select_related("item").defer_streamfields()
    found = [one for one in activities if one.path[: -Page.steplen] in later]
    return min(found, key=lambda one: (later[one.path[: -Page.steplen]], one.item.order, one.path), default=None)


def rule_cards() -> list:
    """Cards that questions can be about: those of sections which also hold activities, in the source language."""
    sections = (
        _model("SectionPage")
        .objects.filter(locale__language_code=settings.LANGUAGE_CODE, numchild__gt=0, live=True)
        .only("cards", "path")
        .order_by("path")
    )
    return [card.value for section in sections for card in section.cards]


def activities_of_modules(modules: list) -> dict[int, list]:
    """Live activities with their whole text by primary key of their section; one query and its pictures."""
    if not modules:
        return {}
    below = Q()
    for module in modules:
        below |= tree(module.path) & Q(depth=module.depth + 1)
    pages = list(
        _model("ActivityPage").objects.filter(below).live().select_related("item").order_by("item__order", "path")
    )
    return {one.pk: [page for page in pages if page.path.startswith(one.path)] for one in modules}


def _number(pages: list, section_number: int) -> None:
    for number, page in enumerate(pages, start=1):
        page.number = f"{section_number}.{number}"


def around(page) -> dict[str, Any]:
    """Where a recommendation stands: its section and set, neighbours, related pages, framework entries."""
    path = page.path[: -2 * Page.steplen]
    sections = sections_below(path, code_of(page))
    section = next((one for one in sections if page.path.startswith(one.path)), None)
    flat = [one for part in sections for one in part.recommendations]
    place = next((index for index, one in enumerate(flat) if one.pk == page.pk), None)
    # A preview of a page that is being made has an item that is not stored yet.
    terms = list(page.item.terms.select_related("parent")) if page.item_id else []
    see_also = page.item.related.all() if page.item_id else []
    here = Q(locale_id=page.locale_id)
    related = (
        _model("RecommendationPage")
        .objects.live()
        .filter(here | Q(locale__language_code=settings.LANGUAGE_CODE), item__in=see_also)
    )
    related = list(related.select_related("item").defer_streamfields())
    for one in related:
        one.foreign = one.locale_id != page.locale_id
    known = {one.item_id for one in related if not one.foreign}
    return {
        "section": section,
        "number": flat[place].number if place is not None else "",
        "previous": flat[place - 1] if place else None,
        "following": flat[place + 1] if place is not None and place + 1 < len(flat) else None,
        "terms": terms,
        "topics": list(
            _model("TopicPage").objects.live().filter(locale_id=page.locale_id, term__in=terms).defer_streamfields()
        ),
        "related": [one for one in related if not one.foreign or one.item_id not in known],
        "files": files_with(section.key if section else "-", page.locale, page.item_id),
    }


def give_files(sections: list, language: str) -> list:
    """The same sections, each with `.files` made from it, best format first; one query."""
    found = library.files_from([one.key for one in sections], language)
    for one in sections:
        one.files = found.get(one.key, [])
    return sections


def files_with(key: str, locale: Locale, item_id: int | None = None) -> list[tuple[Any, list]]:
    """(resource, editions) to take along: made from the page with this key, or tied to the item; one query."""
    tied = Q(resource__made_from=key) & ~Q(format="html")
    if item_id:
        tied |= Q(resource__items=item_id)
    rows = (
        _edition().objects.filter(tied, language=locale.language_code, resource__live=True).select_related("resource")
    )
    found: dict = {}
    for row in sorted(rows.distinct(), key=lambda one: (one.resource.order, library.FORMAT_ORDER.index(one.format))):
        found.setdefault(row.resource_id, (row.resource, []))[1].append(row)
    return list(found.values())


def _edition():
    return apps.get_model("resources", "Edition")


#: What a page's link in a list needs of it; a page has fifty columns more.
_IN_A_LIST = ("item_id", "path", "title", "url_path", "content_type", "locale")
#: So many recommendations of one audience stand on a topic; search has the rest.
MOST_ON_TOPIC = 8


def by_audience(term_id: int, locale: Locale) -> list[dict[str, Any]]:
    """Recommendations with a term, grouped by audience in the house's order, `more` where there are more; two queries.

    A recommendation that this language lacks appears in the source language (its template marks it). Which come first
    is asked of the items alone, whose rows are small; one without a live page leaves its place empty.
    """
    tagged = GuidelineItem.objects.filter(terms=term_id, kind=Kind.RECOMMENDATION, retired_on__isnull=True)
    place = Window(RowNumber(), partition_by=["audience"], order_by=["order", "pk"])
    rows = tagged.order_by().annotate(place=place).filter(place__lte=MOST_ON_TOPIC + 1)
    items = {pk: (audience, order) for pk, audience, order in rows.values_list("pk", "audience", "order")}
    pages = _model("RecommendationPage").objects.live().filter(item__in=list(items))
    pages = pages.filter(Q(locale=locale) | Q(locale__language_code=settings.LANGUAGE_CODE))
    best: dict[int, Any] = {}
    for page in pages.select_related("locale").only(*_IN_A_LIST):
        if page.item_id not in best or page.locale_id == locale.pk:
            best[page.item_id] = page
    shown: dict[str, list] = {}
    for page in sorted(best.values(), key=lambda page: (items[page.item_id][1], page.path)):
        shown.setdefault(items[page.item_id][0], []).append(page)
    return [
        {"audience": audience, "pages": shown[audience][:MOST_ON_TOPIC], "more": len(shown[audience]) > MOST_ON_TOPIC}
        for audience in Audience
        if audience in shown
    ]


#: So many steps of the first hundred days stand on a landing; more are no beginning.
MOST_STEPS = 7
#: What a landing needs of a set.
_SET_ON_LANDING = (
    "path",
    "order",
    "title",
    "url_path",
    "translation_key",
    "band",
    "lead",
    "search_description",
    "locale",
)
#: So many sets are shown on a landing with their sections, of children's one for each age; of the others their titles.
MOST_SETS = 2


def first_hundred_days(landing) -> list:
    """Live recommendations below a landing that are due in the first hundred days, earliest first; one query."""
    pages = _model("RecommendationPage").objects.filter(tree(landing.path)).live().defer("actions")
    dated = pages.filter(item__first_hundred_days__gt=0).select_related("item")
    return list(dated.order_by("item__first_hundred_days", "path")[:MOST_STEPS])


def sets_of(landing) -> tuple[list, list]:
    """Live sets below a landing in order, the first with section and page counts, and the others; two queries.

    In a translation a set that it lacks comes from the source language, with `.foreign` set.
    """
    below = _below(landing.path, code_of(landing))
    sets = list(_model("GuidelineSetPage").objects.filter(below).live().only(*_SET_ON_LANDING))
    sets = sorted(_best(sets, landing.path), key=lambda one: (one.order, one.path))
    most = len(AgeBand) if sets and sets[0].band else MOST_SETS
    shown, others = sets[:most], sets[most:]
    inside = _model("RecommendationPage").objects.filter(tree(OuterRef("path"))).live().order_by()
    number = Coalesce(Subquery(inside.values("live").annotate(number=Count("pk")).values("number")), 0)
    places = Q(pk__in=[])
    for one in shown:
        places |= tree(one.path)
    rows = _model("SectionPage").objects.filter(places).live().order_by("order", "path").defer_streamfields()
    sections: dict[str, list] = {}
    for section in rows.annotate(count=number):
        sections.setdefault(section.path[: -Page.steplen], []).append(section)
    for one in shown:
        one.sections = sections.get(one.path, [])
        for section in one.sections:
            section.guideline_set = one
        one.count = sum(section.count for section in one.sections)
    return shown, others


def topics_below(index) -> list:
    """Live topics of a list of topics, by title, those in another language last; one query."""
    below = _below(index.path, code_of(index))
    topics = _model("TopicPage").objects.filter(below).live().select_related("term").defer_streamfields()
    return sorted(_best(list(topics.order_by("title")), index.path), key=lambda topic: topic.foreign)


__all__ = [
    "activities_in",
    "activities_of_modules",
    "around",
    "by_audience",
    "first_hundred_days",
    "give_files",
    "recommendations_in",
    "sections_of",
    "sets_of",
    "topics_below",
]
