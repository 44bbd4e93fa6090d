"""Stretches that no single date tells: between two dates of the text, or a length counted from a day ('in four days')."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

import msgspec
from dateutil.relativedelta import relativedelta

from warbook.extraction.items import Item
from warbook.language.dates import TimeExpression
from warbook.model import Period, Span

NEAR = 6
"""Dates of the text, the nearest to a number, of which any two may bound what it covers."""
BACK = 2
"""Sentences back in which a length may still hold."""
MONTHLY = 4
"""The coarsest UCDP date_prec of a bound."""
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


class Option(msgspec.Struct, frozen=True):
    """A reading of the period: its days, how it was made, and the words that it rests on.

    `first` are the words that tell the first day, where others than `words` do.
    """

    start: date | None
    end: date | None
    made: str
    words: Span | None = None
    precision: int | None = None
    first: Span | None = None

    def period(self) -> Period:
        """The option as a record."""
        stated = self.words is not None and self.made.startswith("here")
        return Period(self.start, self.end, self.precision, self.words, stated)


def nearest(item: Item) -> list[TimeExpression]:
    """The dates of the text that stand nearest to a number, in text order."""
    times = [t for line in item.scene.lines for t in line.times if t.start or t.end]
    at = item.number.span.start
    return sorted(sorted(times, key=lambda t: abs(t.span.start - at))[:NEAR], key=lambda t: t.span.start)


def between(times: Sequence[TimeExpression]) -> Iterator[Option]:
    """From one date of the text to a later one that it names after it: the first and the last day of a battle."""
    seen = {(t.start, t.end) for t in times}
    for first, last in combinations(times, 2):
        if not first.start or not last.end or first.start >= last.end or (first.start, last.end) in seen:
            continue
        precision = max(first.precision or 9, last.precision or 9)
        if precision <= MONTHLY:
            seen.add((first.start, last.end))
            yield Option(first.start, last.end, "pair", last.span, precision, first.span)


def lengths(item: Item, origin: date | None) -> Iterator[tuple[Option, TimeExpression, int]]:
    """Lengths told in the sentence or just before it, with how many sentences back each stands.

    A length may end on the report's day, begin or end on the last day named before it, or begin with the war.
    """
    lines = item.scene.lines
    for back in range(min(BACK, item.line.index) + 1):
        for time in lines[item.line.index - back].times:
            reach = length(time)
            if reach is None:
                continue
            published = item.scene.published
            if published:
                yield Option(published - reach, published, "length to report", time.span, time.precision), time, back
            anchor = _before(item, time)
            if anchor is not None and anchor.start:
                yield Option(anchor.start, anchor.start + reach, "length after", time.span, anchor.precision), time, back
            if anchor is not None and anchor.end:
                yield Option(anchor.end - reach, anchor.end, "length before", time.span, anchor.precision), time, back
            if origin is not None:
                yield Option(origin, origin + reach, "war length", time.span), time, back


def length(time: TimeExpression) -> relativedelta | None:
    """What a length without days of its own ('ten days', 'P10D') reaches; None of all else."""
    found = _LENGTH.fullmatch(time.value or "") if time.kind == "duration" and not time.start else None
    if found is None or not int(found[1]):
        return None
    return relativedelta(**{_UNITS[found[2]]: int(found[1])})  # type: ignore[arg-type]


def _before(item: Item, time: TimeExpression) -> TimeExpression | None:
    """The last date that the text names before a length."""
    lines = item.scene.lines
    for line in reversed(lines[: item.line.index + 1]):
        for other in reversed(line.times):
            if other.span.start < time.span.start and (other.start or other.end):
                return other
    return None
