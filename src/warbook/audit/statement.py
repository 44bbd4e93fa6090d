"""What the audit works on: one quantity that somebody stated, with the days it holds for. Field names in files: `from`,
`to`, `lo`, `hi`, `doc`, `measure_alt`, `time_ref`, `time_stated` (the claims format of `warbook audit --claims`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

Kind = Literal["stock", "flow", "superlative", "ratio", "level"]
Hedge = Literal["exact", "about", "more_than", "nearly", "at_most", "between", "order", "record"]
FILE_NAMES = {
    "document": "doc",
    "alternatives": "measure_alt",
    "low": "lo",
    "high": "hi",
    "start": "from",
    "end": "to",
    "expression": "time_ref",
    "dated": "time_stated",
}


class Against(msgspec.Struct, frozen=True):
    """The other side of a ratio: so many of the subject's measure to one of these."""

    subject: str
    measure: str


class Statement(msgspec.Struct, frozen=True, kw_only=True, rename=FILE_NAMES):
    """One stated quantity. Everything is what the report says, so any of it may be wrong.

    `kind`: 'stock' a running total as of `end`; 'flow' what happened from `start` to `end`, inclusive;
    'superlative' says that the flow `of` is the highest so far; 'ratio' so many to one of `against`; 'level' a
    strength at a time, which may rise and fall. `alternatives` are other measures that the wording allows.
    `expression` names the date expression that dates it: statements that share one are dated right or wrong
    together. `dated` is false where the date is the report's. `low` and `high` are the bounds as said (None is
    open). `origin` is who says it first, `origin_name` how people call them. `figure` is the id that findings show,
    where it is not `id`. `partial` marks an incident's or a narrower figure: what happened in those days is at
    least this. `family` is the report whose text this report copies, or itself where others copy it. `slack` widens its
    bounds by that share, for estimates that get revised.
    """

    id: str
    document: str
    origin: str
    subject: str
    measure: str
    kind: Kind
    point: float | None = None
    low: float | None = None
    high: float | None = None
    hedge: Hedge = "exact"
    start: date | None = None
    end: date | None = None
    published: date | None = None
    outlet: str | None = None
    alternatives: tuple[str, ...] = ()
    period: str | None = None
    expression: str | None = None
    dated: bool = True
    cites: tuple[str, ...] = ()
    of: str | None = None
    against: Against | None = None
    text: str = ""
    place: str | None = None
    country: str | None = None
    group: str | None = None
    origin_name: str | None = None
    figure: str | None = None
    unit: str = "count"
    partial: bool = False
    family: str | None = None
    slack: float = 0.0

    @property
    def series(self) -> "Series":
        """The curve that this statement speaks of."""
        return Series(self.origin, self.subject, self.measure, self.place, self.group)

    @property
    def shown(self) -> str:
        """The id that people see: the figure's, where the statement was made from one."""
        return self.figure or self.id


class Series(msgspec.Struct, frozen=True, order=True):
    """One running total in one origin's book."""

    origin: str
    subject: str
    measure: str
    place: str | None = None
    group: str | None = None


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """The statements to audit, and what is known of the war they are about.

    `start` is the day it began (the eve of it has a total of zero), `starts` the day per subject where they differ,
    `end` the last day of which anything can be known.
    `names` gives the names of sides and documents for people.
    """

    statements: tuple[Statement, ...]
    start: date | None = None
    end: date | None = None
    starts: Mapping[str, date] = {}
    names: Mapping[str, str] = {}

    def by_id(self) -> dict[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.statements}
