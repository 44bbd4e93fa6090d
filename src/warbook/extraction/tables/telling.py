"""A text with its tables told in sentences, and the way back from there to its own offsets."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from warbook.extraction import lexicon
from warbook.extraction.tables.grid import Row, Table, counts, is_head, tables
from warbook.language import numbers
from warbook.model import Span

_BARE = re.compile(r"[^\w(\[]*\d[\d.,\u00a0\u202f ]*(?:[-–—][\d.,\u00a0\u202f ]*\d)?[+%]?(?=\s*(?:[(\[]|$))")
"""A number that begins a cell and has no word of its own behind it."""
_SHORT = 4
"""Words of a cell without a number that is told with each number of its row."""


class Piece(msgspec.Struct, frozen=True):
    """Where a stretch of the told text begins, and where what it stands for begins in the text. `fixed`: it is glue,
    all of which stands for one place."""

    at: int
    origin: int
    fixed: bool = False


class Told(msgspec.Struct, frozen=True):
    """A text to read. `pieces`, in order, lead back; `rows` are the sentences that tell a cell, each with its row's
    line in the text. Both are empty where there is no table."""

    text: str
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[Span, Span], ...] = ()

    def back(self, span: Span) -> Span:
        """The stretch of the text that a stretch of the told text comes from."""
        if not self.pieces:
            return span
        start, end = self._origin(span.start), self._origin(max(span.start, span.end - 1)) + 1
        return Span(start, max(end, start + 1))

    def sentence(self, span: Span) -> Span:
        """As `back` for a sentence; that of a cell is its row."""
        place = bisect_right(self.rows, span.start, key=lambda row: row[0].start) - 1
        if place >= 0 and span.start < self.rows[place][0].end:
            return self.rows[place][1]
        return self.back(span)

    def _origin(self, at: int) -> int:
        piece = self.pieces[max(0, bisect_right(self.pieces, at, key=lambda one: one.at) - 1)]
        return piece.origin if piece.fixed else piece.origin + at - piece.at


def told(text: str, lang: str = "en") -> Told:
    """The text with its tables told; as it is where it has none."""
    found = tables(text)
    if not found:
        return Told(text)
    teller = _Teller(text, lang)
    last = 0
    for table in found:
        teller.copy(Span(last, table.span.start))
        teller.table(table)
        last = table.span.end
    teller.copy(Span(last, len(text)))
    return Told("".join(teller.parts), tuple(teller.pieces), tuple(teller.rows))


class _Teller:
    """Writes the told text piece by piece."""

    def __init__(self, text: str, lang: str) -> None:
        self.text, self.lang = text, lang
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.rows: list[tuple[Span, Span]] = []
        self.length = 0

    def copy(self, span: Span, low: bool = False) -> None:
        """Adds a stretch of the text; `low` with a small letter first, unless a capital follows."""
        words = self.text[span.start : span.end]
        if low and not words[1:2].isupper():
            words = words[:1].lower() + words[1:]
        self._add(words, Piece(self.length, span.start))

    def _glue(self, words: str, at: int) -> None:
        self._add(words, Piece(self.length, at, fixed=True))

    def _add(self, words: str, piece: Piece) -> None:
        if words:
            self.parts.append(words)
            self.pieces.append(piece)
            self.length += len(words)

    def table(self, table: Table) -> None:
        """Tells each row under the last head above it; a row without head or name stands as it is."""
        head: Row | None = None
        for row in table.rows:
            if is_head(self.text, row):
                head = row
                continue
            sentences = list(_sentences(self.text, row, head))
            if not any(heads for heads, _ in sentences):
                self.copy(row.line)
                self._glue("\n", row.line.end - 1)
                continue
            for heads, cell in sentences:
                self._tell(heads, cell, row)

    def _tell(self, heads: Sequence[Span], cell: Span, row: Row) -> None:
        """'Russia, June: 3,166 tanks.': sides and dates first, what is counted behind a bare number."""
        first = self.length
        nouns = [head for head in heads if self._counted(head)]
        number = self._bare(cell) if nouns else None
        before = [head for head in heads if number is None or head not in nouns]
        for place, head in enumerate(before):
            self._glue(", ", cell.start) if place else None
            self.copy(head)
        self._glue(": ", cell.start) if before else None
        self.copy(Span(cell.start, cell.end if number is None else number))
        if number is not None:
            for noun in nouns:
                self._glue(" ", cell.start)
                self.copy(noun, low=True)
            self.copy(Span(number, cell.end))
        self._glue(".\n", max(cell.start, cell.end - 1))
        self.rows.append((Span(first, self.length), row.line))

    def _bare(self, cell: Span) -> int | None:
        """Where the number ends that a cell begins with, if no word of its own follows: '98 (61 burnt)', 'none'."""
        match = _BARE.match(self.text, cell.start, cell.end)
        if match:
            return cell.start + len(match.group().rstrip())
        words = self.text[cell.start : cell.end]
        return cell.end if [n.span for n in numbers.find(words)] == [Span(0, len(words))] else None

    def _counted(self, head: Span) -> bool:
        """Whether a head says what is counted or what happened, and names no side."""
        words = self.text[head.start : head.end]
        if lexicon.parties(self.lang).find(words):
            return False
        return bool(lexicon.things(self.lang).find(words) or lexicon.events(self.lang).find(words))


def _sentences(text: str, row: Row, head: Row | None) -> Iterator[tuple[list[Span], Span]]:
    """Each cell to be told, with what stands at its head: its column's, its row's name and short notes, the label."""
    worded = [c for c in row.cells if any(map(str.isalpha, text[c.start : c.end])) and not counts(text, c)]
    notes = [cell for cell in worded if len(text[cell.start : cell.end].split()) <= _SHORT]
    shift = head.width - row.width if head else 0
    for place, cell in enumerate(row.cells):
        if counts(text, cell):
            column = head.cells[place + shift] if head and 0 <= place + shift < head.width else None
            named = [column] if column and column.start < column.end else []
            yield [*named, *notes, *([row.label] if row.label else [])], cell
        elif cell in worded and cell not in notes:
            yield [], cell
