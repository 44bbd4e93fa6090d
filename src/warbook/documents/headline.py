"""Finds the title of a report: what repeats the title of the metadata, or the first heading that is no menu's.

A text that was copied from a page begins with the page's menu, which looks like headings. The title shares its words
with the report below it; what stands between lines of a menu and shares hardly any is one of them.
"""

import re
from collections.abc import Collection, Sequence

from warbook.documents.blocks import Block
from warbook.documents.drafts import Draft
from warbook.documents.summary import NOT_REPORT, stems
from warbook.model import SegmentKind

LONGEST = 240
"""Characters of a block that may be the title."""
DEEPEST = 16
"""Blocks among which a heading below bullets is looked for."""
BODY = 4_000
"""Characters below the header that a heading is compared with."""
AS_GOOD = 0.5
"""The first heading is the title if it shares this part of what the best one shares with the report; a line between a
menu's that shares less than this part of what the title shares is the menu's too."""


def label(
    draft: Draft,
    view: str,
    blocks: Sequence[Block],
    kinds: dict[int, SegmentKind],
    zone: range,
    summaries: Collection[str],
) -> None:
    """Labels the title in `kinds`, and the lines of a menu above it. `zone`: the blocks above the first paragraph;
    `summaries`: what the heading of a summary may say.
    """
    if draft.title and (same := repeats(draft.title, [view[block.start : block.end] for block in blocks])):
        kinds.update(dict.fromkeys(same, "title"))
        _label_menu(view, blocks, kinds, min(same), zone)
        return
    first = next((i for i in zone if blocks[i].kind == "paragraph" and kinds.get(i) not in NOT_REPORT), zone.stop)
    above = range(min(first, zone.stop))
    found = [i for i in [*above, *_below_points(view, blocks)] if _may_be(view, blocks, kinds, i, summaries)]
    if not found:
        return
    shares = [_shared(view, blocks, i, zone) for i in found]
    position = next(i for i, share in zip(found, shares, strict=True) if share >= AS_GOOD * max(shares))
    if position != found[0] and not _is_in_menu(kinds, found[0]):
        position = found[0]
    kinds[position] = "title"
    _label_menu(view, blocks, kinds, position, zone)
    block = blocks[position]
    draft.title = draft.title or " ".join(view[block.start : block.end].split())


def repeats(title: str, lines: Sequence[str]) -> list[int]:
    """The short lines that repeat the title that the metadata gives, or it without the outlet's name."""
    known = {_bare(part) for part in (title, re.split(r"\s[|–—-]\s", title)[0])} - {""}
    return [i for i, words in enumerate(lines) if len(words) <= LONGEST and _bare(words) in known]


def _may_be(
    view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], position: int, summaries: Collection[str]
) -> bool:
    block = blocks[position]
    words = view[block.start : block.end].lower().strip(" :#*_-\t")
    return position not in kinds and block.kind == "heading" and words not in summaries


def _label_menu(view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], title: int, zone: range) -> None:
    """The lines above the title that stand next to a menu's and have little to do with the report are a menu's."""
    enough = AS_GOOD * _shared(view, blocks, title, zone)
    for position in range(title):
        is_line = position not in kinds and blocks[position].kind in ("heading", "item")
        if is_line and _is_in_menu(kinds, position) and _shared(view, blocks, position, zone) < enough:
            kinds[position] = "links"


def _is_in_menu(kinds: dict[int, SegmentKind], position: int) -> bool:
    """Whether the line above is none of the report's: a menu's, a notice, a link."""
    return kinds.get(position - 1) in NOT_REPORT - {"byline", "published"}


def _shared(view: str, blocks: Sequence[Block], position: int, zone: range) -> int:
    """How many words of a heading stand in the report below the header too."""
    if zone.stop >= len(blocks):
        return 0
    start = blocks[zone.stop].start
    return len(stems(view[blocks[position].start : blocks[position].end]) & stems(view[start : start + BODY]))


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


def _below_points(view: str, blocks: Sequence[Block]) -> list[int]:
    """The first heading, where nothing but three or more single sentences stands above it."""
    position = next((i for i, block in enumerate(blocks[:DEEPEST]) if block.kind == "heading"), 0)
    above = [view[b.start : b.end] for b in blocks[:position]]
    single = len(above) >= 3 and not any(re.search(r"[.!?]\s+\S", words) for words in above)
    return [position] if single else []
