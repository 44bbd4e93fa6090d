"""One small report in every format, made here; the words are the same in each."""

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import docx
import pyarrow as arrow
from pyarrow import parquet

TITLE = "Bridge at Rivne falls"
PARAGRAPHS = (
    "The bridge over the river at Rivne fell on Monday after nine hours of shelling, and 14 people were killed.",
    "Another 30 people are missing, the harbour master said, most of them from the mill on the eastern bank.",
    "The garrison lost 6 boats and 2 guns in the night, according to its commander.",
)
DAY = "2023-05-04"
TEXT = f"{TITLE}\n\n" + "\n\n".join(PARAGRAPHS) + "\n"


def html() -> bytes:
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title><meta property="article:published_time" content="{DAY}">'
        f"</head><body><nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{body}</article></body></html>"
    ).encode()


def mhtml() -> bytes:
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/bridge\r\nSubject: x\r\n"
        "Date: Fri, 5 May 2023 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b1"\r\n\r\n--b1\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://example.org/bridge\r\n\r\n"
    )
    return head.encode() + html() + b"\r\n--b1--\r\n"


def pdf(pages: list[list[tuple[float, float, float, str]]] | None = None) -> bytes:
    """A PDF of pages of lines: x, y in points from below, size, words."""
    if pages is None:
        lines = [(72.0, 760.0, 16.0, TITLE)]
        y = 730.0
        for words in PARAGRAPHS:
            for line in wrapped(words, 70):
                lines.append((72.0, y, 11.0, line))
                y -= 14
            y -= 10
        pages = [lines]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"BT /F1 {size} Tf {x} {y} Td ({escaped(words)}) Tj ET\n" for x, y, size, words in lines)
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assembled(objects)


def assembled(objects: list[str]) -> bytes:
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return (out + f"startxref\n{out.index('xref')}\n%%EOF\n").encode("latin-1")


def wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def word() -> bytes:
    book = docx.Document()
    book.add_heading(TITLE, 0)
    for words in PARAGRAPHS:
        book.add_paragraph(words)
    return saved(book)


def saved(book: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def epub() -> bytes:
    body = f"<h1>{TITLE}</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{TITLE}</dc:title><dc:language>en</dc:language><dc:date>{DAY}</dc:date></metadata>"
        '<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c"/></spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="o/p.opf"/></rootfiles></container>'
    )
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "o/p.opf": package.encode(),
            "o/c.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'.encode(),
        }
    )


def eml() -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = TITLE, "Marta Koval <marta@example.org>", "desk@example.org"
    mail["Date"] = "Thu, 04 May 2023 10:12:00 +0000"
    mail.set_content("\n\n".join(PARAGRAPHS) + "\n")
    return bytes(mail)


def rss() -> bytes:
    words = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS)
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>River Gazette</title><item><title>{TITLE}</title><link>https://example.org/bridge</link><guid>g-1</guid>"
        f"<pubDate>Thu, 04 May 2023 10:12:00 GMT</pubDate><content:encoded>{words}</content:encoded></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    words = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS)
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>River Gazette</title><entry>'
        f"<title>{TITLE}</title><id>a-1</id><published>{DAY}T10:12:00Z</published><content type='html'>{words}</content>"
        "</entry></feed>"
    ).encode()


def srt() -> bytes:
    return "\n".join(
        f"{n}\n00:00:{n * 9:02},000 --> 00:00:{n * 9 + 8:02},500\n{words}\n" for n, words in enumerate(PARAGRAPHS)
    ).encode()


def vtt() -> bytes:
    cues = "\n".join(
        f"00:{n * 9:02}.000 --> 00:{n * 9 + 8:02}.500\n<b>{words}</b>\n" for n, words in enumerate(PARAGRAPHS)
    )
    return f"WEBVTT\n\n{cues}".encode()


def youtube() -> bytes:
    events = [{"tStartMs": n * 9000, "dDurationMs": 8500, "segs": [{"utf8": p}]} for n, p in enumerate(PARAGRAPHS)]
    return json.dumps({"wireMagic": "pb3", "events": events}).encode()


def transcript() -> bytes:
    return json.dumps([{"text": p, "start": n * 9.0, "duration": 8.5} for n, p in enumerate(PARAGRAPHS)]).encode()


def telegram() -> bytes:
    text = ["\n\n".join(PARAGRAPHS[:-1]) + "\n\n", {"type": "bold", "text": PARAGRAPHS[-1]}]
    message = {
        "id": 7,
        "type": "message",
        "date": f"{DAY}T10:12:00",
        "from": "River Gazette",
        "from_id": "channel1",
        "forwarded_from": "Mill Watch",
        "text": text,
    }
    return json.dumps({"name": "River Gazette", "type": "public_channel", "id": 55, "messages": [message]}).encode()


def jsonl() -> bytes:
    return (json.dumps({"id": "j-1", "text": TEXT, "published": DAY}) + "\n").encode()


def table() -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerows([["id", "date", "text"], ["c-1", DAY, TEXT]])
    return out.getvalue().encode()


def columns() -> bytes:
    out = io.BytesIO()
    parquet.write_table(arrow.table({"id": ["p-1"], "date": [DAY], "text": [TEXT]}), out)
    return out.getvalue()


def warc_record(kind: str, url: str, body: bytes, media: str, length: int | None = None) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-{abs(hash(url)) % 10**12:012}>\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def warc() -> bytes:
    page = html()
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
    return warc_record("response", "https://example.org/bridge", answer, "application/http; msgtype=response")


def wet() -> bytes:
    return gzip.compress(warc_record("conversion", "https://example.org/bridge", TEXT.encode(), "text/plain"))


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def plain() -> bytes:
    return TEXT.encode()


def markdown() -> bytes:
    return f"# {TITLE}\n\n".encode() + "\n\n".join(PARAGRAPHS).replace("14 people", "**14 people**").encode()


MAKERS: dict[str, Callable[[], bytes]] = {
    "report.txt": plain,
    "report.md": markdown,
    "report.html": html,
    "report.mhtml": mhtml,
    "report.pdf": pdf,
    "report.docx": word,
    "report.epub": epub,
    "report.eml": eml,
    "feed.rss": rss,
    "feed.atom": atom,
    "talk.srt": srt,
    "talk.vtt": vtt,
    "talk.json3": youtube,
    "talk.json": transcript,
    "result.json": telegram,
    "reports.jsonl": jsonl,
    "reports.csv": table,
    "reports.parquet": columns,
    "crawl.warc": warc,
    "crawl.wet.gz": wet,
    "reports.zip": lambda: zipped({"a/report.txt": plain()}),
    "reports.tar.gz": lambda: tarred({"a/report.txt": plain()}),
    "reports.tar": lambda: tarred({"a/report.txt": plain()}, "w"),
    "report.txt.gz": lambda: gzip.compress(plain()),
}
GALLERY: dict[str, bytes] = {name: make() for name, make in MAKERS.items()}
