"""What the book teaches about its origins: how much their figures scatter, and how they stand to each other's.

Shown, not judged: an origin that says twice as much as another may count more, or count other things.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from warbook.audit.curve import Curve
from warbook.audit.statement import Series
from warbook.audit.wording import measure

LEAST = 3
LITTLE = 0.01
SHOWN = 4
ALIKE = (0.95, 1.05)


class Profile(msgspec.Struct, frozen=True):
    """One origin on one quantity. `noise` is the usual deviation from its own course, as a share (0.02 is 2 %).

    `against` compares its total at the end of the days that both cover with other origins' (1.5: half as much again).
    """

    origin: str
    subject: str
    measure: str
    statements: int
    noise: float
    against: dict[str, float]


def profiles(curves: Iterable[tuple[Series, Curve]]) -> list[Profile]:
    """A profile for each origin and quantity of which it says at least three different things."""
    quantities: dict[tuple[str, str, str | None, str | None], list[tuple[Series, Curve]]] = defaultdict(list)
    for series, curve in curves:
        if len(curve.seen.values) >= LEAST:
            quantities[series.subject, series.measure, series.place, series.group].append((series, curve))
    return [_profile(s, c, members) for members in quantities.values() for s, c in members]


def _profile(series: Series, curve: Curve, members: list[tuple[Series, Curve]]) -> Profile:
    against = {}
    for other, its in members:
        if other != series:
            last = min(curve.seen.spans[:, 1].max(), its.seen.spans[:, 1].max())
            span = np.array([[0.0, float(last)]])
            mine, theirs = (float(c.predict(c.grid.overlap(span))[0]) for c in (curve, its))
            against[other.origin] = round(math.exp(mine - theirs), 2)
    count = len(curve.seen.values)
    return Profile(series.origin, series.subject, series.measure, count, round(curve.noise, 4), against)


def manner(profile: Profile, names: Mapping[str, str]) -> str:
    """How an origin speaks of one quantity, in one sentence; `names` are those of sides and origins. No grade: who says
    more may count more.
    """
    side = names.get(profile.subject, profile.subject)
    scatter = f"about {max(round(100 * profile.noise), 1)} %" if profile.noise >= LITTLE else "less than 1 %"
    words = f"{side}, {measure(profile.measure)}: {profile.statements} figures, {scatter} off their own course"
    beside = [f"{_times(ratio)} {names.get(other, other)}" for other, ratio in sorted(profile.against.items())]
    return words + (f"; in the end {', '.join(beside[:SHOWN])}" if beside else "") + "."


def _times(ratio: float) -> str:
    if ALIKE[0] <= ratio <= ALIKE[1]:
        return "about as much as"
    return f"{ratio:.1f} times as much as" if ratio > 1 else f"{max(ratio, 0.01):.2g} of what is said by"
