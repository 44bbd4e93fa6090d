"""One measure and side over time: running totals and what single periods cost, every claim by who says so."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from warbook.display import wording
from warbook.ledger import Book, Claim
from warbook.model import Figure
from warbook.web.asking import Wanted
from warbook.web.room import STANDS, Room
from warbook.web.views.claims import Row, rows

MOST = 300
"""So many claims are drawn on each side."""
APART = 5
"""So many sources are told apart; the others share a mark."""
OTHERS = "other sources"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A series that the book has: what is counted ('event/object'), whose it is, and how many claims."""

    measure: str
    party: str
    claims: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One of the drawings: running totals or single periods. `many` are all claims, `undated` of those taken."""

    rows: tuple[Row, ...]
    many: int
    undated: int = 0

    @property
    def dated(self) -> tuple[Row, ...]:
        """The claims that can be drawn."""
        return tuple(row for row in self.rows if day_of(row.claim.figure))


class Voice(msgspec.Struct, frozen=True):
    """A source in the drawing: its name ('' for the reports' own voice), its number among the marks, its claims."""

    name: str
    mark: int
    claims: int


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A series as it is shown."""

    measure: str
    party: str
    unit: str
    units: dict[str, int]
    totals: Line
    periods: Line
    voices: tuple[Voice, ...]

    def mark(self, figure: Figure) -> int:
        """The number of the mark of a claim's source."""
        return next((voice.mark for voice in self.voices if voice.name == voice_of(figure)), APART)


def offered(room: Room, book: Book, most: int = 200) -> list[Choice]:
    """The series that most claims are in."""
    return room.remembered(book, ("series", most), lambda: _offered(book, most))


def _offered(book: Book, most: int) -> list[Choice]:
    return [
        Choice(measure=f"{one.event}/{one.object}", party=one.party or "", claims=one.claims)
        for one in book.series(STANDS, most)
    ]


def chosen(book: Book, wanted: Wanted) -> Chosen:
    """The series that is asked for, by `measure` and `party`; of the unit that most of its claims have, if none is."""
    found = {total: book.sample(wanted.filter(cumulative=total), MOST) for total in (True, False)}
    units = Counter(claim.figure.value.unit for claims, _ in found.values() for claim in claims)
    unit = wanted.unit or (units.most_common(1)[0][0] if units else "count")
    if len(units) > 1 and not wanted.unit and any(many > MOST for _, many in found.values()):
        found = {total: book.sample(wanted.filter(cumulative=total, unit=unit), MOST) for total in (True, False)}
    lines = {total: _line(book, claims, many, unit) for total, (claims, many) in found.items()}
    figures = [row.claim.figure for line in lines.values() for row in line.rows]
    return Chosen(
        measure=wanted.measure or "",
        party=wanted.party or "",
        unit=unit,
        units=dict(units.most_common()),
        totals=lines[True],
        periods=lines[False],
        voices=tuple(_voices(figures)),
    )


def _line(book: Book, claims: Sequence[Claim], many: int, unit: str) -> Line:
    mine = [claim for claim in claims if claim.figure.value.unit == unit]
    undated = sum(day_of(claim.figure) is None for claim in mine)
    return Line(rows=tuple(rows(book, mine)), many=many - (len(claims) - len(mine)), undated=undated)


def _voices(figures: Sequence[Figure]) -> list[Voice]:
    counts = Counter(voice_of(figure) for figure in figures)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    found = [Voice(name, mark, counts[name]) for mark, name in enumerate(ranked[:APART])]
    rest = sum(counts[name] for name in ranked[APART:])
    return [*found, Voice(OTHERS, APART, rest)] if rest else found


def voice_of(figure: Figure) -> str:
    """Who says a figure first; '' for the report itself."""
    return figure.sources[0].name if figure.sources else ""


def day_of(figure: Figure) -> date | None:
    """The day at which a figure is drawn."""
    return figure.period.end or figure.period.start


def title(chosen: Chosen) -> str:
    """'Tanks destroyed or lost, Russia'."""
    event, _, object_ = chosen.measure.partition("/")
    thing, done = wording.label("object", object_), wording.label("event", event)
    words = thing if thing.casefold() == done.casefold() else f"{thing} {done}".replace(" :", ":")
    unit = wording.label("unit", chosen.unit)
    return f"{words}, {chosen.party or 'side not said'}{f', {unit}' if unit else ''}"
