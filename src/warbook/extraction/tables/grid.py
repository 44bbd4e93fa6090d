"""Tables in a text: rows of cells parted by bars or tabs, as every reader of Warbook writes them."""

import re
from collections.abc import Iterator

import msgspec

from warbook.language import numbers
from warbook.model import Span

_BAR = re.compile(r"[^\S\n]*(?:\|+|\t+|│)[^\S\n]*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_NAMED = re.compile(r"[^:|\d]{1,40}:[^\S\n]+(?=\S)")
_DATED = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|(?<!\d)\d{1,2}(?=\s+[A-Z][a-z]{2})|(?<=[a-z]{3}\s)\d{1,2}(?!\d)")
"""Digits that are a year or a day of a month: they may stand in a head."""
_LETTER = re.compile(r"[^\W\d_]")
LONGEST_LABEL = 6
"""Words of a line inside a table that names the rows below it: 'Strength', 'Casualties and losses'."""
LONGEST_CELL = 30
"""Words of a cell; in longer ones the sentences speak for themselves."""
_IN_WORDS = frozenset({"quantity", "zero"})
FARTHEST = 2
"""Line ends between two rows of a table at most."""


class Row(msgspec.Struct, frozen=True):
    """A line of a table: its cells, and what names it: a label between the rows, or words before its first colon."""

    line: Span
    cells: tuple[Span, ...]
    label: Span | None = None

    @property
    def width(self) -> int:
        """How many cells it has."""
        return len(self.cells)


class Table(msgspec.Struct, frozen=True):
    """Rows that follow each other, all of as many cells but for a missing corner. `span` runs over whole lines."""

    span: Span
    rows: tuple[Row, ...]


def tables(text: str) -> list[Table]:
    """The tables of a text, in order: two rows at least, a head, and a number in a row."""
    found = []
    for rows in _runs(text):
        heads = [is_head(text, row) for row in rows]
        if any(heads) and any(counts(text, cell) for row in rows for cell in row.cells):
            found.append(Table(Span(rows[0].line.start, rows[-1].line.end), tuple(rows)))
    return found


def is_head(text: str, row: Row) -> bool:
    """Whether a row has words only: in two cells at least, and no number but dates."""
    worded = sum(_LETTER.search(text, cell.start, cell.end) is not None for cell in row.cells)
    return worded > 1 and not any(counts(text, cell) for cell in row.cells)


def counts(text: str, cell: Span) -> bool:
    """Whether a cell has digits that are no date, or a number in words."""
    words = text[cell.start : cell.end]
    if any(c.isdigit() for c in words):
        return any(c.isdigit() for c in _DATED.sub("", words))
    return any(number.role in _IN_WORDS for number in numbers.find(words))


def _runs(text: str) -> Iterator[list[Row]]:
    """Stretches of lines that may be tables: rows of about one width, and short labels between them."""
    rows: list[Row] = []
    label: Span | None = None
    last = 0
    for match in _LINE.finditer(text):
        apart = text.count("\n", last, match.start()) > FARTHEST
        last = match.end()
        row = _row(text, match, label if rows and not apart else None)
        if row is None:
            label = _label(text, match)
        if apart or (row is None and label is None) or (row and rows and abs(row.width - rows[0].width) > 1):
            yield rows
            rows = []
        if row is not None:
            rows.append(row)
            label = None if is_head(text, row) else label
    yield rows


def _row(text: str, line: re.Match[str], label: Span | None) -> Row | None:
    """A line as a row, where it has two short cells at least; empty cells at its edges are its frame."""
    bars = list(_BAR.finditer(text, line.start(), line.end()))
    starts, ends = [line.start(), *(bar.end() for bar in bars)], [*(bar.start() for bar in bars), line.end()]
    cells = [_trimmed(text, Span(start, max(start, end))) for start, end in zip(starts, ends, strict=True)]
    if bars and not text[cells[0].start : cells[0].end] and not text[cells[-1].start : cells[-1].end]:
        cells = cells[1:-1]
    if len(cells) < 2 or any(len(text[cell.start : cell.end].split()) > LONGEST_CELL for cell in cells):
        return None
    named = _NAMED.match(text, cells[0].start, cells[0].end)
    if named:
        label = Span(named.start(), named.start() + named.group().rindex(":"))
        cells[0] = Span(named.end(), cells[0].end)
    return Row(Span(*line.span()), tuple(cells), label)


def _label(text: str, line: re.Match[str]) -> Span | None:
    """A line that names the rows below it: a few words without a number or a full stop."""
    span = _trimmed(text, Span(*line.span()))
    words = text[span.start : span.end]
    short = len(words.split()) <= LONGEST_LABEL and words[-1] not in ".!?;,"
    return span if short and not counts(text, span) else None


def _trimmed(text: str, span: Span) -> Span:
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    return Span(start, max(start, span.start + len(inner.rstrip())))
