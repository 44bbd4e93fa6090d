"""Dates whose month has a name in another language than English, by the names that Unicode lists (CLDR)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

LANGUAGES = (
    "ar", "az", "be", "bg", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy",
    "id", "it", "ka", "kk", "lt", "lv", "mk", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr",
    "sr_Latn", "sv", "sw", "tr", "uk", "ur", "uz",
)  # fmt: skip
YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
EASTERN = re.compile(
    r"(?P<year>(?:18|19|20)\d\d)\s?[年년]\s*(?P<month>\d{1,2})\s?[月월](?:\s*(?P<day>\d{1,2})\s?[日일号])?"
)
VIETNAMESE = re.compile(
    r"(?:(?P<day>\d{1,2})\s+)?tháng\s+(?P<month>\d{1,2})(?:\s*,|\s+năm)?\s+(?P<year>(?:18|19|20)\d\d)", re.IGNORECASE
)
NAME = re.compile(r"[^\s\d.,;/|·()'’_-]+")
DAY_BEFORE = re.compile(
    r"(?<![\d:])(\d{1,2})(?:\s?[.ºª°]|-?(?!h)[^\W\d_]{1,3})?[\s-]*(?:(?:de|di|del|ta)\s+|d['’])?$", re.IGNORECASE
)
DAY_AFTER = re.compile(r"\.?[\s-]*(?:(?:de)\s+)?(\d{1,2})(?![\d:])")
LONGEST_LINE = 60
OTHER_WORDS = 3
"""Words of a date line beside the month: 'Опубликовано', the day of the week, 'г.'."""
SHORTEST = 3
"""Letters of a month's name that are enough where the language is known: 'ноя'."""

Precision = Literal["day", "month", "year"]


def date_of(value: str, lang: str | None = None) -> tuple[date, Precision] | None:
    """The date in a short text, to the month or the day; None where it names no one month, or no one year.

    `lang`: the language of its page; a month that is called so in one language and another month in the next
    ('listopad') is read only where that is known.
    """
    text = "".join(_ascii(character) for character in unicodedata.normalize("NFC", value))
    for pattern in (EASTERN, VIETNAMESE):
        if match := pattern.search(text):
            return _date(int(match["year"]), int(match["month"]), match["day"])
    years = set(YEAR.findall(text))
    if len(years) != 1:
        return None
    for known in (_primary(lang), None):
        if known in (None, *LANGUAGES) and (found := list(_named(text, known))):
            months = {month for month, _ in found}
            return _date(int(years.pop()), months.pop(), found[0][1]) if len(months) == 1 else None
    return None


def is_date_line(words: str) -> bool:
    """Whether a line with letters that English has not is a date and next to nothing else."""
    if len(words) > LONGEST_LINE or words.isascii() or not any(map(str.isdecimal, words)) or date_of(words) is None:
        return False
    rest = EASTERN.sub(" ", words)
    return sum(not _months(name.casefold(), None) for name in NAME.findall(rest)) <= OTHER_WORDS


def _named(text: str, lang: str | None) -> Iterator[tuple[int, str | None]]:
    """The months that are named in a text, each with the number of the day beside it."""
    for match in NAME.finditer(text):
        for month in _months(match.group().casefold(), lang):
            before = DAY_BEFORE.search(text, 0, match.start())
            after = DAY_AFTER.match(text, match.end())
            day = before or (after if after and not YEAR.match(text, after.start(1)) else None)
            yield month, day[1] if day else None


def _months(word: str, lang: str | None) -> set[int]:
    if lang is None:
        return set().union(*(_names(one).get(word, set()) for one in LANGUAGES))
    names = _names(lang)
    if word in names or len(word) < SHORTEST:
        return names.get(word, set())
    begun = [months for name, months in names.items() if name.startswith(word)]
    return set().union(*begun) if begun and len(set().union(*begun)) == 1 else set()


@cache
def _names(lang: str) -> dict[str, set[int]]:
    """The months by their names and short names in a language."""
    from babel import Locale

    found: dict[str, set[int]] = defaultdict(set)
    for width in ("wide", "abbreviated"):
        for month, name in Locale.parse(lang).months["format"][width].items():
            if not any(map(str.isdigit, name)):
                found[name.rstrip(".").casefold()].add(month)
    return dict(found)


def _primary(lang: str | None) -> str | None:
    primary = (lang or "").replace("_", "-").split("-")[0].lower()
    return {"no": "nb"}.get(primary, primary) or None


def _ascii(character: str) -> str:
    """'١' → '1'; other characters stay."""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _date(year: int, month: int, day: str | None) -> tuple[date, Precision] | None:
    try:
        return date(year, month, int(day) if day else 1), "day" if day else "month"
    except ValueError:
        return None
