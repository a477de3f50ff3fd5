"""The finder's empty forms on a landing, with what each choice leads to, and for whom each part of a set is."""

from collections import Counter
from typing import Any

from audiences import finder, table
from common.choices import Audience
from resources.models.terms import Vocabulary


def forms(landing: Any) -> list[dict[str, Any]]:
    """The empty form of each audience on a landing; no query while the finder's tables are kept."""
    return [
        {
            "audience": audience,
            "questions": _questions(audience, table.of(audience, landing.locale)),
            "asks_size": audience == Audience.INDUSTRY,
        }
        for audience in landing.audiences
        if audience in finder.QUESTIONS
    ]


def give_readers(sections: list, landing: Any) -> None:
    """Give each section as `.readers` the names of the roles at school that more than half of it is for."""
    known = table.of(Audience.EDUCATORS, landing.locale) if Audience.EDUCATORS in landing.audiences else None
    for section in sections:
        rows = known.by_section.get(section.path, []) if known else []
        roles = Counter(key for row in rows for key in row.terms if _is_role(known.terms[key]))
        most = sorted(roles.items(), key=lambda row: (-row[1], known.terms[row[0]].order))
        section.readers = [known.terms[key].name for key, number in most if 2 * number > len(rows)]


def _is_role(term: Any) -> bool:
    return term.vocabulary == Vocabulary.SCHOOL_ROLE


def _questions(audience: str, known: table.Table) -> list[dict[str, Any]]:
    asked = []
    for question in finder.questions_for(audience, known):
        choices = [(value, label, known.number(value)) for value, label in question.choices().items()]
        if choices := [one for one in choices if one[2]]:
            asked.append({"name": question.name, "label": question.label, "choices": choices})
    return asked
