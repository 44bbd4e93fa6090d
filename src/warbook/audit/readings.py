"""What an origin means by an ambiguous word: 'losses' may be the killed, or killed and wounded. One meaning per
origin and side, the one under which its figures fit those that it states without ambiguity.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np

from warbook.audit.constraints import Clock
from warbook.audit.curve import Curve, student
from warbook.audit.design import Grid
from warbook.audit.observations import collapse, seen_of
from warbook.audit.statement import Series, Statement

FLOOR = -6.0


class Reading(msgspec.Struct, frozen=True):
    """The measure chosen for an ambiguous word of an origin, and how likely it is among those the wording allows."""

    measure: str
    probability: float


def choose(statements: Sequence[Statement], clock: Clock) -> dict[str, Reading]:
    """A reading for each statement whose wording allows several, by its id."""
    clear: dict[Series, list[Statement]] = defaultdict(list)
    unclear: dict[Series, list[Statement]] = defaultdict(list)
    for s in statements:
        (unclear if s.alternatives else clear)[s.series].append(s)
    chosen: dict[str, Reading] = {}
    for series, members in unclear.items():
        options = sorted({a for m in members for a in m.alternatives} | {series.measure})
        reading = _best(series, members, {o: clear.get(_of(series, o), []) for o in options}, clock)
        chosen.update({m.id: reading for m in members})
    return chosen


def _of(series: Series, measure: str) -> Series:
    return msgspec.structs.replace(series, measure=measure)


def _best(series: Series, members: Sequence[Statement], options: dict[str, list[Statement]], clock: Clock) -> Reading:
    known = {o: found for o, found in options.items() if found}
    if not known:
        return Reading(series.measure, 1.0)
    alone = {o: _fit(found, clock) for o, found in known.items()}
    scores = {o: _fit([*found, *members], clock) - alone[o] + math.log(len(found) + 0.5) for o, found in known.items()}
    top = max(scores.values())
    total = sum(math.exp(s - top) for s in scores.values())
    best = max(scores, key=lambda o: scores[o])
    return Reading(best, 1 / total)


def _fit(statements: Sequence[Statement], clock: Clock) -> float:
    """How well statements go together on one curve: the log density of each where the others lead to expect it, held
    to a floor. An error among them costs every reading the same.
    """
    told = collapse(statements, clock)
    if not told:
        return 0.0
    curve = Curve(Grid.over(max(10, *(o.span[1] for o in told))), seen_of(told, np.ones(len(told))))
    mean, sd = curve.left_out()
    return float(np.sum(np.maximum(student((curve.seen.values - mean) / sd, sd), FLOOR)))


def apply(statements: Sequence[Statement], readings: dict[str, Reading]) -> tuple[Statement, ...]:
    """The statements with the chosen measures in place of the ambiguous ones; they may still be read otherwise."""
    return tuple(
        msgspec.structs.replace(s, measure=readings[s.id].measure) if s.id in readings else s for s in statements
    )
