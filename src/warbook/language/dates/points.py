"""Expressions that name a place in the calendar: 'May 8', 'late 1942', 'the spring of that year', 'Sunday night'."""

from collections.abc import Callable
from functools import partial

from warbook.language.dates import calendar, forms, holidays, lexicon
from warbook.language.dates.calendar import SEASONS, Moment
from warbook.language.dates.choose import choose, choose_weekday
from warbook.language.dates.clock import clock_of
from warbook.language.dates.context import Context
from warbook.language.dates.grammar import grammar
from warbook.language.dates.parts import Parts
from warbook.language.dates.reading import Reading, reading
from warbook.vocabulary import table

Found = tuple[Moment | None, bool, str]  # the stretch, whether it was worked out from the context, and how


def year_of(parts: Parts, context: Context, at: int = -1) -> tuple[int | None, str]:
    """The year that a match names, astronomical, and how; None where it names none."""
    if "yu" in parts:
        which, anchor = (parts.number("r"), context.here) if "r" in parts else (parts.number("b"), context.beside)
        return (
            (calendar.civil(anchor.first)[0] + which, "year counted from the context")
            if anchor and which is not None
            else (None, "")
        )
    count = len(parts.ranges("y"))
    if not count:
        return None, ""
    number = parts.number("y", at % count)
    if number is None:
        return None, ""
    width = len(parts.words("y").strip("'’‘")) if count == 1 else 4
    if number < 100 and width <= 2 and "e" not in parts:
        return forms.full_year(number, 2, context.near), "century from the context"
    return (1 - number if parts.number("e") == -1 else number), ""


def point(parts: Parts, context: Context) -> list[Reading]:
    """One day, month, season, year … with or without a part of the day or a clock time."""
    clock = clock_of(parts)
    if clock is None or ("w" not in parts and parts.in_name(context.text)) or _is_other_word(parts):
        return []
    moment, relative, why = _stretch(parts, context)
    kind = "time" if clock else "date"
    if parts.words("n") == "overnight" and moment:
        return [
            reading(parts, kind=kind, moment=moment, clock=clock, days=(moment.first - 1, moment.last), relative=True)
        ]
    if moment is None and clock:
        return [reading(parts, kind=kind, value=f"XXXX-XX-XX{clock}", clock=clock)]
    return [
        reading(
            parts, kind=kind, moment=moment, clock=clock, relative=relative, why=why, value=_open_value(parts, moment)
        )
    ]


def _is_other_word(parts: Parts) -> bool:
    """Whether a month by itself is a verb in capitals ('THEY MAY') or somebody's name ('Theresa May')."""
    at, words = parts.match.start, table("months")["ambiguous"]
    token = parts.tokens[at]
    if "m" not in parts or parts.match.end - at > 1:
        return False
    before = parts.tokens[at - 1] if at else None
    if token.text.isupper() and token.text.title() in words["verbs"]:
        return before is None or before.text.lower() not in words["after"]
    known = before is None or before.meanings or grammar().alphabet.knows(before.text)
    return token.text in words["names"] and not known and before is not None and before.text.istitle()


def night_into(parts: Parts, context: Context) -> list[Reading]:
    """'overnight into Tuesday', 'the night of 12-13 May': the night between two days."""
    days = parts.ranges("d")
    if len(days) == 2 and (parts.number("d", 1) or 0) != (parts.number("d", 0) or 0) + 1:
        return []
    second, relative, why = _stretch(parts, context)
    if second is None or second.unit != "day":
        return [reading(parts, kind="time", value="XXXX-XX-XXTNI", relative=relative)]
    first = second if len(days) == 2 else second.shifted(-1)
    return [
        reading(
            parts,
            kind="time",
            moment=first,
            clock="TNI",
            days=(first.index, first.index + 1),
            relative=relative,
            why=why,
        )
    ]


def _open_value(parts: Parts, moment: Moment | None) -> str | None:
    if moment is not None:
        return None
    if "w" in parts and "m" not in parts:
        return f"XXXX-WXX-{parts.number('w')}"
    month, day = parts.number("m"), parts.number("d")
    if month is None:
        return f"XXXX-{parts.name('s')}" if "s" in parts else None
    return f"XXXX-{month:02}" + (f"-{day:02}" if day else "")


def _stretch(parts: Parts, context: Context) -> Found:
    for name, read in READERS:
        if name in parts:
            return read(parts, context)
    return _bare_part(parts, context)


def written(parts: Parts, context: Context) -> Found:
    """A date in figures only."""
    if "iso" in parts:
        return forms.iso(parts.words("iso").upper())[0], False, ""
    if "compact" in parts:
        return forms.compact(parts.words("compact")), False, ""
    if "group" in parts:
        return forms.group(parts.words("group").upper(), context.near)[0], False, ""
    moment, why = forms.numeric(parts.words("numeric"), context.day_first, context.near)
    return moment, False, why


def year_moment(year: int) -> Moment:
    """A whole year."""
    return Moment("year", year)


def in_year(parts: Parts) -> Callable[[int], Moment | None] | None:
    """What gives the match's month, day, season, quarter or holiday in a year; None where it has none of them."""
    quarter = 4 if parts.number("q") == -1 else parts.number("q") or 0
    if "m" in parts:
        return partial(_month_or_day, parts.number("m") or 1, parts.number("d"))
    if "hol" in parts:
        return partial(holidays.day_of, " ".join(parts.words("hol").split()).translate(lexicon.MARKS))
    if "s" in parts:
        return partial(_part, "season", SEASONS.index(parts.name("s") or "SP") + 1)
    if "part" in parts:
        code = parts.words("part")
        return partial(_part, "quarter" if "q" in code else "half", int(code.strip("qh")))
    if "p" not in parts and 1 <= quarter <= 4:
        return partial(_part, "quarter", quarter)
    return partial(_part, "half", 1 if parts.words("h") == "first" else 2) if "h" in parts else None


def _month_or_day(month: int, day: int | None, year: int) -> Moment | None:
    return calendar.month_of(year, month) if day is None else calendar.of_day(year, month, day)


def _part(unit: calendar.Unit, number: int, year: int) -> Moment | None:
    size = 12 // calendar.MONTHS_IN[unit]
    return Moment(unit, year * size + number - 1) if number <= size else None


def _in_year(parts: Parts, context: Context) -> Found:
    at = in_year(parts)
    if at is None:
        return None, False, ""
    year, how = year_of(parts, context, 0)
    if year is not None:
        return at(year), bool(how), how
    return choose(at, parts, context)


def _dayword(parts: Parts, context: Context) -> Found:
    shift = parts.number("day") or 0
    if context.published is None or context.narrative:
        return None, True, ""
    return context.published.shifted(shift), True, "counted from publication"


def _century(parts: Parts, context: Context) -> Found:
    number = parts.number("c") or 0
    if "e" in parts and parts.number("e") == -1:
        return Moment("century", -number), False, ""
    return Moment("century", number - 1), False, ""


def _decade(parts: Parts, context: Context) -> Found:
    digits = "".join(c for c in parts.words("dec") if c.isdigit())
    year = int(digits) if digits else parts.number("dec")
    if year is None:
        return None, False, ""
    if parts.number("e") == -1:
        return Moment("decade", -(year // 10) - 1), False, ""
    if year < 100:
        if "y" in parts:
            year += (parts.number("y") or 19) * 100
        elif context.near is None:
            return None, True, ""
        else:
            century = context.near // 100 * 100
            year += century if century + year <= context.near else century - 100
    return Moment("decade", year // 10), len(digits) < 4, ""


def _bare_part(parts: Parts, context: Context) -> Found:
    if "n" in parts:
        return (
            (None, True, "")
            if context.narrative or not context.published
            else (context.published, True, "counted from publication")
        )
    if "b" in parts or (context.narrative and ("r" in parts or "t" in parts)):
        return (
            context.last_day.shifted(parts.number("b") or max(0, parts.number("r") or 0)) if context.last_day else None,
            True,
            "the day spoken of last",
        )
    if "r" in parts and context.published:
        return context.published.shifted(parts.number("r") or 0), True, "counted from publication"
    if "t" in parts or parts.words("p") in ("noon", "midnight"):
        return (context.last_day or context.published), True, "the day spoken of last"
    return None, True, ""


def year_or_month(parts: Parts, context: Context) -> Moment | None:
    """The year or month that a match names."""
    if "m" in parts:
        return _in_year(parts, context)[0]
    year, _ = year_of(parts, context)
    return Moment("year", year) if year is not None else None


def _weekday(parts: Parts, context: Context) -> Found:
    if "m" in parts:
        return _in_year(parts, context)
    return choose_weekday(parts.number("w") or 1, parts, context)


READERS: tuple[tuple[str, Callable[[Parts, Context], Found]], ...] = (
    ("iso", written), ("numeric", written), ("compact", written), ("group", written),
    ("hol", _in_year), ("day", _dayword), ("m", _in_year), ("w", _weekday), ("s", _in_year), ("p", _bare_part),
    ("part", _in_year), ("q", _in_year), ("h", _in_year), ("c", _century), ("dec", _decade),
)  # fmt: skip
