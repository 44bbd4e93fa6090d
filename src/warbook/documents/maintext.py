"""Which blocks of a page are the report: trafilatura's choice, laid over the blocks of the visible text."""

import re
from collections.abc import Sequence

from lxml import html
from trafilatura import extract

from warbook.documents.pages import Piece

BARE = re.compile(r"[\W_]+")
LONG = 40


def choose(tree: html.HtmlElement, found: Sequence[Piece]) -> list[bool]:
    """For each piece, whether it belongs to the report; where no report is seen, all that no tag sets aside."""
    text = extract(tree, fast=True, include_comments=False, include_tables=True, deduplicate=False)
    if not text:
        return [piece.surroundings is None for piece in found]
    lines = [_bare(line) for line in text.split("\n")]
    whole, lines_known = " ".join(lines), set(lines)
    return [_is_in(_bare(piece.text), whole, lines_known) for piece in found]


def _is_in(words: str, whole: str, lines: set[str]) -> bool:
    return bool(words) and (words in lines or (len(words) >= LONG and words in whole))


def _bare(words: str) -> str:
    return BARE.sub(" ", words).strip().lower()
