"""Ratios: so many of one to one of the other. On logarithms a ratio is a difference, and the cycles serve again."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from warbook.audit.bounds import interval
from warbook.audit.conflicts import Conflict, Totals
from warbook.audit.graph import Edge, negative_cycle, tags_of
from warbook.audit.statement import Series, Statement

ROUNDED = 0.1
LAG = 0.1


def ratio_conflicts(totals: Totals) -> Iterator[Conflict]:
    """Minimal sets of an origin's ratios and totals that do not go together."""
    groups: dict[tuple[Series, Series], list[Statement]] = defaultdict(list)
    for s in totals.by_id.values():
        if s.kind == "ratio" and s.against is not None and s.end is not None:
            base = msgspec.structs.replace(s.series, subject=s.against.subject, measure=s.against.measure)
            groups[s.series, base].append(s)
    for (one, other), ratios in groups.items():
        members = [
            *ratios,
            *(
                s
                for series in {one, other}
                for s in totals.curves.get(series, {}).values()
                if s.kind == "stock" and s.end
            ),
        ]
        edges = _edges(members, one, other)
        cycle = negative_cycle(edges, rising=False)
        if cycle is not None:
            kept = _fewest(tags_of(cycle), edges)
            yield Conflict(tuple(kept), tuple(e for e in edges if e.tags and e.tags[0] in kept), one, "ratio")


def _fewest(tags: Sequence[str], edges: Sequence[Edge]) -> list[str]:
    kept = list(tags)
    for tag in tags:
        fewer = [t for t in kept if t != tag]
        if negative_cycle([e for e in edges if not e.tags or e.tags[0] in fewer], rising=False) is not None:
            kept = fewer
    return kept


def _edges(members: Sequence[Statement], one: Series, other: Series) -> list[Edge]:
    """Constraints on the logarithms of two totals; node 0 stands for one."""
    days = sorted({s.end.toordinal() for s in members if s.end is not None})
    node = {
        (series, d): 1 + n for n, (series, d) in enumerate((c, d) for c in dict.fromkeys((one, other)) for d in days)
    }
    edges = [
        Edge(node[c, b], node[c, a], 0.0, (), "running total")
        for c in dict.fromkeys((one, other))
        for a, b in pairwise(days)
    ]
    for s in members:
        assert s.end is not None
        day = s.end.toordinal()
        if s.kind == "ratio":
            low, high = _share(s)
            at, base = node[one, day], node[other, day]
        else:
            low, high = interval(s)
            low, high = low * (1 - LAG), high * (1 + LAG)
            at, base = node[s.series, day], 0
        if high < math.inf and high > 0:
            edges.append(Edge(base, at, math.log(high), (s.id,), "ratio"))
        if low > 0:
            edges.append(Edge(at, base, -math.log(low), (s.id,), "ratio"))
    return edges


def _share(s: Statement) -> tuple[float, float]:
    low = s.low if s.low is not None else s.point or 0.0
    high = s.high if s.high is not None else math.inf
    return low * (1 - ROUNDED), high * (1 + ROUNDED)


def told(conflict: Conflict, by_id: Mapping[str, Statement]) -> tuple[str, float] | None:
    """The ratio of the two totals of a conflict as they are stated; None where they do not stand there alone."""
    stocks = [by_id[c] for c in conflict.claims if by_id[c].kind == "stock"]
    mine = [s for s in stocks if s.series == conflict.series]
    theirs = [s for s in stocks if s.series != conflict.series]
    if len(mine) != 1 or len(theirs) != 1 or not mine[0].point or not theirs[0].point:
        return None
    return f"{mine[0].point:,.0f} to {theirs[0].point:,.0f}", mine[0].point / theirs[0].point
