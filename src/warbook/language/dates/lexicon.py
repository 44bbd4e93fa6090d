"""The words of time as classes: what a rule asks for, and what a word means in each class."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from warbook.vocabulary import entries, table

Meaning = dict[str, int | str]
NO_CLASSES = ("ambiguous", "around_year", "dateline", "gate")  # tables that say something else
SHORT = ("month_short", "weekday_short")
MARKS = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "`": "'", "´": "'"})
LITERAL = re.compile(r"'([^'\s]+)'")


@cache
def classes() -> dict[str, Meaning]:
    """Class → word → value, from months.toml and time_words.toml."""
    groups = {**table("months"), **table("time_words")}
    return {name: words for name, words in groups.items() if name not in NO_CLASSES}


@cache
def short_forms() -> frozenset[str]:
    """Abbreviations that may take a full stop."""
    return frozenset(word for name in SHORT for word in classes()[name])


@cache
def holidays() -> dict[str, str]:
    """Name of a day, in lower case with single spaces and straight quotes → id in holidays.toml."""
    return {word.lower(): entry.id for entry in entries("holidays") for word in entry.words}


@cache
def _index() -> tuple[dict[str, Meaning], dict[str, Meaning]]:
    any_case: dict[str, Meaning] = {}
    capital: dict[str, Meaning] = {}
    for name, words in classes().items():
        for word, value in words.items():
            target = capital if word[0].isupper() else any_case
            target.setdefault(word.lower(), {})[name] = value
    return any_case, capital


@lru_cache(maxsize=1 << 14)
def meanings(word: str) -> Meaning:
    """Class → value of a word as it is written in the text. Not to be changed: it is shared."""
    any_case, capital = _index()
    low = word.lower().translate(MARKS)
    found = dict(any_case.get(low, {}))
    if word[:1].isupper():
        found |= capital.get(low, {})
    return found


TRIGGERS = (
    "month", "month_short", "weekday", "weekday_short", "weekdays", "unit", "units", "season", "fall", "seasons",
    "part", "parts", "weekend", "decades", "often", "dayword", "nightword", "ref", "meridiem", "bc", "ad",
)  # fmt: skip


def triggers() -> Iterator[str]:
    """The words, in lower case, without which no expression stands (but for those written in digits)."""
    for name in TRIGGERS:
        yield from (word.lower() for word in classes()[name])
    yield from table("time_words")["gate"]["words"]
    yield from holidays()
