import json
from pathlib import Path

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


def test_a_file_that_was_mended_is_no_longer_refused(tmp_path: Path, ledger: Ledger) -> None:
    place = tmp_path / "a.txt"
    place.write_bytes(b"")
    kept(ledger, place)
    place.write_text(REPORT, encoding="utf-8")
    kept(ledger, place)
    assert keeping.books(ledger).rejections == ()
    assert len(ledger.rejections()) == 1


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
