"""The places that a name as written may mean, also where only a part of it is in the gazetteer ('Osun State')."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from warbook.language.places.gazetteer import (
    ADMIN1,
    ADMIN2,
    COUNTRY,
    MOUNTAIN,
    PEOPLE,
    REGION,
    SEA,
    TOWN,
    WATER,
    Candidate,
    candidates,
    key,
    prefixes,
)
from warbook.vocabulary import entries

_KINDS_MEANT = {
    "province oblast governorate region state department krai republic emirate": (ADMIN1, COUNTRY, REGION),
    "county district raion rayon parish canton prefecture municipality": (ADMIN2, ADMIN1),
    "city town village township twp. borough": (TOWN,),
    "river lake sea bay gulf canal": (WATER, SEA),
    "mountains mount valley": (MOUNTAIN, REGION),
}
_AREA_WORDS = {word: kinds for words, kinds in _KINDS_MEANT.items() for word in words.split()}


class Options(NamedTuple):
    """What a name may mean. `exact` is false where only a part of the name was found, which is `part`."""

    places: tuple[Candidate, ...]
    exact: bool
    part: str


def options(name: str) -> Options:
    """The places that `name` may mean; none where the gazetteer knows no part of it."""
    whole = key(name)
    found = candidates(whole)
    if found:
        return Options(found, True, whole)
    bare, kinds = _stripped(whole)
    found = candidates(bare)
    if found:
        fitting = tuple(c for c in found if c.kind in kinds)
        return Options(fitting or found, bool(fitting), bare)
    return max(_inside(whole), key=_worth, default=Options((), False, ""))


def organisation(name: str) -> bool:
    """Whether a name that the gazetteer lacks is that of a body, not of where it sits: 'Quay Institute'.

    Words that mean an area, a building or a street as well ('Department', 'Court') leave it a place.
    """
    head = re.split(r"\s(?:of|for|on)\s", key(name))[0].split()
    return len(head) > 1 and head[-1] in _bodies() and not options(name).exact


@cache
def _bodies() -> frozenset[str]:
    words: dict[str, set[str]] = {"body": set(), "place": set()}
    for entry in entries("names"):
        if entry.id in ("body", "area", "land", "water", "mountain", "street", "site"):
            words["body" if entry.id == "body" else "place"] |= {w.lower().removesuffix(".") for w in entry.words}
    return frozenset(words["body"] - words["place"])


def _stripped(name: str) -> tuple[str, tuple[int, ...]]:
    """A name without the words for its kind and its bearing, and the kinds of place that those words mean."""
    words = name.split()
    kinds: tuple[int, ...] = ()
    while len(words) > 1:
        if words[-1] in _AREA_WORDS:
            meant = _AREA_WORDS[words.pop()]
            kinds = kinds or meant
        elif words[0] in _AREA_WORDS:
            meant = _AREA_WORDS[words.pop(0)]
            kinds = kinds or meant
        elif words[0] in _bearings() or words[0] in ("of", "the"):
            words.pop(0)
        elif words[-1] in _bearings():
            words.pop()
        else:
            break
    return " ".join(words), kinds


@cache
def _bearings() -> frozenset[str]:
    entry = next(entry for entry in entries("names") if entry.id == "bearing")
    return frozenset(word.lower() for word in entry.words[: entry.words.index("New")])


def _inside(name: str) -> Iterator[Options]:
    """Names of the gazetteer that begin at a word of `name` and end at one."""
    start = 0
    while start < len(name):
        for part in prefixes(name[start:]):
            if name[start + len(part) : start + len(part) + 1] in ("", " ") and len(part) > 3:
                yield Options(candidates(part), False, part)
        start = name.find(" ", start) + 1 or len(name)


def _worth(option: Options) -> tuple[bool, int, int]:
    best = option.places[0]
    return best.kind != PEOPLE, len(option.part.split()), best.size
