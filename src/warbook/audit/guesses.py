"""What is thought of an observation: how likely it is right, and the slips that would explain it where it is not."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from warbook.audit.observations import Observation
from warbook.audit.slips import Change
from warbook.audit.statement import Statement

Changes = list[tuple[Statement, Change]]
KEPT = 6


class Guess(msgspec.Struct):
    """One explanation of what is wrong: the changes that undo it (statement as read, change), and its probability."""

    kind: str
    changes: Changes
    probability: float


class Candidate(msgspec.Struct):
    """One slip that might explain what is wrong, with its log odds against no slip."""

    log_odds: float
    kind: str
    changes: Changes


class Suspect(msgspec.Struct):
    """What is thought of one observation: how likely it is right, and the explanations where it is not."""

    observation: Observation
    clean: float
    guesses: list[Guess]


def merged(guesses: Sequence[Guess]) -> list[Guess]:
    """The guesses, best first. Days that are nearly the same are one guess, digits that differ are two."""
    best: dict[object, Guess] = {}
    for guess in sorted((_centred(guess, guesses) for guess in guesses), key=lambda g: -g.probability):
        change = guess.changes[0][1]
        key: tuple[str, str] = (guess.kind, change.after.kind if guess.kind == "period" else "")
        if guess.kind in ("digit", "unit", "measure", "category", "side"):
            key = (guess.kind, str(change.value))
        if key in best:
            best[key].probability += guess.probability
        else:
            best[key] = Guess(guess.kind, guess.changes, guess.probability)
    return sorted(best.values(), key=lambda g: -g.probability)[:KEPT]


def _centred(guess: Guess, guesses: Iterable[Guess]) -> Guess:
    """For days that are not known to the day: the one in the middle of those that fit."""
    alike = _alike(guess)
    if alike is None:
        return guess
    like = [g for g in guesses if alike(g)]
    days = [(_last(g), g.probability) for g in like]
    total = sum(p for _, p in days) or 1.0
    middle = sum(d.toordinal() * p for d, p in days) / total
    nearest = min(like, key=lambda g: abs(_last(g).toordinal() - middle))
    return Guess(guess.kind, nearest.changes, guess.probability)


def _alike(guess: Guess) -> Callable[[Guess], bool] | None:
    """What other guesses are the same but for the day; None where the day is the point of the guess."""
    if guess.kind == "stale":
        return lambda g: g.kind == "stale"
    if guess.kind != "period":
        return None
    form = guess.changes[0][1].value[0], guess.changes[0][1].after.period  # type: ignore[index]
    if form[1] not in (None, "day"):
        return None
    return lambda g: g.kind == "period" and (g.changes[0][1].after.kind, g.changes[0][1].after.period) == form


def _last(guess: Guess) -> date:
    return guess.changes[0][1].after.end or date.min
