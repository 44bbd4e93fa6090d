"""The commands as a user types them: what they print, what they end with, and how they take what is broken."""

import csv
import io
import json
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from warbook import cli

REPORT = "Ukraine's General Staff said on 3 May 2023 that 1,200 Russian soldiers were killed in April 2023.\n"
OTHER = "Russia lost 14 tanks in June 2023, according to Ukraine's General Staff.\n"
Said = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WARBOOK_LEDGER", raising=False)
    place = tmp_path / "reports"
    place.mkdir()
    (place / "killed.txt").write_text(REPORT, encoding="utf-8")
    (place / "tanks.txt").write_text(OTHER, encoding="utf-8")
    return place


def warbook(*arguments: object, code: int = 0) -> None:
    assert cli.run([str(argument) for argument in arguments]) == code


def command(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from warbook.cli import main; main()", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_a_brief_names_the_figures_and_ends_well(folder: Path, capsys: Said) -> None:
    warbook("brief", folder, "--html", folder.parent / "new" / "brief.html")
    said = capsys.readouterr()
    assert "1,200" in said.out
    page = (folder.parent / "new" / "brief.html").read_text(encoding="utf-8")
    assert "1,200" in page
    assert REPORT.split(".", maxsplit=1)[0].split("1,200")[1] in page
    assert not list(folder.parent.glob("*.db"))


def test_extract_prints_a_line_a_report_with_exact_offsets(folder: Path, capsys: Said) -> None:
    warbook("extract", folder / "killed.txt", folder / "tanks.txt")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["path"] for line in lines] == [str(folder / "killed.txt"), str(folder / "tanks.txt")]
    killed = lines[0]["figures"][0]
    assert REPORT[killed["start"] : killed["end"]] == killed["number"] == "1,200"


def test_a_collection_keeps_its_ids(folder: Path, capsys: Said) -> None:
    rows = [{"id": "first", "text": REPORT}, {"id": "second", "text": OTHER, "published": "2023-07-01"}]
    (folder / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    warbook("extract", folder / "all.jsonl")
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["first", "second"]


def test_standard_input_is_read(folder: Path) -> None:
    done = command("extract", "-", input=REPORT)
    assert json.loads(done.stdout)["figures"][0]["number"] == "1,200"


def test_reading_twice_changes_nothing(folder: Path, capsys: Said) -> None:
    warbook("read", folder)
    first = capsys.readouterr().out
    warbook("read", folder)
    second = capsys.readouterr().out
    assert "2 reports read, 2 new" in first
    assert "2 reports read, 0 new; figures: 0 new" in second


def test_claims_are_listed_filtered_and_written(folder: Path, capsys: Said) -> None:
    warbook("read", folder)
    capsys.readouterr()
    warbook("claims", "--measure", "/tanks", "--json")
    (line,) = capsys.readouterr().out.splitlines()
    assert [figure["number"] for figure in json.loads(line)["figures"]] == ["14"]
    warbook("claims", "--csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["number"] for row in rows} == {"1,200", "14"}
    warbook("claims", "--text", "killed")
    said = capsys.readouterr().out
    assert "1,200" in said
    assert "Report" in said


def test_a_ledger_is_audited_and_briefed(folder: Path, capsys: Said) -> None:
    warbook("read", folder)
    capsys.readouterr()
    warbook("audit", "--json")
    assert json.loads(capsys.readouterr().out)["format"] == "warbook-findings/1"
    warbook("brief", "--ledger", "warbook.db")
    assert "1,200" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 40),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 400),
        ("broken.jsonl", b'{"text": "Arland lost'),
    ],
)
def test_a_broken_file_is_named_and_the_others_are_read(folder: Path, capsys: Said, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    warbook("extract", folder, code=1)
    said = capsys.readouterr()
    assert len(said.out.splitlines()) >= 2
    (line,) = said.err.splitlines()
    assert line.startswith("warbook: not read:")
    assert name in line


def test_an_unreadable_file_is_named_and_the_others_are_read(folder: Path, capsys: Said) -> None:
    warbook("extract", folder, "/proc/self/mem", code=1)
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "/proc/self/mem" in said.err


def test_another_encoding_is_read(folder: Path, capsys: Said) -> None:
    (folder / "latin.txt").write_bytes(
        "Le général said that 300 Russian soldiers were killed in April 2023.".encode("cp1252")
    )
    warbook("extract", folder / "latin.txt")
    assert json.loads(capsys.readouterr().out)["figures"][0]["number"] == "300"


@pytest.mark.parametrize(
    "text",
    [
        "Russia lost " + "9" * 400 + " soldiers in May 2023.",
        "On 30 February 2023 Russia lost 300 soldiers.",
        "<div>" * 5000 + "Russia lost 300 soldiers." + "</div>" * 5000,
        "<html><body>" + "<p><b>" * 2000 + "Russia lost 300 soldiers.",
        "\x00" + "Russia lost 300 soldiers. " * 3,
        "(" * 3000 + "Russia lost 300 soldiers",
    ],
    ids=["huge number", "30 February", "nested", "unclosed", "a null", "brackets"],
)
def test_odd_text_neither_hangs_nor_crashes(folder: Path, capsys: Said, text: str) -> None:
    (folder / "odd.txt").write_text(text, encoding="utf-8")
    assert cli.run(["brief", str(folder), "--html", str(folder.parent / "odd.html")]) in (0, 1)
    assert "fault of Warbook" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["brief", "nowhere"], 2, "nowhere"),
        (["brief", "bare"], 2, "without a report"),
        (["brief", "reports", "--published", "2023-02-30"], 2, "'2023-02-30' is no date such as 2024-11-02. ("),
        (["brief", "reports", "--html", "reports"], 2, "is a folder"),
        (["brief", "reports", "--html", "/proc/no/page.html"], 1, "/proc/no"),
        (["claims"], 1, "no ledger"),
        (["claims", "--ledger", "reports/killed.txt"], 1, "reports/killed.txt"),
        (["read", "reports", "--ledger", "reports/killed.txt"], 1, "reports/killed.txt"),
        (["read", "reports", "--ledger", "no/such/folder.db"], 1, "no/such"),
        (["claims", "--json", "--csv"], 2, "exclude"),
        (["audit", "--claims", "reports/killed.txt"], 1, "reports/killed.txt"),
        (["extract"], 2, "PATH"),
        (["brieff"], 2, "brieff"),
        (["claims", "--colour", "red"], 2, "--colour"),
    ],
)
def test_a_mistake_is_one_clear_line(folder: Path, capsys: Said, arguments: list[str], code: int, words: str) -> None:
    (folder.parent / "bare").mkdir()
    warbook(*arguments, code=code)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("warbook: ")
    assert words in line
    assert "fault of" not in line


def test_a_ledger_of_a_newer_version_is_left_alone(folder: Path, capsys: Said) -> None:
    warbook("read", folder)
    with sqlite3.connect("warbook.db") as ledger:
        ledger.execute("UPDATE alembic_version SET version_num = '9999'")
    before = Path("warbook.db").read_bytes()
    capsys.readouterr()
    warbook("read", folder, code=1)
    assert "newer" in capsys.readouterr().err
    assert Path("warbook.db").read_bytes() == before


def test_a_full_disk_loses_nothing_that_was_stored(folder: Path, capsys: Said) -> None:
    warbook("read", folder / "killed.txt")
    size = Path("warbook.db").stat().st_size
    (folder / "long.txt").write_text(OTHER * 300, encoding="utf-8")
    full = command(
        "read", folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, size + 4096))
    )
    assert full.returncode == 1
    assert len(full.stderr.splitlines()) == 1
    assert "Traceback" not in full.stderr
    capsys.readouterr()
    warbook("claims", "--json")
    assert "1,200" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_said(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        line = [sys.executable, "-c", "from warbook.cli import main; main()", "extract", str(folder)]
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["warbook: No space left on device"]
    warbook("brief", folder, "--html", "/dev/full", code=1)


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    for number in range(40):
        (folder / f"more{number}.txt").write_text(REPORT + str(number), encoding="utf-8")
    line = f"{sys.executable} -c 'from warbook.cli import main; main()' extract {folder} | head -n 1"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1


def test_a_path_that_is_missing_stops_before_anything_is_read(folder: Path, capsys: Said) -> None:
    warbook("read", folder, "nowhere", code=2)
    assert not Path("warbook.db").exists()


def test_help_names_every_command(capsys: Said) -> None:
    warbook("--help")
    said = capsys.readouterr().out
    for name in ("brief", "read", "extract", "claims", "audit", "rejects", "copies"):
        assert f" {name} " in said


def test_what_could_not_be_read_is_kept_with_its_reason(folder: Path, capsys: Said) -> None:
    (folder / "empty.txt").write_bytes(b"")
    warbook("read", folder, code=1)
    capsys.readouterr()
    warbook("rejects")
    assert "empty.txt" in capsys.readouterr().out


def test_a_fault_of_our_own_is_one_line_too(folder: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    from warbook.app import reading

    monkeypatch.delitem(os.environ, "WARBOOK_TRACEBACK", raising=False)
    monkeypatch.setattr(reading, "figures", lambda document: 1 // 0)
    warbook("extract", folder, code=1)
    (line,) = capsys.readouterr().err.splitlines()
    assert "a fault of Warbook's own: ZeroDivisionError" in line
