"""Lengths of time, what recurs, and words that name no day: 'the past week', 'three weeks', 'daily', 'now'."""

import re
from math import ceil

from warbook.language.dates import calendar, points
from warbook.language.dates.calendar import Moment, Unit
from warbook.language.dates.context import FROM_PUBLICATION, Context
from warbook.language.dates.parts import VAGUE, Parts
from warbook.language.dates.reading import Reading, reading
from warbook.language.dates.record import Kind
from warbook.language.dates.units import UNITS, length, reach

COUNTED = re.compile(r"(?:\d|[^\W\d_]{3}s|dozen|hundred|thousand|million|billion|percent|%)\s+$", re.IGNORECASE)
LONGEST_WORD = 12
HOURS = 24
SOME: dict[Unit, int] = {"day": 10, "week": 31}  # days that 'the first days' and 'the first weeks' may be
NEVER_A_LENGTH = ("quarter",)  # more often a part than a time
NEVER_ALONE = ("minute", "second", "decade")  # without a count


def window(parts: Parts, context: Context) -> list[Reading]:
    """'the past two weeks', 'the next three months', 'recent years': a length, and the days where they are known."""
    count = parts.count() if "n" in parts else _uncounted(parts)
    value, unit = length(count, parts.name("u")), UNITS.get(parts.name("u") or "")
    if parts.name("u") == "hour" and count and count >= HOURS:
        unit, count = UNITS["day"], ceil(count / HOURS)
    step = parts.number("b") if "b" in parts else parts.number("r")
    by_text = "b" in parts or (parts.words("r") == "next" and context.far and context.outlook(parts) <= 0)
    anchor = context.beside if by_text else context.here
    days = None
    if anchor and unit and count and count != VAGUE and step:
        days = reach(anchor, unit, count, step) if anchor.unit == "day" else _after(anchor, unit, count, step, by_text)
    if days and step and unit and unit[0] != "day":  # a week back from a Sunday begins on the Monday
        days = (days[0] + 1, days[1]) if step < 0 else (days[0], days[1] - 1)
    why = FROM_PUBLICATION if days and not context.narrative else ""
    return [reading(parts, kind="duration", value=value, days=days, relative=True, why=why)]


def _after(anchor: Moment, unit: tuple[Unit, int], count: float, step: int, by_text: bool) -> tuple[int, int] | None:
    """Days counted from the end of a stretch ahead, or back from its beginning: 'the two weeks after' a month."""
    if not by_text or anchor.unit == "year":
        return None
    edge = anchor.last + 1 if step > 0 else anchor.first - 1
    return reach(Moment("day", edge), unit, count, step)


def _uncounted(parts: Parts) -> float:
    """1 for 'the past week', VAGUE for 'the past weeks'."""
    return VAGUE if "units" in parts.tokens[parts.ranges("u")[0][0]].meanings else 1.0


def edge(parts: Parts, context: Context) -> list[Reading]:
    """'the first three months of 2021', 'the last week of May': a length, and the days at the edge of the period."""
    found = points.year_or_month(parts, context)
    unit, name = UNITS.get(parts.name("u") or ""), parts.name("u")
    count = parts.count() if "n" in parts else _uncounted(parts)
    value = length(count, name) if count else None
    if found is None or unit is None or not count:
        return [reading(parts, kind="duration", value=value)]
    nth = parts.number("edge") or (-1 if parts.name("edge") == "end" else 1)
    if count == VAGUE:
        return [reading(parts, kind="duration", value=value, days=_some(found, unit[0], nth), relative="yu" in parts)]
    if nth < 0:
        days = (calendar.moved(found.last + 1, unit[0], -count * unit[1]), found.last)
    else:
        ends = (calendar.moved(found.first, unit[0], count * unit[1] * turns) for turns in (nth - 1, nth))
        days = (next(ends), next(ends) - 1)
    inside = max(days[0], found.first), min(days[1], found.last)
    known = inside if inside[0] <= inside[1] else None
    return [reading(parts, kind="duration", value=value, days=known, relative="yu" in parts)]


def year_to(parts: Parts, context: Context) -> list[Reading]:
    """'the year to March 2021', 'the month to 9 May', 'the five weeks to Wednesday'."""
    if not {"m", "d", "w"} & parts.match.parts.keys():
        return _to_date(parts, context)
    [end] = points.point(parts, context)
    unit = UNITS.get(parts.name("u") or "")
    count = parts.count() if "n" in parts else 1.0
    if parts.name("u") == "hour" and count and count >= HOURS:
        unit, count = UNITS["day"], ceil(count / HOURS)
    if end.moment is None or unit is None or not count or count == VAGUE:
        return []
    days = (calendar.moved(end.moment.last + 1, unit[0], -count * unit[1]), end.moment.last)
    return [reading(parts, kind="duration", value=length(count, parts.name("u")), days=days, relative=end.relative)]


def _to_date(parts: Parts, context: Context) -> list[Reading]:
    """'The year to date': from its first day up to publication."""
    unit, here = UNITS.get(parts.name("u") or ""), context.here
    if unit is None or here is None:
        return []
    days = (calendar.containing(unit[0], here.first).first, here.last)
    return [reading(parts, kind="duration", value=length(1, parts.name("u")), days=days, relative=True)]


def _some(found: Moment, unit: Unit, nth: int) -> tuple[int, int]:
    """The days that 'the first weeks of 1942' and 'the closing months of 1918' may cover: at most a third of it."""
    size = min(SOME.get(unit, found.last - found.first + 1), (found.last - found.first) // 3 + 1)
    return (found.last - size + 1, found.last) if nth < 0 else (found.first, found.first + size - 1)


def duration(parts: Parts, context: Context) -> list[Reading]:
    """'three weeks', 'a two-day', 'months'."""
    words = {t.text.lower() for t in parts.tokens[parts.match.start : parts.match.end]}
    name, count = parts.name("u"), parts.count()
    alone = parts.match.end - parts.match.start == 1 and name in NEVER_ALONE
    if alone or name in NEVER_A_LENGTH or (name == "second" and "second" in words) or parts.is_title("u"):
        return []
    context.last_quarter = None
    if count is None:
        count = 0.5 if "half" in words else _uncounted(parts)
    kind: Kind = "set" if _is_rate(parts, context) else "duration"
    return [reading(parts, kind=kind, value=length(count, name))]


def _is_rate(parts: Parts, context: Context) -> bool:
    """Whether 'a day' says how often, as in '500 a day' and 'four flights a week'."""
    start = parts.tokens[parts.match.start].start
    before = COUNTED.search(context.text, max(0, start - LONGEST_WORD), start)
    return parts.words("n") in ("a", "an") and parts.match.end - parts.match.start == 2 and before is not None


def repeated(parts: Parts, context: Context) -> list[Reading]:
    """'every Monday', 'daily', 'per month'."""
    if "often" in parts:
        return [reading(parts, kind="set", value=parts.name("often"))]
    if "w" in parts:
        return [reading(parts, kind="set", value=f"XXXX-WXX-{parts.number('w')}")]
    if "m" in parts:
        return [reading(parts, kind="set", value=f"XXXX-{parts.number('m'):02}")]
    if "s" in parts:
        return [reading(parts, kind="set", value=f"XXXX-{parts.name('s')}")]
    if "p" in parts:
        return [reading(parts, kind="set", value=f"XXXX-XX-XX{parts.name('p')}")]
    return [reading(parts, kind="set", value=length(parts.count() or 1.0, parts.name("u")))]


def reference(parts: Parts, context: Context) -> list[Reading]:
    """'now', 'recently', 'in the future', 'during this period': times that name no day."""
    means = parts.match.rule.data.get("means")
    return [reading(parts, value=parts.name("ref") or (str(means) if means else None))]
