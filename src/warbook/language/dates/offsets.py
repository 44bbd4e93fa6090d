"""Expressions that count: 'last month', 'two days later', 'over the past week', 'three weeks', 'daily'."""

from warbook.language.dates import calendar
from warbook.language.dates.calendar import Moment, Unit
from warbook.language.dates.context import Context
from warbook.language.dates.parts import VAGUE, Parts
from warbook.language.dates.reading import Reading, reading

LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ME", "WE": "WE",
}  # fmt: skip
NO_LENGTH = ("quarter",)  # more often a part than a time
NEVER_ALONE = {"minutes", "seconds", "mins", "decades", "hrs", "yrs"}
OF_CLOCK = ("second", "minute", "hour")
UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "week": ("week", 1), "fortnight": ("week", 2), "WE": ("weekend", 1), "month": ("month", 1),
    "quarter": ("quarter", 1), "year": ("year", 1), "decade": ("decade", 1), "century": ("century", 1),
    "millennium": ("millennium", 1),
}  # fmt: skip
FROM_PUBLICATION, FROM_TEXT = "counted from publication", "counted from the text before"


def which(parts: Parts, context: Context) -> list[Reading]:
    """'last month', 'the same year', 'the next day', 'the end of the week'."""
    unit = UNITS.get(parts.name("u") or "")
    if unit is None:
        return []
    words = parts.words("r")
    by_text = "b" in parts or (words == "next" and _after_the(parts) and (unit[0] == "day" or context.narrative))
    if words in ("past", "last") and _after_the(parts) and not parts.ranges("mod"):
        return window(parts, context)
    told = context.year_told(parts)
    if unit[0] == "year" and told is not None:
        return [reading(parts, moment=Moment("year", told), relative=True, why=FROM_TEXT)]
    anchor = context.beside if by_text else context.here
    if unit[0] == "day" and by_text:
        anchor = context.last_day or (None if context.narrative else context.published)
    how = FROM_TEXT if by_text or context.narrative else FROM_PUBLICATION
    step = parts.value("b") if "b" in parts else parts.value("r")
    if anchor is None or (unit[0] in ("day", "week", "weekend") and anchor.unit not in ("day", "week", "weekend")):
        return [reading(parts, relative=True)]
    moment = calendar.containing(unit[0], anchor.first).shifted(int(step or 0) * unit[1])
    return [reading(parts, moment=moment, relative=True, why=how)]


def _after_the(parts: Parts) -> bool:
    return parts.tokens[parts.match.start].text.lower() == "the"


def ago(parts: Parts, context: Context) -> list[Reading]:
    """'two years ago', 'three days from now'."""
    step = 1 if "from" in {t.text.lower() for t in parts.tokens[parts.match.start : parts.match.end]} else -1
    anchor = None if context.narrative else context.published
    return _counted(parts, context, anchor, step, FROM_PUBLICATION)


def later(parts: Parts, context: Context) -> list[Reading]:
    """'two days later', 'a year earlier', 'the day before'."""
    unit = parts.name("u")
    anchor = context.last_day if unit == "day" else context.beside
    if anchor is None and not context.narrative:
        anchor = context.published
    return _counted(parts, context, anchor, parts.number("by") or 1, FROM_TEXT)


def _counted(parts: Parts, context: Context, anchor: Moment | None, step: int, how: str) -> list[Reading]:
    name, count = parts.name("u") or "", parts.count()
    count = (
        1.0 if count is None and "n" not in parts and parts.tokens[parts.match.start].text.lower() == "the" else count
    )
    if count is None or count == VAGUE:
        return [reading(parts, relative=True, value="PAST_REF" if step < 0 else "FUTURE_REF")]
    if name in OF_CLOCK:
        return [reading(parts, kind="time", relative=True)]
    unit = UNITS.get(name)
    if unit is None or anchor is None:
        return [reading(parts, relative=True)]
    if name == "year" and count == 1 and step < 0 and context.last_quarter and not context.narrative:
        return year_before(parts, context)
    moment = _shifted(anchor, unit, step * count)
    return [reading(parts, moment=moment, relative=True, aside=step < 0 and not context.narrative, why=how)]


def weekend(parts: Parts, context: Context) -> list[Reading]:
    """'the weekend': the one that the day of publication or of the story belongs to, or the one before it."""
    anchor = context.last_day if context.narrative else context.published
    if anchor is None:
        return [reading(parts, relative=True)]
    this = calendar.containing("weekend", anchor.first)
    behind = this.first > anchor.last and context.outlook(parts) <= 0
    return [reading(parts, moment=this.shifted(-1 if behind else 0), relative=True, why=FROM_PUBLICATION)]


def quarter_before(parts: Parts, context: Context) -> list[Reading]:
    """'the quarter': the last one that the text spoke of, else the last one that was over at publication."""
    if context.last_quarter and "late" not in parts:
        return [reading(parts, moment=context.last_quarter, relative=True, why=FROM_TEXT)]
    if context.narrative or not context.published:
        return []
    over = calendar.containing("quarter", context.published.first).shifted(-1)
    return [reading(parts, moment=over, relative=True, why=FROM_PUBLICATION)]


def year_before(parts: Parts, context: Context) -> list[Reading]:
    """'the year-earlier quarter', 'the year-ago period'."""
    return [reading(parts, moment=_year_before(context), relative=True, aside=True, why=FROM_TEXT)]


def _year_before(context: Context) -> Moment | None:
    if context.last_quarter:
        return context.last_quarter.shifted(-4)
    anchor = context.beside
    return calendar.containing("year", anchor.first).shifted(-1) if anchor else None


def _shifted(anchor: Moment, unit: tuple[Unit, int], count: float) -> Moment | None:
    kind, size = unit
    if kind in ("decade", "century", "millennium"):
        kind, size = "year", calendar.YEARS_IN[kind]
    if count != int(count):
        kind, count = (
            ("month", count * 12) if kind == "year" else ("day", count * {"week": 7, "month": 30}.get(kind, 1))
        )
    if kind in ("day", "week") and anchor.unit not in ("day", "week"):
        return None
    return calendar.containing(kind, anchor.first).shifted(round(count * size))


def window(parts: Parts, context: Context) -> list[Reading]:
    """'the past two weeks', 'the next three months', 'recent years': a length, and the days where they are known."""
    count = (
        parts.count()
        if "n" in parts
        else (1.0 if "units" not in parts.tokens[parts.ranges("u")[0][0]].meanings else VAGUE)
    )
    value, unit = length(count, parts.name("u")), UNITS.get(parts.name("u") or "")
    anchor = context.beside if "b" in parts else context.here
    step = parts.number("b") if "b" in parts else parts.number("r")
    days = None
    if anchor and anchor.unit == "day" and unit and count and count != VAGUE and step:
        days = _reach(anchor, unit, count, step)
    return [
        reading(
            parts,
            kind="duration",
            value=value,
            days=days,
            relative=True,
            why=FROM_PUBLICATION if days and not context.narrative else "",
        )
    ]


def _reach(anchor: Moment, unit: tuple[Unit, int], count: float, step: int) -> tuple[int, int] | None:
    size = {"day": 1, "week": 7}.get(unit[0])
    if size:
        other = anchor.index + step * round(count * size * unit[1])
    else:
        year, month, day = calendar.civil(anchor.index)
        months = round(
            count * {"month": 1, "quarter": 3, "year": 12}.get(unit[0], calendar.YEARS_IN.get(unit[0], 1) * 12)
        )
        target = calendar.month_of(year, month).shifted(step * months)
        other = min(target.first + day - 1, target.last)
    return (other, anchor.index) if step < 0 else (anchor.index, other)


def duration(parts: Parts, context: Context) -> list[Reading]:
    """'three weeks', 'a two-day', 'months'."""
    words = {t.text.lower() for t in parts.tokens[parts.match.start : parts.match.end]}
    name, count = parts.name("u"), parts.count()
    if (
        name in NO_LENGTH
        or (name == "second" and "second" in words)
        or parts.is_title("u")
        or words & NEVER_ALONE == words
    ):
        return []
    context.last_quarter = None
    if count is None:
        count = 0.5 if "half" in words else (1.0 if "unit" in parts.tokens[parts.ranges("u")[0][0]].meanings else VAGUE)
    return [reading(parts, kind="duration", value=length(count, name))]


def length(count: float | None, unit: str | None) -> str | None:
    """'P3W'; 'PXD' where the count is not said."""
    if unit is None or count is None:
        return None
    if unit == "fortnight" and count != VAGUE:
        count *= 2
    if unit in ("decade", "century", "millennium") and count != VAGUE and count != int(count):
        count, unit = count * calendar.YEARS_IN[unit], "year"
    if unit == "decade" and count not in (VAGUE, 1.0):
        count, unit = count * 10, "year"
    shown = "X" if count == VAGUE else f"{count:g}"
    return f"P{'T' if unit in OF_CLOCK else ''}{shown}{LETTERS[unit]}"


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
    return [reading(parts, kind="set", value=length(1.0, parts.name("u")))]


REFERENCES = (
    ("now", "PRESENT_REF"),
    ("moment", "PRESENT_REF"),
    ("present", "PRESENT_REF"),
    ("days", "PRESENT_REF"),
    ("current", "PRESENT_REF"),
    ("recent", "PAST_REF"),
    ("past", "PAST_REF"),
    ("future", "FUTURE_REF"),
)


def reference(parts: Parts, context: Context) -> list[Reading]:
    """'now', 'recently', 'in the future', 'during this period': times that name no day."""
    value = parts.name("ref")
    if value is None:
        words = parts.words("ref").split()
        value = next((meant for word, meant in REFERENCES if word in words), None)
    return [reading(parts, value=value)]
