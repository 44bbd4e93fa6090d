"""Lines on a page, with their places, into paragraphs in reading order: columns, tables, hyphens at line ends."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from warbook.documents import wording
from warbook.documents.blocks import BULLET, BlockKind, looks_like_heading
from warbook.documents.runs import Run

GUTTER = 9.0
"""Points of white between columns, at least."""
APART = 2.5
"""Lines of white below columns that end them."""
CELL_CHARACTERS = 28
SOFT_HYPHEN = "\u00ad"
HYPHENS = f"-\ufffe\x02{SOFT_HYPHEN}"
"""A hyphen, and what pdfium writes for one at a line's end."""
HYPHEN_END = re.compile(rf"([^\W\d_]+)([{HYPHENS}])$")
BROKEN_WORD = re.compile(rf"[^\W\d_]+[{HYPHENS}]\n[^\W\d_]*")
WORD_START = re.compile(r"[^\W\d_]+")
WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SPACES = re.compile(r"\s+")


class Paragraph(NamedTuple):
    """Lines that belong together; a hyphen at a line's end is kept as the line has it until `dehyphenated`.

    `size`: how high its font is, in points; 0 where it is of no matter.
    """

    text: str
    kind: BlockKind
    size: float = 0.0


def paragraphs(runs: Sequence[Run], step: float = 0.0) -> list[Paragraph]:
    """The paragraphs of a page in reading order. `step`: from line to line in the whole file, 0 where not known."""
    found: list[Paragraph] = []
    for rows in _bands(_rows(runs)):
        gutter = _gutter(rows)
        if gutter is None:
            found += _stacked([_merged(row) for row in rows], step)
        elif _is_table(rows):
            found += [Paragraph(" | ".join(run.text for run in row), "table") for row in rows]
        else:
            for side in (0, 1):
                column = [run for row in rows for run in row if (run.left >= gutter) == bool(side)]
                found += paragraphs(column, step) if len(column) < sum(map(len, rows)) else _stacked(column, step)
    return found


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one base line, from left to right; rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-(r.bottom + r.top), r.left)):
        middle = (run.bottom + run.top) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_touching(sorted(row)) for row in rows]


def _touching(row: list[Run]) -> list[Run]:
    """Joins runs that only a change of font parts."""
    joined: list[Run] = []
    for run in row:
        gap = run.left - joined[-1].right if joined else 0.0
        if joined and gap < 0.6 * max(run.height, 6.0):
            before = joined[-1]
            blank = "" if gap < 0.12 * run.height else " "
            text = f"{before.text}{blank}{run.text}"
            longer = max(before, run, key=lambda one: len(one.text))
            sides = (before.left, min(before.bottom, run.bottom), run.right, max(before.top, run.top))
            joined[-1] = Run(*sides, text, longer.base, longer.size)
        else:
            joined.append(run)
    return joined


def _bands(rows: list[list[Run]]) -> list[list[list[Run]]]:
    """Neighbouring rows that share a gutter, and those that have none."""
    bands: list[list[list[Run]]] = []
    for row in rows:
        if bands and _is_apart_below(bands[-1], row):
            bands.append([row])
        elif bands and (_gutter([*bands[-1], row]) is None) == (_gutter(bands[-1]) is None) and _fits(bands[-1], row):
            bands[-1].append(row)
        else:
            bands.append([*_right_above(bands, row), row])
    return [band for band in bands if band]


def _is_apart_below(band: list[list[Run]], row: list[Run]) -> bool:
    """Whether a single run stands far below columns, as a page number does: it belongs to neither."""
    steps = [above[0].base - below[0].base for above, below in pairwise(band)]
    down = band[-1][0].base - row[0].base
    return len(row) == 1 and len(steps) >= 2 and _gutter(band) is not None and down > APART * median(steps)


def _right_above(bands: list[list[list[Run]]], row: list[Run]) -> list[list[Run]]:
    """Takes the lines that begin a right column higher than its left one out of the band above."""
    gutter = _gutter([row])
    taken: list[list[Run]] = []
    while gutter is not None and bands and bands[-1] and all(run.left >= gutter for run in bands[-1][-1]):
        taken.insert(0, bands[-1].pop())
    return taken


def _fits(band: list[list[Run]], row: list[Run]) -> bool:
    return len(row) == 1 or _gutter(band) is not None


def _gutter(rows: list[list[Run]]) -> float | None:
    """The left edge of the right column behind the widest stripe of white that parts all rows; None where none does."""
    runs = [run for row in rows for run in row]
    best, widest = None, GUTTER
    for edge in {run.left for row in rows for run in row[1:]}:
        before = [run.right for run in runs if run.left < edge - 0.5]
        if before and edge - max(before) >= widest:
            best, widest = edge - 0.5, edge - max(before)
    return best


def _is_table(rows: list[list[Run]]) -> bool:
    """Short cells, mostly; the lines of columns of prose are long."""
    return median(len(run.text) for row in rows for run in row) <= CELL_CHARACTERS or len(rows) < 3


def _merged(row: list[Run]) -> Run:
    text = " ".join(run.text for run in row)
    longest = max(row, key=lambda one: len(one.text))
    sides = (row[0].left, min(r.bottom for r in row), max(r.right for r in row), max(r.top for r in row))
    return Run(*sides, text, longest.base, longest.size)


def _stacked(lines: list[Run], step: float) -> list[Paragraph]:
    """Lines one below the other, broken into paragraphs by wider gaps, indents, bullets and changes of size."""
    if not lines:
        return []
    steps = [above.base - below.base for above, below in pairwise(lines)]
    right = max(line.right for line in lines)
    usual, height = _usual(lines, steps, right, step), median(line.size for line in lines)
    groups = [[lines[0]]]
    for above, below, down in zip(lines, lines[1:], steps, strict=False):
        starts = (
            down > 1.35 * usual * _scale(above, below, height)
            or below.left > above.left + 6
            or abs(below.size - above.size) > 0.15 * above.size
            or BULLET.match(below.text) is not None
            or (above.right < right - 0.25 * (right - above.left) and above.text[-1] in '.!?:”"')
        )
        if starts:
            groups.append([below])
        else:
            groups[-1].append(below)
    return [_paragraph(group) for group in groups]


def _usual(lines: list[Run], steps: list[float], right: float, step: float) -> float:
    """The step from line to line inside paragraphs: a low one, as between short paragraphs most steps are wider.

    Where nearly all lines are complete, no step may be inside one: then that of the whole file holds.
    """
    down = sorted(length for length in steps if length > 0)
    own = down[len(down) // 5] if down else 0.0
    full = sum(line.right > right - 0.1 * (right - line.left) and line.text[-1] not in ".!?" for line in lines)
    return step if 0 < step < own and 3 * full < len(lines) else own


def line_step(pages: Sequence[Sequence[Run]]) -> float:
    """The step from line to line that is low in a whole file, in points; 0 where no line stands below another."""
    steps = sorted(
        above.base - below.base
        for page in pages
        for above, below in pairwise(sorted(page, key=lambda run: -run.base))
        if abs(above.left - below.left) < 6 and above.base > below.base
    )
    return steps[len(steps) // 10] if steps else 0.0


def _scale(above: Run, below: Run, height: float) -> float:
    """How much larger than the others two lines are that are both set large, as those of a title; 1 for others."""
    return max(1.0, min(above.size, below.size) / height) if height > 0 else 1.0


def _paragraph(lines: list[Run]) -> Paragraph:
    text = "\n".join(line.text for line in lines)
    kind: BlockKind = "item" if BULLET.match(text) else "heading" if _is_heading(lines) else "paragraph"
    return Paragraph(text, kind, median(line.size for line in lines))


def _is_heading(lines: list[Run]) -> bool:
    return len(lines) <= 3 and looks_like_heading(" ".join(line.text for line in lines))


def dehyphenated(pages: Sequence[Sequence[Paragraph]]) -> list[list[Paragraph]]:
    """Joins the lines of paragraphs. A hyphen at a line's end goes unless the word has it elsewhere in the file."""
    whole = [BROKEN_WORD.sub(" ", paragraph.text) for page in pages for paragraph in page]
    known = {word.lower() for words in whole for word in WORDS.findall(words)}
    return [[p._replace(text=_one_line(p.text.split("\n"), known)) for p in page] for page in pages]


def _one_line(lines: list[str], known: set[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        broken, start = HYPHEN_END.search(text), WORD_START.match(line)
        if broken is None or start is None:
            text = f"{text} {line}"
        elif broken[2] == SOFT_HYPHEN or _is_one_word(broken[1].lower(), start.group(), known):
            text = text[: broken.start(2)] + line
        else:
            text = f"{text[: broken.start(2)]}-{line}"
    return SPACES.sub(" ", "".join(c for c in text if c == "-" or c not in HYPHENS)).strip()


def _is_one_word(first: str, second: str, known: set[str]) -> bool:
    """Whether a hyphen at a line's end only breaks a word: 'com-mander', but not 'well-known'."""
    if not second[0].islower() or f"{first}-{second}" in known:
        return False
    joined = first + second
    if joined in known or wording.is_known(joined, ending=True):
        return True
    return not all(part in known or wording.is_known(part) for part in (first, second))
