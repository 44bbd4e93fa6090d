"""Whether the words around a date look back or ahead. Word lists only (tense.toml): cheap, and often right."""

import re
from functools import cache

from warbook.vocabulary import table

STOP = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n|;\s")
REACH = 250
PASSIVE = re.compile(r"\s+(?:(?:not|also|soon|then|now)\s+)?(?:be\s+)?(?:being\s+)?")
FAINT = 0.4
SURE = 1.6  # so far ahead looks a word that takes the participle behind it along: 'will be sent', not 'could be seen'
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


def _last_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """The last verb of a stretch; of 'will be landed' and 'are to be sent' the part that looks ahead."""
    last = None
    for verb in _verbs().finditer(text, start, end):
        if last and PASSIVE.fullmatch(text, last.end(), verb.start()) and _weight("verb", last) >= SURE:
            continue
        last = verb
    return last


def _first_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first verb of a stretch that says anything: 'could' says of itself neither."""
    verbs = _verbs().finditer(text, start, end)
    return next((verb for verb in verbs if abs(_weight("verb", verb)) > FAINT), None)


def outlook(text: str, start: int, end: int) -> float:
    """Above 0 where the words look ahead, below where they look back: the verb that stands last before `start` in its
    sentence, or first after `end`, and the preposition at the date."""
    left = max(0, start - REACH)
    for stop in STOP.finditer(text, left, start):
        left = stop.end()
    stop_after = STOP.search(text, end, min(len(text), end + REACH))
    right = stop_after.start() if stop_after else min(len(text), end + REACH)
    verb = _last_verb(text, left, start) or _first_verb(text, end, right)
    preposition = _prepositions().search(text, max(left, start - BESIDE), start)
    return _weight("verb", verb) + _weight("preposition", preposition)
