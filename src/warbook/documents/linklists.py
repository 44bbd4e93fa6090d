"""Lines that only point elsewhere: 'Read also' and the titles below, tags, addresses, where the text came from."""

import re
from collections.abc import Sequence
from functools import cache

from warbook.documents.blocks import ENDS_SENTENCE, Block
from warbook.documents.drafts import Draft
from warbook.model import SegmentKind
from warbook.vocabulary import entries

ADDRESS = re.compile(r"(?:\W*(?:https?://|www\.)\S+)+\W*$")
HASHTAGS = re.compile(r"(?:#\w+[\s,;]*){2,}$")
LONGEST_TITLE = 160
LONGEST_ADDRESS = 2_000


@cache
def _origin(lang: str) -> re.Pattern[str]:
    words = next(entry.words for entry in entries("headers", lang) if entry.id == "origin")
    joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\W*(?:{joined})\b\s*:?\s*\W?(?P<url>https?://[^\s<>\"')\]]+)\W*$", re.IGNORECASE)


def label(draft: Draft, view: str, blocks: Sequence[Block], kinds: dict[int, SegmentKind], lang: str) -> None:
    """Labels blocks that only point elsewhere; `kinds` maps the position of a block to the label that it has."""
    heads = frozenset(word for entry in entries("headers", lang) if entry.id == "related" for word in entry.words)
    inside = False
    for position, block in enumerate(blocks):
        words = view[block.start : block.end]
        if kinds.get(position) == "comments":
            inside = False
        elif len(words) <= LONGEST_ADDRESS and (origin := _origin(lang).match(words)):
            kinds.setdefault(position, "links")
            draft.url = draft.url or origin["url"]
        elif ADDRESS.match(words) or HASHTAGS.match(words):
            kinds.setdefault(position, "links")
        elif words.lower().strip(" :#*_-–—|\t") in heads:
            kinds[position] = "links"
            inside = position + 1 < len(blocks) and _is_title(view, blocks[position + 1])
        elif inside and _is_title(view, block):
            kinds.setdefault(position, "links")
        else:
            inside = False


def _is_title(view: str, block: Block) -> bool:
    words = view[block.start : block.end]
    return len(words) <= LONGEST_TITLE and (block.kind == "item" or not ENDS_SENTENCE.search(words) or words[-1] == "?")
