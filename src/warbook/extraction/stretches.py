"""Stretches that no single date tells: between two dates, or a length counted from a day ('in four days')."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

import msgspec
from dateutil.relativedelta import relativedelta

from warbook.extraction.items import Item
from warbook.extraction.spot import Line
from warbook.language.dates import TimeExpression
from warbook.model import Period, Span

NEAR = 6
"""Dates of the text, the nearest to a number, of which any two may bound what it covers."""
FAR = 60
"""Sentences on either side in which such a date may stand."""
BACK = 2
"""Sentences back in which a length may still hold."""
MONTHLY = 4
"""The coarsest UCDP date_prec of a bound."""
_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


class Option(msgspec.Struct, frozen=True, gc=False):
    """A reading of the period: its days, how it was made, and the words that it rests on.

    `first` are the words that tell the first day, where others than `words` do. `like` tells, of a reading taken over
    from the figure before, how that was made.
    """

    start: date | None
    end: date | None
    made: str
    words: Span | None = None
    precision: int | None = None
    first: Span | None = None
    like: str = ""

    def period(self) -> Period:
        """The option as a record."""
        stated = self.words is not None and self.made.startswith("here")
        return Period(self.start, self.end, self.precision, self.words, stated)


def nearest(item: Item) -> list[TimeExpression]:
    """The dates that stand nearest to a number within FAR sentences, in text order."""
    at, index, lines = item.number.span.start, item.line.index, item.scene.lines
    near = [*_dated(_up_to(item)), *_dated(lines[index + 1 : index + FAR])]
    return sorted(sorted(near, key=lambda t: abs(t.span.start - at))[:NEAR], key=lambda t: t.span.start)


def _up_to(item: Item) -> Sequence[Line]:
    """The sentence and those before it, the last first."""
    index = item.line.index
    return item.scene.lines[max(0, index - FAR + 1) : index + 1][::-1]


def _dated(lines: Iterable[Line]) -> list[TimeExpression]:
    """The first dates of some sentences, at least NEAR where there are so many."""
    found: list[TimeExpression] = []
    for line in lines:
        found += [t for t in line.times if t.start or t.end]
        if len(found) >= NEAR:
            break
    return found


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
    lines, published = item.scene.lines, item.scene.published
    for back in range(min(BACK, item.line.index) + 1):
        for time in lines[item.line.index - back].times:
            reach = length(time)
            if reach is None:
                continue
            named = _before(item, time)
            made: tuple[tuple[str, date | None, int], ...] = (
                ("length to report", published, -1),
                ("length after", named.start if named else None, 1),
                ("length before", named.end if named else None, -1),
                ("war length", origin, 1),
            )
            for how, day, step in made:
                other = _moved(day, reach, step)
                if day and other:
                    yield Option(min(day, other), max(day, other), how, time.span, time.precision), time, back


def _moved(day: date | None, reach: relativedelta, step: int) -> date | None:
    """The day a length before (step -1) or after (1) a day; None beyond the calendar."""
    try:
        return day + step * reach if day else None
    except (ValueError, OverflowError):
        return None


def length(time: TimeExpression) -> relativedelta | None:
    """What a length without days of its own ('ten days', 'P10D') reaches; None of all else."""
    found = _LENGTH.fullmatch(time.value or "") if time.kind == "duration" and not time.start else None
    if found is None or not int(found[1]):
        return None
    return relativedelta(**{_UNITS[found[2]]: int(found[1])})  # type: ignore[arg-type]


def _before(item: Item, time: TimeExpression) -> TimeExpression | None:
    """The last date that the text names before a length."""
    for line in _up_to(item):
        for other in reversed(line.times):
            if other.span.start < time.span.start and (other.start or other.end):
                return other
    return None
