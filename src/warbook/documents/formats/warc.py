"""Web archives (WARC, WET; plain or .gz): each page or text in them is a report."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecordType

from warbook.documents.drafts import MOST_BYTES, Blob, Given
from warbook.documents.formats import Item, Part
from warbook.errors import ReadError
from warbook.model import Rejection

READ = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
NO_REPORT = ("image/", "video/", "audio/", "font/", "text/css", "application/javascript", "text/javascript")
NEXT = re.compile(rb"\r?\n(?=WARC/\d\.\d\r?\nWARC-)")
BLOCK = 1024 * 1024


class _Read(NamedTuple):
    """A record: where it starts in the file, and what came of it."""

    start: int
    item: Item | None


def certainty(head: bytes, name: str) -> int:
    """The mark of WARC; a gzip file is taken for one by its name."""
    if head.startswith(b"WARC/"):
        return 90
    return 60 if head.startswith(b"\x1f\x8b") and name.lower().endswith((".warc.gz", ".wet.gz", ".warc")) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """The pages and texts in the archive. Raises ReadError where it holds none.

    A record whose length is wrong is a rejection; in a plain archive the next record is looked for behind it.
    """
    start: int | None = 0
    number = 0
    while start is not None:
        waiting: _Read | None = None
        broken = None
        with blob.open() as stream:
            stream.seek(start)
            try:
                for record in ArchiveIterator(stream, record_types=READ, parse_http=True):
                    if waiting is not None and waiting.item is not None:
                        yield waiting.item
                    number += 1
                    waiting = _Read(start + record.stream_pos, _item(record, number, blob.name, given))
            except (OSError, ValueError, EOFError) as error:
                broken = error
        start = _after(blob, waiting.start if waiting else start) if broken or _is_broken(waiting) else None
        if broken and waiting is not None:
            reason = f"its length is wrong: {broken}"
            yield Rejection(name=blob.name, where=f"record {number}", reason=reason)
        elif broken and not number:
            raise ReadError(f"is a broken web archive: {broken}") from broken
        elif waiting is not None and waiting.item is not None:
            yield waiting.item
    if not number:
        raise ReadError("is a web archive without a page or a text")


def _is_broken(last: _Read | None) -> bool:
    return last is not None and isinstance(last.item, Rejection) and "another record" in last.item.reason


def _after(blob: Blob, start: int) -> int | None:
    """Where the next record of a plain archive begins behind an offset; None in a compressed one or where none does."""
    if not blob.head.startswith(b"WARC/"):
        return None
    with blob.open() as stream:
        return _search(stream, start + 1)


def _search(stream: BinaryIO, start: int) -> int | None:
    stream.seek(start)
    kept = b""
    while block := stream.read(BLOCK):
        if match := NEXT.search(kept + block):
            return start - len(kept) + match.end()
        start += len(block)
        kept = (kept + block)[-64:]
    return None


def _item(record: Any, number: int, outer: str, given: Given) -> Item | None:
    url = record.headers.get("WARC-Target-URI")
    name, where = url or f"{outer}, record {number}", f"record {number} of {outer}"
    media = (record.http_content_type or "") if record.is_http else record.headers.get("Content-Type", "")
    if media.startswith(NO_REPORT):
        return None
    if record.is_http and record.http_headers.status_code not in (200, None):
        return Rejection(name=name, where=where, reason=f"the server answered {record.http_headers.status_code}")
    data = record.reader.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return Rejection(name=name, where=where, reason=f"is larger than {MOST_BYTES // 1024**2} MB")
    if NEXT.search(data):
        return Rejection(name=name, where=where, reason="its length is wrong: it runs into another record")
    captured = record.headers.get("WARC-Date")
    remarks = (*given.remarks, f"Captured on {captured}") if captured else given.remarks
    return Part(Blob(name, data), msgspec.structs.replace(given, url=url or given.url, remarks=remarks))
