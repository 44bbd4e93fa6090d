"""Days with a name, year by year."""

from functools import cache

from dateutil.easter import easter

from warbook.language.dates import calendar, lexicon
from warbook.language.dates.calendar import Moment
from warbook.vocabulary import Entry, entries

EASTER_YEARS = range(1583, 4100)


@cache
def _entries() -> dict[str, Entry]:
    return {entry.id: entry for entry in entries("holidays")}


def day_of(name: str, year: int) -> Moment | None:
    """The day that a name of holidays.toml has in a year; None where it cannot be reckoned."""
    rule = _entries()[lexicon.holidays()[name]].data
    if "day" in rule:
        month, day = map(int, str(rule["day"]).split("-"))
        return calendar.of_day(year, month, day)
    if "easter" in rule:
        if year not in EASTER_YEARS:
            return None
        return calendar.from_date(easter(year)).shifted(int(rule["easter"]))
    return _counted(str(rule["rule"]), year)


def _counted(rule: str, year: int) -> Moment:
    nth, weekday, month = rule.split()
    wanted = int(lexicon.classes()["weekday"][weekday])
    stretch = calendar.month_of(year, int(month))
    days = [day for day in range(stretch.first, stretch.last + 1) if (day - 1) % 7 + 1 == wanted]
    return Moment("day", days[int(nth) - (1 if int(nth) > 0 else 0)])
