"""Dates written in figures only: 2022-12-03, 3.12.2022, 3.XII.2022, 12/3/22, 20221203, 031400ZDEC22."""

import re

from warbook.language.dates import calendar, lexicon
from warbook.language.dates.calendar import Moment

PIVOT = 40
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d?)(?:[T ](\d\d:\d\d))?")
NUMERIC = re.compile(r"(\d+)([./-])(\d+)[./-](\d+)")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
GROUP = re.compile(r"(\d\d)(\d\d)(\d\d)([A-Z ]+)(\d+)")
ROMAN = re.compile(r"(\d+)\W+([IVX]+)\W+(\d{4})", re.IGNORECASE)
MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def iso(text: str) -> tuple[Moment | None, str]:
    """'2022-12-03T14:00Z' → its day and clock ('T14:00')."""
    found = ISO.match(text)
    if not found:
        return None, ""
    return _day(found[1], found[2], found[3]), f"T{found[4]}" if found[4] else ""


def compact(text: str) -> Moment | None:
    """'20221203' → its day."""
    found = COMPACT.fullmatch(text)
    return _day(*found.groups()) if found else None


def group(text: str, near: int | None) -> tuple[Moment | None, str]:
    """A date-time group such as '031400ZDEC22' → its day and clock; `near` is a year that tells the century."""
    found = GROUP.fullmatch(text)
    if not found:
        return None, ""
    months = {word.lower(): number for word, number in lexicon.classes()["month_short"].items()}
    year = full_year(int(found[5]), len(found[5]), near)
    letters = found[4].strip().lower()
    month = months.get(letters) or months.get(letters[1:].strip())  # with or without the letter of a time zone
    if year is None or month is None or int(found[1]) < 1:
        return None, ""
    return calendar.of_day(year, int(month), int(found[1])), f"T{found[2]}:{found[3]}"


def order(text: str) -> bool | None:
    """Whether the day stands first: full stops say so, a number over 12 shows it; None where it cannot be told."""
    found = NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > 12 >= second:
        return True
    return False if second > 12 >= first else None


def numeric(text: str, day_first: bool | None, near: int | None) -> tuple[Moment | None, str]:
    """'3.12.2022', '3. XII. 2022' → its day, and why it was read so; only its year where the day cannot be told."""
    if roman := ROMAN.fullmatch(text):
        return calendar.of_day(int(roman[3]), MONTHS.index(roman[2].upper()) + 1, int(roman[1])), ""
    found = NUMERIC.fullmatch(text)
    year = full_year(int(found[4]), len(found[4]), near) if found else None
    if not found or year is None:
        return None, "the century is not said"
    own = order(text)
    chosen = day_first if own is None else own
    first, second = int(found[1]), int(found[3])
    if chosen is None and first != second:
        return Moment("year", year), "day and month cannot be told apart"
    day, month = (first, second) if chosen else (second, first)
    why = "order of day and month as elsewhere in the text" if own is None else ""
    return (calendar.of_day(year, month, day) if 1 <= month <= 12 else None), why


def full_year(number: int, digits: int, near: int | None) -> int | None:
    """A year of two digits in the century nearest to `near`; with nothing near, 40 to 99 are of the 1900s."""
    if digits == 4:
        return number if number > 0 else None
    if near is None:
        return number + (1900 if number >= PIVOT else 2000)
    return min(
        (century + number for century in range(near // 100 * 100 - 100, near // 100 * 100 + 101, 100)),
        key=lambda year: abs(year - near),
    )


def _day(year: str, month: str, day: str) -> Moment | None:
    if int(year) < 1 or not 1 <= int(month) <= 12:
        return None
    return calendar.of_day(int(year), int(month), int(day))
