"""Which year, which week: what a date means that leaves them to the context."""

from collections.abc import Callable

from warbook.language.dates import calendar
from warbook.language.dates.calendar import Moment
from warbook.language.dates.context import Context
from warbook.language.dates.parts import Parts

LEAP = 8  # years between 29 February and the next one
Found = tuple[Moment | None, bool, str]


def choose(at: Callable[[int], Moment | None], parts: Parts, context: Context) -> Found:
    """A date without a year; `at` gives it in a year (None where that year has no such day)."""
    if "b" in parts:
        return _step(at, parts.number("b") or 0, context.beside), True, "year from the text before"
    if "r" in parts:
        return _step(at, parts.number("r") or 0, context.here), True, "year counted from the context"
    if context.narrative:
        return _story(at, context), True, "year from the text before"
    published = context.published
    if published is None:
        return None, True, ""
    tense = context.tense_of(parts)
    year = calendar.civil(published.first)[0]
    moments = [m for m in map(at, range(year - LEAP, year + LEAP + 1)) if m]
    if tense == "future":
        return next((m for m in moments if m.last >= published.first), None), True, "first one after publication"
    return next((m for m in reversed(moments) if m.first <= published.first), None), True, "last one before publication"


def _story(at: Callable[[int], Moment | None], context: Context) -> Moment | None:
    year = context.story_year
    return None if year is None else at(year) or at(year + 1) or at(year - 1)


def _step(at: Callable[[int], Moment | None], step: int, anchor: Moment | None) -> Moment | None:
    if anchor is None:
        return None
    year = calendar.civil(anchor.first)[0]
    if step == 0:
        return at(year)
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
    ahead = (weekday - 1 - (anchor.index - 1)) % 7
    if "r" not in parts and "b" not in parts:
        forward = context.narrative or context.tense_of(parts) == "future"
        return anchor.shifted(ahead if forward or ahead == 0 else ahead - 7), True, how
    if step == 0:
        behind = ahead - 7 if ahead else 0
        return anchor.shifted(ahead if context.tense_of(parts) == "future" else behind), True, how
    return anchor.shifted((ahead or 7) if step > 0 else (ahead - 7)), True, how
