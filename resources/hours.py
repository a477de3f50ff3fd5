"""Opening hours in a small part of OpenStreetMap's notation: "24/7", "Mo-Sa 14:00-20:00; Mo,We 10:00-12:00"."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"
DAY_MINUTES = 24 * 60
MAX_LENGTH = 120
_RULE = re.compile(r"^(?P<days>[A-Za-z,-]+) (?P<times>[0-9:,-]+)$")
_TIME = re.compile(r"^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$")


@dataclass(frozen=True)
class Span:
    """Open on these days (0 = Monday), from one minute of the day to another."""

    days: tuple[int, ...]
    start: int
    end: int


def parse(text: str) -> list[Span]:
    """Spans of an hours text; [] for "". Raises ValidationError with the reason."""
    if not text:
        return []
    if text == ALWAYS:
        return [Span(tuple(range(7)), 0, DAY_MINUTES)]
    spans = []
    for rule in text.split("; "):
        match = _RULE.match(rule)
        if match is None:
            raise ValidationError(_("“%(rule)s” is not like “Mo-Fr 09:00-17:00”."), params={"rule": rule[:60]})
        days = _days(match["days"])
        for times in match["times"].split(","):
            spans.append(_span(days, times))
    return spans


def validate_hours(text: str) -> None:
    """Validator for model fields."""
    parse(text)


def _days(text: str) -> tuple[int, ...]:
    chosen: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise ValidationError(
                _("“%(part)s” is not a day. Days are Mo Tu We Th Fr Sa Su."), params={"part": part[:20]}
            )
        start, end = DAYS.index(first), DAYS.index(last or first)
        if end < start:
            raise ValidationError(_("“%(part)s” runs backwards; write two parts."), params={"part": part[:20]})
        chosen.update(range(start, end + 1))
    return tuple(sorted(chosen))


def _span(days: tuple[int, ...], times: str) -> Span:
    match = _TIME.match(times)
    if match is None:
        raise ValidationError(_("“%(times)s” is not like 09:00-17:00."), params={"times": times[:20]})
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if not start < end <= DAY_MINUTES:
        raise ValidationError(
            _("“%(times)s” does not end after it begins; split hours at midnight."), params={"times": times}
        )
    return Span(days, start, end)


def in_words(text: str) -> str:
    """The same for readers: "Monday to Saturday, 14:00 to 20:00"; "" where hours are not known."""
    if text == ALWAYS:
        return gettext("Every day, day and night")
    said = [
        gettext("%(days)s, %(start)s to %(end)s")
        % {"days": _days_in_words(span.days), "start": clock(span.start), "end": clock(span.end)}
        for span in parse(text)
    ]
    return "; ".join(said)


def clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _days_in_words(days: tuple[int, ...]) -> str:
    if len(days) == 7:
        return gettext("Every day")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = []
    for run in runs:
        if len(run) > 2:
            said.append(gettext("%(first)s to %(last)s") % {"first": WEEKDAYS[run[0]], "last": WEEKDAYS[run[-1]]})
        else:
            said.extend(str(WEEKDAYS[day]) for day in run)
    return ", ".join(said)


def as_data(text: str) -> str:
    """For the script that says "open now": "0-5 840-1200;0,2,3 600-720", minutes of the day, Monday is 0."""
    return ";".join(f"{''.join(map(str, span.days))} {span.start}-{span.end}" for span in parse(text))
