"""Finds the part of a report that summarises the rest: bullets or sentences above it, a box called 'Key points'."""

import re
from collections.abc import Sequence

from warbook.documents.blocks import Block
from warbook.model import SegmentKind
from warbook.vocabulary import entries

MOST_POINTS = 12
LONGEST_POINT = 420
FEWEST_SENTENCES = 3
SHARED = 0.55
WORD = re.compile(r"[^\W_]{4,}")
MORE_SENTENCES = re.compile(r"[.!?]\s+\S")
NOT_REPORT = frozenset({"boilerplate", "paywall", "cookie", "engagement", "links", "byline", "published", "comments"})


def label(view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], lang: str) -> None:
    """Labels the blocks of a summary in `kinds`. The body below must be longer and take up most of its words."""
    for points in (_under_heading(view, blocks, kinds, lang), _above(view, blocks, kinds)):
        if points and _summarises(view, blocks, points, kinds):
            kinds.update(dict.fromkeys(points, "summary"))


def _under_heading(view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], lang: str) -> list[int]:
    heads = frozenset(word for entry in entries("headers", lang) if entry.id == "summary" for word in entry.words)
    for position, block in enumerate(blocks[:-1]):
        if block.end - block.start <= 40 and view[block.start : block.end].lower().strip(" :#*_-\t") in heads:
            kind = blocks[position + 1].kind
            points = _run(blocks, position + 1, "item" if kind == "item" else "paragraph")
            return points if kind == "item" or _heading_follows(blocks, points) else points[:1]
    return []


def _heading_follows(blocks: Sequence[Block], points: list[int]) -> bool:
    return bool(points) and points[-1] + 1 < len(blocks) and blocks[points[-1] + 1].kind == "heading"


def _run(blocks: Sequence[Block], position: int, kind: str) -> list[int]:
    end = position
    while end < len(blocks) and end - position < MOST_POINTS and blocks[end].kind == kind:
        end += 1
    return list(range(position, end))


def _above(view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind]) -> list[int]:
    """Bullets before the first paragraph, or single sentences above the title."""
    first = next((i for i, b in enumerate(blocks) if b.kind in ("paragraph", "item") and i not in kinds), len(blocks))
    if first < len(blocks) and blocks[first].kind == "item":
        return points if len(points := _run(blocks, first, "item")) >= 2 else []
    if first != 0:
        return []
    points = _run(blocks, 0, "paragraph")
    single = all(_is_point(view, blocks[i]) for i in points)
    return points if single and len(points) >= FEWEST_SENTENCES and _heading_follows(blocks, points) else []


def _is_point(view: str, block: Block) -> bool:
    words = view[block.start : block.end]
    return len(words) <= LONGEST_POINT and not MORE_SENTENCES.search(words)


def _summarises(view: str, blocks: Sequence[Block], points: list[int], kinds: dict[int, SegmentKind]) -> bool:
    below = [b for i, b in enumerate(blocks) if i > points[-1] and kinds.get(i) not in NOT_REPORT]
    above = [
        b for i, b in enumerate(blocks) if i < points[0] and b.kind == "paragraph" and kinds.get(i) not in NOT_REPORT
    ]
    text = " ".join(view[b.start : b.end] for b in [*below, *above])
    said = " ".join(view[blocks[i].start : blocks[i].end] for i in points)
    if len(text) < 1.2 * len(said):
        return False
    own, known = stems(said), stems(text)
    return len(own & known) >= SHARED * len(own)


def stems(words: str) -> set[str]:
    """The words of four letters and more, cut to six, so that 'mobilise' and 'mobilised' are one."""
    return {word[:6] for word in WORD.findall(words.lower())}
