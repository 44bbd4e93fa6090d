"""A long run goes on where it stopped, and lists what failed."""

from pathlib import Path

from warbook.documents import read_paths
from warbook.documents.journal import Journal, note_failure
from warbook.model import Document, Rejection

REPORT = b"Fourteen men died at the mill, the harbour master said.\n"


def names(folder: Path, journal: Journal) -> list[str]:
    return [Path(item.name).name for item in read_paths([folder], journal=journal)]


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_bytes(REPORT + name.encode())
    run = read_paths([folder], journal=Journal(tmp_path / "run.jsonl"))
    next(run)
    next(run)
    run.close()
    assert names(folder, Journal(tmp_path / "run.jsonl")) == ["b.txt", "c.txt"]
    assert names(folder, Journal(tmp_path / "run.jsonl")) == []


def test_a_changed_file_is_read_again_and_a_cut_line_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT)
    place = tmp_path / ".run.jsonl"
    assert names(tmp_path, Journal(place)) == ["a.txt"]
    place.write_bytes(place.read_bytes() + b'{"name": "b')
    (tmp_path / "a.txt").write_bytes(REPORT * 2)
    assert names(tmp_path, Journal(place)) == ["a.txt"]


def test_failures_are_listed_with_reasons(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(REPORT)
    items = list(read_paths([tmp_path], journal=Journal(tmp_path / ".run.jsonl")))
    assert [type(item) for item in items] == [Rejection, Document]
    assert [failure.reason for failure in Journal(tmp_path / ".run.jsonl").failures()] == ["is empty"]


def test_what_was_noted_of_a_report_goes_when_its_file_was_read_again(tmp_path: Path) -> None:
    folder, place = tmp_path / "reports", tmp_path / "run.jsonl"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_bytes(REPORT + name.encode())
    for item in read_paths([folder], journal=Journal(place)):
        assert isinstance(item, Document)
        note_failure(place, item.id, Rejection(name=Path(item.name).name, reason="is in no language that is read"))
    assert [failure.name for failure in Journal(place).failures()] == ["a.txt", "b.txt"]
    (folder / "a.txt").write_bytes(REPORT * 2)
    assert names(folder, Journal(place)) == ["a.txt"]
    assert [failure.name for failure in Journal(place).failures()] == ["b.txt"]
