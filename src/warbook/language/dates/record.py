"""What a time expression is read as."""

from datetime import date
from typing import Literal

import msgspec

from warbook.model import Span

Kind = Literal["date", "time", "duration", "set"]
Phase = Literal["start", "mid", "end"]


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Words that tell a time, and the days that they mean.

    `value` is the TIMEX3 value, None where the words alone do not settle it. `start` and `end` are the days meant,
    inclusive, None where unknown (for a duration: the days that it covers, if the text says so: 'the past two weeks').
    `precision` follows UCDP date_prec (1 day, 2 up to a week, 3 within weeks, 4 month, 5 longer). `phase` is set by
    'early', 'mid', 'late', 'the end of'; it narrows `start` and `end` to a third (of a month, to the days 1 to 10, 11
    to 20, 21 to the last), not `value`. `relation` is the preposition before
    the words, in lower case ('in', 'since', 'as of', 'until', 'by'). `why` names the rule and what year, month or
    day was taken from where.
    """

    span: Span
    kind: Kind
    value: str | None = None
    start: date | None = None
    end: date | None = None
    precision: int | None = None
    relative: bool = False
    phase: Phase | None = None
    relation: str | None = None
    why: str = ""
