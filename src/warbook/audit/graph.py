"""Difference constraints and the negative cycles that prove them impossible.

An edge (i, j, w) says S[j] - S[i] <= w for two days i and j of one running total. A way round that leads back to
where it began and adds up to less than zero says that a number is less than itself: the statements on it cannot all
be true.

The search is Bellman-Ford on arrays. That the total never falls is not kept as edges: it is a running minimum over
the sorted days, so a pass costs little more than sorting and the number of passes is that of statements on a path.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

EPSILON = 1e-6
CHECKS = (3, 6, 10, 16, 24, 36, 54, 80, 120, 180)


class Edge(NamedTuple):
    """S[j] - S[i] <= w, because of the statements in `tags` (none: the total never falls)."""

    i: int
    j: int
    w: float
    tags: tuple[str, ...]
    identity: str


def negative_cycle(edges: Sequence[Edge], rising: bool = True, penalty: float = 0.0) -> list[Edge] | None:
    """A cycle of edges whose sum is negative, in order; None where the edges can all hold.

    `rising`: the nodes are days of one total that never falls. `penalty` is added to every edge, so that a cycle found
    with it uses few statements.
    """
    if not edges:
        return None
    days, ends = np.unique(np.array([(e.i, e.j) for e in edges]), return_inverse=True)
    ends = ends.reshape(-1, 2)
    weights = np.array([e.w for e in edges]) + penalty
    search = _Search(days, ends[:, 0], ends[:, 1], weights, rising)
    found = search.run()
    if found is None:
        return None
    return [edges[k] if k >= 0 else _rise(days, -k - 1) for k in found]


def _rise(days: NDArray[np.int64], node: int) -> Edge:
    return Edge(int(days[node + 1]), int(days[node]), 0.0, (), "running total")


class _Search:
    """One search. Parents are edge numbers; -1 - n stands for 'day n is no higher than day n + 1'."""

    def __init__(
        self,
        days: NDArray[np.int64],
        src: NDArray[np.int64],
        dst: NDArray[np.int64],
        weights: NDArray[np.float64],
        rising: bool,
    ) -> None:
        self.src, self.dst, self.weights, self.rising = src, dst, weights, rising
        self.size = len(days)
        self.scale = EPSILON * max(1.0, float(np.max(np.abs(weights))) * 1e-6)
        self.dist = np.zeros(self.size)
        self.parent = np.full(self.size, _NONE, dtype=np.int64)

    def run(self) -> list[int] | None:
        for turn in range(1, 2 * self.size + 4):
            changed = self._relax()
            if self.rising:
                changed = self._fall_back() or changed
            if not changed:
                return None
            if turn in CHECKS or turn % 200 == 0 or turn >= 2 * self.size:
                cycle = self._cycle()
                if cycle is not None:
                    return cycle
        return None

    def _relax(self) -> bool:
        offered = self.dist[self.src] + self.weights
        best = self.dist.copy()
        np.minimum.at(best, self.dst, offered)
        better = np.flatnonzero((offered <= best[self.dst]) & (offered < self.dist[self.dst] - self.scale))
        if not len(better):
            return False
        self.parent[self.dst[better]] = better
        self.dist[self.dst[better]] = offered[better]
        return True

    def _fall_back(self) -> bool:
        lowest = np.minimum.accumulate(self.dist[::-1])[::-1]
        lower = np.flatnonzero(lowest < self.dist - self.scale)
        if not len(lower):
            return False
        self.parent[lower] = -1 - lower
        self.dist[lower] = lowest[lower]
        return True

    def _from(self, edge: int) -> int:
        return int(self.src[edge]) if edge >= 0 else -edge

    def _cycle(self) -> list[int] | None:
        seen = np.zeros(self.size, dtype=np.int64)
        for begin in range(self.size):
            node = begin
            while self.parent[node] != _NONE and not seen[node]:
                seen[node] = begin + 1
                node = self._from(int(self.parent[node]))
            if self.parent[node] != _NONE and seen[node] == begin + 1:
                return self._walk(node)
        return None

    def _walk(self, stop: int) -> list[int]:
        cycle, node = [], stop
        while True:
            edge = int(self.parent[node])
            cycle.append(edge)
            node = self._from(edge)
            if node == stop:
                return cycle[::-1]


_NONE = np.iinfo(np.int64).min


def tags_of(edges: Iterable[Edge]) -> list[str]:
    """The statements on some edges, each once, in order."""
    return list(dict.fromkeys(tag for edge in edges for tag in edge.tags))


def tightest(edges: Iterable[Edge]) -> list[Edge]:
    """For each pair of days the edge that says most."""
    kept: dict[tuple[int, int], Edge] = {}
    for edge in edges:
        old = kept.get((edge.i, edge.j))
        if old is None or edge.w < old.w:
            kept[edge.i, edge.j] = edge
    return list(kept.values())
