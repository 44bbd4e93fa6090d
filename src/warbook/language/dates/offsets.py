"""Expressions that count from publication or from the text before: 'last month', 'two days later', 'the 9th'."""

from warbook.language.dates import calendar, points
from warbook.language.dates.calendar import Moment
from warbook.language.dates.context import FROM_PUBLICATION, FROM_TEXT, Context
from warbook.language.dates.lengths import window
from warbook.language.dates.parts import VAGUE, Parts
from warbook.language.dates.reading import Reading, reading
from warbook.language.dates.units import OF_CLOCK, UNITS, shifted

WEEK, HALF_A_MONTH, MONTH = 7, 15, 30


def which(parts: Parts, context: Context) -> list[Reading]:
    """'last month', 'the same year', 'the next day', 'the end of the week'."""
    unit = UNITS.get(parts.name("u") or "")
    if unit is None:
        return []
    words = parts.words("r")
    by_text = "b" in parts or (words == "next" and (unit[0] == "day" or (_after_the(parts) and context.narrative)))
    if (words == "past" or (words == "last" and _after_the(parts))) and not parts.ranges("mod"):
        return window(parts, context)
    told = context.year_told(parts)
    if unit[0] == "year" and told is not None:
        return [reading(parts, moment=Moment("year", told), relative=True, why=FROM_TEXT)]
    anchor = context.beside if by_text else context.here
    if "r" not in parts and "b" not in parts and (context.far or _is_yet_to_come(unit[0], parts, context)):
        anchor = context.last  # 'the end of the month' in a look back
    if unit[0] == "day" and by_text:
        anchor = context.last_day or (None if context.narrative else context.published)
    if unit[0] == "month" and by_text and anchor and anchor.unit in ("year", "decade", "century"):
        anchor = context.last_day  # 'that month', where a year was named in between
    how = FROM_TEXT if by_text or context.narrative else FROM_PUBLICATION
    step = parts.value("b") if "b" in parts else parts.value("r")
    if anchor is None or (unit[0] in ("day", "week", "weekend") and anchor.unit not in ("day", "week", "weekend")):
        return [reading(parts, relative=True)]
    moment = calendar.containing(unit[0], anchor.first).shifted(int(step or 0) * unit[1])
    return [reading(parts, moment=moment, relative=True, why=how)]


def _is_yet_to_come(unit: calendar.Unit, parts: Parts, context: Context) -> bool:
    """Whether 'the end of the month' of publication lies ahead, though the words around it look back."""
    here, last = context.published, context.last
    if context.narrative or here is None or last is None or last.unit not in ("day", "week", "month"):
        return False
    return calendar.containing(unit, here.first).last > here.last and context.outlook(parts) < 0


def _after_the(parts: Parts) -> bool:
    return parts.tokens[parts.match.start].text.lower() == "the"


def weekday_of_week(parts: Parts, context: Context) -> list[Reading]:
    """'Tuesday last week'."""
    anchor, step = (context.last_day, parts.number("b")) if "b" in parts else (context.here, parts.number("r"))
    if anchor is None or anchor.unit != "day":
        return [reading(parts, relative=True, value=f"XXXX-WXX-{parts.number('w')}")]
    monday = calendar.containing("week", anchor.first).shifted(step or 0).first
    moment = Moment("day", monday + (parts.number("w") or 1) - 1)
    return [reading(parts, moment=moment, relative=True, why=FROM_TEXT if "b" in parts else FROM_PUBLICATION)]


def month_day(parts: Parts, context: Context) -> list[Reading]:
    """'the 9th': of the month that the text speaks of, or of the next one where that day lies far behind.

    A month that news has named in passing does not hold for it: 'cleared in December, it left on the 9th'.
    """
    anchor, day = context.beside, parts.number("d") or 1
    if "om" in parts:
        return _of_named_month(parts, context, day)
    if not context.narrative and context.published and anchor and anchor.unit == "month" and not context.far:
        anchor = context.published
    clock = parts.name("p") or ""
    if anchor is None or anchor.unit not in ("day", "week", "month"):
        return [reading(parts, relative=True)]
    year, month, _ = calendar.civil(anchor.first)
    moment = calendar.of_day(year, month, day)
    if moment and anchor.unit == "day" and _is_of_next(moment, anchor, context):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        moment = calendar.of_day(year, month, day)
    if moment and _ahead_of_news(moment, parts, context):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        moment = calendar.of_day(year, month, day)
    return [reading(parts, kind="time" if clock else "date", moment=moment, clock=clock, relative=True, why=FROM_TEXT)]


def _of_named_month(parts: Parts, context: Context, day: int) -> list[Reading]:
    """'The 8th instant' is of the month of writing, 'the 28th ultimo' of the one before."""
    anchor = context.beside if context.narrative else context.published
    if anchor is None or anchor.unit not in ("day", "week", "month"):
        return [reading(parts, relative=True)]
    year, month, _ = calendar.civil(anchor.first)
    year, month = divmod(12 * year + month - 1 + (parts.number("om") or 0), 12)
    return [reading(parts, moment=calendar.of_day(year, month + 1, day), relative=True, why=FROM_TEXT)]


def _is_of_next(moment: Moment, anchor: Moment, context: Context) -> bool:
    """Whether a day before the one spoken of last is rather of the next month: it lies far behind, or more than a week
    in news where the day of the next month is over as well."""
    published = context.published
    over = published and not context.narrative and moment.index + MONTH < published.index
    return anchor.index - moment.index > (WEEK if over else HALF_A_MONTH)


def _ahead_of_news(moment: Moment, parts: Parts, context: Context) -> bool:
    """Whether a day of news is still to come though its sentence does not look ahead."""
    published = context.published
    return bool(published and not context.narrative and moment.first > published.last and context.outlook(parts) <= 0)


def week_of(parts: Parts, context: Context) -> list[Reading]:
    """'the week of March 6', 'the week ending 5 May'."""
    [day] = points.point(parts, context)
    if day.moment is None:
        return [reading(parts, relative=day.relative)]
    words = {t.text.lower() for t in parts.tokens[parts.match.start : parts.match.end]}
    first = day.moment.first
    days = None
    if words & {"ending", "ended", "closing", "closed"}:
        days = (first - 6, first)
    elif words & {"beginning", "starting"}:
        days = (first, first + 6)
    return [reading(parts, moment=calendar.containing("week", first), days=days, relative=day.relative, why=day.why)]


def ago(parts: Parts, context: Context) -> list[Reading]:
    """'two years ago', 'three days from now'."""
    step = 1 if "from" in {t.text.lower() for t in parts.tokens[parts.match.start : parts.match.end]} else -1
    anchor = None if context.narrative else context.published
    return _counted(parts, context, anchor, step, FROM_PUBLICATION)


def anniversary(parts: Parts, context: Context) -> list[Reading]:
    """'Fifty years ago today': the same day of the month, or of the week, so long before."""
    unit, count = UNITS.get(parts.name("u") or ""), parts.count()
    if context.published is None or unit is None or not count or count == VAGUE:
        return [reading(parts, relative=True)]
    here = context.published.shifted(parts.number("day") or 0)
    day = calendar.moved(here.first, unit[0], -count * unit[1])
    return [reading(parts, moment=Moment("day", day), relative=True, why=FROM_PUBLICATION)]


def later(parts: Parts, context: Context) -> list[Reading]:
    """'two days later', 'a year earlier', 'the day before'."""
    unit = parts.name("u")
    anchor = context.last_day if unit == "day" else context.beside
    step = parts.number("by") or 1
    if context.last is None and step > 0:
        anchor = None  # 'two days later', with no day before it
    elif anchor is None and not context.narrative:
        anchor = context.published
    return _counted(parts, context, anchor, step, FROM_TEXT)


def two_days_off(parts: Parts, context: Context) -> list[Reading]:
    """'the day before yesterday', 'the day after tomorrow'."""
    if context.here is None or context.narrative:
        return [reading(parts, relative=True)]
    moment = context.here.shifted((parts.number("day") or 0) + (parts.number("by") or 0))
    return [reading(parts, moment=moment, relative=True, why=FROM_PUBLICATION)]


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
    moment = shifted(anchor, unit, step * count)
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
