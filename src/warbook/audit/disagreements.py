"""Different origins on the same quantity. Nobody is repaired: what would reconcile them is said, both stand."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from warbook.audit.bounds import interval
from warbook.audit.explain import listed
from warbook.audit.identity import finding_id
from warbook.audit.statement import Statement
from warbook.audit.wording import amount, claim, measure
from warbook.model import Finding, Line

Names = Mapping[str, str]
LEAST_RATIO = 1.25
SAME_DAYS = 3
PART_OF = {"casualties": "killed", "losses": "killed"}
COMPARED = 30
A_PART = 10
"""What a report counts itself is a part of what it quotes where that is more than so many times as much."""


def quantity(s: Statement) -> tuple[object, ...] | None:
    """What a statement measures, whoever says so; None where it cannot be set beside another's.

    A total is set beside totals only: a figure without days may be of one attack. 'None' is said of a place.
    """
    if s.kind not in ("stock", "flow", "level") or s.partial or s.point == 0 or s.high == 0:
        return None
    return s.subject, s.measure, s.group, s.place, s.unit, s.kind


def disagreements(statements: Iterable[Statement], names: Names) -> Iterator[Finding]:
    """One finding for each two origins and quantity on which they differ beyond rounding, on the same days."""
    quantities: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in statements:
        key = quantity(s)
        if key is not None:
            quantities[key].append(s)
    for members in quantities.values():
        widest: dict[tuple[str, str], tuple[float, Statement, Statement]] = {}
        for a, b in _near(members):
            ratio = _apart(a, b)
            pair = (a.origin, b.origin) if a.origin < b.origin else (b.origin, a.origin)
            if ratio > LEAST_RATIO and (pair not in widest or ratio > widest[pair][0]):
                widest[pair] = ratio, a, b
        for _, a, b in widest.values():
            yield _finding(a, b, names)


def _near(members: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of different origins that may be of the same days: each with those that follow it closely."""
    ordered = sorted(members, key=lambda s: (s.end or date.min, s.start or date.min, s.document))
    for k, a in enumerate(ordered):
        for b in ordered[k + 1 : k + 1 + COMPARED]:
            if a.end is not None and b.end is not None and (b.end - a.end).days > SAME_DAYS:
                break
            if a.origin != b.origin:
                yield a, b


def days_near(s: Statement) -> Iterator[date | None]:
    """The last days of statements that may be of the same days as this one; None is no day."""
    if s.end is None:
        yield None
        return
    last = s.end.toordinal()
    for day in range(max(last - SAME_DAYS, 1), min(last + SAME_DAYS, date.max.toordinal()) + 1):
        yield date.fromordinal(day)


def _apart(a: Statement, b: Statement) -> float:
    """How many times more the one says than the other at the least; 1 where they can both be right."""
    if (a.point and b.point and 1 / LEAST_RATIO < a.point / b.point < LEAST_RATIO) or not _same_days(a, b):
        return 1.0
    more, less = (a, b) if interval(a)[0] > interval(b)[0] else (b, a)
    low, high = interval(more)[0], interval(less)[1]
    ratio = low / high if low > high > 0 else 1.0
    return 1.0 if ratio > A_PART and a.document == b.document and _own_voice(less) else ratio


def _same_days(a: Statement, b: Statement) -> bool:
    if a.document == b.document and not (a.dated and b.dated) and (_own_voice(a) or _own_voice(b)):
        return False  # who quotes a figure and gives another beside it without a day speaks of something else
    if a.end is None or b.end is None or (a.kind == "level" and not (a.dated and b.dated)):
        return a.end == b.end and a.document == b.document
    if a.kind == "flow" and b.kind == "flow":
        return a.start is not None and b.start is not None and a.start == b.start and a.end == b.end
    return abs((a.end - b.end).days) <= SAME_DAYS


def _own_voice(s: Statement) -> bool:
    return s.origin == f"report {s.family or s.document}"


def _finding(a: Statement, b: Statement, names: Names) -> Finding:
    more, less = (a, b) if (a.point or interval(a)[0]) >= (b.point or interval(b)[0]) else (b, a)
    ids = (more.shown, less.shown)
    subject = names.get(more.subject, more.subject)
    one, other = more.origin_name or more.origin, less.origin_name or less.origin
    ways = _reconciled(more, less)
    return Finding(
        id=finding_id("disagreement", ids),
        kind="disagreement",
        headline=f"{subject}, {measure(more.measure)}: {amount(more)} ({one}) against {amount(less)} ({other})",
        claims=ids,
        proved=False,
        likelihood=0.0,
        sum=(Line(one, amount(more)), Line(other, amount(less)), Line("the first is more by at least", _times(a, b))),
        explanation=(
            f"{one} and {other} differ on the same quantity. A difference of origins is no error: both figures stay.",
            claim(more, names) + ".",
            claim(less, names) + ".",
            f"Both can stand if {listed_or(ways)}.",
        ),
        decided_by=f"what each of {listed([one, other])} counts, and as of which day",
    )


def _times(a: Statement, b: Statement) -> str:
    ratio = _apart(a, b)
    return f"{math.floor(ratio * 10) / 10:g} times"


def _reconciled(more: Statement, less: Statement) -> list[str]:
    ways = []
    part = PART_OF.get(more.measure.partition(":")[0])
    if part:
        ways.append(f"the lower figure counts {measure(part)} only")
    if more.end is None or not less.dated or not more.dated:
        ways.append("the lower figure is of an earlier day")
    ways.append("it covers only a part of the forces or of the area")
    return ways


def listed_or(parts: Sequence[str]) -> str:
    """'a, b or c'."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " or " + parts[-1]
