"""A report as readers see it: its blocks, without markup, with every figure marked at its exact words.

Only the view leaves something out; the document's text is never altered. A very long report is shown around its
figures only, and the gaps say how much they hold.
"""

import html
import re
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
    """A paragraph of one kind. `left_out` counts the code points of a gap, which has no pieces."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    left_out: int = 0

    @property
    def aside(self) -> bool:
        """Whether the block is not the report itself: site text, buttons, a paywall, front matter."""
        return self.kind not in READ_KINDS | ABOUT


def blocks(document: Document, figures: Sequence[Figure]) -> Iterator[Block]:
    """The report's paragraphs in order. `figures` are those of this document, in any order."""
    marks = _apart(figures)
    shown = list(_windows(document, marks))
    before = 0
    for window in shown:
        if window.start > before:
            yield Block("gap", left_out=window.start - before)
        yield from _joined(_within(document, window, [f for f in marks if window.start <= f.span.start < window.end]))
        before = window.end
    if before < len(document.text):
        yield Block("gap", left_out=len(document.text) - before)


def _joined(parts: Iterator[Block]) -> Iterator[Block]:
    """Neighbouring asides of one kind as one block, a line each."""
    for kind, group in groupby(parts, key=lambda block: block.kind if block.aside else None):
        if kind is None:
            yield from group
        else:
            lines = ["".join(piece.text for piece in block.pieces).strip() for block in group]
            yield Block(kind, (Piece("\n".join(lines)),))


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """The figures by position, without those whose words overlap one before (they are marked there)."""
    marks: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.span.start, -f.span.end)):
        if not marks or figure.span.start >= marks[-1].span.end:
            marks.append(figure)
    return marks


def _windows(document: Document, marks: Sequence[Figure]) -> Iterator[Span]:
    size = len(document.text)
    if size <= WHOLE:
        yield Span(0, size)
        return
    start, end = 0, min(AROUND, size)
    for figure in marks:
        if figure.span.start - AROUND > end:
            yield Span(start, end)
            start = figure.span.start - AROUND
        end = min(size, max(end, figure.span.end + AROUND))
    yield Span(start, end)


def _within(document: Document, window: Span, marks: Sequence[Figure]) -> Iterator[Block]:
    text, paint, cuts = document.text, _paint(document, window), _cuts(document, window)
    paragraph: list[Piece] = []
    kind = ""
    for start, end, code in _runs(paint, window, cuts, marks):
        name = KINDS[code]
        if paragraph and (start in cuts or name not in (kind, "markup")):
            yield from _block(kind, paragraph)
            paragraph = []
        if name == "markup":
            continue
        kind = name
        paragraph.extend(_pieces(document, text, Span(start, end), marks))
    yield from _block(kind, paragraph)


def _block(kind: str, pieces: Sequence[Piece]) -> Iterator[Block]:
    if any(piece.text.strip() for piece in pieces):
        yield Block(kind, tuple(pieces))


def _paint(document: Document, window: Span) -> bytearray:
    """The kind of every code point of the window, as its index in KINDS: the narrower segment wins."""
    paint = bytearray([BODY]) * (window.end - window.start)
    for segment in sorted(document.segments, key=lambda s: s.span.start - s.span.end):
        start, end = max(segment.span.start, window.start), min(segment.span.end, window.end)
        if start < end:
            paint[start - window.start : end - window.start] = bytes([KINDS.index(segment.kind)]) * (end - start)
    return paint


def _cuts(document: Document, window: Span) -> frozenset[int]:
    """Where a new paragraph starts: at segments other than markup, and after empty lines."""
    edges = {edge for s in document.segments if s.kind != "markup" for edge in (s.span.start, s.span.end)}
    breaks = {match.end() for match in BREAK.finditer(document.text, window.start, window.end)}
    return frozenset(edge for edge in edges | breaks if window.start < edge < window.end)


def _runs(
    paint: bytearray, window: Span, cuts: frozenset[int], marks: Sequence[Figure]
) -> Iterator[tuple[int, int, int]]:
    """Stretches of one kind, cut at paragraphs. A figure's words are never cut: its first letter's kind is theirs."""
    for figure in marks:
        start, end = figure.span.start - window.start, figure.span.end - window.start
        paint[start:end] = bytes([paint[start]]) * (end - start)
    inside = {edge for edge in cuts if any(f.span.start < edge < f.span.end for f in marks)} if marks else set()
    edges = {window.start, window.end, *(cuts - inside)}
    edges.update(window.start + match.start() for match in RUN.finditer(paint))
    for start, end in pairwise(sorted(edges)):
        yield start, end, paint[start - window.start]


def _pieces(document: Document, text: str, span: Span, marks: Sequence[Figure]) -> Iterator[Piece]:
    at = span.start
    for figure in marks:
        if span.start <= figure.span.start < span.end:
            if figure.span.start > at:
                yield Piece(_readable(document, text[at : figure.span.start]))
            yield Piece(_readable(document, text[figure.span.start : figure.span.end]), figure)
            at = figure.span.end
    if at < span.end:
        yield Piece(_readable(document, text[at : span.end]))


def _readable(document: Document, raw: str) -> str:
    """The characters that a reader of the original sees: entities of a web page are characters there."""
    return re.sub(r"\s+", " ", html.unescape(raw)) if document.media == "text/html" else raw


def sentence(document: Document, figure: Figure) -> tuple[Piece, ...]:
    """The figure's sentence with its words marked, without markup, on one line; '…' where a very long one is cut."""
    start, end = max(figure.sentence.start, figure.span.start - WIDE), min(figure.sentence.end, figure.span.end + WIDE)
    window = Span(min(start, figure.span.start), max(end, figure.span.end))
    pieces = [piece for block in _within(document, window, [figure]) for piece in block.pieces]
    cut = [Piece("… ")] if start > figure.sentence.start else [], [Piece(" …")] if end < figure.sentence.end else []
    flat = (msgspec.structs.replace(piece, text=re.sub(r"\s+", " ", piece.text)) for piece in pieces)
    return (*cut[0], *flat, *cut[1])
