"""Web archives (WARC, WET; plain or .gz): each page or text in them is a report."""

import re
import zlib
from collections.abc import Generator, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, NamedTuple

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from warbook.documents.drafts import MOST_BYTES, Blob, Given
from warbook.documents.formats import Item, Part
from warbook.errors import ReadError
from warbook.model import Rejection

READ = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
NO_REPORT = ("image/", "video/", "audio/", "font/", "text/css", "application/javascript", "text/javascript", "text/dns")
PACKED = ("content-encoding", "transfer-encoding")
MOVED = range(300, 400)
"""Answers that only lead to another page, which has a record of its own."""
NEXT = re.compile(rb"\r?\n(?=WARC/\d\.\d\r?\nWARC-)")
BLOCK = 1024 * 1024
MOST_UNPACKED = 4 * 1024**3
"""Bytes that a compressed archive with a broken record is unpacked to, on disk."""


class _Read(NamedTuple):
    """A record: where it starts in the file, what came of it, and whether the next one is not where it should be."""

    start: int
    item: Item | None
    broken: bool = False


def certainty(head: bytes, name: str) -> int:
    """The mark of WARC; a gzip file is taken for one by its name."""
    if head.startswith(b"WARC/"):
        return 90
    return 60 if head.startswith(b"\x1f\x8b") and name.lower().endswith((".warc.gz", ".wet.gz", ".warc")) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """The pages and texts in the archive. Raises ReadError where it holds none.

    A record whose length is wrong is a rejection, and the next one is looked for behind it. For that a compressed
    archive is unpacked to a file.
    """
    if blob.head.startswith(b"WARC/"):
        number = yield from _plain(blob, given)
    else:
        number, is_broken = yield from _compressed(blob, given)
        if is_broken:
            with TemporaryDirectory() as folder:
                place = Path(folder) / "unpacked"
                yield from _unpack(blob, place)
                number = yield from _plain(Blob(blob.name, place), given, number)
    if not number:
        raise ReadError("is a web archive without a page or a text")


def _compressed(blob: Blob, given: Given) -> Generator[Item, None, tuple[int, bool]]:
    """The records up to the first broken one; how many, and whether there is one."""
    number = 0
    for found in _records(blob, 0, given, 0):
        if found.broken:
            return number, True
        if found.item is not None:
            yield found.item
        number += 1
    return number, False


def _plain(blob: Blob, given: Given, known: int = 0) -> Generator[Item, None, int]:
    """The records of an archive that is not compressed, but for the first ones that are known; how many there are."""
    number, start = 0, 0
    while True:
        broken: _Read | None = None
        for found in _records(blob, start, given, number):
            number += 1
            if found.item is not None and number > known:
                yield found.item
            broken = found if found.broken else None
        if broken is None or (behind := _behind(blob, broken.start)) is None:
            return number
        start = behind


def _records(blob: Blob, start: int, given: Given, number: int) -> Iterator[_Read]:
    """The records from an offset on, up to the first broken one: what follows that is not where it is looked for."""
    before: _Read | None = None
    broken = None
    with blob.open() as stream:
        stream.seek(start)
        try:
            for record in ArchiveIterator(stream, record_types=READ, parse_http=True):
                if before is not None:
                    yield before
                    if before.broken:
                        return
                number += 1
                before = _one(record, start + record.stream_pos, number, blob.name, given)
        except (OSError, ValueError, EOFError) as error:
            broken = error
    if broken and before is None and not number:
        raise ReadError(f"is a broken web archive: {broken}") from broken
    if broken:
        reason = f"its length is wrong: {broken}"
        place = before.start if before else start
        before = _Read(place, Rejection(name=blob.name, where=f"record {max(number, 1)}", reason=reason), broken=True)
    if before is not None:
        yield before


def _behind(blob: Blob, start: int) -> int | None:
    """Where the next record begins behind the start of one; None where none does."""
    with blob.open() as stream:
        return _search(stream, start + 1)


def _unpack(blob: Blob, place: Path) -> Iterator[Item]:
    """Writes what a compressed archive holds into a file, as far as it can be unpacked and up to MOST_UNPACKED."""
    written = 0
    with blob.open() as stream, place.open("wb") as out:
        unpacker, rest = zlib.decompressobj(31), b""
        while rest or (rest := stream.read(BLOCK)):
            try:
                block = unpacker.decompress(rest, BLOCK)
            except zlib.error:
                return
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                unpacker, rest = zlib.decompressobj(31), unpacker.unused_data.lstrip(b"\0")
            written += out.write(block)
            if written > MOST_UNPACKED:
                reason = f"unpacks to more than {MOST_UNPACKED // 1024**3} GB; what comes behind is not read"
                yield Rejection(name=blob.name, reason=reason)
                return


def _search(stream: BinaryIO, start: int) -> int | None:
    stream.seek(start)
    kept = b""
    while block := stream.read(BLOCK):
        if match := NEXT.search(kept + block):
            return start - len(kept) + match.end()
        start += len(block)
        kept = (kept + block)[-64:]
    return None


def _one(record: Any, start: int, number: int, outer: str, given: Given) -> _Read:
    length = record.content_length
    try:
        item = _item(record, length, number, outer, given)
    except ReadError as error:
        reason = f"its length is wrong: {error.message}"
        where = f"record {number} of {outer}"
        return _Read(start, Rejection(name=_name(record, number, outer), where=where, reason=reason), True)
    return _Read(start, item)


def _name(record: Any, number: int, outer: str) -> str:
    return record.headers.get("WARC-Target-URI") or f"{outer}, record {number}"


def _item(record: Any, length: int, number: int, outer: str, given: Given) -> Item | None:
    """What a record is. Raises ReadError where it does not end where it says."""
    url = record.headers.get("WARC-Target-URI")
    name, where = _name(record, number, outer), f"record {number} of {outer}"
    media = (record.http_content_type or "") if record.is_http else record.headers.get("Content-Type", "")
    if media.startswith(NO_REPORT) or (record.is_http and record.http_headers.status_code in MOVED):
        return None
    if record.is_http and record.http_headers.status_code not in (200, None):
        return Rejection(name=name, where=where, reason=f"the server answered {record.http_headers.status_code}")
    data = record.reader.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return Rejection(name=name, where=where, reason=f"is larger than {MOST_BYTES // 1024**2} MB")
    if NEXT.search(data):
        raise ReadError("it runs into another record")
    if len(data) < length:
        raise ReadError(f"{length:,} bytes are announced and {len(data):,} are there")
    data = _unpacked(record, data)
    if len(data) > MOST_BYTES:
        return Rejection(name=name, where=where, reason=f"unpacks to more than {MOST_BYTES // 1024**2} MB")
    captured = record.headers.get("WARC-Date")
    remarks = (*given.remarks, f"Captured on {captured}") if captured else given.remarks
    return Part(Blob(name, data), msgspec.structs.replace(given, url=url or given.url, remarks=remarks))


def _unpacked(record: Any, data: bytes) -> bytes:
    """A page that was sent packed or in chunks, as it was meant; many archives keep what was sent, some only say so."""
    packing = [(k, v) for k, v in record.http_headers or () if k.lower() in PACKED] if record.is_http else []
    if not packing:
        return data
    sent = WarcRecord()
    sent.init_headers(WarcRecordType.response)
    sent.headers["Content-Type"] = "application/http; msgtype=response"
    lines = "".join(f"{name}: {value}\r\n" for name, value in packing)
    sent.set_bytes_content(f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode("utf-8", "replace") + data)
    out = BytesIO()
    sent.write(out)
    out.seek(0)
    try:
        return next(r.reader.read(MOST_BYTES + 1) for r in ArchiveIterator(out, parse_http=True, auto_decode="all"))
    except (OSError, ValueError, EOFError, StopIteration):
        return data
