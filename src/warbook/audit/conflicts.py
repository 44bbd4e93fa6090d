"""Sets of statements that cannot all be true, each made as small as it gets: without any one of them the rest can
hold.

A *problem* is one running total with all constraints on it: its own, and those that the identities hand over from
its parts (what was at least lost of the part was lost of the whole) and from its wholes (what the whole cannot
exceed, no part can).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

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
        kept = frozenset(tags)
        return [edge for edge in self.edges if kept.issuperset(edge.tags)]

    def without(self, tags: AbstractSet[str]) -> list[Edge]:
        """The constraints that none of some statements has a part in."""
        return [edge for edge in self.edges if tags.isdisjoint(edge.tags)]


class Conflict(msgspec.Struct):
    """A minimal set of statements that cannot all be true, and the cycle of constraints that shows it."""

    claims: tuple[str, ...]
    cycle: tuple[Edge, ...]
    series: Series
    identity: str


class Totals:
    """The running totals of some statements, each with what the identities hand over to it.

    Problems are made when asked for; `replace` changes statements and tells which problems it touches.
    """

    def __init__(self, statements: Iterable[Statement], clock: Clock) -> None:
        self.clock = clock
        self.by_id: dict[str, Statement] = {}
        self.curves: dict[Series, dict[str, Statement]] = defaultdict(dict)
        self.places: dict[str, set[Series]] = defaultdict(set)
        self.edges: dict[Series, list[Edge]] = {}
        self.relative: dict[str, Statement] = {}
        self.undecided: list[str] = []
        self.replace(statements)

    def replace(self, statements: Iterable[Statement], dropped: Collection[str] = ()) -> list[Series]:
        """Put statements in place of those with the same id, drop some; the series whose problems may differ now."""
        touched: dict[Series, None] = {}
        for id_ in dropped:
            old = self.by_id.pop(id_, None)
            self.relative.pop(id_, None)
            if old is not None:
                self.curves[old.series].pop(id_)
                touched[old.series] = None
        for s in statements:
            old = self.by_id.get(s.id)
            if old is not None:
                self.curves[old.series].pop(s.id)
                touched[old.series] = None
            self.by_id[s.id] = s
            if s.kind == "ratio" or s.unit == "percent":
                self.relative[s.id] = s
            self.curves[s.series][s.id] = s
            touched[s.series] = None
            if s.country:
                self.places[s.country.casefold()].add(s.series)
        for series in touched:
            self.edges.pop(series, None)
        return self.touched_by(touched)

    def touched_by(self, which: Iterable[Series]) -> list[Series]:
        """The series whose problems the statements of some series have a part in, these among them."""
        return list(dict.fromkeys(r for s in which for r in [s, *self._related(s)] if self.curves.get(r)))

    def _related(self, series: Series) -> Iterator[Series]:
        for identity in of_form("order"):
            if event_of(series.measure) in (identity.lesser, identity.greater):
                yield with_event(series, identity.lesser)
                yield with_event(series, identity.greater)
        for s in self.curves[series].values():
            if s.country:
                yield msgspec.structs.replace(series, place=s.country)

    def own(self, series: Series) -> list[Edge]:
        """The constraints that a series' own statements put on it."""
        if series not in self.curves:
            return []
        if series not in self.edges:
            members = self.curves[series].values()
            self.edges[series] = [e for s in members for e in edges_of(s, self.clock, self.by_id)]
        return self.edges[series]

    def problems(self, which: Iterable[Series] | None = None) -> Iterator[Problem]:
        """The problems of some series, or of all."""
        for series in list(self.curves) if which is None else which:
            handed = [e for i in of_form("order") if not i.within for e in self._handed(i, series)]
            handed += list(self._places(series))
            edges = self.own(series) + handed
            if edges:
                yield Problem(series, edges)
            for identity in of_form("order"):
                if identity.within:
                    yield from self._inside_reports(identity, series)

    def _handed(self, identity: Identity, series: Series) -> Iterator[Edge]:
        event = event_of(series.measure)
        if event == identity.greater:
            yield from _lower(self.own(with_event(series, identity.lesser)), identity)
        if event == identity.lesser:
            yield from _upper(self.own(with_event(series, identity.greater)), identity)

    def _places(self, series: Series) -> Iterator[Edge]:
        """What places hand to the country that they are in, as far as both are named."""
        if series.place is None:
            return
        identity = of_form("place")[0]
        for other in self.places.get(series.place.casefold(), ()):
            named = other.place is not None and other.place.casefold() != series.place.casefold()
            if named and msgspec.structs.replace(other, place=series.place) == series:
                yield from _lower(self.own(other), identity)

    def _inside_reports(self, identity: Identity, series: Series) -> Iterator[Problem]:
        if event_of(series.measure) != identity.lesser or (identity.named and not (series.place or series.group)):
            return
        members = self.curves[series].values()
        wholes = self.curves.get(with_event(series, identity.greater), {}).values()
        for document in sorted({m.document for m in members} & {w.document for w in wholes}):
            own = [e for m in members if m.document == document for e in edges_of(m, self.clock, self.by_id)]
            last = max((max(e.i, e.j) for e in own), default=0)
            handed = [
                Edge(0, last, interval(w)[1], (w.id,), identity.id)
                for w in wholes
                if w.document == document and w.kind in ("stock", "level") and interval(w)[1] < math.inf
            ]
            if own and handed:
                yield Problem(series, own + handed)


def problems(statements: Iterable[Statement], clock: Clock) -> list[Problem]:
    """All problems of some statements."""
    return list(Totals(statements, clock).problems())


def _lower(edges: Iterable[Edge], identity: Identity) -> Iterator[Edge]:
    for e in edges:
        if e.w < 0 and (e.j == 0 or not identity.totals):
            yield e._replace(identity=identity.id)


def _upper(edges: Iterable[Edge], identity: Identity) -> Iterator[Edge]:
    for e in edges:
        if e.w > 0 and (e.i == 0 or not identity.totals):
            yield e._replace(identity=identity.id)


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
    problem = Problem(problem.series, problem.of(set(tags)))
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
    """A minimal conflict of a blamed statement with constraints that hold without it, each tightest of its days."""
    mine = frozenset(blamed)
    new = [e for e in problem.edges if not mine.isdisjoint(e.tags)]
    if not new:
        return None
    cycle = negative_cycle(tightest([*base, *new]))
    return None if cycle is None else shrink(problem, tags_of(cycle), keep=blamed)
