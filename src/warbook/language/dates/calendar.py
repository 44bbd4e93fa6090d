"""Stretches of the proleptic Gregorian calendar, of any year, as a unit and a running number.

A year is astronomical: 1 BC is 0, 490 BC is -489. Days count from 0001-01-01, which is day 1, as `date.toordinal` does.
Values are written as TIMEX3 does: 1944-06-06, 1944-06, 1944, 194 (a decade), 19 (a century), 1944-W23, 1944-W23-WE,
1944-Q2, 1944-H1, 1944-SU; BC0490 before our era.
"""

from datetime import date
from typing import Literal

import msgspec

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "millennium"
]
SEASONS = ("SP", "SU", "FA", "WI")
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12}
YEARS_IN: dict[str, int] = {"decade": 10, "century": 100, "millennium": 1000}
CYCLE_YEARS, CYCLE_DAYS = 400, 146097  # after which the calendar repeats
LONGEST_MONTH, SHORTEST_WITH_PHASES, MEAN_MONTH = 31, 28, 30.4
FIRST_MONTH_OF_SPRING = 2  # counted from January = 0


class Moment(msgspec.Struct, frozen=True, order=True):
    """One day, week, month … of the calendar; `index` counts units of its kind, so that neighbours differ by one."""

    unit: Unit
    index: int

    def shifted(self, count: int) -> "Moment":
        """The stretch of the same kind `count` later."""
        return Moment(self.unit, self.index + count)

    @property
    def first(self) -> int:
        """Number of its first day."""
        if self.unit == "day":
            return self.index
        if self.unit in ("week", "weekend"):
            return self.index * 7 + (6 if self.unit == "weekend" else 1)
        return _month_start(_first_month(self))

    @property
    def last(self) -> int:
        """Number of its last day."""
        if self.unit == "weekend":
            return self.first + 1
        return self.shifted(1).first - 1 if self.index != -1 or self.unit not in YEARS_IN else 0


def of_day(year: int, month: int, day: int) -> Moment | None:
    """The day of that name; None where the month has no such day."""
    first = month_of(year, month).first
    return Moment("day", first + day - 1) if 1 <= day <= month_of(year, month).shifted(1).first - first else None


def month_of(year: int, month: int) -> Moment:
    """The month 1 to 12 of a year."""
    return Moment("month", year * 12 + month - 1)


def from_date(day: date) -> Moment:
    """A `datetime.date` as a Moment."""
    return Moment("day", day.toordinal())


def to_date(number: int) -> date | None:
    """The `datetime.date` of a day's number; None before the year 1 and after 9999."""
    try:
        return date.fromordinal(number)
    except (ValueError, OverflowError):
        return None


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day's number."""
    cycles = max(0, -((number - 1) // CYCLE_DAYS)) - max(0, (number - 1) // CYCLE_DAYS)
    day = date.fromordinal(number + cycles * CYCLE_DAYS)
    return day.year - cycles * CYCLE_YEARS, day.month, day.day


def containing(unit: Unit, number: int) -> Moment:
    """The stretch of that kind in which a day lies. December of 1942 belongs to the winter of 1942."""
    if unit == "day":
        return Moment("day", number)
    if unit in ("week", "weekend"):
        return Moment(unit, (number - 1) // 7)
    year, month, _ = civil(number)
    if unit in YEARS_IN:
        size = YEARS_IN[unit]
        return Moment(unit, year // size if year > 0 else (year - 2) // size)
    count = year * 12 + month - 1 - (FIRST_MONTH_OF_SPRING if unit == "season" else 0)
    return Moment(unit, count // MONTHS_IN[unit])


def coarser(moment: Moment, unit: Unit) -> Moment:
    """The stretch of that kind in which another begins."""
    return moment if moment.unit == unit else containing(unit, moment.first)


def moved(day: int, unit: Unit, count: float) -> int:
    """The number of the day `count` units after a day (before it, if negative); a month after 31 March is 30 April."""
    if unit in ("day", "week", "weekend"):
        return day + round(count * (1 if unit == "day" else 7))
    year, month, in_month = civil(day)
    months = round(count * (YEARS_IN[unit] * 12 if unit in YEARS_IN else MONTHS_IN[unit]))
    target = month_of(year, month).shifted(months)
    return min(target.first + in_month - 1, target.last)


def value(moment: Moment) -> str:
    """The TIMEX3 value."""
    if moment.unit == "day":
        year, month, day = civil(moment.index)
        return f"{_year(year)}-{month:02}-{day:02}"
    if moment.unit in ("week", "weekend"):
        year, week = _iso_week(moment.index * 7 + 1)
        return f"{_year(year)}-W{week:02}" + ("-WE" if moment.unit == "weekend" else "")
    if moment.unit in YEARS_IN:
        digits = {"decade": 3, "century": 2, "millennium": 1}[moment.unit]
        return f"{moment.index:0{digits}}" if moment.index >= 0 else f"BC{-moment.index - 1:0{digits}}"
    per_year = 12 // MONTHS_IN[moment.unit]
    year, part = divmod(moment.index, per_year)
    names = {"month": f"-{part + 1:02}", "quarter": f"-Q{part + 1}", "half": f"-H{part + 1}", "year": ""}
    return _year(year) + (f"-{SEASONS[part]}" if moment.unit == "season" else names[moment.unit])


def narrowed(first: int, last: int, phase: str | None, *, halved: bool = False) -> tuple[int, int]:
    """The first ('start'), second ('mid') or last ('end') third of a stretch of days; days and weeks stay whole.

    Thirds of a month are the days 1 to 10, 11 to 20, 21 to the last; those of longer stretches are whole months. With
    `halved` the first or last half: the days 1 to 15 or 16 to the last, or whole months.
    """
    count = last - first + 1
    if phase is None or count < SHORTEST_WITH_PHASES:
        return first, last
    if halved and count <= LONGEST_MONTH:
        second = third = first + 15
    elif halved:
        second = third = containing("month", first + 1).shifted(round(count / MEAN_MONTH / 2)).first
    elif count <= LONGEST_MONTH:
        second, third = first + 10, first + 20
    else:
        start, months = containing("month", first + 1), round(count / MEAN_MONTH)
        second, third = (start.shifted(round(months * part / 3)).first for part in (1, 2))
    return {"start": (first, second - 1), "mid": (second, third - 1)}.get(phase, (third, last))


def precision(days: int) -> int:
    """UCDP date_prec of a stretch of that many days: 1 day, 2 up to a week, 3 within weeks, 4 month, 5 longer."""
    return next((level for level, longest in ((1, 1), (2, 7), (3, 27), (4, 31)) if days <= longest), 5)


def _first_month(moment: Moment) -> int:
    if moment.unit in YEARS_IN:
        size = YEARS_IN[moment.unit]
        return (moment.index * size + (2 if moment.index < 0 else 0)) * 12
    return moment.index * MONTHS_IN[moment.unit] + (FIRST_MONTH_OF_SPRING if moment.unit == "season" else 0)


def _month_start(month: int) -> int:
    year, month = divmod(month, 12)
    cycles = max(0, -((year - 1) // CYCLE_YEARS)) - max(0, (year - 1) // CYCLE_YEARS)
    return date(year + cycles * CYCLE_YEARS, month + 1, 1).toordinal() - cycles * CYCLE_DAYS


def _iso_week(number: int) -> tuple[int, int]:
    thursday = number + 3
    year = civil(thursday)[0]
    return year, (thursday - _month_start(year * 12)) // 7 + 1


def _year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"
