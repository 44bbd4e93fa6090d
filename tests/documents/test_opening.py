"""Whatever is in a file: documents, or one clear line; and the others are still read."""

import os
import sys
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.documents import Given, read, read_paths, readable
from warbook.errors import UsageError
from warbook.model import Document, Rejection

REPORT = b"Shelling of the port\n\nThe harbour master counted 14 dead and 30 wounded after the shelling on Monday.\n"


def only(data: bytes, name: str = "report.txt", given: Given | None = None) -> Document:
    items = list(read(data, name, given))
    assert len(items) == 1
    assert isinstance(items[0], Document), items[0]
    return items[0]


def refused(data: bytes, name: str = "report.txt") -> Rejection:
    items = list(read(data, name))
    assert len(items) == 1
    assert isinstance(items[0], Rejection), items[0]
    assert "\n" not in items[0].reason
    return items[0]


def test_the_id_is_the_hash_of_the_bytes_and_the_text_is_the_files_own() -> None:
    report = only(REPORT)
    assert report.text == REPORT.decode()
    assert report.id == only(REPORT, "copy.txt").id
    assert report.id != only(REPORT + b" ").id


def test_windows_line_ends_stay_and_a_byte_order_mark_goes() -> None:
    assert only(b"\xef\xbb\xbfOne died.\r\nTwo fled.\r\n").text == "One died.\r\nTwo fled.\r\n"
    assert only("Zwölf Tote.\n".encode("utf-16")).text == "Zwölf Tote.\n"


def test_another_encoding_is_told_and_remarked_on() -> None:
    russian = "По данным министерства, за сутки уничтожено 14 танков и убито около трёхсот солдат противника. " * 4
    report = only(russian.encode("cp1251"))
    assert report.text == russian
    assert "not UTF-8" in report.remarks[0]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no words"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "no report"),
        (bytes(range(256)) * 20, "no report"),
        (b"a" * 3_000_000, "without a line break"),
        (b"\xff\xfe\x00", "not utf-16"),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    assert reason in refused(data).reason


def test_fifty_megabytes_without_a_line_break_are_refused() -> None:
    assert "without a line break" in refused(b"killed 40 " * 5_000_000).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT)
    (tmp_path / "b.txt").write_bytes(REPORT)
    (tmp_path / "b.txt").chmod(0)
    first, second = read_paths([tmp_path])
    assert isinstance(first, Document)
    assert isinstance(second, Rejection)


def test_a_broken_file_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_bytes(REPORT)
    (tmp_path / ".hidden").write_bytes(REPORT)
    seen: list[str] = []
    first, second = read_paths([tmp_path], progress=seen.append)
    assert isinstance(first, Rejection)
    assert isinstance(second, Document)
    assert len(seen) == 2


def test_a_path_that_is_not_there_and_an_empty_folder_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        list(read_paths([tmp_path / "missing"]))
    with pytest.raises(UsageError, match="without a report"):
        list(read_paths([tmp_path]))


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(REPORT)))
    (report,) = read_paths(["-"])
    assert isinstance(report, Document)
    assert report.name == "standard input"


def test_what_the_user_says_goes_before_what_the_report_says() -> None:
    told = Given(id="x1", published="2024-11-02", url="https://example.org/a", lang="en-GB", outlet="The Harbour Post")
    report = only(b"The port\n\n3 March 2023\n\nFourteen men died in the shelling of the port.\n", given=told)
    assert (report.id, report.lang, report.outlet, report.url) == (
        "x1",
        "en",
        "The Harbour Post",
        "https://example.org/a",
    )
    assert report.published is not None
    assert (str(report.published.day), report.published.found_in) == ("2024-11-02", "given")


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    for item in read(data, "any"):
        if isinstance(item, Document):
            assert len(readable(item)) == len(item.text)
            assert all(0 <= s.span.start < s.span.end <= len(item.text) for s in item.segments)


@given(st.text(max_size=400))
def test_any_text_comes_back_as_it_is(text: str) -> None:
    for item in read(text.encode("utf-8", "replace"), "any.txt"):
        if isinstance(item, Document) and item.media in ("text/plain", "text/markdown"):
            assert item.text == text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
