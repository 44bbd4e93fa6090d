"""Axes of drawings over time: days as fine as the stretch asks for, amounts from zero or by powers of ten.

Rows have 'from' and 'to' as ISO days, 'low' and 'high' as numbers.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

APART = 18
"""Pixels between labels; the reader's font may be wider than the one that they are measured with."""


def days(rows: Sequence[dict[str, Any]]) -> alt.Axis:
    """Labels as fine as the stretch of time asks for: days, months or years."""
    start, end = (date.fromisoformat(pick(row[key] for row in rows)) for pick, key in ((min, "from"), (max, "to")))
    span = (end - start).days
    wording_of_ticks = "%-d %b %Y" if span < 100 else "%b %Y" if span < 2200 else "%Y"
    return alt.Axis(
        tickCount=4,
        grid=False,
        format=wording_of_ticks,
        labelOverlap="greedy",
        labelSeparation=APART,
        labelFlush=False,
    )


def amounts(rows: Sequence[dict[str, Any]]) -> alt.Y:
    """From zero; by powers of ten where the largest is more than thirty times the smallest."""
    found = [row[end] for row in rows for end in ("low", "high")]
    least, most = min(found), max(found)
    if least <= 0 or most / least <= 30:
        axis = alt.Axis(tickCount=4, format="~s" if most >= 1e6 else ",~r")
        return alt.Y("mid:Q", scale=alt.Scale(zero=True, nice=True), axis=axis, title=None)
    powers = [10.0**power for power in range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)]
    scale = alt.Scale(type="log", domain=[powers[0], powers[-1]], nice=False)
    return alt.Y("mid:Q", scale=scale, axis=alt.Axis(values=powers, format="~s"), title=None)
