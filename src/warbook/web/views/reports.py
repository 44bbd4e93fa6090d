"""A report to be read and reviewed: its text in paragraphs, its claims beside their words, a part of it at a time."""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from warbook.display import passages
from warbook.documents.reading import locate
from warbook.ledger import Book, Claim, Copy, Filter, Report
from warbook.model import Anchor, Document, Figure, Span
from warbook.web.kinds import CLASHING

MOST = 200
"""So many claims stand on one part of a report."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in the margin. `findings` are those of the latest audit (id, kind), `anchor` its place there."""

    claim: Claim
    findings: tuple[tuple[str, str], ...] = ()
    anchor: Anchor | None = None


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph with the claims in it. `anchor` is set where another page or time of the original begins."""

    block: passages.Block
    notes: tuple[Note, ...] = ()
    anchor: Anchor | None = None


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a report (`number` of `parts`) with its claims, of which the report has `claims` in all.

    `clashed` are those that contradict others, or themselves, in the latest audit.
    """

    report: Report
    document: Document
    paragraphs: tuple[Paragraph, ...]
    claims: int
    number: int
    parts: int
    clashed: frozenset[str] = frozenset()
    copies: tuple[tuple[Copy, str, str], ...] = ()


def part(book: Book, id: str, number: int | None = None, claim: str | None = None) -> Part:
    """A part of a report: of that number, or the one with this claim; else the first. Raises MissingError."""
    report, document = book.report(id), book.document(id)
    claims = [one for one in book.claims(Filter(document=id)) if one.figure.span.end <= len(document.text)]
    claims.sort(key=lambda one: (one.figure.span.start, -one.figure.span.end, one.figure.id))
    parts = max(1, -(-len(claims) // MOST))
    if claim is not None:
        at = next((place for place, one in enumerate(claims) if one.figure.id == claim), 0)
        number = at // MOST + 1
    number = min(max(number or 1, 1), parts)
    within = _within(document, claims, number, parts)
    paragraphs = tuple(_paragraphs(book, document, claims[(number - 1) * MOST : number * MOST], within))
    return Part(
        report=report,
        document=msgspec.structs.replace(document, text="", segments=(), anchors=()),
        paragraphs=paragraphs,
        claims=len(claims),
        number=number,
        parts=parts,
        clashed=frozenset(note.claim.figure.id for one in paragraphs for note in one.notes if _clashes(note)),
        copies=tuple(_copies(book, id)),
    )


def _clashes(note: Note) -> bool:
    return any(kind in CLASHING for _, kind in note.findings)


def _within(document: Document, claims: Sequence[Claim], number: int, parts: int) -> Span:
    """The stretch of text of a part: from where the line of its first claim begins to where the next part's does."""

    def begin(place: int) -> int:
        if place <= 0:
            return 0
        if place >= len(claims):
            return len(document.text)
        before, first = claims[place - 1].figure.span.end, claims[place].figure.span.start
        line = document.text.rfind("\n", 0, first) + 1
        return max(line, min(before, first))

    return Span(begin((number - 1) * MOST), begin(number * MOST) if number < parts else len(document.text))


def _paragraphs(book: Book, document: Document, claims: Sequence[Claim], within: Span) -> list[Paragraph]:
    figures = [one.figure for one in claims]
    findings = book.findings_of([figure.id for figure in figures])
    marked = _by_mark(figures)
    notes = {
        one.figure.id: Note(
            claim=one,
            findings=tuple(findings.get(one.figure.id, ())),
            anchor=locate(document, one.figure.span),
        )
        for one in claims
    }
    found: list[Paragraph] = []
    last: Anchor | None = None
    for block in passages.blocks(document, figures, within):
        mine = [id for piece in block.pieces if piece.figure for id in marked[piece.figure.id]]
        anchor = _anchor(document, block.start)
        new = anchor is not None and anchor.kind == "page" and (last is None or anchor.value != last.value)
        last = anchor or last
        found.append(Paragraph(block=block, notes=tuple(notes[id] for id in mine), anchor=anchor if new else None))
    return found


def _by_mark(figures: Sequence[Figure]) -> dict[str, list[str]]:
    """The claims that each mark stands for: of claims whose words overlap only the first is marked in the text."""
    marks = passages.apart(figures)
    starts = [mark.span.start for mark in marks]
    found: dict[str, list[str]] = {mark.id: [mark.id] for mark in marks}
    for figure in figures:
        if figure.id not in found:
            found[marks[bisect_right(starts, figure.span.start) - 1].id].append(figure.id)
    return found


def _anchor(document: Document, offset: int) -> Anchor | None:
    return locate(document, Span(offset, offset + 1)) if document.anchors else None


def _copies(book: Book, id: str) -> list[tuple[Copy, str, str]]:
    """The reports that share text with this one: how, the other's id and title."""
    pairs = [(copy, copy.origin if copy.document == id else copy.document) for copy in book.copies(id)]
    titles = book.titles([other for _, other in pairs])
    return [(copy, other, titles.get(other, other)) for copy, other in pairs]


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the list of reports."""

    reports: tuple[Report, ...]
    total: int
    page: int
    size: int
