"""Of an archive every file is read but those that a system left there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from documents import gallery

from warbook.documents import read, read_paths
from warbook.model import Document, Rejection

LEFT = ("__MACOSX/a/._report.txt", "a/.DS_Store", "a/Thumbs.db", ".git/config", "./.hidden/report.txt")
PACKS: dict[str, Callable[[dict[str, bytes]], bytes]] = {"a.zip": gallery.zipped, "a.tar.gz": gallery.tarred}


@pytest.mark.parametrize("name", PACKS)
def test_what_a_system_left_in_an_archive_is_passed_over(name: str) -> None:
    members = dict.fromkeys(LEFT, b"\0\5\26\7") | {"./a/report.txt": gallery.plain()}
    (report,) = read(PACKS[name](members), name)
    assert isinstance(report, Document)
    assert report.name == f"{name}/./a/report.txt"


@pytest.mark.parametrize("name", PACKS)
def test_a_hidden_path_that_climbs_out_is_still_said(name: str) -> None:
    (refused,) = read(PACKS[name]({"../.profile": b"x"}), name)
    assert isinstance(refused, Rejection)
    assert refused.reason == "has a path that leads out of the archive"


@pytest.mark.parametrize("name", PACKS)
def test_an_archive_without_a_file_to_read_says_so(name: str) -> None:
    for members in ({}, dict.fromkeys(LEFT, b"x")):
        (refused,) = read(PACKS[name](members), name)
        assert isinstance(refused, Rejection)
        assert refused.reason == "is an archive without a file to read"


def test_the_same_in_a_folder(tmp_path: Path) -> None:
    for name in ("desktop.ini", ".hidden", "report.txt"):
        (tmp_path / name).write_bytes(gallery.plain())
    (report,) = read_paths([tmp_path])
    assert Path(report.name).name == "report.txt"
