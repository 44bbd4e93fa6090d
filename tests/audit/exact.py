"""A small checker of proofs, independent of the audit: exact fractions, its own reading of what a statement says.

It writes the bounds of each statement as inequalities between totals on days, adds the identities, and eliminates the
unknown totals one by one (Fourier-Motzkin): what is left is a plain inequality between numbers, true or false.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import msgspec

from warbook.audit.statement import Series, Statement

Row = tuple[dict[object, Fraction], Fraction]  # sum of coefficient * unknown <= bound


def bounds(s: Statement) -> tuple[Fraction, Fraction | None]:
    """What the number can be stretched to: README of the bench, 'Intervals'."""
    if s.point is None:
        return Fraction(s.low or 0) * Fraction(98, 100), None if s.high is None else Fraction(s.high) * Fraction(
            102, 100
        )
    p = Fraction(s.point)
    text = str(int(p))
    zeros = len(text) - len(text.rstrip("0"))
    unit = Fraction(10) ** zeros if int(p) else Fraction(1)
    share = {1: Fraction(15, 100), 2: Fraction(15, 100), 3: Fraction(3, 100)}.get(len(text) - zeros, Fraction(1, 100))
    exact, about = max(p / 100, unit / 2 if p > 50 else Fraction(1)), max(min(share, Fraction(5, 100)) * p, unit / 2)
    beyond = max(share * p, unit * Fraction(105, 100))
    low, high = (Fraction(s.point if b is None else b) for b in (s.low, s.high))
    return {
        "exact": (p - exact, p + exact),
        "about": (p - about, p + about),
        "more_than": (p * Fraction(99, 100), p + beyond),
        "nearly": (p - beyond, p * Fraction(101, 100)),
        "at_most": (Fraction(0), p * Fraction(101, 100)),
    }.get(s.hedge, (low * Fraction(98, 100), high * Fraction(102, 100)))


def rows_of(s: Statement, start: date, by_id: dict[str, Statement]) -> list[Row]:
    if s.end is None:
        return []

    def at(day: int) -> object:
        return (s.series, max(day, 0))

    def number(day: date) -> int:
        return max((day - start).days + 1, 0)

    def least(a: int, b: int, value: Fraction) -> Row:
        return {at(a): Fraction(1), at(b): Fraction(-1)}, -value

    def most(a: int, b: int, value: Fraction) -> Row:
        return {at(b): Fraction(1), at(a): Fraction(-1)}, value

    t = number(s.end)
    if s.kind == "superlative":
        flow = by_id[s.of or ""]
        top = bounds(flow)[1]
        assert top is not None and flow.start is not None
        return [most(a, b, top * (1 + Fraction(2, b - a))) for a, b in earlier_months(start, flow.start) if b - a > 6]
    low, high = bounds(s)
    if s.kind == "stock":
        lag = 1 if s.dated else 7
        found = [least(0, max(t, 1), low * (max(1 - Fraction(3, t), Fraction(0)) if t else 1))] if low > 0 else []
        return found + ([most(0, t, high * (1 + Fraction(3 * lag, max(t, 1))))] if high is not None else [])
    if s.kind != "flow" or s.start is None:
        return []
    a = max(number(s.start), 1)
    t = max(t, a)
    n = t - a + 1
    if n < 7 or s.partial:
        return [least(a - 2, t + 1, low)]
    found = [least(a - 1, t, low * (1 - Fraction(2, n)))]
    return found + ([most(a - 1, t, high * (1 + Fraction(2, n)))] if high is not None else [])


def earlier_months(start: date, before: date) -> list[tuple[int, int]]:
    found, first = [], start
    while True:
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if last >= before:
            return found
        found.append(((first - start).days, (last - start).days + 1))
        first = last + timedelta(days=1)


def possible(
    statements: list[Statement], start: date, by_id: dict[str, Statement], extra: list[Row] | None = None
) -> bool:
    """Can these statements all be true? `extra` are further inequalities between totals."""
    rows = [row for s in statements for row in rows_of(s, start, by_id)] + list(extra or [])
    rows += rising(rows)
    return feasible(rows)


def possible_together(statements: list[Statement], start: date, by_id: dict[str, Statement]) -> bool:
    """Can these statements all be true, by what a total has to do with its parts, its place, its base and its ratio?"""
    counted = [s for s in statements if s.kind in ("stock", "flow", "superlative") and s.unit == "count"]
    rows = [row for s in counted for row in rows_of(s, start, by_id)]
    rows += [row for s in statements if s.kind == "level" for row in strengths(s)]
    rows += [row for s in statements if s.kind == "ratio" or s.unit == "percent" for row in relative(s, start)]
    if any(s.kind == "ratio" or s.unit == "percent" for s in statements):
        rows = [(terms, loosened(bound)) for terms, bound in rows]
    curves = {key[0] for terms, _ in rows for key in terms}  # type: ignore[index]
    days = sorted({key[1] for terms, _ in rows for key in terms} | {0})  # type: ignore[index]
    documents = {s.document for s in statements}
    for whole in curves:
        for part in curves:
            if holds_part(whole, part, len(documents) == 1):
                rows += growth(whole, [part], days)
            if is_place(whole, part, statements):
                rows += growth(whole, [part], days)
        parts = [like(whole, event) for event in ("killed", "wounded", "missing")]
        there = [part for part in parts if part in curves]
        if whole.measure.partition(":")[0] == "casualties" and set(parts[:2]) <= set(there):
            rows += growth(whole, there, days)
            if len(documents) == 1:
                rows += [({k: -v for k, v in terms.items()}, -bound) for terms, bound in growth(whole, parts[:2], days)]
    return feasible(rows + rising(rows))


def rising(rows: list[Row]) -> list[Row]:
    """Totals begin at zero and never fall."""
    unknown = sorted({key for terms, _ in rows for key in terms}, key=str)
    found: list[Row] = []
    for curve in {key[0] for key in unknown}:  # type: ignore[index]
        days = sorted({key[1] for key in unknown if key[0] == curve} | {0})  # type: ignore[index]
        found += [({(curve, a): Fraction(1), (curve, b): Fraction(-1)}, Fraction(0)) for a, b in pairwise(days)]
        found += [({(curve, 0): Fraction(1)}, Fraction(0)), ({(curve, 0): Fraction(-1)}, Fraction(0))]
    return found


ORDERS = [("killed", "casualties"), ("wounded", "casualties"), ("killed", "losses"), ("exchanged", "captured")]
INSIDE = [("casualties", "deployed"), ("destroyed", "present")]
BASES = {"casualties": "deployed", "killed": "deployed", "destroyed": "present"}
ALWAYS = 10**6  # the day by which a strength is told: those who were there at any time


def like(series: Series, event: str) -> Series:
    _, colon, thing = series.measure.partition(":")
    return msgspec.structs.replace(series, measure=event + colon + thing)


def holds_part(whole: Series, part: Series, one_report: bool) -> bool:
    pairs = ORDERS + (INSIDE if one_report else [])
    return any(like(part, w) == whole and part.measure.partition(":")[0] == p for p, w in pairs)


def is_place(whole: Series, part: Series, statements: list[Statement]) -> bool:
    countries = {(s.place, s.country) for s in statements}
    return (part.place, whole.place) in countries and msgspec.structs.replace(part, place=whole.place) == whole != part


def growth(whole: Series, parts: list[Series], days: list[int]) -> list[Row]:
    """Over any stretch of days the whole grows by at least as much as its parts together."""
    found: list[Row] = []
    for a, b in pairwise(days):
        terms: dict[object, Fraction] = {(whole, b): Fraction(-1), (whole, a): Fraction(1)}
        for part in parts:
            terms |= {(part, b): Fraction(1), (part, a): Fraction(-1)}
        found.append((terms, Fraction(0)))
    return found


def strengths(s: Statement) -> list[Row]:
    low, high = bounds(s)
    found: list[Row] = [({(s.series, ALWAYS): Fraction(-1)}, -low)]
    return found + ([({(s.series, ALWAYS): Fraction(1)}, high)] if high is not None else [])


def relative(s: Statement, start: date) -> list[Row]:
    """'Five to six of A to one of B', '50 % of those sent': ten in a hundred more or less."""
    assert s.end is not None
    day = (s.end - start).days + 1
    low, high = (Fraction(b if b is not None else s.point or 0) for b in (s.low, s.high))
    if s.unit == "percent":
        low, high = low / 100, high / 100
        base: object = (like(s.series, BASES[s.measure.partition(":")[0]]), ALWAYS)
    else:
        assert s.against is not None
        other = msgspec.structs.replace(s.series, subject=s.against.subject, measure=s.against.measure)
        base = (other, day)
    mine = (s.series, day)
    return [
        ({base: Fraction(-1)}, Fraction(-1)),  # 'to one of the other': there is one
        ({mine: Fraction(-1), base: low * Fraction(9, 10)}, Fraction(0)),
        ({mine: Fraction(1), base: -high * Fraction(11, 10)}, Fraction(0)),
    ]


def loosened(bound: Fraction) -> Fraction:
    """A tenth to either side: ratios are said of days that are not quite the same."""
    return bound * (Fraction(11, 10) if bound > 0 else Fraction(9, 10))


def feasible(rows: list[Row]) -> bool:
    while True:
        rows = tighten(rows)
        if any(not terms and bound < 0 for terms, bound in rows):
            return False
        keys = {key for terms, _ in rows for key in terms}
        if not keys:
            return True
        key = min(keys, key=lambda k: cost(rows, k))
        up = [r for r in rows if r[0].get(key, 0) > 0]
        down = [r for r in rows if r[0].get(key, 0) < 0]
        rest = [r for r in rows if not r[0].get(key, 0)]
        rows = rest + [combine(u, d, key) for u in up for d in down]


def cost(rows: list[Row], key: object) -> int:
    up = sum(1 for terms, _ in rows if terms.get(key, 0) > 0)
    down = sum(1 for terms, _ in rows if terms.get(key, 0) < 0)
    return up * down - up - down


def combine(up: Row, down: Row, key: object) -> Row:
    a, b = up[0][key], -down[0][key]
    terms: dict[object, Fraction] = {}
    for (row, _), factor in ((up, 1 / a), (down, 1 / b)):
        for k, value in row.items():
            terms[k] = terms.get(k, Fraction(0)) + value * factor
    return {k: v for k, v in terms.items() if v}, up[1] / a + down[1] / b


def tighten(rows: list[Row]) -> list[Row]:
    best: dict[object, Row] = {}
    for terms, bound in rows:
        scale = max((abs(v) for v in terms.values()), default=Fraction(1))
        key = frozenset((k, v / scale) for k, v in terms.items())
        if key not in best or bound / scale < best[key][1]:
            best[key] = {k: v / scale for k, v in terms.items()}, bound / scale
    return [r for r in best.values() if r[0] or r[1] < 0]
