"""Whether the words around a date look back or ahead. Word lists only (tense.toml): cheap, and often right."""

import re
from functools import cache

from warbook.vocabulary import table

STOP = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n|;\s")
REACH = 250
BESIDE = 24  # code points in which a preposition stands before its date


@cache
def _weights() -> dict[str, dict[str, float]]:
    return table("tense")


@cache
def _verbs() -> re.Pattern[str]:
    words = _any(_weights()["verb"])
    return re.compile(rf"(?<![\w])(?P<word>{words}|[a-z]+(?<!ne)(?<!xce)(?<!spe)ed)(?![\w'’])")


@cache
def _prepositions() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<word>{_any(_weights()['preposition'])})(?:\s+(?:about|around|the))?\s*$", re.IGNORECASE
    )


def _any(words: dict[str, float]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _weight(kind: str, found: re.Match[str] | None) -> float:
    if found is None:
        return 0.0
    weights = _weights()[kind]
    return weights.get(" ".join(found["word"].lower().split()), weights.get("-ed", 0.0))


def outlook(text: str, start: int, end: int) -> float:
    """Above 0 where the words look ahead, below where they look back: the verb that stands last before `start` in its
    sentence, or first after `end`, and the preposition at the date."""
    left = max(0, start - REACH)
    for stop in STOP.finditer(text, left, start):
        left = stop.end()
    stop_after = STOP.search(text, end, min(len(text), end + REACH))
    right = stop_after.start() if stop_after else min(len(text), end + REACH)
    before = list(_verbs().finditer(text, left, start))
    verb = before[-1] if before else _verbs().search(text, end, right)
    preposition = _prepositions().search(text, max(left, start - BESIDE), start)
    return _weight("verb", verb) + _weight("preposition", preposition)
