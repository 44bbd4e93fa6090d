"""A report as readers see it: its blocks, without markup, with every figure marked at its exact words.

Only the view leaves something out; the document's text is never altered. A very long report is shown around its
figures only, and the gaps say how much they hold.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import get_args

import msgspec

from warbook.model import READ_KINDS, Document, Figure, SegmentKind, Span

KINDS: tuple[str, ...] = get_args(SegmentKind)
WHOLE = 100_000  # code points up to which a report is shown whole
AROUND = 1_500  # code points shown on each side of a figure in a longer one
WIDE = 600  # code points of a sentence shown on each side of its figure
RUN = re.compile(rb"(.)\1*", re.DOTALL)
BREAK = re.compile(r"\n[ \t\r]*\n\s*")
ABOUT = frozenset({"byline", "dateline", "published"})
BODY = KINDS.index("body")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text inside a block; `figure` where it is the words of one."""

    text: str
    figure: Figure | None = None


class Block(msgspec.Struct, frozen=True):
    """A paragraph of one kind, from offset `start` on. `left_out` counts the code points of a gap: it has no pieces."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    left_out: int = 0
    start: int = 0

    @property
    def aside(self) -> bool:
        """Whether the block is not the report itself: site text, buttons, a paywall, front matter."""
        return self.kind not in READ_KINDS | ABOUT


def blocks(document: Document, figures: Sequence[Figure], within: Span | None = None) -> Iterator[Block]:
    """The report's paragraphs in order, or those of a part of it. `figures` are those in it, in any order."""
    within = within or Span(0, len(document.text))
    layout = Layout(document, within, apart(figures))
    before = within.start
    for window in _windows(within, layout.marks):
        if window.start > before:
            yield Block("gap", left_out=window.start - before, start=before)
        yield from _joined(layout.blocks(window))
        before = window.end
    if before < within.end:
        yield Block("gap", left_out=within.end - before, start=before)


def sentence(document: Document, figure: Figure) -> tuple[Piece, ...]:
    """The figure's sentence with its words marked, without markup, on one line; '…' where a very long one is cut."""
    start, end = max(figure.sentence.start, figure.span.start - WIDE), min(figure.sentence.end, figure.span.end + WIDE)
    window = Span(min(start, figure.span.start), max(end, figure.span.end))
    pieces = [piece for block in Layout(document, window, [figure]).blocks(window) for piece in block.pieces]
    cut = [Piece("… ")] if start > figure.sentence.start else [], [Piece(" …")] if end < figure.sentence.end else []
    flat = (msgspec.structs.replace(piece, text=re.sub(r"\s+", " ", piece.text)) for piece in pieces)
    return (*cut[0], *flat, *cut[1])


def _joined(parts: Iterator[Block]) -> Iterator[Block]:
    """Neighbouring asides of one kind as one block, a line each."""
    for kind, group in groupby(parts, key=lambda block: block.kind if block.aside else None):
        if kind is None:
            yield from group
        else:
            some = list(group)
            lines = ["".join(piece.text for piece in block.pieces).strip() for block in some]
            yield Block(kind, (Piece("\n".join(lines)),), start=some[0].start)


def apart(figures: Sequence[Figure]) -> list[Figure]:
    """The figures by position, without those whose words overlap one before (they are marked there)."""
    marks: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.span.start, -f.span.end)):
        if not marks or figure.span.start >= marks[-1].span.end:
            marks.append(figure)
    return marks


def _windows(within: Span, marks: Sequence[Figure]) -> Iterator[Span]:
    """What is shown of a stretch of text: all, or of a long one the surroundings of its figures."""
    if within.end - within.start <= WHOLE:
        yield within
        return
    start, end = within.start, min(within.start + AROUND, within.end)
    for figure in marks:
        if figure.span.start - AROUND > end:
            yield Span(start, end)
            start = figure.span.start - AROUND
        end = min(within.end, max(end, figure.span.end + AROUND))
    yield Span(start, end)


class Layout:
    """A stretch of a report laid out: the kind of every code point, and where paragraphs begin.

    `marks` are the figures in it, by position, none over another.
    """

    def __init__(self, document: Document, span: Span, marks: Sequence[Figure]) -> None:
        self.document, self.span, self.marks = document, span, marks
        self.starts = [figure.span.start for figure in marks]
        self.paint = self._paint()
        edges = {edge for s in document.segments if s.kind != "markup" for edge in (s.span.start, s.span.end)}
        breaks = {match.end() for match in BREAK.finditer(document.text, span.start, span.end)}
        self.cuts = sorted(e for e in edges | breaks if span.start < e < span.end and not self._inside(e))

    def blocks(self, window: Span) -> Iterator[Block]:
        """The paragraphs of a window of the stretch."""
        cuts = set(self._cuts(window))
        paragraph: list[Piece] = []
        kind, begun = "", window.start
        for start, end in pairwise(sorted({window.start, window.end, *cuts, *self._changes(window)})):
            name = KINDS[self.paint[start - self.span.start]]
            if paragraph and (start in cuts or name not in (kind, "markup")):
                yield from _block(kind, paragraph, begun)
                paragraph = []
            if name != "markup":
                begun = begun if paragraph else start
                kind = name
                paragraph.extend(self._pieces(start, end))
        yield from _block(kind, paragraph, begun)

    def _paint(self) -> bytearray:
        """The kind of every code point as its index in KINDS: the narrower segment wins; a figure is of one kind."""
        base, size = self.span.start, self.span.end - self.span.start
        paint = bytearray([BODY]) * size
        over = [s for s in self.document.segments if s.span.start < self.span.end and s.span.end > base]
        for segment in sorted(over, key=lambda s: s.span.start - s.span.end):
            start, end = max(segment.span.start - base, 0), min(segment.span.end - base, size)
            paint[start:end] = bytes([KINDS.index(segment.kind)]) * (end - start)
        for figure in self.marks:
            start, end = figure.span.start - base, figure.span.end - base
            paint[start:end] = bytes([paint[start]]) * (end - start)
        return paint

    def _inside(self, edge: int) -> bool:
        """Whether a place lies inside a figure's words."""
        last = bisect_left(self.starts, edge) - 1
        return last >= 0 and edge < self.marks[last].span.end

    def _cuts(self, window: Span) -> list[int]:
        return self.cuts[bisect_right(self.cuts, window.start) : bisect_left(self.cuts, window.end)]

    def _changes(self, window: Span) -> Iterator[int]:
        base = self.span.start
        for run in RUN.finditer(self.paint, window.start - base, window.end - base):
            yield run.start() + base

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        for figure in self.marks[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if figure.span.start > start:
                yield Piece(self._readable(start, figure.span.start))
            yield Piece(self._readable(figure.span.start, figure.span.end), figure)
            start = figure.span.end
        if start < end:
            yield Piece(self._readable(start, end))

    def _readable(self, start: int, end: int) -> str:
        """The characters that a reader of the original sees: entities of a web page are characters there."""
        raw = self.document.text[start:end]
        return re.sub(r"\s+", " ", html.unescape(raw)) if self.document.media == "text/html" else raw


def _block(kind: str, pieces: Sequence[Piece], start: int) -> Iterator[Block]:
    if any(piece.text.strip() for piece in pieces):
        yield Block(kind, tuple(pieces), start=start)
