"""Web archives hold pages as they were sent: packed, in chunks, moved, beside names that were looked up."""

import gzip
import zlib
from collections.abc import Callable

import pytest
from documents import gallery

from warbook.documents import read
from warbook.model import Document, Rejection

ANSWER = "application/http; msgtype=response"
PAGE = gallery.html()


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = "".join(f"{header}\r\n" for header in ("Content-Type: text/html", *headers))
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def record(url: str, content: bytes, media: str = ANSWER) -> bytes:
    return gallery.warc_record("response", url, content, media)


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    parts = (body[:half], body[half:], b"")
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)


SENT = {
    "chunked": answer(chunked(PAGE), "Transfer-Encoding: chunked"),
    "gzip": answer(gzip.compress(PAGE), "Content-Encoding: gzip"),
    "deflate": answer(zlib.compress(PAGE), "content-encoding: deflate"),
    "both": answer(chunked(gzip.compress(PAGE)), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    "kept unpacked": answer(PAGE, "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
}


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "compressed"])
def test_a_page_is_read_however_it_was_sent(sent: bytes, pack: Callable[[bytes], bytes]) -> None:
    archive = pack(record("https://example.org/a", sent)) + pack(record("https://example.org/b", answer(PAGE)))
    first, other = read(archive, "crawl.warc.gz")
    assert isinstance(first, Document)
    assert isinstance(other, Document)
    assert (first.url, first.title) == ("https://example.org/a", gallery.TITLE)
    assert first.text == other.text


def test_what_only_leads_elsewhere_is_no_failure_and_a_missing_page_is() -> None:
    archive = b"".join(
        (
            record("dns:example.org", b"20230505 192.0.2.1", "text/dns"),
            record("https://example.org/old", answer(b"", "Location: /a", status="301 Moved Permanently")),
            record("https://example.org/a", answer(PAGE)),
            gallery.warc_record("revisit", "https://example.org/a", answer(b""), ANSWER),
            record("https://example.org/gone", answer(b"<p>Nothing</p>", status="404 Not Found")),
        )
    )
    page, gone = read(archive, "crawl.warc")
    assert isinstance(page, Document)
    assert isinstance(gone, Rejection)
    assert (gone.name, gone.reason) == ("https://example.org/gone", "the server answered 404")
