"""Which blocks of a page are the report: trafilatura's choice, laid over the blocks of the visible text."""

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import fmean

from lxml import html

from warbook.documents.pages import Piece

WORD = re.compile(r"\w+")
RUN = 4
"""Words that are compared together. A block with fewer must be a whole line of what was chosen."""
SHARED = 0.6
FAMILY_SHARE = 0.3
PARAGRAPH = 80
NEAR = 6
"""Blocks between a title and the report: a byline, a date, buttons to share it."""
MENU = 6
MENU_LINKED = 0.85
MOSTLY = 0.5
"""The share of its letters in links up to which a block is no link."""
BELONGING = ("heading", "caption", "quotation")
"""What is taken in between paragraphs of the report: it may be passed over for being short."""


def choose(tree: html.HtmlElement, found: Sequence[Piece]) -> list[bool]:
    """For each piece, whether it belongs to the report; where no report is seen, all that no tag sets aside."""
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of pages without an article

    text = extract(tree, fast=True, include_comments=False, include_tables=True, favor_recall=True)
    if not text:
        return [piece.surroundings is None for piece in found]
    lines = [tuple(WORD.findall(line)) for line in text.split("\n")]
    short = {line for line in lines if len(line) < 2 * RUN}
    runs = {run for line in _joined(lines) for run in _runs(line)}
    chosen = [_is_in(tuple(WORD.findall(piece.text)), runs, short) for piece in found]
    return _with_headings(found, _with_families(found, chosen))


def _with_headings(found: Sequence[Piece], chosen: list[bool]) -> list[bool]:
    """Takes in headings and captions that stand between chosen blocks, and the heading right above the first."""
    first = next((i for i, is_chosen in enumerate(chosen) if is_chosen), len(chosen))
    titled = any(piece.block == "heading" for piece in found[first : first + 1])
    taken = list(chosen)
    for position, piece in enumerate(found):
        if chosen[position] or piece.surroundings is not None or piece.linked > MOSTLY:
            continue
        above, below = any(chosen[max(position - 2, 0) : position]), any(chosen[position + 1 : position + 3])
        is_between = piece.block in BELONGING and above and below
        is_title = piece.block == "heading" and not titled and position < first <= position + NEAR
        taken[position] = is_between or is_title
    return taken


def _with_families(found: Sequence[Piece], chosen: list[bool]) -> list[bool]:
    """Takes in what was passed over: long paragraphs without links that stand as the chosen ones do."""
    letters: Counter[int] = Counter()
    for piece, is_chosen in zip(found, chosen, strict=True):
        if is_chosen:
            letters[piece.family] += len(piece.text)
    menus = _menus(found)
    chosen = [is_chosen and piece.family not in menus for piece, is_chosen in zip(found, chosen, strict=True)]
    known = {family for family, size in letters.items() if size >= FAMILY_SHARE * letters.total()}
    return [
        is_chosen or (piece.family in known and len(piece.text) >= PARAGRAPH and piece.linked < 0.3)
        for piece, is_chosen in zip(found, chosen, strict=True)
    ]


def _menus(found: Sequence[Piece]) -> set[int]:
    """The families of many short blocks that are nearly all links."""
    linked: dict[int, list[float]] = defaultdict(list)
    for piece in found:
        linked[piece.family].append(piece.linked if len(piece.text) < PARAGRAPH else 0.0)
    return {family for family, shares in linked.items() if len(shares) >= MENU and fmean(shares) >= MENU_LINKED}


def _is_in(words: tuple[str, ...], runs: set[tuple[str, ...]], short: set[tuple[str, ...]]) -> bool:
    if words in short:
        return True
    own = _runs(words)
    return bool(own) and sum(run in runs for run in own) >= SHARED * len(own)


def _joined(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """All lines as one: a block of the page may be broken over several lines of what was chosen."""
    return [tuple(word for line in lines for word in line)]


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(zip(*(words[i:] for i in range(RUN)), strict=False))
