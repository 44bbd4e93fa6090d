"""Ratios and shares: so many of one to one of the other, so many of a hundred that were there. On logarithms each is a
difference of two totals, and the cycles serve again: what hangs together by ratios of an origin is one graph, so that
ratios of a common base are held against each other too.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from warbook.audit.bounds import interval
from warbook.audit.conflicts import Conflict, Totals
from warbook.audit.graph import Edge, negative_cycle, tags_of
from warbook.audit.identities import event_of, of_form, with_event
from warbook.audit.statement import Series, Statement

ROUNDED = 0.1
LAG = 0.1
BASE = 0  # the day of a strength: one for the whole report
Node = tuple[Series, int]


class Link(msgspec.Struct, frozen=True):
    """`low` to `high` of one total to one of the other on a day, because a statement says so."""

    statement: Statement
    one: Node
    other: Node
    low: float
    high: float
    identity: str


def ratio_conflicts(totals: Totals, which: Collection[Series] | None = None) -> Iterator[Conflict]:
    """Minimal sets of an origin's ratios, shares and totals that do not go together; all, or those that touch a series
    of `which`.
    """
    for links in _together(_links(totals, which)):
        if which is not None and not any(home in which for home, _ in _homes(links).values()):
            continue
        edges = list(_edges(links, totals))
        cycle = negative_cycle(edges, rising=False)
        if cycle is None:
            continue
        kept = _fewest(tags_of(cycle), edges)
        if not any(is_relative(totals.by_id[tag]) for tag in kept):
            continue  # totals that do not go together without any ratio are a matter for `conflicts`
        used = negative_cycle([e for e in edges if not e.tags or e.tags[0] in kept], rising=False) or cycle
        identities = [e.identity for e in used if e.tags and e.identity != "running total"]
        yield Conflict(
            tuple(kept), tuple(e for e in used if e.tags), links[0].statement.series, (identities or ["ratio"])[0]
        )


def is_relative(s: Statement) -> bool:
    """Whether a statement gives a part of something else rather than a number of its own."""
    return s.kind == "ratio" or s.unit == "percent"


def _links(totals: Totals, which: Collection[Series] | None) -> Iterator[Link]:
    near = None if which is None else {(s.origin, s.subject) for s in which}
    for s in totals.relative.values():
        against = {s.subject} | ({s.against.subject} if s.against else set())
        if s.end is None or (near is not None and not any((s.origin, side) in near for side in against)):
            continue
        if s.kind == "ratio":
            if s.against is not None:
                base = msgspec.structs.replace(s.series, subject=s.against.subject, measure=s.against.measure)
                day = s.end.toordinal()
                yield Link(s, (s.series, day), (base, day), *_said(s, 1.0), "ratio")
        else:
            yield from _shares(s)


def _shares(s: Statement) -> Iterator[Link]:
    """What a share says of the strength that it is a share of, inside one report."""
    for identity in of_form("share"):
        named = s.place or s.group or not identity.named
        if event_of(s.measure) == identity.lesser and named and s.end is not None:
            base = with_event(_of_report(s), identity.greater)
            yield Link(s, (_of_report(s), s.end.toordinal()), (base, BASE), *_said(s, 100.0), identity.id)


def _of_report(s: Statement) -> Series:
    """A curve as far as one report speaks of it."""
    return msgspec.structs.replace(s.series, origin=f"{s.origin} in {s.document}")


def _said(s: Statement, whole: float) -> tuple[float, float]:
    low = s.low if s.low is not None else s.point or 0.0
    high = s.high if s.high is not None else math.inf
    if s.point is not None and s.low is None and s.high is None:
        low = high = s.point
    return low / whole * (1 - ROUNDED), high / whole * (1 + ROUNDED)


def _together(links: Iterator[Link]) -> list[list[Link]]:
    """Links that share a curve, directly or by others."""
    parent: dict[Series, Series] = {}

    def root(series: Series) -> Series:
        while parent.setdefault(series, series) != series:
            series = parent[series]
        return series

    found = list(links)
    for link in found:
        parent[root(link.one[0])] = root(link.other[0])
    groups: dict[Series, list[Link]] = defaultdict(list)
    for link in found:
        groups[root(link.one[0])].append(link)
    return list(groups.values())


def _edges(links: Sequence[Link], totals: Totals) -> Iterator[Edge]:
    """Constraints on the logarithms of totals; node 0 stands for one."""
    days: dict[Series, set[int]] = defaultdict(set)
    for link in links:
        for series, day in (link.one, link.other):
            days[series].add(day)
    stated = {series: list(_stated(*home, totals)) for series, home in _homes(links).items()}
    for series, members in stated.items():
        days[series] |= {day for _, day, _ in members}
    node = {place: n for n, place in enumerate(((s, d) for s in sorted(days) for d in sorted(days[s])), 1)}
    for series, when in days.items():
        for a, b in pairwise(sorted(when)):
            yield Edge(node[series, b], node[series, a], 0.0, (), "running total")
    for link in links:
        yield from _between(node[link.one], node[link.other], link.low, link.high, link.statement, link.identity)
    for series, members in stated.items():
        for s, day, (low, high) in members:
            yield from _between(node[series, day], 0, low * (1 - LAG), high * (1 + LAG), s, "running total")
    yield from _orders(days, node)


def _homes(links: Sequence[Link]) -> dict[Series, tuple[Series, str | None]]:
    """Where the statements of each curve stand: its own curve or, for a share, what one report says of it."""
    found: dict[Series, tuple[Series, str | None]] = {}
    for link in links:
        for series, _ in (link.one, link.other):
            share = link.statement.unit == "percent"
            own = msgspec.structs.replace(series, origin=link.statement.origin) if share else series
            found[series] = own, link.statement.document if share else None
    return found


def _stated(home: Series, document: str | None, totals: Totals) -> Iterator[tuple[Statement, int, tuple[float, float]]]:
    """The statements that give a total its number."""
    for s in totals.curves.get(home, {}).values():
        if s.end is None or is_relative(s) or (document is not None and s.document != document):
            continue
        strength = s.kind == "level" and any(i.greater == event_of(s.measure) for i in of_form("share"))
        if s.kind == "stock" or (document is not None and strength):
            yield s, BASE if s.kind == "level" else s.end.toordinal(), interval(s)


def _orders(days: Mapping[Series, Collection[int]], node: Mapping[Node, int]) -> Iterator[Edge]:
    """What is part of another is no more than it, on every day that both are spoken of."""
    for identity in of_form("order"):
        for series in days:
            whole = with_event(series, identity.greater)
            if event_of(series.measure) == identity.lesser and not identity.within and whole in days:
                for day in set(days[series]) & set(days[whole]):
                    yield Edge(node[whole, day], node[series, day], 0.0, (), identity.id)


def _between(one: int, other: int, low: float, high: float, s: Statement, identity: str) -> Iterator[Edge]:
    if 0 < high < math.inf:
        yield Edge(other, one, math.log(high), (s.id,), identity)
    if low > 0:
        yield Edge(one, other, -math.log(low), (s.id,), identity)


def _fewest(tags: Sequence[str], edges: Sequence[Edge]) -> list[str]:
    kept = list(tags)
    for tag in tags:
        fewer = [t for t in kept if t != tag]
        if negative_cycle([e for e in edges if not e.tags or e.tags[0] in fewer], rising=False) is not None:
            kept = fewer
    return kept


def told(conflict: Conflict, by_id: Mapping[str, Statement]) -> tuple[str, float] | None:
    """The ratio of the two totals of a conflict as they are stated; None where they do not stand there alone."""
    plain = [by_id[c] for c in conflict.claims if not is_relative(by_id[c])]
    relative = [by_id[c] for c in conflict.claims if is_relative(by_id[c])]
    if len(plain) != 2 or len(relative) != 1:
        return None
    mine = [s for s in plain if s.measure == relative[0].measure and s.subject == relative[0].subject]
    theirs = [s for s in plain if s not in mine]
    if len(mine) != 1 or len(theirs) != 1 or not mine[0].point or not theirs[0].point:
        return None
    return f"{mine[0].point:,.0f} to {theirs[0].point:,.0f}", mine[0].point / theirs[0].point
