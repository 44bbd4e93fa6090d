"""Sums of parts: killed and wounded against casualties. No pair of totals, so no cycle: a small linear program.

Unknowns are the totals of the whole and of its parts on every day that a statement names; the statements bound them
as everywhere, and between any two such days the whole grows by at least (or exactly) as much as its parts. HiGHS
says whether that can be. The multipliers of the program that is as little wrong as possible name the statements
that matter.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]
from scipy.sparse import coo_array  # type: ignore[import-untyped]

from warbook.audit.conflicts import Conflict, Totals
from warbook.audit.constraints import edges_of
from warbook.audit.graph import Edge
from warbook.audit.identities import Identity, event_of, of_form, with_event
from warbook.audit.statement import Series, Statement

SECONDS = 5.0
TINY = 1e-7


def sum_conflicts(totals: Totals, which: Collection[Series]) -> Iterator[Conflict]:
    """Minimal sets of statements whose parts do not add up, one for each group of series that has one."""
    done: set[tuple[str, Series]] = set()
    for identity in of_form("sum"):
        for series in which:
            if event_of(series.measure) not in (identity.whole, *identity.parts):
                continue
            whole = with_event(series, identity.whole)
            if (identity.id, whole) not in done:
                done.add((identity.id, whole))
                yield from _of_whole(identity, whole, totals)


def _of_whole(identity: Identity, whole: Series, totals: Totals) -> Iterator[Conflict]:
    parts = [with_event(whole, part) for part in identity.parts]
    present = [p for p in parts if totals.curves.get(p)]
    needed = [p for p in parts if event_of(p.measure) != identity.optional]
    if not totals.curves.get(whole) or not set(needed) <= set(present):
        return
    members = [s for series in (whole, *present) for s in totals.curves[series].values()]
    if identity.within == "document":
        for document in sorted({s.document for s in members}):
            yield from _conflict(identity, whole, present, [s for s in members if s.document == document], totals)
    else:
        yield from _conflict(identity, whole, present, members, totals)


def _conflict(
    identity: Identity, whole: Series, parts: Sequence[Series], members: Sequence[Statement], totals: Totals
) -> Iterator[Conflict]:
    edges = {s.id: edges_of(s, totals.clock, totals.by_id) for s in members}
    home = {s.id: s.series for s in members}
    if not {whole, *parts} <= {home[i] for i in edges if edges[i]}:
        return
    program = _Program(identity, whole, parts, home)
    suspects = program.blamed(edges)
    if program.timed_out:
        totals.undecided += list(edges)
    if not suspects:
        return
    kept = list(suspects)
    for tag in suspects:
        fewer = [t for t in kept if t != tag]
        if program.blamed({t: edges[t] for t in fewer}):
            kept = fewer
    if len({home[t] for t in kept}) > 1:
        yield Conflict(tuple(kept), tuple(_telling(edges, kept, home, whole)), whole, identity.id)


def _telling(
    edges: Mapping[str, Sequence[Edge]], kept: Sequence[str], home: Mapping[str, Series], whole: Series
) -> Iterator[Edge]:
    """Of each statement the bound that matters: the parts' lower and the whole's upper, or the other way round."""
    lows = sum(-min((e.w for e in edges[t]), default=0.0) for t in kept if home[t] != whole)
    top = sum(max((e.w for e in edges[t]), default=0.0) for t in kept if home[t] == whole)
    for t in kept:
        wants_low = (home[t] != whole) == (lows > top)
        pick = min if wants_low else max
        yield pick(edges[t], key=lambda e: e.w)


class _Program:
    """The linear program of one whole and its parts."""

    def __init__(self, identity: Identity, whole: Series, parts: Sequence[Series], home: Mapping[str, Series]) -> None:
        self.identity, self.whole, self.parts, self.home = identity, whole, parts, home
        self.timed_out = False

    def blamed(self, edges: Mapping[str, Sequence[Edge]]) -> list[str]:
        """The statements that keep the program from a solution; none where it has one, or was not decided in time."""
        said = [(t, e) for t, found in edges.items() for e in found]
        days = sorted({0} | {d for _, e in said for d in (e.i, e.j)})
        curves = [self.whole, *self.parts]
        column = {(c, d): n for n, (c, d) in enumerate((c, d) for c in curves for d in days)}
        size = len(column) + len(said)
        rows, bounds = [], []
        for n, (t, e) in enumerate(said):
            rows.append({column[self.home[t], e.j]: 1.0, column[self.home[t], e.i]: -1.0, len(column) + n: -1.0})
            bounds.append(e.w)
        for c in curves:
            for a, b in pairwise(days):
                rows.append({column[c, a]: 1.0, column[c, b]: -1.0})
                bounds.append(0.0)
        for a, b in pairwise(days):
            row = {column[self.whole, b]: -1.0, column[self.whole, a]: 1.0}
            for part in self.parts:
                row |= {column[part, b]: 1.0, column[part, a]: -1.0}
            signs = (1, -1) if self.identity.relation == "=" else (1,)
            for sign in signs:
                rows.append({k: sign * v for k, v in row.items()})
                bounds.append(0.0)
        entries = [(r, k, v) for r, row in enumerate(rows) for k, v in row.items()]
        at, of, by = zip(*entries, strict=True)
        scale = max(1.0, *(abs(e.w) for _, e in said), 0.0)
        cost = np.concatenate([np.zeros(len(column)), np.ones(len(said))])
        limits = [(0.0, 0.0) if d == 0 else (0.0, None) for _, d in column] + [(0.0, None)] * len(said)
        solved = linprog(
            cost,
            A_ub=coo_array((by, (at, of)), shape=(len(rows), size)).tocsr(),
            b_ub=np.array(bounds) / scale,
            bounds=limits,
            method="highs",
            options={"time_limit": SECONDS},
        )
        if solved.status != 0:
            self.timed_out = True
            return []
        if solved.fun < TINY:
            return []
        return list(
            dict.fromkeys(t for (t, _), m in zip(said, solved.ineqlin.marginals, strict=False) if abs(m) > TINY)
        )
