"""The wars of the vocabulary: who fights whom, and from which day running totals count."""

from datetime import date
from functools import cache

import msgspec

from warbook.vocabulary import table


class Conflict(msgspec.Struct, frozen=True):
    """A war of the vocabulary. `start` is the first day that its running totals count from.

    `camps` are the sides that fight together, where a war has more than two; a side of no camp fights all others.
    `lesser` ones count only where no other of the same side does. `over` is the last day of fighting where totals are
    counted beyond it.
    """

    id: str
    sides: tuple[str, ...]
    start: date
    end: date | None = None
    camps: tuple[tuple[str, ...], ...] = ()
    lesser: bool = False
    over: date | None = None

    @property
    def last(self) -> date | None:
        """The last day of fighting, None while it goes on."""
        return self.over or self.end

    def in_year(self, year: int) -> bool:
        """Whether its totals are counted in a year."""
        return self.start.year <= year and (self.end is None or year <= self.end.year)


@cache
def conflicts(lang: str = "en") -> tuple[Conflict, ...]:
    """All wars of the vocabulary, the lesser ones last."""
    return tuple(
        msgspec.convert({**row, "lesser": lesser}, Conflict)
        for name, lesser in (("conflicts", False), ("lesser_conflicts", True))
        for row in table(name, lang)["conflict"]
    )
