"""Whether a question is a cry for help: phrases of danger, found among other words and in spite of slips of the finger.

A list holds one phrase a line. `sent/shared nude/naked picture`: any of the words between slashes. `(beat the level)`:
harmless, though it holds words of danger; what touches such a phrase does not count. `help.`: nothing else is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from math import prod

from common.text import fold, words

Phrase = tuple[str, ...]
#: Words that come between others without changing what is meant. "Me" and "my" are none: they tell a cry from a topic.
_FILLERS = {
    "en": "a an the is am are was were be been being to of for and so very really just this please pls have has had",
    "fr": "a à au aux de d du des le la les l un une que qu je j jai il elle on c s est suis es ai été et ne n qui "
    "très trop vraiment svp",
    "ar": "ان أن إن هو هي قد لقد جدا",
}
#: Of one line that is spelt out at most; a longer one is a slip of the pen.
MOST_SPELLINGS = 400
#: A word alone rings in spite of a slip only when it is so long; in a phrase its neighbours vouch for it.
LONG_ALONE, LONG_IN_PHRASE, LONG_TWO_SLIPS = 6, 4, 8
MAX_WORDS = 60


@dataclass
class Alarm:
    """The phrases of one language. `real`: words that are right as they are typed and mean no other word."""

    language: str = "en"
    danger: frozenset[Phrase] = frozenset()
    harmless: frozenset[Phrase] = frozenset()
    whole: frozenset[Phrase] = frozenset()
    real: frozenset[str] = frozenset()
    _by_first: dict[str, list[Phrase]] = field(init=False, repr=False)
    #: Words of danger by their first letter, which nobody mistypes without seeing it.
    _known: dict[str, list[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._by_first = {}
        for phrase in sorted(self.danger | self.harmless):
            self._by_first.setdefault(phrase[0], []).append(phrase)
        self._known = {}
        for word in sorted({word for phrase in self.danger for word in phrase}):
            self._known.setdefault(word[0], []).append(word)

    @classmethod
    def of(cls, lines: Iterable[str], language: str, real: Iterable[str] = ()) -> "Alarm":
        """Read lists as editors write them."""
        danger: set[Phrase] = set()
        harmless: set[Phrase] = set()
        whole: set[Phrase] = set()
        for line in map(str.strip, lines):
            kind = harmless if line.startswith("(") and line.endswith(")") else whole if line.endswith(".") else danger
            kind |= _spellings(line.strip("(). "), language)
        return cls(language, frozenset(danger), frozenset(harmless), frozenset(whole), frozenset(real))

    def rings(self, text: str) -> bool:
        return bool(self.found(text))

    def found(self, text: str) -> list[Phrase]:
        """The phrases of danger that stand in the text, but for those of which a harmless phrase holds a word."""
        asked = _tokens(text, self.language)[:MAX_WORDS]
        if tuple(asked) in self.whole:
            return [tuple(asked)]
        meant = [self._meant(word) for word in asked]
        covered: list[set[int]] = []
        rung: list[tuple[Phrase, set[int]]] = []
        for start, readings in enumerate(meant):
            for word, exact in readings.items():
                for phrase in self._by_first.get(word, ()):
                    if len(phrase) == 1 and not exact and len(word) < LONG_ALONE:
                        continue
                    if place := _stands(phrase, meant, start):
                        if phrase in self.harmless:
                            covered.append(place)
                        else:
                            rung.append((phrase, place))
        return [phrase for phrase, place in rung if not any(place & calm for calm in covered)]

    def _meant(self, typed: str) -> dict[str, bool]:
        """What a typed word may stand for; True: it is that word."""
        found = {typed: True}
        near = self._known.get(typed[0], [])
        if typed not in self.real and typed not in near:
            found |= {word: False for word in near if slipped(typed, word)}
        return found


def phrases(lines: Iterable[str], language: str) -> set[Phrase]:
    """All phrases of danger in a list, the harmless ones left out."""
    read = Alarm.of(lines, language)
    return set(read.danger | read.whole)


def _stands(phrase: Phrase, meant: list[dict[str, bool]], start: int) -> set[int] | None:
    """Where a phrase stands that begins here: its words in order, a word or (in a longer phrase) two between them."""
    most = 2 if len(phrase) > 2 else 1
    places, at = [start], start
    for word in phrase[1:]:
        at = next((n for n in range(at + 1, min(at + most + 2, len(meant))) if word in meant[n]), -1)
        if at < 0:
            return None
        places.append(at)
    return set(places)


def slipped(typed: str, word: str) -> bool:
    """Whether a word was mistyped as another: a letter too many, too few, wrong, or two that changed places."""
    allowed = 2 if len(word) >= LONG_TWO_SLIPS else 1
    if len(word) < LONG_IN_PHRASE or len(typed) < LONG_IN_PHRASE - 1 or typed[0] != word[0]:
        return False
    if abs(len(typed) - len(word)) > allowed:
        return False
    return slips(typed, word) <= allowed


def slips(one: str, other: str) -> int:
    """Distance of two words in slips of the finger (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def _tokens(text: str, language: str) -> list[str]:
    """Stems in order, without fillers; the fillers themselves if there is nothing else."""
    told: list[str] = []
    every: list[str] = []
    for piece in _plain(text, language).split():
        stems, filler = _stems(piece, language.split("-")[0])
        every += stems
        told += [] if filler else stems
    return told or every


def _plain(text: str, language: str) -> str:
    """In English "don't" and "dont" are one word; in other languages an apostrophe stands between two."""
    return fold(text).replace("'", "" if language.split("-")[0] == "en" else " ")


@lru_cache(maxsize=20_000)
def _stems(piece: str, code: str) -> tuple[tuple[str, ...], bool]:
    """The stems in what stands between two spaces, and whether it is a filler."""
    return tuple(words(piece, code, every=True)), piece in _fillers(code)


@lru_cache(maxsize=8)
def _fillers(code: str) -> frozenset[str]:
    return frozenset(fold(_FILLERS.get(code, "")).split())


def _alternatives(line: str, language: str) -> list[list[tuple[tuple[str, ...], bool]]]:
    """Of each word of a line what it may be, each stem once."""
    code = language.split("-")[0]
    return [
        list(dict.fromkeys(_stems(piece, code) for piece in part.split("/"))) for part in _plain(line, language).split()
    ]


def number_of(line: str, language: str) -> int:
    """How many phrases a line with slashes stands for; beyond MOST_SPELLINGS they are not looked for."""
    return prod(len(part) for part in _alternatives(line.strip("(). "), language))


def _spellings(line: str, language: str) -> set[Phrase]:
    """Every phrase that a line with slashes stands for."""
    found = set()
    for picked in islice(product(*_alternatives(line, language)), MOST_SPELLINGS):
        told = tuple(stem for stems, filler in picked if not filler for stem in stems)
        if phrase := told or tuple(stem for stems, _filler in picked for stem in stems):
            found.add(phrase)
    return found
