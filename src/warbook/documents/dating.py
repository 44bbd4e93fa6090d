"""Dates of publication as they are written in headers, metadata and addresses. Nothing is ever guessed.

A date such as 12/3/22 is read when one order of day and month is impossible or when the report shows which order it
uses; otherwise only its year is taken, with a remark.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate
from functools import cache
from typing import Literal, NamedTuple

from warbook.documents import calendars
from warbook.model import Publication, Span
from warbook.vocabulary import entries

Precision = Literal["day", "month", "year"]
YEARS = range(1800, 2101)
UNIX = re.compile(r"(\d{9,10})(?:\d{3}|\.\d+)?")
"""Seconds or thousandths of a second since 1970, as programs count."""
SINCE_2000 = range(946_684_800, 4_102_444_800)
MONTHS = 12
LONGEST = 80
"""Characters of a field in which months of other languages are looked for."""
ISO = re.compile(r"(?<!\d)((?:18|19|20)\d\d)-(\d\d)(?:-(\d\d))?(?!\d)")
COMPACT = re.compile(r"(?:18|19|20)\d{6}(?:T\d{4,6}Z?)?")
NUMERIC = re.compile(r"(?<![\d/.:-])(\d{1,2})([/.-])(\d{1,2})\2((?:18|19|20)?\d\d)(?![\d/-])")
IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01])(?!\d))?(?=[/-]|$)")
IN_URL_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


class Found(NamedTuple):
    """A date in a text: its first possible day, how precisely known, where it stands, and a doubt about it."""

    day: date
    precision: Precision
    span: Span
    remark: str = ""


@cache
def _words(lang: str, subject: str) -> tuple[str, ...]:
    return next(entry.words for entry in entries("headers", lang) if entry.id == subject)


@cache
def _worded(lang: str) -> re.Pattern[str]:
    """'3 March 2024', '3rd of March, 2024', 'March 3, 2024', 'Mar. 2024'."""
    month = "|".join(
        f"{name[:3]}(?:{name[3:]}|{name[3:4]})?\\.?" if len(name) > 3 else name for name in _words(lang, "months")
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+)?(?P<month>{month})"
        rf"(?:[\s-]+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?,?[\s-]+(?P<year>(?:18|19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )


def find(text: str, start: int, end: int, lang: str = "en") -> Iterator[Found]:
    """The dates with a year between two offsets, worded and ISO first, then numeric ones."""
    for match in _worded(lang).finditer(text, start, end):
        month = [name[:3] for name in _words(lang, "months")].index(match["month"][:3].lower()) + 1
        yield from _found(match["year"], month, match["before"] or match["after"], match)
    for match in ISO.finditer(text, start, end):
        yield from _found(match[1], int(match[2]), match[3], match)
    for match in NUMERIC.finditer(text, start, end):
        yield from _numeric(text, match, lang)


def of_metadata(value: str, lang: str | None = None) -> tuple[date, Precision] | None:
    """The date of a metadata field: ISO 8601, RFC 2822, Unix time, a year, or worded; None where it is none of these.

    `lang`: the language of the page, in which a month may be named.
    """
    value = value.strip()
    if COMPACT.fullmatch(value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
    if (moment := UNIX.fullmatch(value)) and int(moment[1]) in SINCE_2000:
        return datetime.fromtimestamp(int(moment[1]), UTC).date(), "day"
    if re.fullmatch(r"(?:18|19|20)\d\d", value):
        return date(int(value), 1, 1), "year"
    if (parsed := parsedate(value)) is not None and parsed[0] in YEARS:
        return _day(parsed[0], parsed[1], parsed[2])
    best = next((found for found in find(value, 0, len(value))), None)
    return (best.day, best.precision) if best else calendars.date_of(value, lang) if len(value) <= LONGEST else None


def numeric_order(values: Iterable[str]) -> str | None:
    """Whether the numeric dates of a column have the day or the month first; None where none shows it, or both."""
    shown = set()
    for match in filter(None, map(NUMERIC.search, values)):
        first, second = int(match[1]), int(match[3])
        if match[2] != "." and (first > MONTHS) != (second > MONTHS):
            shown.add("day first" if first > MONTHS else "month first")
    return shown.pop() if len(shown) == 1 else None


def in_order(value: str, order: str | None) -> str:
    """A numeric date whose order of day and month is known as ISO 8601 has it; any other value as it is."""
    match = NUMERIC.search(value) if order else None
    if match is None or len(match[4]) != 4:
        return value
    day, month = (match[1], match[3]) if order == "day first" else (match[3], match[1])
    return f"{match[4]}-{int(month):02}-{int(day):02}" if int(month) <= MONTHS else value


def of_url(url: str) -> Publication | None:
    """The day or month that the path of an address holds, as in /2024/11/02/."""
    path = "/" + url.split("://", 1)[-1].partition("/")[2].split("?", 1)[0]
    if match := IN_URL.search(path) or IN_URL_COMPACT.search(path):
        found = _day(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        return Publication(day=found[0], precision=found[1], found_in="url") if found else None
    return None


def _found(year: str, month: int, day: str | None, match: re.Match[str]) -> Iterator[Found]:
    if found := _day(int(year), month, int(day) if day else None):
        yield Found(*found, Span(match.start(), match.end()))


def _day(year: int, month: int, day: int | None) -> tuple[date, Precision] | None:
    try:
        return date(year, month, day or 1), "day" if day else "month"
    except (ValueError, OverflowError):
        return None


def _numeric(text: str, match: re.Match[str], lang: str) -> Iterator[Found]:
    first, last = int(match[1]), int(match[3])
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4]) if int(match[4]) < 70 else 1900 + int(match[4])
    span = Span(match.start(), match.end())
    readings = {_day(year, last, first): "day first", _day(year, first, last): "month first"}
    readings.pop(None, None)
    if len(readings) > 1:
        order, why = ("day first", "") if match[2] == "." else day_order(text, lang)
        if order is None:
            doubt = f"The date '{match.group()}' may be day or month first: only its year is used"
            yield Found(date(year, 1, 1), "year", span, doubt)
            return
        readings = {found: kind for found, kind in readings.items() if kind == order}
        remark = f"The date '{match.group()}' was read {order}, {why}" if why else ""
    else:
        remark = ""
    for found in readings:
        if found is not None:
            yield Found(*found, span, remark)


def day_order(text: str, lang: str = "en") -> tuple[str | None, str]:
    """Whether a report writes the day or the month first, by its worded dates, and why; None where it shows neither."""
    month = rf"(?:{'|'.join(name.capitalize() for name in _words(lang, 'months'))})"
    sample = text[:50_000]
    day_first = re.findall(rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {month}\b", sample)
    month_first = re.findall(rf"\b{month} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)", sample)
    if len(day_first) == len(month_first):
        return None, ""
    order, shown = ("day first", day_first) if len(day_first) > len(month_first) else ("month first", month_first)
    return order, f"as in '{shown[0]}'"
