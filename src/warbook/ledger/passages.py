"""Reports in passages: what full-text search over whole reports finds.

A passage is about two thousand characters, cut where a line or a word ends. Markup is not searched, all else is.
"""

import re
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.ledger import search
from warbook.ledger import tables as t
from warbook.ledger.moments import Pen
from warbook.ledger.reader import Reader
from warbook.ledger.records import Hit
from warbook.model import Document, Segment, Span

LENGTH = 2000
WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")


class Passages(Reader):
    """Search in the reports of a book."""

    def search(self, query: str, limit: int = 50, offset: int = 0) -> list[Hit]:
        """Passages that hold all words of the query (in quotation marks: that phrase), of the latest reports first.

        Raises LedgerError, in plain words, when the database cannot be read.
        """
        p, d = t.passage.c, t.document.c
        rows = search.matches("passage_text", query, self._engine.dialect.name)
        if rows is None:
            return []
        found = (
            sa.select(d.id, d.name, p.text, p.first, p.last)
            .join(t.document, d.seq == p.document)
            .where(p.seq.in_(rows), *self._by_now(t.passage))
            .order_by(p.document.desc(), p.seq)
            .limit(limit)
            .offset(offset)
        )
        wanted = {word for phrase in search.phrases(query) for word in phrase}
        texts: dict[str, str] = {}
        for row in (hits := self._all(found)):
            if row.text not in texts:
                texts[row.text] = self._text(row.text)
        return [_hit(row.id, row.name, texts[row.text], Span(row.first, row.last), wanted) for row in hits]

    def _text(self, sha256: str) -> str:
        row = self._one(sa.select(t.blob.c.data).where(t.blob.c.sha256 == sha256), "text")
        return bytes(row.data).decode("utf-8", "surrogatepass")


def _hit(id: str, name: str, text: str, span: Span, wanted: set[str]) -> Hit:
    words = WORD.finditer(text, span.start, span.end)
    found = tuple(Span(*word.span()) for word in words if wanted & set(search.words(word.group())))
    return Hit(document=id, name=name, span=span, text=text[span.start : span.end], words=found)


def write_passages(pen: Pen, document: int, text: str, segments: tuple[Segment, ...], sha256: str) -> None:
    """Append the passages of a report's text, unless they are there."""
    p = t.passage.c
    there = sa.select(sa.literal(1)).where(p.document == document, p.text == sha256).limit(1)
    if pen.connection.execute(there).first() is not None:
        return
    first = pen.next(t.passage)
    spans = list(cut(text))
    seen = without_markup(text, segments)
    rows = [
        {"seq": first + number, "document": document, "text": sha256, "first": span.start, "last": span.end}
        for number, span in enumerate(spans)
    ]
    pen.write(t.passage, *rows)
    texts = ((first + number, seen[span.start : span.end]) for number, span in enumerate(spans))
    search.index(pen.connection, "passage_text", texts)


def cut(text: str) -> Iterator[Span]:
    """The passages of a text: they follow each other without gap, and no word is cut that fits into one."""
    start = 0
    while start < len(text):
        end = start + LENGTH
        if end < len(text):
            half = start + LENGTH // 2
            last = text.rfind("\n", half, end)
            last = last if last >= 0 else text.rfind(" ", half, end)
            end = last + 1 if last >= 0 else end
        yield Span(start, min(end, len(text)))
        start = end


def without_markup(text: str, segments: tuple[Segment, ...]) -> str:
    """The text with markup as blanks."""
    pieces, done = [], 0
    for span in sorted(segment.span for segment in segments if segment.kind == "markup"):
        if span.end > done:
            start = max(span.start, done)
            pieces += [text[done:start], " " * (span.end - start)]
            done = span.end
    return "".join([*pieces, text[done:]])


def fill(connection: Connection) -> None:
    """Make the passages of all reports that were read before there were any."""
    r, d = t.reading.c, t.document.c
    rows = connection.execute(
        sa.select(d.seq, r.record, r.text, r.moment).join(t.document, d.seq == r.document).order_by(r.seq)
    )
    for row in rows.all():
        data = connection.execute(sa.select(t.blob.c.data).where(t.blob.c.sha256 == row.text)).scalar_one()
        segments = msgspec.json.decode(row.record, type=Document).segments
        text = bytes(data).decode("utf-8", "surrogatepass")
        write_passages(Pen(connection, row.moment), row.seq, text, segments, row.text)
