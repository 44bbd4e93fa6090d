"""Which of the places of that name a report means: a linear ranking over what the document says.

Looked at: people and kind, an area named right after ('Paris, Texas'), countries and areas named anywhere near, how
many of the other names have a namesake close by, and where those fight whom the report names. Weights in
`data/where.*.tsv`, made by `training/places_where.py`.
"""

from collections import Counter
from functools import cache
from importlib import resources
from math import log10
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from warbook.language.places.gazetteer import ADMIN1, ADMIN2, CLOSE, COUNTRY, KINDS, OTHER, PEOPLE, TOWN, Candidate
from warbook.language.places.theatres import Subject

Matrix = npt.NDArray[np.float64]
CLOSE_KM = (30.0, 100.0, 300.0)
EARTH_KM = 6371.0
BIG = 20_000
BLOCK = 80
"""Names that are weighed together: a report of any length takes time in proportion."""
SIGNALS = (
    *KINDS, "population", "many", "other_name", "close_name", "first", "largest",
    "in_area_after", "in_country_after", "not_in_area_after",
    "area_named", "country_named", "country_share", "area_share", "near_30", "near_100", "near_300", "big_near_100",
    "in_theatre",
)  # fmt: skip


class Named(NamedTuple):
    """A name in a document: what it may mean, and what is named right after it to tell which ('Paris, Texas')."""

    places: tuple[Candidate, ...]
    key: str
    after: tuple[Candidate, ...] = ()


def unit_vectors(points: Matrix) -> Matrix:
    """Points (rows of latitude and longitude in degrees) as vectors on the unit sphere."""
    latitude, longitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    flat = np.cos(latitude)
    return np.stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)], axis=1)


def choose(
    names: list[Named], weights: Matrix | None = None, theatres: frozenset[str] = frozenset()
) -> list[int | None]:
    """For each name the index of the place that it means, None where nothing is known by that name.

    A name means the same wherever it stands in a block of BLOCK names, unless an area is named right after it.
    `theatres`: the countries of which those who fight in the report tell.
    """
    weights = shipped("news") if weights is None else weights
    chosen: list[int | None] = []
    for first in range(0, len(names), BLOCK):
        block = names[first : first + BLOCK]
        tables = signals(block, theatres)
        totals: dict[str, Matrix] = {}
        for name in block:
            if len(name.places) > 1:
                totals[name.key] = totals.get(name.key, 0) + tables[name] @ weights
        for name in block:
            if len(name.places) < 2:
                chosen.append(0 if name.places else None)
            else:
                chosen.append(int(np.argmax(tables[name] @ weights if name.after else totals[name.key])))
    return chosen


def signals(names: list[Named], theatres: frozenset[str] = frozenset()) -> dict[Named, Matrix]:
    """For each name that may mean several places a table: a row a place, a column a signal."""
    distinct = {name.key: name for name in names if name.places}
    others = _Others(list(distinct.values()))
    return {name: _table(name, others, theatres) for name in set(names) if len(name.places) > 1}


class _Others:
    """What the names of a block say together."""

    def __init__(self, names: list[Named]) -> None:
        self.keys = [name.key for name in names]
        self.best = [name.places[0] for name in names]
        self.named = Counter(c.country for c in self.best if c.kind in (COUNTRY, PEOPLE, ADMIN1))
        self.areas = Counter(c.area for c in self.best if c.kind == ADMIN1)
        self.countries = Counter(c.country for c in self.best)
        self.all_areas = Counter(c.area for c in self.best)
        local = [name for name in names if name.places[0].kind not in (COUNTRY, PEOPLE)]
        self.local = [name.key for name in local]
        self.starts = np.cumsum([0, *(len(name.places) for name in local)])[:-1]
        places = [c for name in local for c in name.places]
        self.vectors = (
            unit_vectors(np.array([(c.latitude, c.longitude) for c in places])) if places else np.zeros((0, 3))
        )
        self.big = np.array([c.size > BIG for c in places], dtype=bool)

    def near(self, name: Named) -> Matrix:
        """For each place of a name: log of how many other names have one in 30, 100, 300 km, or a large one in 100."""
        found = np.zeros((len(name.places), len(CLOSE_KM) + 1))
        mine = [i for i, key in enumerate(self.local) if key == name.key]
        if len(self.local) > len(mine):
            here = unit_vectors(np.array([(c.latitude, c.longitude) for c in name.places]))
            apart = here @ self.vectors.T
            closest = np.delete(np.maximum.reduceat(apart, self.starts, axis=1), mine, axis=1)
            large = np.delete(np.maximum.reduceat(np.where(self.big, apart, -1), self.starts, axis=1), mine, axis=1)
            for column, limit in enumerate(CLOSE_KM):
                found[:, column] = (closest > np.cos(limit / EARTH_KM)).sum(axis=1)
            found[:, -1] = (large > np.cos(100 / EARTH_KM)).sum(axis=1)
        return np.asarray(np.log1p(found))


def _table(name: Named, others: _Others, theatres: frozenset[str]) -> Matrix:
    own = next((c for key, c in zip(others.keys, others.best, strict=True) if key == name.key), name.places[0])
    near = others.near(name)
    total = max(1, len(others.keys) - 1)
    after_areas = {c.area for c in name.after if c.kind == ADMIN1}
    after_countries = {c.country for c in name.after if c.kind == COUNTRY}
    largest = max((c.size for c in name.places if c.kind not in (COUNTRY, PEOPLE)), default=0)
    rows = []
    for row, c in enumerate(name.places):
        local = c.kind not in (COUNTRY, PEOPLE)
        size = log10(c.size + 10) if c.kind in (TOWN, ADMIN1, ADMIN2) else 0.0
        self_country, self_area = own.country == c.country, own.area == c.area
        named_country = others.named[c.country] - (self_country and own.kind in (COUNTRY, PEOPLE, ADMIN1))
        named_area = others.areas[c.area] - (self_area and own.kind == ADMIN1)
        rows.append([
            *(float(c.kind == kind) for kind in range(len(KINDS))),
            size, float(size > 5), float(c.spelling == OTHER), float(c.spelling == CLOSE), float(row == 0),
            float(local and c.size == largest),
            float(local and c.kind != ADMIN1 and c.area in after_areas), float(local and c.country in after_countries),
            float(bool(name.after) and c.area not in after_areas and c.country not in after_countries),
            float(named_area > 0), float(named_country > 0), (others.countries[c.country] - self_country) / total,
            (others.all_areas[c.area] - self_area) / total if c.area else 0.0, *near[row],
            float(c.country in theatres),
        ])  # fmt: skip
    return np.array(rows)


@cache
def shipped(subject: Subject) -> Matrix:
    """The weights that come with Warbook, in the order of SIGNALS."""
    text = (
        resources.files("warbook.language.places").joinpath("data", f"where.{subject}.tsv").read_text(encoding="utf-8")
    )
    read = dict(line.split("\t") for line in text.splitlines())
    return np.array([float(read[name]) for name in SIGNALS])
