"""Proper names: words of a text, and the runs of capitalised words in which names stand."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from warbook.language.lexicon import common_words
from warbook.model import Span
from warbook.vocabulary import entries

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*|\d+[^\W\d_]*")
_JOIN = re.compile(r"[^\S\n]*\n?[^\S\n]*(?:[,/&(–-]|['’][sS]\b)?[^\S\n]*\n?[^\S\n]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)\]]*\s+|\n\s*|[“\"(\[—–]\s*|-{2,}\s*)$")


class Word(NamedTuple):
    """A word as written, from `start` to `end` (code points); abbreviations keep their dot."""

    start: int
    end: int
    text: str


class Run(NamedTuple):
    """Neighbouring words that may form names: capitalised words and figures, and the small words that join them.

    `gaps[i]` is what stands between word i and word i + 1. `first` is the place of its first word among all words.
    """

    words: list[Word]
    gaps: list[str]
    first: int


def words(text: str, lang: str = "en") -> list[Word]:
    """All words and figures of `text` in order."""
    dotted = _abbreviations(lang)
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        if text[end : end + 1] == "." and (word.lower() in dotted or (len(word) == 1 and word.isupper())):
            end, word = end + 1, word + "."
        found.append(Word(start, end, word))
    return found


def runs(text: str, among: list[Word], lang: str = "en") -> Iterator[Run]:
    """The runs of names among the words of `text`, in order."""
    joining = _small(lang, "joining", "between")
    never_first = _small(lang, "never first")
    current: list[int] = []
    for index, word in enumerate(among):
        initial = word.text[0]
        if not (initial.isupper() or initial.isdigit() or (current and word.text in joining)):
            if current:
                yield from _run(text, among, current)
                current = []
            continue
        if current and not _JOIN.fullmatch(text, among[index - 1].end, word.start):
            yield from _run(text, among, current)
            current = []
        if current or word.text.lower() not in never_first:
            current.append(index)
    if current:
        yield from _run(text, among, current)


def _run(text: str, among: list[Word], indices: list[int]) -> Iterator[Run]:
    while indices and (among[indices[-1]].text[0].islower() or _loose_figure(among, indices)):
        indices = indices[:-1]
    chosen = [among[i] for i in indices]
    if any(word.text[0].isupper() for word in chosen):
        gaps = [text[a.end : b.start] for a, b in pairwise(chosen)]
        yield Run(chosen, gaps, indices[0])


def _loose_figure(among: list[Word], indices: list[int]) -> bool:
    """Whether the last word is a figure that is no part of a name, as in 'Highway 19': 'In Strelsau 3 men …'."""
    if not among[indices[-1]].text[0].isdigit():
        return False
    before = among[indices[-2]].text.lower() if len(indices) > 1 else ""
    return before not in _numbered("en")


def starts_sentence(text: str, offset: int) -> bool:
    """Whether a capital at `offset` is only that of a sentence, a heading or a quotation."""
    before = text[max(0, offset - 12) : offset]
    return bool(_SENTENCE_START.search(before)) or not before.strip()


def find(text: str, lang: str = "en") -> list[Span]:
    """The proper names of `text`: capitalised words in a row, less a common word that begins a sentence."""
    parts = (part for run in runs(text, words(text, lang), lang) for part in _parts(run, lang))
    return [Span(name[0].start, name[-1].end) for part in parts if (name := _bare(text, part))]


def _bare(text: str, part: list[Word]) -> list[Word]:
    """The words from the first to the last that have a capital of their own."""
    opening = starts_sentence(text, part[0].start) and common_words().get(part[0].text.lower(), 0) > 0.5
    own = [i for i, word in enumerate(part) if word.text[0].isupper() and not (opening and i == 0)]
    figures = [i for i, word in enumerate(part) if word.text[0].isdigit() and own and i > own[-1]]
    return part[own[0] : (figures or own)[-1] + 1] if own else []


def _parts(run: Run, lang: str) -> Iterator[list[Word]]:
    between = _small(lang, "between")
    part = [run.words[0]]
    for gap, word in zip(run.gaps, run.words[1:], strict=True):
        if gap.strip(" \n-'’") or word.text in between:
            yield part
            part = []
        part.append(word)
    yield part


@cache
def _small(lang: str, *ids: str) -> frozenset[str]:
    return frozenset(word for entry in entries("names", lang) if entry.id in ids for word in entry.words)


@cache
def _numbered(lang: str) -> frozenset[str]:
    return frozenset(word.lower() for entry in entries("names", lang) if entry.id == "street" for word in entry.words)


@cache
def _abbreviations(lang: str) -> frozenset[str]:
    """Words that keep their dot inside a name, without it, in small letters."""
    return frozenset(
        word.lower().removesuffix(".") for entry in entries("names", lang) for word in entry.words if word.endswith(".")
    )
