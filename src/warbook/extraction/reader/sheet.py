"""What the reader is shown of a report: its text with numbers, sides and dates marked, under a head with the sides.

A sheet holds offsets only, so that the names in it can be exchanged without spotting anew (teaching does that).
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from warbook.extraction import conflicts, parts
from warbook.extraction.spot import Scene
from warbook.extraction.states import states_by_code
from warbook.extraction.stretches import length
from warbook.model import Span

MOST_SIDES = 10


class Mark(msgspec.Struct, frozen=True):
    """A stretch of the text that names the side `party`. `kind`: 'name', 'people', 'seat' or 'leader'."""

    span: Span
    party: str
    kind: str


class Heading(msgspec.Struct, frozen=True):
    """The parties that a figure may belong to in the part of the text from `start` on, the likeliest first."""

    start: int
    sides: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the reader sees it. `headings` stand above its parts in text order, the first at 0; `sides` are all
    of theirs.

    `dates` are the words of dates and of lengths of days or more; `openings` the offsets at which a sentence begins.
    """

    title: str
    published: date | None
    text: str
    sides: tuple[str, ...]
    headings: tuple[Heading, ...]
    numbers: tuple[Span, ...]
    marks: tuple[Mark, ...]
    dates: tuple[Span, ...]
    openings: tuple[int, ...] = ()

    def head(self, sides: Sequence[str]) -> tuple[str, list[Span]]:
        """The line that stands above a part of the text, and where each of its sides stands in the line."""
        day = self.published.isoformat() if self.published else "undated"
        text, spans = f"{self.title}. {day}. Sides: ", []
        for side in sides:
            spans.append(Span(len(text), len(text) + len(side)))
            text += f"{side}; "
        return f"{text.removesuffix('; ')}.", spans


def sheet_of(scene: Scene) -> Sheet:
    """The sheet of a scene."""
    marks = [
        Mark(mention.span, sense.id, sense.role)
        for line in scene.lines
        for mention in line.parties
        for sense in mention.senses[:1]
    ]
    marks += [Mark(one.span, one.party, "people") for one in scene.meant]
    headings = [
        Heading(part.lines[0].span.start if place else 0, _sides(part)) for place, part in enumerate(parts.alone(scene))
    ]
    return Sheet(
        title=scene.title,
        published=scene.published,
        text=scene.text,
        sides=tuple(dict.fromkeys(side for heading in headings for side in heading.sides)),
        headings=tuple(headings),
        numbers=tuple(number.span for line in scene.lines if line.tree for number in line.numbers),
        marks=tuple(sorted(marks, key=lambda mark: mark.span.start)),
        openings=tuple(line.span.start for line in scene.lines),
        dates=tuple(dict.fromkeys(t.span for line in scene.lines for t in line.times if t.start or t.end or length(t))),
    )


def _sides(scene: Scene) -> tuple[str, ...]:
    """Parties by how often they are named or meant, then the states of the places named, then their opponents in a
    war."""
    counts = dict(scene.party_counts)
    for one in scene.meant:
        counts[one.party] = counts.get(one.party, 0) + 1
    for mention in scene.title_parties:
        counts[mention.sense.id] = counts.get(mention.sense.id, 0) + 2
    lands: dict[str, int] = {}
    for line in scene.lines:
        for place in line.places:
            land = states_by_code(scene.lang).get(place.country or "")
            if land:
                lands[land] = lands.get(land, 0) + 1
    ranked = sorted(counts, key=lambda party: -counts[party])[: MOST_SIDES - 2]
    ranked += [land for land in sorted(lands, key=lambda land: -lands[land])[:2] if land not in ranked]
    ranked += [party for party in conflicts.opponents(scene, ranked) if party not in ranked]
    return tuple(ranked[:MOST_SIDES])
