"""Sets of statements that cannot all be true, each made as small as it gets: without any one of them the rest can
hold.

A *problem* is one running total with all constraints on it: its own, and those that the identities hand over from
its parts (what was at least lost of the part was lost of the whole) and from its wholes (what the whole cannot
exceed, no part can).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from warbook.audit.bounds import interval
from warbook.audit.constraints import Clock, edges_of
from warbook.audit.graph import Edge, negative_cycle, tags_of, tightest
from warbook.audit.identities import Identity, event_of, of_form, with_event
from warbook.audit.statement import Series, Statement

SHORT = (0.05, 0.0)


class Problem(msgspec.Struct):
    """One running total and the constraints on it."""

    series: Series
    edges: list[Edge]

    def of(self, tags: Collection[str]) -> list[Edge]:
        """The constraints of some statements only."""
        return [edge for edge in self.edges if all(tag in tags for tag in edge.tags)]

    def without(self, tags: Collection[str]) -> list[Edge]:
        """The constraints that none of some statements has a part in."""
        return [edge for edge in self.edges if not any(tag in tags for tag in edge.tags)]


class Conflict(msgspec.Struct):
    """A minimal set of statements that cannot all be true, and the cycle of constraints that shows it."""

    claims: tuple[str, ...]
    cycle: tuple[Edge, ...]
    series: Series
    identity: str


def problems(statements: Sequence[Statement], clock: Clock) -> list[Problem]:
    """All running totals of some statements, with what the identities hand over between them."""
    by_id = {s.id: s for s in statements}
    curves: dict[Series, list[Statement]] = defaultdict(list)
    for s in statements:
        curves[s.series].append(s)
    own = {series: [e for s in members for e in edges_of(s, clock, by_id)] for series, members in curves.items()}
    found = []
    for series, edges in own.items():
        handed = [e for identity in of_form("order") if not identity.within for e in _handed(identity, series, own)]
        handed += list(_places(series, curves, own))
        if edges or handed:
            found.append(Problem(series, edges + handed))
    for identity in of_form("order"):
        if identity.within:
            found += _inside_reports(identity, curves, clock, by_id)
    return found


def _handed(identity: Identity, series: Series, own: Mapping[Series, list[Edge]]) -> Iterator[Edge]:
    event = event_of(series.measure)
    if event == identity.greater:
        yield from _lower(own.get(with_event(series, identity.lesser), []), identity)
    if event == identity.lesser:
        yield from _upper(own.get(with_event(series, identity.greater), []), identity)


def _lower(edges: Iterable[Edge], identity: Identity) -> Iterator[Edge]:
    for e in edges:
        if e.w < 0 and (e.j == 0 or not identity.totals):
            yield e._replace(identity=identity.id)


def _upper(edges: Iterable[Edge], identity: Identity) -> Iterator[Edge]:
    for e in edges:
        if e.w > 0 and (e.i == 0 or not identity.totals):
            yield e._replace(identity=identity.id)


def _places(
    series: Series, curves: Mapping[Series, list[Statement]], own: Mapping[Series, list[Edge]]
) -> Iterator[Edge]:
    """What a place hands to its country, as far as both are named."""
    if series.place is None:
        return
    identity = of_form("place")[0]
    for other, members in curves.items():
        if other.place is None or other == series or msgspec.structs.replace(other, place=series.place) != series:
            continue
        country = next((m.country for m in members if m.country), None)
        if country is not None and country.casefold() == series.place.casefold() != other.place.casefold():
            yield from _lower(own[other], identity)


def _inside_reports(
    identity: Identity, curves: Mapping[Series, list[Statement]], clock: Clock, by_id: Mapping[str, Statement]
) -> Iterator[Problem]:
    for series, members in curves.items():
        if event_of(series.measure) != identity.lesser or (identity.named and not (series.place or series.group)):
            continue
        wholes = curves.get(with_event(series, identity.greater), [])
        for document in sorted({m.document for m in members} & {w.document for w in wholes}):
            own = [e for m in members if m.document == document for e in edges_of(m, clock, by_id)]
            last = max((max(e.i, e.j) for e in own), default=0)
            handed = [
                Edge(0, last, interval(w)[1], (w.id,), identity.id)
                for w in wholes
                if w.document == document and w.kind in ("stock", "level") and interval(w)[1] < math.inf
            ]
            if own and handed:
                yield Problem(series, own + handed)


def first_conflict(problem: Problem, edges: Sequence[Edge]) -> Conflict | None:
    """A minimal conflict among some of a problem's constraints; None where they can all hold."""
    kept = tightest(edges)
    if negative_cycle(kept) is None:
        return None
    for share in SHORT:
        typical = max(abs(e.w) for e in kept)
        cycle = negative_cycle(kept, penalty=share * typical / 10) if share else negative_cycle(kept)
        if cycle is not None:
            return shrink(problem, tags_of(cycle))
    return None


def shrink(problem: Problem, tags: Sequence[str], keep: Collection[str] = ()) -> Conflict | None:
    """The smallest set of statements left when all that the conflict does not need are dropped, `keep` last."""
    needed = list(tags)
    for tag in sorted(tags, key=lambda t: t in keep):
        fewer = [t for t in needed if t != tag]
        if fewer and negative_cycle(problem.of(fewer)) is not None:
            needed = fewer
    cycle = negative_cycle(problem.of(needed))
    if cycle is None:
        return None
    identities = [e.identity for e in cycle if e.tags]
    order = [i for i in identities if i not in ("running total", "period as difference")]
    return Conflict(tuple(needed), tuple(cycle), problem.series, order[0] if order else _plain(identities))


def _plain(identities: Sequence[str]) -> str:
    return "period as difference" if "period as difference" in identities else "running total"


def conflict_with(problem: Problem, base: Sequence[Edge], blamed: Collection[str]) -> Conflict | None:
    """A minimal conflict of a blamed statement with constraints that hold without it."""
    new = [e for e in problem.edges if e.tags and any(t in blamed for t in e.tags)]
    if not new:
        return None
    cycle = negative_cycle(tightest([*base, *new]))
    return None if cycle is None else shrink(problem, tags_of(cycle), keep=blamed)
