"""Figures put side by side: by measure, then by side. What is compared shares thing, event, unit and kind of total."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from warbook.display import wording
from warbook.model import Figure, Value


class Key(NamedTuple):
    """What figures of one series share; sorts by what is counted."""

    object: str
    event: str
    unit: str
    cumulative: bool

    @classmethod
    def of(cls, figure: Figure) -> "Key":
        """The key of a figure."""
        return cls(figure.object, figure.event, figure.value.unit, figure.cumulative)


class Side(msgspec.Struct, frozen=True):
    """The figures of one series that one side has, by date. `spread` runs over those that are asserted."""

    name: str
    figures: tuple[Figure, ...]

    @property
    def spread(self) -> Value | None:
        """From the lowest to the highest number that is asserted; open where a highest is not given."""
        said = [f.value for f in self.figures if f.modality == "asserted"]
        ends = [end for value in said for end in (value.low, value.high) if end is not None]
        if not ends:
            return None
        open_end = any(value.high is None and value.low == max(ends) for value in said)
        return Value(low=min(ends), high=None if open_end else max(ends), unit=said[0].unit)


class Series(msgspec.Struct, frozen=True):
    """All figures of one measure, a side at a time."""

    key: Key
    title: str
    sides: tuple[Side, ...]

    @property
    def figures(self) -> Iterable[Figure]:
        """All figures of the series."""
        return (figure for side in self.sides for figure in side.figures)


def series(figures: Sequence[Figure]) -> list[Series]:
    """Every figure in exactly one series, those with most figures first."""
    found = []
    for key, group in groupby(sorted(figures, key=Key.of), key=Key.of):
        members = sorted(group, key=_order)
        sides = tuple(Side(name, tuple(some)) for name, some in groupby(members, key=wording.side))
        found.append(Series(key, _title(members[0], key), sides))
    return sorted(found, key=lambda s: (-sum(len(side.figures) for side in s.sides), s.title))


def _order(figure: Figure) -> tuple[str, str, str, int]:
    when = figure.period.end or figure.period.start
    return wording.side(figure), when.isoformat() if when else "9999", figure.document, figure.span.start


def _title(figure: Figure, key: Key) -> str:
    unit = wording.label("unit", key.unit)
    words = wording.measure(figure) + (f", {unit}" if unit else "")
    return words + (": running totals" if key.cumulative else "")
