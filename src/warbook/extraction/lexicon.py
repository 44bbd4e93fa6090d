"""The vocabulary of war as one matcher: finds counted things, events and parties in a text in one pass."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

import ahocorasick_rs
import msgspec

from warbook.model import Span
from warbook.vocabulary import Entry, entries

Kind = Literal["thing", "event", "party", "cue"]


class Sense(msgspec.Struct, frozen=True, gc=False):
    """What a word can mean: an entry of one vocabulary, and the role in which this word names it.

    `role` is the kind of word for parties ('name', 'people', 'seat', 'leader'), the part of speech for events.
    """

    kind: Kind
    entry: Entry
    role: str = ""

    @property
    def id(self) -> str:
        """The id of the entry."""
        return self.entry.id


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase of the vocabulary as it stands in a text, with all its senses of one kind."""

    span: Span
    kind: Kind
    senses: tuple[Sense, ...]

    @property
    def sense(self) -> Sense:
        """The first sense."""
        return self.senses[0]


class Matcher:
    """Longest matches of many phrases at word borders, by Aho-Corasick."""

    def __init__(self, senses: dict[str, list[Sense]], kind: Kind, fold_case: bool) -> None:
        self._words = list(senses)
        self._senses = [tuple(senses[word]) for word in self._words]
        self._kind: Kind = kind
        self._fold = fold_case
        self._automaton = ahocorasick_rs.AhoCorasick(self._words, matchkind=ahocorasick_rs.MatchKind.Standard)

    def find(self, text: str) -> list[Mention]:
        """The mentions in text order; of overlapping ones the leftmost and longest."""
        plain = folded(text) if self._fold else text
        hits = sorted(
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True)
            if _at_borders(plain, start, end)
        )
        found: list[Mention] = []
        reached = 0
        for start, negative_end, index in hits:
            if start >= reached:
                found.append(Mention(Span(start, -negative_end), self._kind, self._senses[index]))
                reached = -negative_end
        return found


def folded(text: str) -> str:
    """The text in lower case with plain quotes and hyphens, of the same length."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_PLAIN)


_PLAIN = str.maketrans("’‘‐‑–\u00a0\u202f\n\r\t", "''---     ")


def _at_borders(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "-_") or not text[start].isalnum()
    return before and (end == len(text) or not (text[end].isalnum() or text[end] == "_"))


def within(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The mentions that lie inside `span`; `mentions` are in text order."""
    first = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    last = bisect_left(mentions, span.end, key=lambda m: m.span.start)
    return [m for m in mentions[first:last] if m.span.end <= span.end]


@cache
def things(lang: str = "en") -> Matcher:
    """Counted things: soldiers, tanks, villages …"""
    return matcher("thing", entries("things", lang))


@cache
def events(lang: str = "en") -> Matcher:
    """Words that say what happened."""
    return matcher("event", entries("events", lang))


@cache
def parties(lang: str = "en") -> Matcher:
    """States and armed groups, their people, seats of power and leaders. Case matters ('IS' and 'is')."""
    senses: dict[str, list[Sense]] = {}
    for entry in entries("parties", lang):
        for role, words in (
            ("name", entry.words),
            ("people", entry.data.get("people", ())),
            ("seat", entry.data.get("seats", ())),
            ("leader", entry.data.get("leaders", ())),
        ):
            for word in words:
                senses.setdefault(word, []).append(Sense("party", entry, role))
    return Matcher(senses, "party", fold_case=False)


def matcher(kind: Kind, vocabulary: Iterable[Entry], fold_case: bool = True) -> Matcher:
    """A matcher of all words of a vocabulary."""
    senses: dict[str, list[Sense]] = {}
    for entry in vocabulary:
        for word in entry.words:
            senses.setdefault(folded(word) if fold_case else word, []).append(
                Sense(kind, entry, entry.data.get("part", ""))
            )
    return Matcher(senses, kind, fold_case)


@cache
def speech_words(lang: str = "en") -> frozenset[str]:
    """Verbs of saying, in all their forms."""
    return frozenset(word for entry in entries("speech", lang) for word in entry.words)
