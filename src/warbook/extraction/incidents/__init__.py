"""What a report tells of attacks: on which days, in which places, how many dead and hurt.

    find(document) -> Incidents

Figures say what is counted; here single victims count as well, and what belongs to an attack is told from what stands
beside it: the speaker's city, the day of a statement, the toll of ten years. Linear models over the words and relations
around each candidate decide (`model.py`), then trees that set them beside each other (`beside.py`), all trained by
`training/incidents.py` on messages with answer keys.
"""

from collections.abc import Mapping, Sequence

import msgspec

from warbook.extraction.incidents import beside, context, lines, model, report, toll, when, where
from warbook.extraction.incidents.beside import Seen
from warbook.extraction.incidents.context import Hints
from warbook.extraction.incidents.model import Weights
from warbook.extraction.incidents.report import Report
from warbook.extraction.incidents.toll import Harm
from warbook.extraction.incidents.when import Days
from warbook.model import Document, Place, Span


class When(msgspec.Struct, frozen=True):
    """The days of an attack; no first day: some day up to the last. `score` above 0: the report tells it."""

    days: Days
    score: float


class Where(msgspec.Struct, frozen=True):
    """The narrowest named place of an attack. `score` above 0: the report tells it."""

    place: Place
    score: float


class Toll(msgspec.Struct, frozen=True):
    """A number of people killed or wounded in an attack. `score` above 0: the report tells it."""

    harm: Harm
    score: float


class Incidents(msgspec.Struct, frozen=True):
    """What a report may tell of attacks, each candidate once. `score` above 0: the report is about an attack."""

    score: float
    when: tuple[When, ...] = ()
    where: tuple[Where, ...] = ()
    toll: tuple[Toll, ...] = ()


def find(document: Document, weights: Weights | None = None) -> Incidents:
    """The days, places and tolls of a document, told or not; empty where it has no word of violence."""
    read = report.read(document)
    if not any(line.events for line in read.lines):
        return Incidents(score=-1.0)
    table = weights or model.shipped(document.lang)
    states = context.of(read, document.lang)
    probed = {name: context.hint(states, probe) for name, probe in table.probes.items()}
    return weigh(read, table, {**probed, **context.as_read(states, document.lang)})


def weigh(read: Report, table: Weights, hints: Hints) -> Incidents:
    """As `find`, of a report that was read before and holds a word of violence."""
    scores = line_scores(read, table, hints)
    whole = whole_score(read, table, hints)
    days = when.candidates(read, scores, whole, hints)
    places = where.candidates(read, scores, whole, hints)
    tolls = toll.candidates(read, scores, whole, hints)
    first = {
        "days": [when.seen(one, option, model.score(table.days, option.features)) for one, option in days.items()],
        "places": [
            where.seen(one, option, model.score(table.places, option.features)) for one, option in places.values()
        ],
        "harms": [toll.seen(one, option, model.score(table.harms, option.features)) for one, option in tolls.values()],
    }
    sums = {kind: second_look(table, kind, first, scores, whole) for kind in first}
    return Incidents(
        score=whole,
        when=tuple(map(When, days, sums["days"])),
        where=tuple(
            Where(named.at_place(name), score)
            for (name, (named, _)), score in zip(places.items(), sums["places"], strict=True)
        ),
        toll=tuple(Toll(harm, score) for (harm, _), score in zip(tolls.values(), sums["harms"], strict=True)),
    )


def second_look(
    table: Weights,
    kind: str,
    first: Mapping[str, Sequence[Seen]],
    scores: Sequence[float],
    whole: float,
) -> list[float]:
    """The sums of the candidates of a kind after they were set beside each other and beside the other kinds."""
    seen, forest = first[kind], table.beside.get(kind)
    if forest is None:
        return [one.score - table.least.get(kind, 0.0) for one in seen]
    rows = beside.measures(seen, [first[other] for other in first if other != kind], scores, whole)
    return [forest.score(row) for row in rows]


def line_scores(read: Report, table: Weights, hints: Hints) -> list[float]:
    """How likely each sentence tells of an attack: by its words, and by what the encoder makes of it."""
    return [model.score(table.lines, lines.of_line(read, line)) + hints["lines"](line.span) for line in read.lines]


def whole_score(read: Report, table: Weights, hints: Hints) -> float:
    """How likely the report tells of an attack, in the same two ways."""
    return model.score_words(table.words, lines.words(read)) + hints["whole"](Span(0, len(read.text)))
