"""Text → tokens with the classes of time that they have, only around the words and digits that may tell a time."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from warbook.language.dates import lexicon, shapes
from warbook.language.dates.layout import Layout

STAMP = re.compile(r"(?:^|[^\w,\s]\s*\n|\d[ \t]*\n|\n[ \t]*\n)[ \t\[(*#>-]*$")
REACH = 70  # code points read before and after a word of time
DIGITS = re.compile(
    r"(?<![\d.,$€£#])(?:1[0-9]|20|21)[0-9]{2}(?![\d])|[0-9]{1,4}[./:-][0-9]{1,2}(?:[./:-][0-9]{2,4})?|[0-9]{2}0['’]?s\b"
    r"|(?<=['’‘`])[0-9]{2}s?\b|\b[0-9]{4}(?:Z|hrs|h)\b|\b[0-9]{6}[A-Z]|\b(?:19|20)[0-9]{6}\b"
    r"|(?<=the )[0-9]{1,2}(?:st|nd|rd|th)\b|\b[0-9]{1,2}\.[ ]?[IVX]{1,4}\.[ ]?[0-9]{4}\b"
)
WORD_SIDE = re.compile(r"\w")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, a number or a mark of the text, with its classes and what it means in each."""

    start: int
    end: int
    text: str
    meanings: lexicon.Meaning


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch, in order."""
    found = []
    for match in shapes.pattern().finditer(text, start, end):
        kind, words = match.lastgroup or "sign", match[0]
        if kind == "clock" and STAMP.search(text, max(0, match.start() - 8), match.start()):
            kind = "sign"  # the time stamp of a transcript
        meanings = (
            lexicon.meanings(words)
            if kind == "word"
            else shapes.meanings(kind, words, text[match.start() - 1 : match.start()])
        )
        found.append(Token(match.start(), match.end(), words, meanings))
    return found


@cache
def _gate() -> AhoCorasick:
    return AhoCorasick(sorted(set(lexicon.triggers())), matchkind=MatchKind.LeftmostLongest)


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _places(text: str) -> Iterator[tuple[int, int]]:
    low = _lower(text)
    for _, start, end in _gate().find_matches_as_indexes(low):
        if (start == 0 or not low[start - 1].isalpha()) and (end == len(low) or not low[end].isalpha()):
            yield start, end
    for match in DIGITS.finditer(text):
        yield match.span()


def windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text, in order and apart, in which a time may be told. They do not cross paragraphs."""
    places = sorted(_places(text))
    if not places:
        return
    breaks = [*Layout(text).starts, len(text) + 1]
    at = 0
    current: tuple[int, int] | None = None
    for start, end in places:
        while breaks[at + 1] <= start:
            at += 1
        left, right = max(breaks[at], start - REACH), min(breaks[at + 1] - 1, end + REACH)
        left, right = _to_border(text, left, -1), _to_border(text, right, 1)
        if current and left <= current[1] and breaks[at] <= current[0]:
            current = (current[0], max(current[1], right))
            continue
        if current:
            yield current
        current = (max(left, current[1]) if current else left, right)
    if current:
        yield current


def _to_border(text: str, place: int, step: int) -> int:
    for _ in range(REACH):
        if place <= 0 or place >= len(text) or not (text[place - 1].isalnum() and text[place].isalnum()):
            break
        place += step
    return min(max(place, 0), len(text))
