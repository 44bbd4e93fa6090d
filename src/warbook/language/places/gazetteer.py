"""The gazetteer: which places a name may mean. Towns and areas are made by training/gazetteer.py from GeoNames and are
read where they lie; countries, regions, waters and places known for war are vocabulary.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple

import marisa_trie
import numpy as np

from warbook.vocabulary import Entry, entries, table

TOWN, ADMIN1, ADMIN2, REGION, WATER, SEA, MOUNTAIN, COUNTRY, PEOPLE = range(9)
Kind = Literal["town", "admin1", "admin2", "region", "water", "sea", "mountain", "country", "people"]
KINDS: tuple[Kind, ...] = ("town", "admin1", "admin2", "region", "water", "sea", "mountain", "country", "people")
WHERE_PREC = {TOWN: 1, ADMIN2: 3, ADMIN1: 4, REGION: 5, WATER: 5, SEA: 7, MOUNTAIN: 5, COUNTRY: 6, PEOPLE: 6}
"""UCDP where_prec of each kind: 1 exact, 2 near a point, 3 second-order area, 4 first-order area, 5 fuzzy, 6 country,
7 high seas."""
MAIN, CLOSE, OTHER = range(3)
"""How a name is spelled: as GeoNames has it first, another way of writing that in our letters, or another name."""
MOST_CANDIDATES = 60
HAMLET = 500
"""People of a place of which none are known."""
SAME_SPOT = 0.4
"""Degrees within which two places of one name in a country are one."""
_LONGEST = 60


class Candidate(NamedTuple):
    """A place that a name may mean. `size` is its people (towns, areas) or square kilometres (countries).

    `area` is the ISO 3166-2 code of the first-order area it lies in or is; `spelling`: whether the name is
    its main one, close to that ('Kupiansk', mainly 'Kup'yans'k') or another.
    """

    kind: int
    latitude: float
    longitude: float
    country: str | None
    area: str
    size: int
    geonames: int
    spelling: int


@cache
def _folding() -> dict[int, str]:
    """Letters with marks → the plain small letter; kinds of apostrophe and dash → one. One code point for one."""
    table = {ord(c): "'" for c in "’‘ʼʻ`´′ʹ"} | {ord(c): "-" for c in "‐‑‒–—−"}
    special = {"ß": "s", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "e", "œ": "e", "ð": "d", "þ": "t"}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(point).lower())[0]
        table[point] = special.get(plain, plain)
    return table


def key(name: str) -> str:
    """The form in which names are compared: small plain letters, no apostrophes, spaces for hyphens and line breaks."""
    if not name.isascii():
        name = name.translate(_folding())
    return " ".join(name.lower().replace("'", "").replace("-", " ").split())


def candidates(name_key: str) -> tuple[Candidate, ...]:
    """The places that a key may mean, the likeliest first when nothing else is known."""
    return _candidates(name_key)


def prefixes(text: str) -> Iterator[str]:
    """The names of the gazetteer with which `text` (a key) begins, shortest first. Word ends are not looked at."""
    text = text[:_LONGEST]
    yield from _spoken_trie().prefixes(text)
    yield from _towns().trie.prefixes(text)


def only_as_written(name_key: str) -> frozenset[str]:
    """Spellings of a key that count only in exactly these capitals ('US'), empty if any will do."""
    return _spoken()[1].get(name_key, frozenset())


class _Towns(NamedTuple):
    trie: marisa_trie.Trie
    table: dict[str, np.ndarray]


@cache
def _towns() -> _Towns:
    folder = resources.files("warbook.language.places").joinpath("data")
    with resources.as_file(folder.joinpath("names.marisa")) as path:
        trie = marisa_trie.Trie().mmap(str(path))
    with resources.as_file(folder.joinpath("places.npz")) as path, np.load(path) as columns:
        return _Towns(trie, {name: columns[name] for name in columns.files})


@lru_cache(maxsize=20_000)
def _candidates(name_key: str) -> tuple[Candidate, ...]:
    found = list(_spoken()[0].get(name_key, ()))
    trie, columns = _towns()
    number = trie.get(name_key)
    if number is not None:
        first, last = columns["starts"][number], columns["starts"][number + 1]
        for at in range(first, min(last, first + MOST_CANDIDATES)):
            found.append(_row(columns, int(columns["rows"][at]), int(columns["spelling"][at])))
    for place in _battlefields().get(name_key, ()):
        known = [i for i, c in enumerate(found) if _same_spot(c, place)]
        found += [] if known else [place]
        for i in known:
            found[i] = found[i]._replace(spelling=min(found[i].spelling, CLOSE))
    return tuple(found)


def _same_spot(one: Candidate, other: Candidate) -> bool:
    apart = max(abs(one.latitude - other.latitude), abs(one.longitude - other.longitude))
    return one.country == other.country and one.kind == other.kind and apart < SAME_SPOT


@cache
def _battlefields(lang: str = "en") -> dict[str, list[Candidate]]:
    """Places that the press names in wars and GeoNames' towns lack, or have as one of many names."""
    found: dict[str, list[Candidate]] = {}
    for country, places in table("battlefields", lang).items():
        for name, (latitude, longitude) in places.items():
            found.setdefault(key(name), []).append(Candidate(TOWN, latitude, longitude, country, "", HAMLET, 0, MAIN))
    return found


def _row(columns: dict[str, np.ndarray], row: int, spelling: int) -> Candidate:
    kind, admin = int(columns["kind"][row]), int(columns["admin"][row])
    area = str(columns["iso"][row if kind == ADMIN1 else admin]) if kind == ADMIN1 or admin >= 0 else ""
    return Candidate(
        kind,
        float(columns["latitude"][row]),
        float(columns["longitude"][row]),
        str(columns["countries"][columns["country"][row]]),
        area,
        int(columns["population"][row]),
        int(columns["geonames"][row]),
        spelling,
    )


@cache
def _spoken(lang: str = "en") -> tuple[dict[str, list[Candidate]], dict[str, frozenset[str]]]:
    """Names from the vocabulary, and those that count only as written."""
    names: dict[str, list[Candidate]] = {}
    exact: dict[str, frozenset[str]] = {}

    def call(words: tuple[str, ...], place: Candidate) -> None:
        for word in words:
            names.setdefault(key(word), []).append(place)
            if len(word) <= 3 or "." in word or word.isupper():
                exact[key(word)] = exact.get(key(word), frozenset()) | {word}

    for entry, kind in _vocabulary(lang):
        latitude, longitude = entry.data["point"]
        country = entry.id if kind == COUNTRY else entry.data.get("country")
        place = Candidate(kind, latitude, longitude, country, "", entry.data.get("size", 0), 0, MAIN)
        call(entry.words, place)
        call(tuple(entry.data.get("people", ())), place._replace(kind=PEOPLE))
    areas = _areas()
    for entry in entries("states", lang):
        call(entry.words, areas[entry.id])
        call(tuple(entry.data.get("people", ())), areas[entry.id]._replace(kind=PEOPLE))
    return names, exact


def _vocabulary(lang: str) -> Iterator[tuple[Entry, int]]:
    yield from ((entry, COUNTRY) for entry in entries("countries", lang))
    yield from ((entry, KINDS.index(entry.data["kind"])) for entry in entries("regions", lang))


@cache
def _areas() -> dict[str, Candidate]:
    """ISO 3166-2 code → the area."""
    columns = _towns().table
    return {str(code): _row(columns, row, MAIN) for row, code in enumerate(columns["iso"])}


@cache
def _spoken_trie() -> marisa_trie.Trie:
    return marisa_trie.Trie({*_spoken()[0], *_battlefields()})
