"""Whether a report tells of war at all: pages on sports have shots, attacks and Jets too.

A weight for each word (`about.en.json`, made by `training/about.py`), added up over the words that a text has, each
once, and divided by the root of their number. Doubt keeps a report: it is left alone only if its words as a whole speak
against war, no stretch of them speaks for it, and no two sides are named that fight each other.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import combinations
from math import sqrt

from warbook.extraction.spot import Scene
from warbook.extraction.standpoint.foes import opposed

WHOLE = -1.5
"""The least sum of a report in doubt."""
STRETCH = 120
"""Words of a stretch."""
PART = 1.0
"""A stretch with a sum above this keeps the whole report."""
FEWEST = 40
"""Words of a text that can be judged at all."""
_WORD = re.compile(r"[a-z][a-z'’-]+")


def tells_of_war(scene: Scene) -> bool:
    """Whether a report tells of war, or may."""
    found, known = words(scene.text), weights(scene.lang)
    if len(found) < FEWEST or not known:
        return True
    if weighed(found, known) > WHOLE or any(weighed(some, known) > PART for some in stretches(found)):
        return True
    named = {*scene.party_counts, *(mention.sense.id for mention in scene.title_parties)}
    return any(opposed(one, other, scene) for one, other in combinations(sorted(named), 2))


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def stretches(found: Sequence[str]) -> list[Sequence[str]]:
    """The words of a text in stretches of STRETCH."""
    return [found[first : first + STRETCH] for first in range(0, len(found), STRETCH)]


def weighed(found: Iterable[str], known: Mapping[str, float]) -> float:
    """Above 0 where the words speak for war; what is not known says nothing."""
    once = {word for word in found if word in known}
    return known[""] + sum(known[word] for word in once) / sqrt(len(once)) if once else 0.0


@cache
def weights(lang: str = "en") -> dict[str, float]:
    """The weight of each word; of the empty one, what is added whatever the words are. None where none were learned."""
    path = resources.files(__package__).joinpath(f"about.{lang}.json")
    if not path.is_file():
        return {}
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found
