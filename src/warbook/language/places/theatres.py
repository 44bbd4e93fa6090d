"""Which countries a text is about by the armed groups that it names, and whether it tells of war."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Literal

from warbook.language.names import Run, Word, words
from warbook.vocabulary import entries, table

Subject = Literal["news", "war"]
"""What a text is about, and which weights it is read with."""
SHARE = 0.01
"""Of the words of a text that tells of war, how many at least are those of war."""
FEWEST = 40
"""Words of a text that can be told to be of something else: a shorter one, as a header, is taken for one of war."""


def fought_in(among: list[Word], found: Iterable[Run]) -> Counter[str]:
    """The countries where the groups fight that are named in runs of the words `among`: how many groups for each."""
    groups = _groups()
    first = _first_words()
    starts = [run.first + i for run in found for i, word in enumerate(run.words) if word.text in first]
    named = {name for at in starts for name in first[among[at].text] if _stands(among, at, name)}
    return Counter(country for name in named for country in groups[name])


def between(countries: Iterable[str | None]) -> set[str]:
    """The countries where those fight that are named together, if that is elsewhere: the Falklands."""
    named = set(countries)
    return {country for sides, where in _between() if sides <= named for country in where}


def subject(among: list[Word]) -> Subject:
    """What the text is about that has these words."""
    said = sum(map(_war().__contains__, [word.text for word in among]))
    return "war" if len(among) < FEWEST or said > SHARE * len(among) else "news"


def _stands(among: list[Word], at: int, name: tuple[str, ...]) -> bool:
    """Whether the words from `at` on are those of a name."""
    return tuple([word.text for word in among[at : at + len(name)]]) == name


@cache
def _groups() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of each name of a group or its people → the countries where it fights."""
    parties = {entry.id: (*entry.words, *entry.data.get("people", ())) for entry in entries("parties")}
    return {
        tuple([word.text for word in words(name)]): tuple(theatre["countries"])
        for theatre in table("theatres")["theatre"]
        for group in theatre.get("groups", ())
        for name in parties[group]
    }


@cache
def _first_words() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in _groups():
        found.setdefault(name[0], []).append(name)
    return found


@cache
def _between() -> list[tuple[frozenset[str], list[str]]]:
    return [(frozenset(t["between"]), t["countries"]) for t in table("theatres")["theatre"] if "between" in t]


@cache
def _war() -> frozenset[str]:
    return frozenset(table("theatres")["war"]["words"].split())
