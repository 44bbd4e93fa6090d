"""What a report tells of attacks: on which days, in which places, how many dead and hurt.

    find(document) -> Incidents

Figures say what is counted; here single victims count as well, and what belongs to an attack is told from what stands
beside it: the speaker's city, the day of a statement, the toll of ten years. Linear models over the words and relations
around each candidate decide (`model.py`, trained by `training/incidents.py` on messages with answer keys).
"""

from collections.abc import Sequence

import msgspec

from warbook.extraction.incidents import lines, model, report, toll, when, where
from warbook.extraction.incidents.model import Weights
from warbook.extraction.incidents.report import Report
from warbook.extraction.incidents.toll import Harm
from warbook.extraction.incidents.when import Days
from warbook.model import Document, Place


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
    table = weights or model.shipped(document.lang)
    read = report.read(document)
    if not any(line.events for line in read.lines):
        return Incidents(score=-1.0)
    scores = line_scores(read, table)
    whole = model.score_words(table.words, lines.words(read))
    return Incidents(
        score=whole,
        when=tuple(
            When(days, model.score(table.days, features))
            for days, features in when.candidates(read, scores, whole).items()
        ),
        where=tuple(
            Where(named.at_place(name), model.score(table.places, features))
            for name, (named, features) in where.candidates(read, scores, whole).items()
        ),
        toll=tuple(
            Toll(harm, model.score(table.harms, features))
            for harm, features in toll.candidates(read, scores, whole).values()
        ),
    )


def line_scores(read: Report, table: Weights) -> Sequence[float]:
    """How likely each sentence tells of an attack."""
    return [model.score(table.lines, lines.of_line(read, line)) for line in read.lines]
