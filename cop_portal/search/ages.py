"""How old the child is that a question is about: "my 10 year old", « ma fille de onze ans », "ابنتي عمرها ١٠ سنوات"."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from common.choices import AgeBand
from common.text import words
from cop_portal.search.meanings import Question

Phrase = tuple[str, ...]
#: The oldest child of each band.
LAST = {AgeBand.UNDER_9: 8, AgeBand.AGE_9_12: 12, AgeBand.AGE_13_18: 18}
#: What stands right behind a number of years, between commas of either script. Translators give their readers' words.
BEHIND = gettext_lazy("years old, year old, yr old, yrs old, yo")
#: What stands right before it, a child among it ("my daughter, eleven").
BEFORE = gettext_lazy("aged, age, age of, son, daughter, boy, girl, child, kid, who is, turning")
#: "My 10 year old" is a parent's; "my 15 year old boyfriend" is not.
OWN = gettext_lazy("my, our")
OTHERS = gettext_lazy(
    "boyfriend, girlfriend, ex, brother, sister, stepbrother, stepsister, cousin, friend, best friend"
)
#: Numbers in words, from one to eighteen in this order; a slash between forms of the same number.
NUMBERS = gettext_lazy(
    "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, "
    "seventeen, eighteen"
)
LONGEST_NUMBER = 2
#: "10yo", "11ans".
_GLUED = re.compile(r"(\d{1,2})([^\W\d_]+)")


class Told(NamedTuple):
    """A band, or "", the words that say only this (nobody looks for "years"), and whether it is the asker's child."""

    band: str = ""
    words: frozenset[str] = frozenset()
    own: bool = False


def told(asked: Question, language: str) -> Told:
    """The first age that a question tells."""
    spelt = {phrase: age for age, forms in enumerate(_lists(NUMBERS, language), start=1) for phrase in forms}
    behind, before = _all(BEHIND, language), _all(BEFORE, language)
    row: list[str] = []
    for word in asked.every:
        glued = _GLUED.fullmatch(word)
        row += glued.groups() if glued else [word]
    for start in range(len(row)):
        for end in range(min(len(row), start + LONGEST_NUMBER), start, -1):
            age = _number(tuple(row[start:end]), spelt)
            if not 0 < age <= LAST[AgeBand.AGE_13_18]:
                continue
            after = next((one for one in behind if tuple(row[end : end + len(one)]) == one), ())
            if after or any(tuple(row[max(0, start - len(one)) : start]) == one for one in before):
                band = next(band.value for band in AgeBand if age <= LAST[band])
                rest = row[end + len(after) :]
                own = bool(after) and tuple(row[max(0, start - 1) : start]) in _all(OWN, language)
                own = own and not any(tuple(rest[: len(one)]) == one for one in _all(OTHERS, language))
                return Told(band, frozenset([*row[start:end], "".join(row[start : end + 1]), *after]), own)
    return Told()


def _number(phrase: Phrase, spelt: dict[Phrase, int]) -> int:
    """A number in digits of any script or in words; 0 for anything else."""
    if len(phrase) == 1 and phrase[0].isdecimal() and len(phrase[0]) < 3:
        return int(phrase[0])
    return spelt.get(phrase, 0)


def _lists(said: object, language: str) -> list[list[Phrase]]:
    """The phrases between commas, each with its forms between slashes, as the stems that a question has."""
    return [
        [tuple(words(form, language, every=True)) for form in phrase.split("/")]
        for phrase in re.split("[,،]", str(said))
    ]


def _all(said: object, language: str) -> set[Phrase]:
    return {phrase for forms in _lists(said, language) for phrase in forms if phrase}
