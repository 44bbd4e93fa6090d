"""Incidents: sentences that report an attack on people or things, where and when, and how likely it is that they do.

A linear model over the sentence's common words, its event words and its place in the report decides; the weights
(`incidents.en.json`) are made by `training/incidents.py`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp

import msgspec

from warbook.documents import readable
from warbook.extraction import dateline, lexicon, place
from warbook.language import casing, dates
from warbook.language.dates import TimeExpression
from warbook.language.lexicon import common_words
from warbook.model import Document, Period, Place, Span

VIOLENT = frozenset({"killed", "wounded", "casualties", "attacks", "captured", "destroyed", "launched"})
_WORD = re.compile(r"[^\W\d_]+")


class Incident(msgspec.Struct, frozen=True):
    """A sentence that may report an attack. `likelihood` 0 to 1 that it does; place and period as far as it says."""

    sentence: Span
    events: tuple[str, ...]
    likelihood: float
    place: Place | None = None
    period: Period = Period()


def find(document: Document, weights: Mapping[str, float] | None = None) -> list[Incident]:
    """All sentences with a word of violence, in text order, likely or not."""
    table = shipped() if weights is None else weights
    return [
        msgspec.structs.replace(incident, likelihood=1 / (1 + exp(-sum(table.get(f, 0.0) for f in features))))
        for incident, features in candidates(document)
    ]


def candidates(document: Document) -> Iterator[tuple[Incident, list[str]]]:
    """The sentences with a word of violence, and what speaks for and against each."""
    full = casing.restore(readable(document))
    text, day = dateline.blanked(full), dateline.day(full)
    where = place.setting(document)
    mentions = [m for m in lexicon.events(document.lang).find(text) if m.sense.entry.data["events"][0] in VIOLENT]
    times = [t for t in dates.find(text, day) if t.start or t.end]
    for index, line in enumerate(where.lines):
        here = lexicon.within(mentions, line)
        if here:
            events = tuple(dict.fromkeys(m.sense.entry.data["events"][0] for m in here))
            at = place.choose(where, here[0].span, events[0])
            when = [t for t in times if line.start <= t.span.start < line.end]
            incident = Incident(line, events, 0.0, at, _period(when))
            ids = [m.sense.id for m in here]
            named = at is not None and at.span is not None and line.start <= at.span.start < line.end
            yield incident, _features(text[line.start : line.end], index, ids, bool(when), named)


def _features(sentence: str, index: int, events: Sequence[str], dated: bool, named: bool) -> list[str]:
    words = {w for w in _WORD.findall(sentence) if w in common_words()}
    position = f"sentence={min(index, 8)}"
    return [
        "bias", position, f"dated={dated}", f"placed={named}", f"dated={dated},placed={named}",
        *(f"event={event}" for event in dict.fromkeys(events)),
        *(f"word={word}" for word in sorted(words)),
    ]  # fmt: skip


def _period(times: Sequence[TimeExpression]) -> Period:
    if not times:
        return Period()
    first = times[0]
    return Period(first.start, first.end, first.precision, first.span, True)


@cache
def shipped(lang: str = "en") -> dict[str, float]:
    """The weights that come with Warbook."""
    path = resources.files(__package__).joinpath(f"incidents.{lang}.json")
    table: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return table
