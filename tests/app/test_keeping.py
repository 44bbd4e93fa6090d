import json
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from warbook.app import keeping, reading
from warbook.documents import Blob
from warbook.documents.fetching import Fetched, Fetcher
from warbook.errors import ReadError, VocabularyError
from warbook.ledger import Ledger, Stored
from warbook.model import Document, Figure, Rejection

REPORT = "Russia lost 14 tanks in June 2023, according to Ukraine's General Staff.\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "book.db")


def kept(ledger: Ledger, *paths: Path) -> list[Stored | Rejection]:
    return list(keeping.keep([str(path) for path in paths], ledger))


def test_a_report_is_kept_with_its_own_bytes(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "a.txt"
    place.write_bytes(b"\xef\xbb\xbf" + REPORT.encode())
    (stored,) = kept(ledger, place)
    assert isinstance(stored, Stored)
    assert stored.new_report
    assert ledger.data(stored.document) == place.read_bytes()


def test_a_record_of_a_collection_is_kept_under_its_id(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "all.jsonl"
    place.write_text(
        json.dumps({"id": "first", "text": REPORT}) + "\n" + json.dumps({"text": "Quiet."}), encoding="utf-8"
    )
    assert len(kept(ledger, place)) == 2
    assert ledger.document("first").text == REPORT


def test_a_known_report_is_not_read_again(tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.txt"
    place.write_text(REPORT, encoding="utf-8")
    (first,) = kept(ledger, place)
    monkeypatch.setattr(reading, "figures", lambda document: pytest.fail("read again"))
    (second,) = kept(ledger, place)
    assert isinstance(first, Stored)
    assert isinstance(second, Stored)
    assert not second.wrote
    assert second.same == first.new


def test_a_refused_file_is_kept_with_its_reason_and_the_rest_goes_on(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    refused, stored = kept(ledger, tmp_path / "a.txt", tmp_path / "b.txt")
    assert isinstance(refused, Rejection)
    assert isinstance(stored, Stored)
    books = keeping.books(ledger)
    assert [one.name for one in books.rejections] == [str(tmp_path / "a.txt")]
    assert [one.text for one in books.documents] == [REPORT]


def test_the_same_report_under_two_names_is_one(tmp_path: Path, ledger: Ledger) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    assert len(kept(ledger, tmp_path / "a.txt", tmp_path / "b.txt")) == 1


def refused(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [
        (Path(one.rejection.name).name, one.rejection.where, one.rejection.reason) for one in ledger.rejections()[::-1]
    ]


def test_a_file_that_was_mended_is_no_longer_refused(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "a.txt"
    for _ in range(3):
        place.write_bytes(b"")
        kept(ledger, place)
        assert refused(ledger) == [("a.txt", "", "is empty")]
        assert [one.reason for one in keeping.books(ledger).rejections] == ["is empty"]
        place.write_text(REPORT, encoding="utf-8")
        kept(ledger, place)
        assert refused(ledger) == []
        assert keeping.books(ledger).rejections == ()
    assert ledger.count_rejections() == 0


def test_a_record_that_was_mended_is_no_longer_refused_and_the_others_are(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "all.csv"
    row = f'"{REPORT.strip()}",2024-05-04'
    rows = [row, "broken", row.replace("14", "15"), "broken too"]
    place.write_text("\n".join(["text,date", *rows, ""]), encoding="utf-8")
    kept(ledger, place)
    assert [where for _, where, _ in refused(ledger)] == ["line 3", "line 5"]
    rows[1] = row.replace("14", "16")
    place.write_text("\n".join(["text,date", *rows, ""]), encoding="utf-8")
    kept(ledger, place)
    assert [where for _, where, _ in refused(ledger)] == ["line 5"]


def test_what_is_refused_for_another_reason_is_listed_with_that_one(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "a.pdf"
    place.write_bytes(b"")
    kept(ledger, place)
    place.write_bytes(b"%PDF-1.7 cut")
    kept(ledger, place)
    ((_, _, reason),) = refused(ledger)
    assert reason.startswith("is no readable PDF")


def test_a_member_of_an_archive_that_was_mended_is_no_longer_refused(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "a.zip"
    for content, listed in (("", [("x.txt", "", "is empty")]), (REPORT, [])):
        with ZipFile(place, "w") as archive:
            archive.writestr("x.txt", content)
        kept(ledger, place)
        assert refused(ledger) == listed


def test_a_page_of_a_web_archive_that_was_mended_is_no_longer_refused(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "a.warc"
    for status, listed in ((503, ["https://k.example/a"]), (200, [])):
        answer = b"HTTP/1.1 %d x\r\nContent-Type: text/plain\r\n\r\n%b" % (status, REPORT.encode())
        place.write_bytes(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://k.example/a\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
            % (len(answer), answer)
        )
        kept(ledger, place)
        assert [one.rejection.name for one in ledger.rejections()] == listed


def test_what_was_not_read_again_stays_refused(tmp_path: Path, ledger: Ledger) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    kept(ledger, tmp_path / "a.txt", tmp_path / "b.txt")
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{REPORT} It rained.", encoding="utf-8")
    run = keeping.keep([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], ledger)
    next(run)
    next(run)
    run.close()
    assert [name for name, _, _ in refused(ledger)] == ["b.txt"]


def test_an_address_that_was_fetched_later_is_no_longer_refused(ledger: Ledger) -> None:
    away = {"https://a.example/", "https://a.example/b"}

    class Moody(Fetcher):
        def fetch(self, url: str) -> Fetched:
            if url in away:
                raise ReadError(f"{url}: is away")
            return Fetched(url, url, datetime(2024, 5, 4, tzinfo=UTC), 200, (), REPORT.encode())

    with Moody() as fetcher:
        way = reading.Way(fetcher=fetcher)
        list(keeping.keep(["https://a.example/", "https://a.example/b"], ledger, way))
        assert ledger.count_rejections() == 2
        away.remove("https://a.example/")
        list(keeping.keep(["https://a.example/", "https://a.example/b"], ledger, way))
        assert [one.rejection.name for one in ledger.rejections()] == ["https://a.example/b"]


def test_bytes_are_kept_under_their_name_and_title(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "0"
    place.write_text(REPORT, encoding="utf-8")
    blobs = [Blob("sent.txt", place), Blob("../empty.txt", b"")]
    stored, refused = keeping.keep(blobs, ledger, reading.Way(title="What was sent"))
    assert isinstance(stored, Stored)
    assert isinstance(refused, Rejection)
    report = ledger.report(stored.document)
    assert (report.name, report.title, ledger.data(report.id)) == ("sent.txt", "What was sent", REPORT.encode())
    assert (refused.name, refused.reason) == ("../empty.txt", "is empty")


def test_a_fetcher_that_is_given_goes_on_from_run_to_run(ledger: Ledger) -> None:
    asked: list[str] = []

    class Deaf(Fetcher):
        def fetch(self, url: str) -> Fetched:
            asked.append(url)
            raise ReadError(f"{url}: is away")

    with Deaf() as fetcher:
        way = reading.Way(fetcher=fetcher)
        found = [
            item for url in ("https://a.example/", "https://b.example/") for item in keeping.keep([url], ledger, way)
        ]
    assert found == [Rejection(name=url, reason="is away") for url in asked]
    assert len(asked) == 2


def test_a_report_in_a_language_without_vocabulary_is_refused_and_the_rest_goes_on(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def extract(document: Document, quick: bool = False) -> list[Figure]:
        if document.text != REPORT:
            raise VocabularyError("vocabulary xx/dates.toml: no such file")
        return []

    monkeypatch.setattr(reading, "extract", extract)
    way = reading.Way(journal=tmp_path / "run.jsonl")
    refused, stored = keeping.keep([Blob("x.txt", b"Panzer."), Blob("a.txt", REPORT.encode())], ledger, way)
    assert reading.failures(tmp_path / "run.jsonl") == [refused]
    assert isinstance(refused, Rejection)
    assert refused.reason.startswith("is in a language that is not read yet (")
    assert isinstance(stored, Stored)
    assert ledger.count_rejections() == 1
