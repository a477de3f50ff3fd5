"""From a question to pages, the same on both databases: integers are summed, ties are broken by the page's place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from django.db import connection
from django.db.models import Q

from common.choices import AgeBand
from common.text import MAX_CHARACTERS
from cop_portal.search import ages, meanings, parts
from cop_portal.search.meanings import FULL, PHRASE, TYPO, Language, Question
from cop_portal.search.models import Entry, Word

#: Results beyond this are not what anybody pages to.
MOST = 200
#: Results that answer less than this share (percent) of what the best one answers only bury it.
WEAKEST = 18
#: What helps in just this danger counts this much (percent).
PARTS_FIRST = 200
#: Of each word only the places are read where it weighs most; so a question costs the same however much there is.
HEAVIEST = 300
#: Of the pages found so many are looked at closely: those that are beyond it by far are not among the results.
CANDIDATES = 2 * MOST
#: More words than this, synonyms included, make no question clearer.
MOST_STEMS = 80
#: Pages of the reader who is asking, as far as the words tell, count this much more (percent).
OWN_READER = 125
#: Who has a child of some age.
OWN_CHILD = "parents"
#: Where an age is told, what is for other ages counts this much (percent).
OTHER_AGE = 50
#: Where somebody may need help now, what is for companies and governments counts this much (percent).
NOT_THEIRS, THEY_ARE = 40, ("industry", "policy-makers")


@dataclass
class Answer:
    """What a question found: keys of entries, best first. `corrected` maps typed to understood.

    `dangers` are the lists of danger that rang; `reader` is who seems to be asking ("parents", "educators" or "");
    `age` is the band of the child that it is about, between commas, where that is told.
    """

    keys: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    dangers: set[str] = field(default_factory=set)
    reader: str = ""
    age: str = ""

    @property
    def danger(self) -> bool:
        return bool(self.dangers)

    def parts_of(self, pages: Iterable[int]) -> dict[int, Entry]:
        """Of each of these pages the part to go straight to, where there is one; one query."""
        sure = parts.lead(self.dangers)
        found: dict[int, Entry] = {}
        rows = Entry.objects.filter(page__in=list(pages), part__in=sure)
        for one in sorted(rows, key=lambda one: sure.index(one.part)):
            found.setdefault(one.page_id, one)
        return found

    def entries(self, start: int = 0, stop: int | None = None) -> list[Entry]:
        """The entries from one place to another, with their pages."""
        wanted = self.keys[start:stop]
        found = Entry.objects.select_related("page", "page__locale", "resource").in_bulk(wanted)
        return [found[key] for key in wanted if key in found]


def search(text: str, language: str, band: str = "", limit: int = MOST, audience: str = "") -> Answer:
    """Find pages of one language. With a band, only pages that children of this band may be led to.

    `audience` is who asks where no parent or teacher does ("industry", ""): their pages count more.
    """
    known, asked = meanings.of(language), Question.of(text[:MAX_CHARACTERS], language)
    answer = Answer()
    answer.dangers = meanings.dangers(asked, known)
    answer.reader = "" if band else meanings.reader_of(asked, known)
    if not band and (age := ages.told(asked, language)).band:
        answer.age = f",{age.band},"
        answer.reader = answer.reader or (OWN_CHILD if age.own else "")
        asked.telling = [word for word in asked.telling if word not in age.words] or asked.telling
    answer.words = list(dict.fromkeys(asked.telling))
    groups = _groups(asked, known, answer)
    if groups:
        answer.keys = _rank(groups, language, known, band, answer, limit, audience)
    if sure := parts.lead(answer.dangers):
        answer.keys = _help_first(sure, answer, language, band)
    return answer


def _help_first(sure: tuple[str, ...], answer: Answer, language: str, band: str) -> list[int]:
    """The results with what helps in just this danger in front: for whoever asks, or the oldest children, the younger,
    then parents. Chance words of a cry find anything.
    """
    rows = Entry.objects.filter(within(band), language=language, part__in=sure)
    asks = [answer.reader] if answer.reader else [band] if band else ["13-18", "9-12", "parents"]
    best: dict[str, Entry] = {}
    for one in sorted(rows, key=lambda one: sure.index(one.part)):
        best.setdefault(one.band or one.audience, one)
    first = [best[who] for who in asks if who in best]
    pages = {one.page_id for one in first}
    rest = set(Entry.objects.filter(pk__in=answer.keys, page__in=pages).values_list("pk", flat=True))
    return [*(one.pk for one in first), *(key for key in answer.keys if key not in rest)]


def within(band: str) -> Q:
    """The walls between ages: nothing above the band, and of the children's pages only this band's and younger.

    A page that needs help beside it is no lead for a child who did not ask for it by name; help itself is.
    """
    if band not in AgeBand.values:
        return Q()
    allowed = [one.value for one in AgeBand if one.rank <= AgeBand(band).rank]
    return Q(band__in=allowed) & Q(min_band__in=["", *allowed])


def _groups(asked: Question, known: Language, answer: Answer) -> list[dict[str, int]]:
    """For each word asked: the stems that stand for it, with what each is worth."""
    groups: dict[str, dict[str, int]] = {}
    for word in dict.fromkeys(asked.telling):
        groups[word] = {word: FULL} if word in known.numbers else {}
    for trigger in asked.triggers(known.by_trigger):
        owner = next((stem for stem in trigger if stem in groups), trigger[0])
        _understand(groups.setdefault(owner, {}), trigger, known)
        if len(trigger) > 1:  # what is understood as a whole hardly means its single words
            for stem in trigger:
                if stem in groups.get(stem, {}):
                    groups[stem][stem] = min(PHRASE, groups[stem][stem])
    for word, group in groups.items():
        if not group and (near := meanings.nearest(word, known)):
            answer.corrected[word] = near
            if near in known.numbers:
                group[near] = TYPO
            _understand(group, (near,), known)
    filled = [group for group in groups.values() if group]
    while sum(map(len, filled)) > MOST_STEMS:
        filled.pop()
    return filled


def _understand(group: dict[str, int], trigger: tuple[str, ...], known: Language) -> None:
    """Add to a word's group what means the same."""
    for meaning in known.by_trigger.get(trigger, ()):
        for stem, value in meaning.stems.items():
            if stem in known.numbers and stem not in trigger:
                group[stem] = max(value, group.get(stem, 0))


def _rank(
    groups: list[dict[str, int]], language: str, known: Language, band: str, answer: Answer, limit: int, audience: str
) -> list[int]:
    wanted: dict[str, tuple[int, int]] = {}
    for number, group in enumerate(groups):
        for stem, value in group.items():
            worth = round(value * log(1 + known.total / (1 + known.numbers[stem])))
            if stem not in wanted or wanted[stem][0] < worth:
                wanted[stem] = worth, number
    found: dict[object, tuple[int, int]] = {}
    sure = parts.lead(answer.dangers)
    scored = [
        (key, page, rank * PARTS_FIRST // 100 if part else rank)
        for key, page, part, rank in _scores(wanted, language, band, answer, audience)
        if not part or part in sure
    ]
    for key, page, rank in sorted(scored, key=lambda row: -row[2]):
        found.setdefault(page or f"entry {key}", (key, rank))  # of a page and its parts, what answers best
    rows = list(found.values())[:limit]
    floor = rows[0][1] * WEAKEST // 100 if rows else 0
    return [key for key, rank in rows if rank >= floor]


def _scores(
    wanted: dict[str, tuple[int, int]], language: str, band: str, answer: Answer, audience: str
) -> list[tuple[int, int, str, int]]:
    """(entry, page or None, part, rank), best first; parts of pages only where help may be needed.

    A page with every word of the question goes before one that shouts a single word.
    In SQL, because Django puts no limit on the parts of a union on SQLite. Every value is a parameter.
    """
    word, entry = Word._meta.db_table, Entry._meta.db_table
    pieces, values = [], []
    allowed = [one.value for one in AgeBand if one.rank <= AgeBand(band).rank] if band else []
    holes = ", ".join(["%s"] * len(allowed))
    walls = f" AND e.band IN ({holes}) AND e.min_band IN ('', {holes})" if band else ""
    few = f" AND entry_id IN (SELECT e.id FROM {entry} e WHERE e.language = %s{walls})" if band else ""  # nosec B608 # noqa: S608 -- names of our own tables, numbers, placeholders
    for stem, (worth, number) in wanted.items():
        pieces.append(
            f"SELECT entry_id, weight * {int(worth)} AS score, {int(number)} AS part FROM (SELECT entry_id, weight "  # nosec B608 # noqa: S608 -- as above
            f"FROM {word} WHERE language = %s AND stem = %s{few} "
            f"ORDER BY weight DESC, entry_id LIMIT {HEAVIEST}) AS heaviest"
        )
        values += [language, stem, *([language, *allowed, *allowed] if band else [])]
    ranked = (
        f"SELECT entry_id, SUM(score) * (COUNT(DISTINCT part) + 1) AS worth "  # nosec B608 # noqa: S608 -- as above
        f"FROM ({' UNION ALL '.join(pieces)}) AS scores GROUP BY entry_id "
        f"ORDER BY worth DESC, entry_id LIMIT {CANDIDATES}"
    )
    parts_too = "" if answer.danger else "WHERE e.part = ''"
    query = (
        f"SELECT s.entry_id, e.page_id, e.part, s.worth * CASE WHEN e.audience = %s THEN {OWN_READER} "  # nosec B608 # noqa: S608 -- as above
        f"WHEN e.audience IN (%s, %s) THEN {NOT_THEIRS} ELSE 100 END / 100 "
        f"* CASE WHEN e.ages = '' OR e.ages LIKE %s THEN 100 ELSE {OTHER_AGE} END / 100 AS rank "
        f"FROM ({ranked}) AS s JOIN {entry} e ON e.id = s.entry_id {parts_too} ORDER BY rank DESC, e.place, e.part"
    )
    with connection.cursor() as cursor:
        others = THEY_ARE if answer.danger or answer.reader else ("-", "-")
        cursor.execute(query, [answer.reader or audience or "-", *others, f"%{answer.age}%", *values])
        return [(key, page, part, int(rank)) for key, page, part, rank in cursor.fetchall()]
