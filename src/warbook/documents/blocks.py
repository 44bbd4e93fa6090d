"""Text without markup into blocks: paragraphs, headings, list items, by its lines alone."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BULLET = re.compile(r"(?:[-*•‣◦▪·–—●■□✓✔➤►▶]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t\xa0]+(?=\S)")
ENDS_SENTENCE = re.compile(r"""[.!?…:;,][)\]"'”’»]*$""")
WRAP_LIMIT = 120
HEADING_CHARACTERS = 130
HEADING_WORDS = 18

BlockKind = Literal["paragraph", "heading", "item", "table", "quotation", "caption"]


class Block(NamedTuple):
    """A stretch of text that stands by itself. `start` and `end` leave out white space around it."""

    start: int
    end: int
    kind: BlockKind


class _Line(NamedTuple):
    start: int
    end: int
    joined: bool  # no blank line between it and the line before


def split(text: str) -> list[Block]:
    """The blocks of a text in order. Lines broken at a fixed width are joined; otherwise each line is a block."""
    lines = list(_lines(text))
    groups = _unwrapped(text, lines) if _is_wrapped(text, lines) else [(line.start, line.end) for line in lines]
    blocks = [Block(start, end, _kind(text[start:end])) for start, end in groups]
    return [_demoted(blocks, position) for position in range(len(blocks))]


def _lines(text: str) -> Iterator[_Line]:
    last = 0
    for match in LINE.finditer(text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if start < end:
            gap = text[last:start]
            yield _Line(start, end, joined=gap.count("\n") + gap.count("\r") - gap.count("\r\n") <= 1 and last > 0)
            last = end


def _is_wrapped(text: str, lines: list[_Line]) -> bool:
    """Lines were broken at a width where the next line's first word would not have fitted."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.joined]
    width = max((line.end - line.start for line in lines), default=0)
    if len(pairs) < 2 or width > WRAP_LIMIT:
        return False
    full = sum(a.end - a.start + 1 + _first_word(text, b) > width * 0.93 for a, b in pairs)
    sentences = sum(text[a.end - 1] in ".!?" for a, _ in pairs)
    return full >= 0.7 * len(pairs) and sentences < 0.7 * len(pairs)


def _first_word(text: str, line: _Line) -> int:
    return len(text[line.start : line.end].split(maxsplit=1)[0])


def _unwrapped(text: str, lines: list[_Line]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for line in lines:
        if line.joined and groups and not BULLET.match(text, line.start, line.end):
            groups[-1] = (groups[-1][0], line.end)
        else:
            groups.append((line.start, line.end))
    return groups


def _kind(words: str) -> BlockKind:
    if BULLET.match(words):
        return "item"
    return "heading" if looks_like_heading(words) else "paragraph"


def looks_like_heading(words: str) -> bool:
    """Short, starts large, ends in no stop: a title, a heading, or a line that says who and when."""
    first = next((c for c in words if c.isalnum()), "")
    short = len(words) <= HEADING_CHARACTERS and len(words.split()) <= HEADING_WORDS
    return short and bool(first) and not first.islower() and (not ENDS_SENTENCE.search(words) or words.isupper())


def _demoted(blocks: list[Block], position: int) -> Block:
    """A heading at the very end, or an item between paragraphs by chance, is a paragraph."""
    block = blocks[position]
    if block.kind == "heading" and position == len(blocks) - 1:
        return block._replace(kind="paragraph")
    return block


def joined(parts: Iterable[tuple[str, BlockKind]]) -> tuple[str, list[Block]]:
    """A text of blocks, a line each, for formats whose words have no text of their own; empty ones are left out."""
    pieces: list[str] = []
    blocks: list[Block] = []
    start = 0
    for words, kind in parts:
        if line := " ".join(words.split()):
            pieces.append(line)
            blocks.append(Block(start, start + len(line), kind))
            start += len(line) + 1
    return "\n".join(pieces), blocks
