"""Finds what a page says to its visitor instead of reporting: paywalls, cookies, subscriptions, sharing, disclaimers.

One multi-pattern pass over the text finds all phrases of the vocabulary; a sentence is labelled when the phrases in it
weigh enough. Only sentences with a phrase are looked at again.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from warbook.documents.blocks import Block
from warbook.model import Segment, SegmentKind, Span
from warbook.vocabulary import Entry, entries

ENOUGH = 2.0
SHIELDED = 3.5
"""What the phrases of a sentence must weigh: more where its words are those of a report, as in 'he told his followers
to subscribe to our channel'."""
SENTENCE_END = re.compile(r"""(?<=[.!?…])["'”’»)\]]*\s+(?=["'“‘«(\[]?[^\W_a-z])|\s[|·•]\s""")
QUOTED = re.compile(r"""[“"«„][^“”"«»„]{3,}[”"»]""")
BARE = re.compile(r"[\W\d_]+")
SHORT_WORDS = 8
WHOLE_CHARACTERS = 60


class _Hit(NamedTuple):
    start: int
    end: int
    number: int


class _Phrases(NamedTuple):
    """The vocabulary made ready: an automaton for phrases, a table for those that are all of a line."""

    automaton: AhoCorasick
    owners: tuple[Entry, ...]
    weights: tuple[float, ...]
    whole: dict[str, Entry]
    shield: re.Pattern[str]


@cache
def _phrases(lang: str) -> _Phrases:
    table = [(word.lower(), entry) for entry in entries("boilerplate", lang) for word in entry.words]
    whole = {_bare(word): entry for word, entry in table if entry.data.get("at") == "whole"}
    whole.pop("", None)
    parts = [
        (word, entry) for word, entry in table if entry.data.get("at") != "whole" and entry.data["kind"] != "shield"
    ]
    shields = [word for word, entry in table if entry.data["kind"] == "shield"]
    return _Phrases(
        AhoCorasick([word for word, _ in parts], matchkind=MatchKind.Standard),
        tuple(entry for _, entry in parts),
        tuple(float(entry.data.get("weight", ENOUGH)) for _, entry in parts),
        whole,
        re.compile(rf"\b(?:{'|'.join(map(re.escape, shields))})\b", re.IGNORECASE),
    )


def find(view: str, blocks: Sequence[Block], lang: str = "en") -> list[Segment]:
    """The labelled sentences of a text's blocks, in order.

    `view` is the text with markup blanked. A block most of whose sentences are labelled is labelled whole.
    """
    phrases = _phrases(lang)
    hits = _hits(view, phrases)
    found: list[Segment] = []
    position = 0
    for block in blocks:
        first = position
        while position < len(hits) and hits[position].start < block.end:
            position += 1
        near = hits[first:position]
        if block.end - block.start <= WHOLE_CHARACTERS or sum(phrases.weights[hit.number] for hit in near) >= ENOUGH:
            found += _in_block(view, block, near, phrases)
    return found


def _hits(view: str, phrases: _Phrases) -> list[_Hit]:
    low = lowered(view)
    found = []
    for number, start, end in phrases.automaton.find_matches_as_indexes(low, overlapping=True):
        if _borders(low, start, end):
            found.append(_Hit(start, end, number))
    return sorted(found)


def lowered(text: str) -> str:
    """The text in lower case, of the same length even where a letter's small form is longer."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _borders(low: str, start: int, end: int) -> bool:
    before = start == 0 or not (low[start].isalnum() and low[start - 1].isalnum())
    return before and (end == len(low) or not (low[end - 1].isalnum() and low[end].isalnum()))


def _in_block(view: str, block: Block, hits: list[_Hit], phrases: _Phrases) -> list[Segment]:
    sentences = list(_sentences(view, block))
    labels = [_label(view, span, [h for h in hits if span.start <= h.start < span.end], phrases) for span in sentences]
    if not any(labels):
        return []
    rest = [view[span.start : span.end] for span, label in zip(sentences, labels, strict=True) if not label]
    mostly = len(rest) * 2 < len(labels) or all(words.endswith("?") for words in rest)
    if mostly and all(len(words.split()) <= SHORT_WORDS for words in rest):
        kind, why = next(label for label in labels if label)
        return [Segment(Span(block.start, block.end), kind, why)]
    return [Segment(span, *label) for span, label in zip(sentences, labels, strict=True) if label]


def _sentences(view: str, block: Block) -> Iterator[Span]:
    start = block.start
    for match in SENTENCE_END.finditer(view, block.start, block.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, block.end)


def _label(view: str, span: Span, hits: list[_Hit], phrases: _Phrases) -> tuple[SegmentKind, str] | None:
    """The kind of a sentence and the words that gave it away; None for one that reports."""
    words = view[span.start : span.end]
    if len(words) <= WHOLE_CHARACTERS and (entry := phrases.whole.get(_bare(words))):
        return entry.data["kind"], words
    quoted = [(m.start() + span.start, m.end() + span.start) for m in QUOTED.finditer(words)]
    weights: dict[str, float] = {}
    shown: dict[str, tuple[SegmentKind, str]] = {}
    for hit in hits:
        entry, said = phrases.owners[hit.number], view[hit.start : hit.end]
        if not any(a <= hit.start < b for a, b in quoted) and _in_place(view, span, hit, entry):
            key = entry.id if phrases.weights[hit.number] >= 1 else said.lower()
            weights[key] = phrases.weights[hit.number]
            shown.setdefault(key, (entry.data["kind"], said))
    total = sum(weights.values())
    if total < ENOUGH or (total < SHIELDED and phrases.shield.search(words)):
        return None
    return shown[max(weights, key=lambda key: weights[key])]


def _in_place(view: str, span: Span, hit: _Hit, entry: Entry) -> bool:
    return entry.data.get("at") != "start" or not BARE.sub("", view[span.start : hit.start])


def _bare(words: str) -> str:
    return BARE.sub(" ", words.lower()).strip()
