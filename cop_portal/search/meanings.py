"""What readers' words stand for: synonyms, words of danger, words that tell who is asking. All edited in the admin."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from modeltranslation.utils import build_localized_fieldname

from common.text import words
from cop_portal.publishing import generation
from cop_portal.search.danger import Alarm, phrases
from cop_portal.search.models import DangerWords, Entry, Stem, SynonymSet

#: A synonym counts a little less than the word itself, a word of a synonymous phrase less again.
FULL, SYNONYM, TYPO, PHRASE = 100, 80, 60, 45
Trigger = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What sets it off, and the stems that are then looked for with what each is worth."""

    triggers: frozenset[Trigger]
    stems: dict[str, int]


@dataclass
class Language:
    """All meanings of one language, ready to be matched."""

    synonyms: list[Meaning] = field(default_factory=list)
    alarm: Alarm = field(default_factory=Alarm)
    #: Which lists of danger hold a phrase.
    lists: dict[Trigger, set[str]] = field(default_factory=dict)
    readers: dict[str, frozenset[Trigger]] = field(default_factory=dict)
    #: Stems that pages hold, with how many do.
    numbers: dict[str, int] = field(default_factory=dict)
    #: How many entries there are.
    total: int = 0

    def __post_init__(self) -> None:
        self.by_trigger: dict[Trigger, list[Meaning]] = {}
        for meaning in self.synonyms:
            for trigger in meaning.triggers:
                self.by_trigger.setdefault(trigger, []).append(meaning)
        alone = {trigger[0] for trigger in self.by_trigger if len(trigger) == 1}
        self.typable = sorted(self.numbers.keys() | alone)


def of(language: str) -> Language:
    """Meanings of a language as they stand now; read again in each generation of the content."""
    return _read(language, generation.token())


@lru_cache(maxsize=8)
def _read(language: str, _token: str) -> Language:
    column = build_localized_fieldname("words", language)
    found = Language(
        numbers=dict(Stem.objects.filter(language=language).values_list("stem", "number")),
        total=Entry.objects.filter(language=language).count(),
    )
    if not hasattr(SynonymSet, column):
        return found
    sets = SynonymSet.objects.order_by("key").values_list(column, flat=True)
    found.synonyms = [_meaning(line, language) for line in sets if line]
    danger: list[str] = []
    for key, reader, text in DangerWords.objects.order_by("key").values_list("key", "reader", column):
        lines = (text or "").splitlines()
        if reader:
            triggers = frozenset(one for line in lines if (one := trigger_of(line, language)))
            found.readers[reader] = found.readers.get(reader, frozenset()) | triggers
        else:
            danger += lines
            for phrase in phrases(lines, language):
                found.lists.setdefault(phrase, set()).add(key)
    found.__post_init__()
    found.alarm = Alarm.of(danger, language, real=found.typable)
    return found


def trigger_of(phrase: str, language: str) -> Trigger:
    """The stems that must stand side by side; small words count only where little else would be left."""
    telling = tuple(words(phrase, language))
    every = tuple(words(phrase, language, every=True))
    return telling if len(telling) > 1 or len(every) == 1 else every


def _meaning(line: str, language: str) -> Meaning:
    triggers, stems = set(), {}
    for part in re.split("[,،;\n]", line):
        phrase = part.strip()
        understood_only = phrase.startswith("(") and phrase.endswith(")")
        if trigger := trigger_of(phrase, language):
            triggers.add(trigger)
        if understood_only:
            continue
        own = words(phrase, language)
        for stem in own:
            value = SYNONYM if len(own) == 1 else PHRASE
            stems[stem] = max(value, stems.get(stem, 0))
    return Meaning(frozenset(triggers), stems)


@dataclass
class Question:
    """A question taken apart: its telling words, and every word of it."""

    telling: list[str]
    every: list[str]
    text: str = ""

    @classmethod
    def of(cls, text: str, language: str) -> "Question":
        return cls(words(text, language, 24), words(text, language, 60, every=True), text)

    def holds(self, trigger: Trigger) -> bool:
        return any(
            tuple(row[start : start + len(trigger)]) == trigger
            for row in (self.telling, self.every)
            for start in range(len(row) - len(trigger) + 1)
        )

    def longest(self, phrases: Any, language: str) -> int:
        """Words of the longest of these phrases (a text with commas between them) that stands in the question, or 0."""
        triggers = (trigger_of(phrase, language) for phrase in re.split("[,،]", str(phrases)))
        return max((len(one) for one in triggers if one and self.holds(one)), default=0)

    def triggers(self, known: dict[Trigger, list[Meaning]] | frozenset[Trigger]) -> list[Trigger]:
        """What is set off, in the order of the words; runs of up to six words are tried."""
        found: dict[Trigger, None] = {}
        for row in (self.telling, self.every):
            for start in range(len(row)):
                for length in range(1, min(6, len(row) - start) + 1):
                    piece = tuple(row[start : start + length])
                    if piece in known:
                        found[piece] = None
        return list(found)


def dangers(asked: Question, language: Language) -> set[str]:
    """Keys of the lists of danger that ring: whoever types this may need help before anything else.

    A slip of the finger does not hide it.
    """
    return {key for phrase in language.alarm.found(asked.text) for key in language.lists.get(phrase, {""})}


def reader_of(asked: Question, language: Language) -> str:
    """Who is asking, as far as the words tell: the reader whose longest phrase stands in the question, or ""."""
    best = [
        (len(trigger), reader)
        for reader, known in sorted(language.readers.items())
        for trigger in asked.triggers(known)
    ]
    return max(best)[1] if best else ""


def nearest(word: str, language: Language) -> str:
    """The known word that a mistyped one most likely meant, or ""."""
    if len(word) < 4:
        return ""
    near = [one for one in language.typable if abs(len(one) - len(word)) <= 2 and one[0] == word[0]]
    return next(iter(get_close_matches(word, near, n=1, cutoff=0.78)), "")
