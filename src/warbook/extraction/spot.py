"""Spot: one pass over a report that finds numbers, counted things, event words, parties and dates.

Sentences without a number are left at once; those with one are parsed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from warbook.extraction import commanders, lexicon
from warbook.extraction.lexicon import Mention, within
from warbook.extraction.tables import Told
from warbook.language import dates, numbers, places, sentences, syntax
from warbook.language.dates import TimeExpression
from warbook.language.numbers import Number
from warbook.language.places import PlaceMention
from warbook.language.syntax import Tree
from warbook.model import Span

Dated = TypeVar("Dated", TimeExpression, PlaceMention)
COUNTING = frozenset({"quantity", "zero", "article"})
"""Roles of numbers that may be figures; the linker decides."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A sentence of the report and what stands in it. `tree` only where a number stands."""

    index: int
    span: Span
    numbers: tuple[Number, ...]
    things: tuple[Mention, ...]
    events: tuple[Mention, ...]
    parties: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    tree: Tree | None


class Meant(msgspec.Struct, frozen=True):
    """A word for 'us' or for the enemy, and the party that it stands for. `role`: 'ours', 'foe', 'theirs' or 'his'."""

    span: Span
    party: str
    role: str


class Part(msgspec.Struct, frozen=True):
    """A part of the report, from the sentence `line` to the next part, and how often each side is named in it."""

    line: int
    counts: dict[str, int]


class Scene(msgspec.Struct, frozen=True):
    """A report with all that was spotted in it. `text` is the readable view: markup blanked, tables told.

    `header` is what stands above the report and is blanked in it. `latest` is the last past day that the text itself
    states, for a report without a date of its own. `meant`: see the room `standpoint`. `told`, where the report has
    tables, leads from `text` back to the report's own offsets: see the room `tables`. `spoken` is the last day that a
    report of things long ago speaks of. `years` are those that it speaks of by its days or by the names in it.
    """

    text: str
    title: str
    published: date | None
    lines: tuple[Line, ...]
    title_parties: tuple[Mention, ...]
    party_counts: dict[str, int]
    latest: TimeExpression | None = None
    lang: str = "en"
    header: str = ""
    meant: tuple[Meant, ...] = ()
    told: Told = Told("")
    spoken: date | None = None
    years: frozenset[int] = frozenset()
    parts: tuple[Part, ...] = ()


def spot(text: str, title: str = "", published: date | None = None, lang: str = "en", header: str = "") -> Scene:
    """All mentions of a readable text, sentence by sentence."""
    spans = sentences.split(text, lang)
    things, events = lexicon.things(lang).find(text), lexicon.events(lang).find(text)
    found = _but_named([n for n in numbers.find(text) if n.role in COUNTING], things)
    by_line = _share_out(found, spans)
    wanted = [i for i in range(len(spans)) if by_line[i]]
    trees = dict(zip(wanted, _trees(text, [spans[i] for i in wanted], [by_line[i] for i in wanted], lang), strict=True))
    times = dates.find(text, published, title)
    parties = _but_counted(lexicon.parties(lang).find(text), events, found, text)
    years = commanders.years_of(times, published)
    if published is None:
        years |= commanders.years_of_sides(parties)
    years = years or commanders.years_of_names(text, parties, lang)
    parties = [m for m in parties if commanders.of_the_time(m, years)]
    in_title = lexicon.parties(lang).find(title)
    sides = {mention.sense.id for mention in (*parties, *in_title)}
    placed = places.find(text, lang)
    led = _but_in_longer(commanders.named(text, years, sides, lang), placed)
    parties = commanders.joined(text, parties, led)
    named = [p for p in placed if not commanders.over(led, p.span)]
    lines = tuple(
        Line(
            index=i,
            span=span,
            numbers=tuple(by_line[i]),
            things=tuple(within(things, span)),
            events=tuple(within(events, span)),
            parties=tuple(within(parties, span)),
            times=tuple(_beginning_in(times, span)),
            places=tuple(_beginning_in(named, span)),
            tree=trees.get(i),
        )
        for i, span in enumerate(spans)
    )
    counts: dict[str, int] = {}
    for mention in parties:
        counts[mention.sense.id] = counts.get(mention.sense.id, 0) + 1
    sides |= {mention.sense.id for mention in parties}
    titled = tuple(commanders.joined(title, in_title, commanders.named(title, years, sides, lang)))
    return Scene(
        text=text,
        title=title,
        published=published,
        lines=lines,
        title_parties=titled,
        party_counts=counts,
        latest=None if published else _latest(times),
        lang=lang,
        header=header,
        spoken=_long_ago(times, published),
        years=years,
    )


def _but_named(found: Sequence[Number], things: Sequence[Mention]) -> list[Number]:
    """The numbers without those that end the name of a thing: 'Leopard 2'."""
    ends = {thing.span.end: thing.span.start for thing in things}
    return [n for n in found if ends.get(n.span.end, n.span.start) >= n.span.start]


def _but_counted(
    parties: Sequence[Mention], events: Sequence[Mention], counts: Sequence[Number], text: str
) -> list[Mention]:
    """Parties without those whose name says what happened, behind a number of this text: '56 KIA' are no Kachins."""
    happened = {m.span for m in events}
    ends = {n.span.end for n in counts}
    told = [p for p in parties if p.span in happened and len(text[: p.span.start].rstrip()) in ends]
    words = {text[p.span.start : p.span.end] for p in told}
    return [p for p in parties if p.span not in happened or text[p.span.start : p.span.end] not in words]


def _but_in_longer(led: Sequence[Mention], placed: Sequence[PlaceMention]) -> list[Mention]:
    """Commanders and bodies without those that begin the name of a known place: 'Lashkar' of Lashkar Gah."""
    ends = {place.span.start: place.span.end for place in placed if place.geonames is not None}
    return [one for one in led if ends.get(one.span.start, one.span.end) <= one.span.end]


def _beginning_in(found: Sequence[Dated], span: Span) -> Sequence[Dated]:
    """Those, in text order, that begin inside a sentence."""
    first = bisect_left(found, span.start, key=lambda one: one.span.start)
    return found[first : bisect_left(found, span.end, key=lambda one: one.span.start)]


def _latest(times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The stated date that ends last, of those precise to a month at least; one led by 'since' tells no last day."""
    stated = [
        t
        for t in times
        if t.kind == "date"
        and t.start
        and t.end
        and not t.relative
        and (t.precision or 9) <= 4
        and t.relation != "since"
    ]
    return max(stated, key=lambda t: (t.end or date.min, -t.span.start), default=None)


_LONG = timedelta(days=730)


def _long_ago(times: Sequence[TimeExpression], published: date | None) -> date | None:
    """The last day that a text speaks of, where all its days lie years before its publication."""
    ends = [t.end for t in times if t.start and t.end]
    return max(ends) if published and ends and max(ends) < published - _LONG else None


def _share_out(found: Sequence[Number], spans: Sequence[Span]) -> list[list[Number]]:
    rows: list[list[Number]] = [[] for _ in spans]
    for number in found:
        at = bisect_right(spans, number.span.start, key=lambda s: s.start) - 1
        if at >= 0 and number.span.start < spans[at].end:
            rows[at].append(number)
    return rows


def _trees(text: str, spans: Sequence[Span], rows: Sequence[Sequence[Number]], lang: str) -> list[Tree]:
    stand_ins = {n.span: stand_in(text, n) for row in rows for n in row}
    return syntax.parse(text, spans, stand_ins, lang)


def stand_in(text: str, number: Number) -> str:
    """The plain word that the parser reads for a number phrase: what counts is how it joins the noun."""
    if text[number.span.end : number.span.end + 4].lower() == " of ":
        return "hundreds"
    return "one" if number.low == number.high == 1 else "90"
