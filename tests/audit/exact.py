"""A small checker of proofs, independent of the audit: exact fractions, its own reading of what a statement says.

It writes the bounds of each statement as inequalities between totals on days, adds the identities, and eliminates the
unknown totals one by one (Fourier-Motzkin): what is left is a plain inequality between numbers, true or false.
"""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from warbook.audit.statement import Statement

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
    """Can these statements all be true? `extra` are inequalities of identities between curves."""
    rows = [row for s in statements for row in rows_of(s, start, by_id)] + list(extra or [])
    unknown = sorted({key for terms, _ in rows for key in terms}, key=str)
    curves = {key[0] for key in unknown}  # type: ignore[index]
    for curve in curves:
        days = sorted({key[1] for key in unknown if key[0] == curve} | {0})  # type: ignore[index]
        rows += [({(curve, a): Fraction(1), (curve, b): Fraction(-1)}, Fraction(0)) for a, b in pairwise(days)]
        rows += [({(curve, 0): Fraction(1)}, Fraction(0)), ({(curve, 0): Fraction(-1)}, Fraction(0))]
    return feasible(rows)


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
