"""Which year, which week: what a date means that leaves them to the context."""

from collections.abc import Callable
from math import log

from warbook.language.dates import calendar
from warbook.language.dates.calendar import Moment
from warbook.language.dates.context import Context
from warbook.language.dates.parts import Parts

WEIGHT_OF_NEARNESS = 1.0
OUTLOOK_OF_WEEKDAY = 0.0
LEAP = 8  # years between 29 February and the next one
Found = tuple[Moment | None, bool, str]


def choose(at: Callable[[int], Moment | None], parts: Parts, context: Context) -> Found:
    """A date without a year; `at` gives it in a year (None where that year has no such day)."""
    if "b" in parts:
        return _step(at, parts.number("b") or 0, context.beside), True, "year from the text before"
    if "r" in parts:
        return _step(at, parts.number("r") or 0, context.here), True, "year counted from the context"
    year = context.year_told(parts)
    if year is not None:
        return at(year), True, "year from the story"
    return from_publication(at, parts, context)


def from_publication(at: Callable[[int], Moment | None], parts: Parts, context: Context) -> Found:
    """The last one before publication or the first one after, by what the words and the days between speak for."""
    published = context.published
    if published is None:
        return None, True, ""
    year = calendar.civil(published.first)[0]
    moments = [m for m in map(at, range(year - LEAP, year + LEAP + 1)) if m]
    past = next((m for m in reversed(moments) if m.first <= published.first), None)
    future = next((m for m in moments if m.last >= published.first), None)
    if past and future and ahead(past, future, published, context.outlook(parts)):
        return future, True, "first one after publication"
    return past, True, "last one before publication"


def ahead(past: Moment, future: Moment, published: Moment, outlook: float) -> bool:
    """Whether the date ahead is meant rather than the one behind: the nearer one, unless the words say otherwise."""
    behind, before = published.first - past.last, future.first - published.first
    if behind <= 0 or before <= 0:
        return before <= 0 < behind
    return outlook + log(behind / before) * WEIGHT_OF_NEARNESS > 0


def _step(at: Callable[[int], Moment | None], step: int, anchor: Moment | None) -> Moment | None:
    if anchor is None:
        return None
    year = calendar.civil(anchor.first)[0]
    if step == 0:
        before = at(year - 1)
        over_new_year = before is not None and before.first < calendar.month_of(year, 1).first <= before.last
        in_first_half = anchor.first < calendar.month_of(year, 7).first
        return before if over_new_year and in_first_half else at(year)
    moments = [m for m in map(at, range(year - LEAP, year + LEAP + 1)) if m]
    if step < 0:
        return next((m for m in reversed(moments) if m.last < anchor.first), None)
    return next((m for m in moments if m.first > anchor.last), None)


def choose_weekday(weekday: int, parts: Parts, context: Context) -> Found:
    """'Tuesday', 'last Tuesday', 'the following Tuesday'; weekdays are 1 (Monday) to 7."""
    if "b" in parts:
        anchor, step = context.last_day or context.published, parts.number("b") or 0
    elif context.narrative:
        anchor, step = context.last_day, parts.number("r") or 0
    else:
        anchor, step = context.published, parts.number("r") or 0
    if anchor is None:
        return None, True, ""
    how = "counted from publication" if anchor == context.published else "counted from the day spoken of last"
    days = (weekday - anchor.index) % 7
    if "r" not in parts and "b" not in parts:
        forward = context.narrative or context.outlook(parts) > OUTLOOK_OF_WEEKDAY
        return anchor.shifted(days if forward or days == 0 else days - 7), True, how
    if step == 0:
        return anchor.shifted(days if context.outlook(parts) > OUTLOOK_OF_WEEKDAY or not days else days - 7), True, how
    return anchor.shifted((days or 7) if step > 0 else (days - 7)), True, how
