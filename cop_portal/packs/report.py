"""The content report: measures a pack's texts in its source language against docs/writing.md."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from cop_portal.packs import prose
from cop_portal.packs.source import FACTS, Pack, Part
from cop_portal.packs.tables import LISTS
from cop_portal.packs.yamlio import Fault

REPEATED = 8  # words in a sentence that may not stand twice
OVERLAP_RUN, OVERLAP = 5, 0.5
VERB_SHARE, ACTIONS_SHARE = 0.12, 0.45
SMALL_SET = 8  # in a smaller set one item alone may be over a share
LONG, LONG_SHARE, LONGEST = 25, 0.05, 35
ADULTS = 20
MEAN = {"under-9": 8, "9-12": 12, "13-18": 15}


@dataclass
class Group:
    """A set of guidelines (for children: a band's edition), the terms, or all other pages."""

    name: str
    band: str = ""
    lengths: list[int] = field(default_factory=list)
    openings: Counter[str] = field(default_factory=Counter)
    actions: Counter[int] = field(default_factory=Counter)

    @property
    def mean(self) -> float:
        return sum(self.lengths) / len(self.lengths)

    @property
    def long_share(self) -> float:
        return sum(length > LONG for length in self.lengths) / len(self.lengths)

    def figures(self) -> str:
        """One line for people."""
        line = f"{self.name}: {len(self.lengths)} sentences, mean {self.mean:.1f} (at most {self.mean_limit}), "
        line += f"{self.long_share:.1%} over {LONG}, longest {max(self.lengths)}"
        if items := sum(self.openings.values()):
            verb, number = self.openings.most_common(1)[0]
            counts = ", ".join(f"{count}: {n}" for count, n in sorted(self.actions.items()))
            line += f"; {items} items, most frequent opening “{verb}” {number / items:.0%}, actions {counts}"
        return line

    @property
    def mean_limit(self) -> int:
        return MEAN.get(self.band, ADULTS)

    def faults(self) -> Iterator[str]:
        if self.mean > self.mean_limit:
            yield f"{self.name}: mean sentence {self.mean:.1f} words, more than {self.mean_limit}"
        if self.long_share > LONG_SHARE:
            yield f"{self.name}: {self.long_share:.1%} of sentences over {LONG} words, more than {LONG_SHARE:.0%}"
        for what, counts, limit in (
            ("statements open with", self.openings, VERB_SHARE),
            ("items have this number of actions:", self.actions, ACTIONS_SHARE),
        ):
            total = sum(counts.values())
            for value, number in counts.items():
                if total >= SMALL_SET and number > 1 and number / total > limit:
                    yield f"{self.name}: {number / total:.0%} of {what} “{value}”, more than {limit:.0%}"


class Report:
    """`figures` and `faults` of a pack without faults of form; a clean pack has none of the second."""

    def __init__(self, pack: Pack):
        self.pack = pack
        self.groups: dict[str, Group] = {}
        self.faults: list[str] = []
        self._sentences: dict[tuple[str, ...], str] = {}
        self._runs: dict[str, set[prose.Run]] = defaultdict(set)
        style = pack.root / "style"
        language = pack.source_language
        self._titles = prose.lines_of(style / f"titles.{language}.txt")
        self._banned = [(entry, prose.phrase(entry)) for entry in prose.lines_of(style / f"banned.{language}.txt")]
        self._seeds = prose.read_shingles(style / "seed-shingles.txt.gz")
        for part in pack.parts.values():
            # What readers type is in their words, not in ours.
            if part.part == language and part.kind not in ("synonyms", "danger"):
                self._measure(part)
        self._overlaps()
        for group in self.groups.values():
            self.faults += group.faults() if group.lengths else []

    @property
    def figures(self) -> list[str]:
        return [group.figures() for group in self.groups.values() if group.lengths]

    def _group(self, part: Part) -> Group:
        name, band = (LISTS[part.kind], "") if part.kind in LISTS else ("other pages", "")
        for key in [part.key, *self.pack.lineage(part)] if part.kind not in LISTS else []:
            page = self.pack.get("page", key, FACTS)
            if page and page.payload["type"] == "set":
                name, band = key, page.payload["band"]
            elif page and (reader := page.payload.get("reader")):
                name, band = key, reader if reader in MEAN else ""
        return self.groups.setdefault(name, Group(name, band))

    def _measure(self, part: Part) -> None:
        group = self._group(part)
        if part.kind == "item":
            group.openings[prose.words(part.payload["statement"])[0]] += 1
            if "actions" in part.payload:  # activities have none
                group.actions[len(part.payload["actions"])] += 1
        for path, text in prose.texts(part.payload):
            for sentence, found in prose.sentences(text):
                if prose.is_whole(sentence):
                    group.lengths.append(len(found))
                self._sentence(part, path, sentence, found)
            self._words_of_others(part, path, text)
            for entry, pattern in self._banned:
                if pattern.search(text):
                    self._fault(part, path, f"“{entry}” is on the list of words we do not use")
            if part.kind == "item":
                self._runs[part.key] |= prose.runs(prose.words(text), OVERLAP_RUN)

    def _sentence(self, part: Part, path: tuple, sentence: str, found: list[str]) -> None:
        if len(found) > LONGEST:
            self._fault(part, path, f"a sentence of {len(found)} words: “{sentence[:60]} …”")
        # The title of another publisher's work is nobody's sentence.
        if len(found) >= REPEATED and part.kind != "resource":
            first = self._sentences.setdefault(tuple(found), part.key)
            if first != part.key:
                self._fault(part, path, f"this sentence stands in {first}, too: “{sentence[:60]} …”")

    def _words_of_others(self, part: Part, path: tuple, text: str) -> None:
        for piece in prose.without(text, self._titles):
            for run in sorted(prose.runs(prose.words(piece), prose.SEED_RUN)):
                if prose.fingerprint(run) in self._seeds:
                    self._fault(part, path, f"eight words of a seed: “{' '.join(run)}”")

    def _overlaps(self) -> None:
        for one, other in combinations(self._runs, 2):
            smaller = min(len(self._runs[one]), len(self._runs[other]))
            shared = len(self._runs[one] & self._runs[other])
            if smaller and shared / smaller > OVERLAP:
                self.faults.append(f"{one} and {other} share {shared / smaller:.0%} of their five-word runs")

    def _fault(self, part: Part, path: tuple, message: str) -> None:
        line = part.document.line((*part.path, *path))
        self.faults.append(str(Fault(part.file, line, message)))
