"""Sentences of a text, as spans. Line breaks end a sentence unless the line was only wrapped."""

import re
from collections.abc import Iterator
from functools import cache

from warbook.model import Span
from warbook.vocabulary import entries

MAX_SENTENCE = 2000
"""Code points after which a sentence without an end is cut at a space, so that no step meets a text of megabytes."""

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[—–-]*\s*[^\Wa-z]|\s+["'“‘«(\[—–-]+\s*\w|\s*$)|[。！？]""")
_LAST_WORD = re.compile(r"[\w.'’&-]*$")
_BULLET = re.compile(r"[-*•‣▪●·–—]\s|\(?\d{1,3}[.)]\s|[#>|]")
_LONGEST_WRAP = 130
_SHORTEST_WRAP = 50


def split(text: str, lang: str = "en") -> list[Span]:
    """The sentences of `text` in order, without the blanks around them. Headings and list items count as sentences."""
    spans: list[Span] = []
    for start, end in _blocks(text):
        for first, last in _ends(text, start, end, lang):
            spans.extend(_trimmed(text, first, last))
    return spans


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between line breaks that end a sentence; a wrapped line goes on in the next."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029]+", text)]
    start: int | None = None
    for index, (first, last) in enumerate(lines):
        if start is None:
            start = first
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following is None or not _wrapped(text, lines, index):
            yield start, last
            start = None


def _wrapped(text: str, lines: list[tuple[int, int]], index: int) -> bool:
    """Whether the break after a line only wraps it: the next starts in lower case, or its first word did not fit."""
    (first, last), (start, end) = lines[index], lines[index + 1]
    if re.search(r"\n[^\S\n]*\r?\n|\u2029", text[last:start]):
        return False
    line, after = text[first:last].strip(), text[start:end].lstrip()
    if not line or not after or _BULLET.match(after):
        return False
    if after[0].islower() and line[-1] not in ".!?:;":
        return True
    width = max(b - a for a, b in lines[max(0, index - 3) : index + 4])
    if not _SHORTEST_WRAP <= width <= _LONGEST_WRAP or len(line) < 0.6 * width:
        return False
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _ends(text: str, start: int, end: int, lang: str) -> Iterator[tuple[int, int]]:
    abbreviations = _abbreviations(lang)
    first = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _is_abbreviation(text, first, match, abbreviations):
            continue
        yield first, match.end()
        first = match.end()
    if first < end:
        yield first, end


def _is_abbreviation(text: str, first: int, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if match.end() - match.start() > 1:
        return False
    found = _LAST_WORD.search(text, max(first, match.start() - 20), match.start())
    word = found.group() if found else ""
    listed = word in abbreviations or (word.isupper() and word.title() in abbreviations)
    return listed or (len(word) == 1 and word.isalpha() and word.isupper())


@cache
def _abbreviations(lang: str) -> frozenset[str]:
    return frozenset(word for entry in entries("abbreviations", lang) for word in entry.words)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield Span(start, cut)
        start = cut
    if start < end:
        yield Span(start, end)
