"""A report as the reading of incidents sees it: its sentences with their words of violence, times and names."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import msgspec

from warbook.documents import readable
from warbook.extraction import dateline, lexicon
from warbook.extraction.lexicon import Mention
from warbook.language import casing, dates, names, numbers, places, sentences, syntax
from warbook.language.dates import TimeExpression
from warbook.language.lexicon import common_words
from warbook.language.numbers import Number
from warbook.language.places import PlaceMention
from warbook.language.syntax import Tree
from warbook.model import Document, Span

VIOLENT = frozenset({"killed", "wounded", "casualties", "attacks", "captured", "destroyed", "launched"})
HARM = frozenset({"killed", "wounded", "casualties"})
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_COUNTING = frozenset({"quantity", "article"})
Found = TypeVar("Found", TimeExpression, PlaceMention, Number)


class Line(msgspec.Struct, frozen=True):
    """A sentence: its common words in order, and what is named in it, all with offsets of the text.

    `tree` and `numbers` are read where it tells of people killed or wounded only.
    """

    index: int
    span: Span
    words: tuple[str, ...]
    events: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    names: tuple[Span, ...]
    numbers: tuple[Number, ...] = ()
    tree: Tree | None = None

    @property
    def harms(self) -> list[Mention]:
        """The words that say that people were killed or wounded."""
        return [m for m in self.events if kind(m) in HARM]


class Report(msgspec.Struct, frozen=True):
    """`text` with its case restored and its dateline blanked, `day` the day of the dateline or of publication,
    `dateline` the place that opens it, `opening` its name."""

    text: str
    day: date | None
    dateline: Span | None
    opening: str
    lines: tuple[Line, ...]


def kind(mention: Mention) -> str:
    """The likeliest thing that a word of violence says: 'killed', 'attacks' …"""
    events: list[str] = mention.sense.entry.data["events"]
    return events[0]


def plain_words(text: str, span: Span, reach: int = 48) -> tuple[list[str], list[str]]:
    """The four words and marks before and after a stretch, within `reach` characters: names '?', figures '9'."""
    before = _TOKEN.findall(text[max(0, span.start - reach) : span.start])[-4:]
    after = _TOKEN.findall(text[span.end : span.end + reach])[:4]
    return [_plain(w) for w in before], [_plain(w) for w in after]


def _plain(word: str) -> str:
    low = word.lower()
    return low if low in common_words() or not low[0].isalnum() else "9" if low[0].isdigit() else "?"


def read(document: Document) -> Report:
    """All that the reading of incidents needs of a document."""
    full = casing.restore(readable(document))
    published = document.published.day if document.published and document.published.precision == "day" else None
    day = published or dateline.day(full)
    text = dateline.blanked(full)
    spans = sentences.split(text, document.lang)
    events = [m for m in lexicon.events(document.lang).find(text) if kind(m) in VIOLENT]
    times = dates.find(text, day)
    found = [m for m in places.find(text, document.lang) if m.kind != "people"]
    named = names.find(text, document.lang)
    counted = [n for n in numbers.find(text) if n.role in _COUNTING]
    lines = []
    for index, span in enumerate(spans):
        words = tuple(w for w in _WORD.findall(text[span.start : span.end].lower()) if w in common_words())
        lines.append(
            Line(
                index,
                span,
                words,
                tuple(lexicon.within(events, span)),
                tuple(_within(times, span)),
                tuple(_within(found, span)),
                tuple(name for name in named if span.start <= name.start < span.end),
            )
        )
    harmed = [line for line in lines if line.harms]
    inside = [_within(counted, line.span) for line in harmed]
    stand_ins = {n.span: "90" for row in inside for n in row}
    trees = syntax.parse(text, [line.span for line in harmed], stand_ins, document.lang)
    for line, row, tree in zip(harmed, inside, trees, strict=True):
        lines[line.index] = msgspec.structs.replace(line, numbers=tuple(row), tree=tree)
    at = dateline.place(full)
    return Report(text, day, at, full[at.start : at.end] if at else "", tuple(lines))


def _within(found: Sequence[Found], span: Span) -> list[Found]:
    first = bisect_left(found, span.start, key=lambda one: one.span.start)
    last = bisect_left(found, span.end, key=lambda one: one.span.start)
    return list(found[first:last])
