"""Traps and broken files: one clear line each, bounded memory, and the rest is read."""

import gzip
import io
import json
import resource
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path

import pytest
from documents import gallery

from warbook.documents import archives, drafts, read, read_paths
from warbook.documents.formats import pdf
from warbook.documents.opening import read_as
from warbook.model import Document, Rejection


def reasons(data: bytes, name: str = "file") -> list[str]:
    items = list(read(data, name))
    found = [item.reason for item in items if isinstance(item, Rejection)]
    assert all("\n" not in reason and len(reason) < 400 for reason in found)
    return found


def documents(data: bytes, name: str = "file") -> list[Document]:
    return [item for item in read(data, name) if isinstance(item, Document)]


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in (drafts, archives):
        monkeypatch.setattr(module, "MOST_BYTES", 2_000_000)
    yield


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("name", [n for n in gallery.GALLERY if n not in ("report.txt", "report.md")])
def test_a_file_that_was_cut_off_neither_crashes_nor_hangs(name: str, share: float) -> None:
    data = gallery.GALLERY[name]
    list(read(data[: int(len(data) * share)], name))


def test_a_truncated_pdf_and_one_that_is_locked_or_scanned() -> None:
    (reason,) = reasons(gallery.pdf()[:300])
    assert "no readable PDF" in reason
    (scanned,) = reasons(gallery.pdf([[], []]))
    assert "2 pages are pictures" in scanned


def test_a_pdf_whose_stream_unpacks_to_a_gigabyte_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_UNPACKED", 20_000_000)
    packed = zlib.compress(b"0 0 m\n" * 5_000_000, 9).decode("latin-1")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R >>",
    ]
    assert "unpacks to more" in reasons(gallery.assembled(objects))[0]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(small_bounds: None) -> None:
    bomb = gallery.zipped({"a.txt": gallery.TEXT.encode()})
    out = io.BytesIO(bomb)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 50_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    items = list(read(out.getvalue(), "bomb.zip"))
    assert [type(item) for item in items] == [Document, Rejection]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_gzip_bomb_and_bombs_inside_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_BYTES", 2_000_000)
    assert "larger than" in reasons(gzip.compress(b"killed 40\n" * 1_000_000), "b.gz")[0]
    nested = gallery.TEXT.encode()
    for _ in range(8):
        nested = gallery.zipped({"x.zip": nested})
    assert "archives deep" in reasons(nested)[0]


def test_paths_that_climb_out_of_an_archive_are_refused() -> None:
    bad = {"../../etc/passwd": b"root", "/abs.txt": b"x", "C:\\win.txt": b"x", "fine.txt": gallery.TEXT.encode()}
    for data in (gallery.zipped(bad), gallery.tarred(bad)):
        items = list(read(data, "a.tar.gz"))
        assert sum("leads out" in item.reason for item in items if isinstance(item, Rejection)) == 3
        assert sum(isinstance(item, Document) for item in items) == 1


def test_a_locked_part_of_a_word_document_and_a_table_without_a_first_row() -> None:
    locked = bytearray(gallery.word())
    start = locked.rindex(b"PK\x01\x02", 0, locked.rindex(b"word/document.xml"))
    locked[start + 8] |= 1
    assert "no readable Word document" in reasons(bytes(locked), "a.docx")[0]
    form = import_module("warbook.documents.formats.csv")
    (item,) = read_as(form, drafts.Blob("t.csv", b'i,"d\r\n' + b"x" * 20_000_000), drafts.Given())
    assert isinstance(item, Rejection)


def test_a_member_without_a_name_and_one_whose_place_is_wrong() -> None:
    nameless = gallery.zipped({"x": b"Four men died.", "y.txt": gallery.TEXT.encode()}).replace(b"x", b"", 1)
    assert reasons(nameless, "a.zip")
    for make, called in ((gallery.zipped({"x.txt": gallery.TEXT.encode()}), "a.zip"), (gallery.epub(), "a.epub")):
        place = make.rindex(b"PK\x01\x02") + 42
        assert reasons(make[:place] + b"\xff\xff\xff\x7f" + make[place + 4 :], called)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1 Four men died.}", "rich text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"\0\0\0 ftypisom", "video"),
        (b'<?xml version="1.0"?><log><entry>Four men died.</entry></log>', "XML of a form"),
        (gallery.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}), "no readable Word"),
    ],
)
def test_files_of_other_kinds_are_named(data: bytes, reason: str) -> None:
    assert reason in reasons(data)[0]


def test_links_and_locked_members_are_refused() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("link")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(member)
    assert "is a link" in reasons(out.getvalue())[0]


def test_a_feed_that_declares_entities_and_one_that_is_a_page() -> None:
    laughs = '<!ENTITY a "ha">' + "".join(f'<!ENTITY a{n} "{"&a;" * 10}">' for n in range(9))
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [{laughs}]><rss version="2.0"><channel><item><title>&a8;</title></item></channel></rss>'
    assert "entities" in reasons(feed.encode())[0]
    (page,) = documents(gallery.html(), "feed.rss")
    assert page.media == "text/html"
    assert "without entries" in reasons(b"<rss version='2.0'><channel><title>x</title></channel></rss>")[0]


def test_a_broken_feed_gives_the_entries_before_the_break() -> None:
    items = list(read(gallery.rss().replace(b"</channel></rss>", b"<item><title>cut"), "f"))
    assert isinstance(items[0], Document)
    assert isinstance(items[-1], Rejection)


def test_a_web_archive_with_a_wrong_length_loses_that_record_only() -> None:
    text = gallery.TEXT.encode()
    parts = [
        gallery.warc_record("conversion", f"https://example.org/{n}", text.replace(b"14", b"%d" % n), "text/plain")
        for n in range(3)
    ]
    for wrong in (5, len(text) + 300):
        parts[1] = gallery.warc_record("conversion", "https://example.org/1", text, "text/plain", wrong)
        items = list(read(b"".join(parts), "c.warc"))
        urls = [item.url for item in items if isinstance(item, Document)]
        assert urls == ["https://example.org/0", "https://example.org/2"]
        assert sum("length is wrong" in item.reason for item in items if isinstance(item, Rejection)) == 1


@pytest.mark.parametrize("packed", [True, False], ids=["record by record", "as a whole"])
@pytest.mark.parametrize("wrong", [5, 900])
def test_a_compressed_archive_with_a_wrong_length_loses_that_record_only(packed: bool, wrong: int) -> None:
    text = gallery.TEXT.encode()
    records = [
        gallery.warc_record("conversion", f"https://example.org/{n}", text, "text/plain", wrong if n == 1 else None)
        for n in range(4)
    ]
    data = b"".join(map(gzip.compress, records)) if packed else gzip.compress(b"".join(records))
    items = list(read(data, "c.warc.gz"))
    urls = [item.url for item in items if isinstance(item, Document)]
    assert urls == ["https://example.org/0", "https://example.org/2", "https://example.org/3"]
    assert [item.where for item in items if isinstance(item, Rejection)] == ["record 2"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "compressed"])
def test_the_last_record_of_a_web_archive_that_is_cut_off_is_not_taken_for_whole(
    pack: Callable[[bytes], bytes],
) -> None:
    records = [
        pack(gallery.warc_record("conversion", f"https://example.org/{n}", gallery.TEXT.encode(), "text/plain"))
        for n in range(2)
    ]
    first, last = list(read(b"".join(records)[:-40], "c.warc.gz"))
    assert isinstance(first, Document)
    assert isinstance(last, Rejection)
    assert "are there" in last.reason


def test_a_broken_message_of_a_channel_is_named_and_the_rest_is_read() -> None:
    export = json.loads(gallery.telegram())
    export["messages"] = ["junk", {"id": "no number", "type": "message", "text": "Six men."}, *export["messages"]]
    items = list(read(json.dumps(export).encode(), "result.json"))
    assert [type(item) for item in items] == [Rejection, Rejection, Document]
    assert [item.where for item in items if isinstance(item, Rejection)] == [
        "message 1 of River Gazette",
        "message 2 of River Gazette",
    ]


def test_a_missing_chapter_costs_a_book_that_chapter_only() -> None:
    with zipfile.ZipFile(io.BytesIO(gallery.epub())) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    twice = members["o/p.opf"].replace(b"<item ", b'<item id="d" href="d.xhtml"/><item ', 1)
    members["o/p.opf"] = twice.replace(b"<itemref ", b'<itemref idref="d"/><itemref ', 1)
    (book,) = documents(gallery.zipped(members), "b.epub")
    assert gallery.PARAGRAPHS[0] in book.text
    assert "The chapter d.xhtml could not be read" in book.remarks


def test_a_mail_inside_a_mail_is_read() -> None:
    mail, inner = EmailMessage(), EmailMessage()
    for one, subject in ((mail, "See below"), (inner, "Bridge at Rivne falls")):
        one["From"], one["Subject"], one["Date"] = "a@b.example", subject, "Thu, 04 May 2023 10:12:00 +0000"
        one.set_content(f"{subject}: 14 people were killed.")
    mail.add_attachment(inner)
    assert [report.title for report in documents(bytes(mail), "m.eml")] == ["See below", "Bridge at Rivne falls"]


def test_a_broken_row_of_a_table_is_named_and_the_rest_is_read() -> None:
    data = gallery.table() + b"c-2,2023-05-05\r\n" + b'c-3,2023-05-06,"Six men fled from the mill."\r\n'
    items = list(read(data, "t.csv"))
    assert [type(item) for item in items] == [Document, Rejection, Document]
    assert next(item.where for item in items if isinstance(item, Rejection)).startswith("line ")


def test_mixed_encodings_are_read_with_a_remark() -> None:
    (report,) = documents(
        "Zwölf Tote in Köln, sagte der Bürgermeister am Freitag.\n".encode() * 20 + "Für".encode("latin-1")
    )
    assert report.remarks


def test_a_hundred_thousand_tags_in_every_reader_of_markup() -> None:
    deep = "<div>" * 100_000 + "Four men died."
    assert len(list(read(f"<html><body>{deep}".encode(), "a"))) == 1
    (cut,) = read(f"<html><body><p>Nine boats sank at noon.</p>{deep}".encode(), "a")
    assert isinstance(cut, Document)
    assert "nested more than" in cut.remarks[0]
    (whole,) = read(
        f"<html><body>{'<div>' * 1_500}<p>Four men died.</p>{'</div>' * 1_500}<p>Nine fled.</p>".encode(), "a"
    )
    assert isinstance(whole, Document)
    assert "Nine fled" in whole.text
    mail = (
        b"From: a@b.example\r\nTo: c@d.example\r\nDate: x\r\nSubject: s\r\nContent-Type: text/html\r\n\r\n"
        + deep.encode()
    )
    assert len(list(read(mail, "a"))) == 1


@pytest.mark.parametrize("kind", ["[", '{"a":', '{"messages": [{"type": "message", "text": ['])
def test_deeply_nested_json_is_refused(kind: str) -> None:
    assert reasons((kind * 100_000).encode(), "a.json")


def test_a_file_of_two_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    place = tmp_path / "huge.txt"
    place.write_bytes(gallery.TEXT.encode() * 300)
    with place.open("r+b") as out:
        out.truncate(2 * 1024**3)
    (item,) = read_paths([place])
    assert isinstance(item, Rejection)
    assert "larger than 256 MB" in item.reason
