"""The slips a writer makes, undone: for a statement, the other things it may have meant, each with its prior odds."""

import math
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from warbook.audit.statement import Series, Statement
from warbook.errors import VocabularyError

YEARS = (1, -1, 2, -2)
DIGITS = "0123456789"
KEYS = {"swapped": 0.15, "dropped": 0.2, "struck": 0.45, "added": 0.2}
ENDS_IN_ZEROS = 20.0  # how much rarer an exact count ends in three zeros than one in thousands does
MONTHS = tuple(sorted((m for m in range(-6, 7) if m), key=abs))
STALE_LAGS = tuple(range(20, 430, 10))


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of slip, as slips.toml has it."""

    id: str
    odds: float
    field: str
    words: str
    why: str


class Settings(msgspec.Struct, frozen=True):
    """How common errors are before anything is known."""

    error: float
    unexplained: float


class Confusion(msgspec.Struct, frozen=True):
    """Measures that are taken for one another."""

    slip: str
    among: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    settings: Settings
    slip: tuple[Slip, ...]
    confusion: tuple[Confusion, ...]


@cache
def table() -> _Table:
    """slips.toml. Raises VocabularyError where it has not the expected form."""
    text = resources.files(__package__).joinpath("slips.toml").read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), _Table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise VocabularyError(f"audit/slips.toml: {error}") from error


@cache
def slip(kind: str) -> Slip:
    """The entry of one kind of slip."""
    return next(entry for entry in table().slip if entry.id == kind)


class Change(NamedTuple):
    """One thing that a statement may have meant: `after` is the statement as it would then read."""

    kind: str
    value: str | float | list[str | None]
    after: Statement
    log_odds: float


def shifted(statement: Statement, months: int) -> Statement:
    """The statement dated so many months later. The last day of a month stays the last of its month."""
    assert statement.end is not None
    end = move(statement.end, months)
    start = None if statement.start is None else move(statement.start, months)
    return msgspec.structs.replace(statement, start=start, end=end)


def move(day: date, months: int) -> date:
    """The same day so many months later, at most the last of that month. A month's last day stays a last day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    last = monthrange(year, month)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, last if was_last else min(day.day, last))


def date_shifts() -> Iterator[tuple[str, int, float]]:
    """Shifts in months that a wrong year or month makes, with their log odds."""
    for years in YEARS:
        share = 0.45 if abs(years) == 1 else 0.05
        yield "year", 12 * years, math.log(slip("year").odds * share)
    for months in MONTHS:
        yield "month", months, math.log(slip("month").odds / len(MONTHS))


def digits(point: int) -> Iterator[tuple[int, float]]:
    """The numbers from which one slip of a key makes this one, each with its log odds.

    A key left out of a number of n digits makes one of n numbers, a key too many one of 10 n (or, pressed twice, one
    of n), a key struck wrongly one of 9 n. The numbers are counted, the curves are densities of logarithms:
    `point / number` goes from one to the other.
    """
    found: dict[int, float] = {}
    text = str(point)
    for number, way, share in _slips(text, len(text.rstrip("0")) or 1):
        if number != point:
            found[number] = found.get(number, 0.0) + KEYS[way] * share
    odds = slip("digit").odds
    for number, share in found.items():
        yield number, math.log(odds * share) + math.log(point / number)


def _slips(text: str, length: int) -> Iterator[tuple[int, str, float]]:
    """Numbers that a slip turns into this one, the way it slipped, and how likely it made this of that.

    Closing zeros do not slip.
    """
    found: dict[tuple[str, str], float] = {}
    for k in range(length):
        if k + 1 < len(text):
            found[text[:k] + text[k + 1] + text[k] + text[k + 2 :], "swapped"] = 1 / length
        if len(text) > 1:
            twice = k > 0 and text[k] == text[k - 1]
            fewer = text[:k] + text[k + 1 :], "added"
            found[fewer] = max(found.get(fewer, 0.0), (0.55 if twice else 0.05) / length)
        for digit in DIGITS:
            found[text[:k] + digit + text[k + 1 :], "struck"] = 1 / (9 * length)
    for k in range(length + 1):
        for digit in DIGITS:
            found[text[:k] + digit + text[k:], "dropped"] = 1 / (length + 1)
    for (number, way), share in found.items():
        if number[0] != "0":
            yield int(number), way, share


def rescaled(statement: Statement, point: float) -> Statement:
    """The statement with another number, its bounds moved with it."""
    assert statement.point
    factor = point / statement.point
    low = None if statement.low is None else statement.low * factor
    high = None if statement.high is None else statement.high * factor
    return msgspec.structs.replace(statement, point=float(point), low=low, high=high)


def periods(statement: Statement, told: date | None) -> Iterator[Change]:
    """Another length of time: a total read as a month's figure, a month's as a day's, and back.

    `told` is the day of the report, where it is known.
    """
    end = statement.end
    if end is None:
        return
    first = end.replace(day=1)
    last = end.replace(day=monthrange(end.year, end.month)[1])
    day = told if told is not None and first <= told <= last else end
    within = [first + timedelta(days=d) for d in (2, 8, 14, 20, 26)]
    known = day is told
    options: list[tuple[str, date | None, date, float]] = []
    length = (end - statement.start).days + 1 if statement.start else 0
    if statement.kind == "flow":
        stocks = [end] if length < 7 else [day] if known else within
        options += [("stock", None, d, 0.5 / len(stocks)) for d in stocks]
        if length < 7:
            options.append(("flow", first, last, 0.3))
        else:
            options.append(("flow", day, day, 0.2))
    elif statement.kind == "stock":
        options += [("flow", first, last, 0.1), ("flow", end, end, 0.1)]
    for kind, start, until, share in options:
        period = None if kind == "stock" else "day" if start == until else "month"
        after = msgspec.structs.replace(statement, kind=kind, start=start, end=until, period=period)
        value = [kind, start.isoformat() if start else None, until.isoformat()]
        yield Change("period", value, after, math.log(slip("period").odds * share))


def other_measures(statement: Statement, known: Sequence[Series]) -> Iterator[Change]:
    """Another measure or another kind of equipment, of those that this origin speaks of for this side."""
    for confusion in table().confusion:
        if confusion.slip == "measure" and statement.alternatives:
            continue  # other meanings of the word are readings, not slips
        options = {m for m in (_swapped(statement.measure, name, confusion) for name in confusion.among) if m}
        options &= {s.measure for s in known if s.subject == statement.subject}
        options.discard(statement.measure)
        for measure in sorted(options):
            odds = math.log(slip(confusion.slip).odds / len(options))
            after = msgspec.structs.replace(statement, measure=measure)
            yield Change(confusion.slip, measure, after, odds)


def _swapped(measure: str, name: str, confusion: Confusion) -> str | None:
    parts = measure.split(":")
    for k, part in enumerate(parts):
        if part in confusion.among:
            return ":".join([*parts[:k], name, *parts[k + 1 :]])
    return None


def other_sides(statement: Statement, subjects: Sequence[str]) -> Iterator[Change]:
    """The other sides' figure under this side's name."""
    others = [subject for subject in subjects if subject != statement.subject]
    for subject in others:
        odds = math.log(slip("side").odds / len(others))
        yield Change("side", subject, msgspec.structs.replace(statement, subject=subject), odds)
