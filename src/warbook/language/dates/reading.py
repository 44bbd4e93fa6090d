"""What a match is read as, before it becomes a TimeExpression: one stretch of tokens and what they mean."""

from typing import Any

import msgspec

from warbook.language.dates.calendar import Moment
from warbook.language.dates.parts import Parts
from warbook.language.dates.record import Kind, Phase


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens `start` to `end` and their meaning. The text is taken to have spoken of `moment`, where there is one.

    `clock` is a TIMEX3 value from 'T' on; `value` stands where the moment does not give it; `days` (first and last
    number) where they are not the moment's. An `aside` ('a year ago') does not move what the text speaks of.
    """

    start: int
    end: int
    kind: Kind = "date"
    moment: Moment | None = None
    clock: str = ""
    value: str | None = None
    days: tuple[int, int] | None = None
    relative: bool = False
    aside: bool = False
    phase: Phase | None = None
    halved: bool = False
    why: str = ""


def reading(parts: Parts, **fields: Any) -> Reading:
    """A reading of the whole match."""
    given = {
        "start": parts.match.start,
        "end": parts.match.end,
        "phase": parts.phase(),
        "halved": parts.halved,
        **fields,
    }
    return Reading(**given)
