"""The finder's empty forms on a landing, with what each choice leads to, and for whom each part of a set is."""

from collections import Counter
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from modeltranslation.utils import build_localized_fieldname

from audiences.finder import AGED, QUESTIONS, SAID, question_label
from common.choices import AgeBand, Audience
from guidelines.models import RecommendationPage
from resources.models import Term
from resources.models.terms import Vocabulary


class Tag(NamedTuple):
    """That the page at a path carries a term."""

    path: str
    audience: str
    vocabulary: str
    key: str
    name: str
    order: int


def tags(landing: Any) -> list[Tag]:
    """All terms that the recommendations of a landing's audiences carry, in its language; one query."""
    code = landing.locale.language_code
    name = build_localized_fieldname("name", code)
    name = name if hasattr(Term, name) else f"name_{settings.LANGUAGE_CODE}"
    fields = (
        "path",
        "item__audience",
        *(f"item__terms__{one}" for one in ("vocabulary", "key", name, "name_en", "order")),
    )
    return [
        Tag(path, audience, vocabulary, key, own or fallback, order or 0)
        for path, audience, vocabulary, key, own, fallback, order in _recommendations(landing)
        .order_by()
        .values_list(*fields)
        if key
    ]


def _recommendations(landing: Any) -> QuerySet:
    return RecommendationPage.objects.live().filter(
        locale_id=landing.locale_id, item__audience__in=landing.audiences, item__retired_on__isnull=True
    )


def forms(landing: Any, tagged: list[Tag]) -> list[dict[str, Any]]:
    """The empty form of each audience on a landing; one query where an age is asked for."""
    ages = _age_counts(landing) if set(AGED) & set(landing.audiences) else {}
    counted = Counter(one._replace(path="") for one in tagged)
    ordered = sorted(counted.items(), key=lambda row: (row[0].order, row[0].key))
    return [
        {
            "audience": audience,
            "questions": [*_age_question(audience, ages.get(audience, {})), *_questions(audience, ordered)],
            "asks_size": audience == Audience.INDUSTRY,
        }
        for audience in landing.audiences
        if audience in QUESTIONS
    ]


def give_readers(sections: list, tagged: list[Tag]) -> None:
    """Give each section as `.readers` the names of the roles at school that more than half of it is for."""
    roles: dict[str, Counter] = {}
    numbers: dict[str, set[str]] = {}
    for one in tagged:
        stem = one.path[: -RecommendationPage.steplen]
        numbers.setdefault(stem, set()).add(one.path)
        if one.vocabulary == Vocabulary.SCHOOL_ROLE:
            roles.setdefault(stem, Counter())[one.name] += 1
    for section in sections:
        counted = roles.get(section.path, Counter()).most_common()
        section.readers = [name for name, number in counted if 2 * number > len(numbers[section.path])]


def _age_counts(landing: Any) -> dict[str, Counter]:
    """How many recommendations of each audience are for each age."""
    counts: dict[str, Counter] = {}
    rows = _recommendations(landing).order_by().values_list("item__audience", "item__ages")
    for audience, ages in rows:
        counts.setdefault(audience, Counter()).update(ages)
    return counts


def _age_question(audience: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    choices = [(band.value, band.label, counts[band]) for band in AgeBand if counts.get(band)]
    return [{"name": "age", "label": question_label("age", audience), "choices": choices}] if choices else []


def _questions(audience: str, counted: list[tuple[Tag, int]]) -> list[dict[str, Any]]:
    asked = []
    for question, vocabularies in QUESTIONS[audience].items():
        choices = [
            (one.key, SAID.get(one.key) or one.name, number)
            for vocabulary in vocabularies
            for one, number in counted
            if one.audience == audience and one.vocabulary == vocabulary
        ]
        if choices:
            asked.append({"name": question, "label": question_label(question), "choices": choices})
    return asked
