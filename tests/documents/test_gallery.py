"""The same report gives the same words in every format, whatever the file is called."""

import re

import pytest
from documents.gallery import DAY, GALLERY, PARAGRAPHS

from warbook.documents import locate, read, readable
from warbook.model import Document, Span

DATED = {
    "report.html",
    "report.mhtml",
    "report.epub",
    "report.eml",
    "feed.rss",
    "feed.atom",
    "result.json",
    "reports.jsonl",
    "reports.csv",
    "reports.parquet",
    "crawl.warc",
}
TIMED = {"talk.srt", "talk.vtt", "talk.json3", "talk.json"}
NAMED_BY_ENDING = {"crawl.wet.gz", "reports.tar.gz"}


def only(name: str, called: str) -> Document:
    items = list(read(GALLERY[name], called))
    assert len(items) == 1, items
    assert isinstance(items[0], Document), items[0]
    return items[0]


@pytest.mark.parametrize("name", GALLERY)
def test_the_words_are_the_same(name: str) -> None:
    called = name if name in NAMED_BY_ENDING else "file.txt"
    words = re.sub(r"\s+", " ", readable(only(name, called)))
    for paragraph in PARAGRAPHS:
        assert paragraph in re.sub(r" (?=[ ,.])", "", words), words
    assert "Home" not in words


@pytest.mark.parametrize("name", sorted(DATED))
def test_the_day_of_publication_is_found(name: str) -> None:
    published = only(name, name).published
    assert published is not None
    assert (str(published.day), published.found_in) == (DAY, "metadata")


@pytest.mark.parametrize("name", sorted(TIMED))
def test_speech_knows_its_second(name: str) -> None:
    report = only(name, name)
    start = report.text.index("6 boats")
    anchor = locate(report, Span(start, start + 7))
    assert anchor is not None
    assert (anchor.kind, anchor.value) == ("second", 18)


def test_a_page_of_a_pdf_is_known() -> None:
    report = only("report.pdf", "r.pdf")
    anchor = locate(report, Span(report.text.index("30 people"), report.text.index("30 people") + 2))
    assert anchor is not None
    assert (anchor.kind, anchor.value) == ("page", 1)


def test_ids_are_kept_and_forwarded_messages_say_so() -> None:
    assert only("reports.jsonl", "x").id == "j-1"
    assert only("reports.csv", "x").id == "c-1"
    assert only("reports.parquet", "x").id == "p-1"
    message = only("result.json", "x")
    assert (message.id, message.outlet) == ("telegram:55:7", "River Gazette")
    assert "Forwarded from Mill Watch" in message.remarks


def test_a_feed_says_which_date_it_could_not_read_and_its_titles_have_no_markup() -> None:
    feed = GALLERY["feed.rss"].replace(b"Thu, 04 May 2023 10:12:00 GMT", "Чт, до полудня".encode())
    (report,) = read(feed.replace(b"Bridge at Rivne falls", b"Bridge &amp;amp; mill"), "feed.rss")
    assert isinstance(report, Document)
    assert report.title == "Bridge & mill"
    assert report.published is None
    assert any("could not be read" in remark for remark in report.remarks)


def test_a_record_without_a_title_is_called_by_its_place() -> None:
    (message,) = read(GALLERY["result.json"], "result.json")
    assert message.name == "result.json, message 7"
    records = GALLERY["reports.jsonl"].replace(b"Bridge at Rivne falls", b"A bridge fell at Rivne, it is said.") * 2
    names = [record.name for record in read(records, "reports.jsonl")]
    assert names == ["reports.jsonl, record 1", "reports.jsonl, record 2"]
