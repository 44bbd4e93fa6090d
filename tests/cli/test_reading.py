"""Reading into a ledger as a user types it: addresses, tables, long runs that stopped, what failed."""

import csv
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents.gallery import html
from documents.site import serving

from warbook import cli
from warbook.app import reading
from warbook.documents import fetching
from warbook.extraction.extract import QUICKLY
from warbook.ledger import Ledger

REPORT = "Ukraine's General Staff said on 3 May 2023 that 1,200 Russian soldiers were killed in April 2023.\n"
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WARBOOK_LEDGER", raising=False)
    monkeypatch.setattr(fetching, "BETWEEN", 0.0)
    return tmp_path


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def warbook(*arguments: object, code: int = 0) -> None:
    assert cli.run([str(argument) for argument in arguments]) == code


def test_a_page_is_read_from_its_address_and_its_bytes_are_kept(site: str, here: Path) -> None:
    warbook("read", f"{site}/bridge", "--allow-private", "--ledger", "war.db")
    with Ledger.open("war.db") as book:
        (report,) = book.documents()
        assert report.name == report.url == f"{site}/bridge"
        assert book.data(report.id) == html()
        assert report.id == hashlib.sha256(html()).hexdigest()
    assert (here / "war.fetched" / "fetched.warc.gz").stat().st_size > 100
    warbook("extract", here / "war.fetched")


def test_a_page_of_the_own_network_is_refused_unless_asked(site: str, capsys: Said) -> None:
    warbook("read", f"{site}/bridge", code=1)
    assert "inside your own network (127.0.0.1) (use --allow-private if that is meant)" in capsys.readouterr().err
    warbook("rejects")
    assert f"{site}/bridge: " in " ".join(capsys.readouterr().out.split())


def test_what_is_fetched_for_a_brief_is_kept_where_asked(site: str, here: Path, capsys: Said) -> None:
    warbook("brief", f"{site}/bridge", "--allow-private", "--keep", "kept")
    assert [place.name for place in (here / "kept").iterdir()] == ["fetched.warc.gz"]
    assert "Findings" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_the_columns_of_a_table_are_named(ending: str, here: Path, capsys: Said) -> None:
    row = {"when": "2023-05-04", "words": REPORT, "text": "No.", "where": "https://example.org/1"}
    table = f"{','.join(row)}\n" + ",".join(f'"{cell.strip()}"' for cell in row.values()) + "\n"
    (here / f"t.{ending}").write_text(table if ending == "csv" else json.dumps(row) + "\n", encoding="utf-8")
    columns = ("--text-column", "words", "--date-column", "when", "--url-column", "where")
    warbook("read", f"t.{ending}", *columns)
    with Ledger.open() as book:
        (report,) = book.documents()
        assert (report.url, str(report.published and report.published.day)) == (row["where"], row["when"])
        assert "1,200" in book.document(report.id).text
    capsys.readouterr()
    warbook("extract", f"t.{ending}", "--text-column", "nothing", code=1)
    assert "no column 'nothing'" in capsys.readouterr().err


def test_a_run_that_stopped_goes_on_where_it_was(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    folder = here / "reports"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(REPORT + name, encoding="utf-8")
    (folder / "aa.txt").write_bytes(b"")
    whole = reading.figures
    read: list[str] = []

    def figures(document):  # type: ignore[no-untyped-def]
        if document.name.endswith("c.txt") and not read.count("stopped"):
            read.append("stopped")
            raise KeyboardInterrupt
        read.append(Path(document.name).name)
        return whole(document)

    monkeypatch.setattr(reading, "figures", figures)
    warbook("read", folder, code=130)
    assert read == ["a.txt", "b.txt", "stopped"]
    with (here / "warbook.failures.csv").open(newline="", encoding="utf-8") as rows:
        assert list(csv.DictReader(rows)) == [{"file": str(folder / "aa.txt"), "where": "", "reason": "is empty"}]
    warbook("read", folder, "--resume")
    assert read == ["a.txt", "b.txt", "stopped", "c.txt", "d.txt"]
    assert "aa.txt" in (here / "warbook.failures.csv").read_text(encoding="utf-8")
    warbook("rejects")
    assert "aa.txt" in capsys.readouterr().out
    (folder / "aa.txt").unlink()
    warbook("read", folder)
    assert not (here / "warbook.failures.csv").exists()


def test_a_page_that_could_not_be_fetched_is_tried_again(site: str, here: Path, capsys: Said) -> None:
    (here / "a.txt").write_text(REPORT, encoding="utf-8")
    warbook("read", "a.txt", f"{site}/bridge", code=1)
    capsys.readouterr()
    warbook("read", "a.txt", f"{site}/bridge", "--resume", "--allow-private")
    assert "1 report read, 1 new" in capsys.readouterr().out
    assert not (here / "warbook.failures.csv").exists()


def test_a_ledger_that_is_gone_is_not_taken_for_read(here: Path, capsys: Said) -> None:
    (here / "a.txt").write_text(REPORT, encoding="utf-8")
    warbook("read", "a.txt", "--ledger", "war.db")
    (here / "war.db").unlink()
    capsys.readouterr()
    warbook("read", "a.txt", "--ledger", "war.db", "--resume")
    assert "1 report read, 1 new" in capsys.readouterr().out


def test_what_lies_in_a_folder_and_cannot_be_read_is_said(here: Path, capsys: Said) -> None:
    folder = here / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "far").symlink_to(here)
    warbook("extract", folder, code=1)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "far: is a link to a folder, which is not followed" in lines[0]
    assert "gone.txt: is a link to a file that is not there" in lines[1]


def test_a_named_pipe_is_read(here: Path, capsys: Said) -> None:
    os.mkfifo("pipe")
    if os.fork() == 0:
        Path("pipe").write_text(REPORT, encoding="utf-8")
        os._exit(0)
    warbook("extract", "pipe")
    os.wait()
    assert json.loads(capsys.readouterr().out)["figures"][0]["number"] == "1,200"


def test_a_quick_reading_says_so_on_every_claim_and_a_full_one_takes_its_place(here: Path, capsys: Said) -> None:
    (here / "report.txt").write_text(REPORT, encoding="utf-8")
    warbook("read", "report.txt", "--quick")
    with Ledger.open() as book:
        (figure,) = book.figures()
        ((run, _),) = book.runs()
    assert figure.why[0] == QUICKLY
    assert run.version.endswith(".quick")
    capsys.readouterr()
    warbook("read", "report.txt", "--quick")
    assert "1 as before" in capsys.readouterr().out
    warbook("read", "report.txt")
    with Ledger.open() as book:
        (figure,) = book.figures()
        assert len(book.runs()) == 2
    assert QUICKLY not in figure.why


def test_quick_can_be_set_for_all_commands(here: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "report.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setenv("WARBOOK_QUICK", "1")
    warbook("extract", "report.txt")
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    assert figure["why"][0] == QUICKLY


def test_attacks_and_sayings_are_printed_where_asked_for(here: Path, capsys: Said) -> None:
    text = "Keth, 3 May 2023 (Agency) -- Gunmen killed six people in Keth on 2 May, police said.\n"
    (here / "attack.txt").write_text(text)
    warbook("extract", "attack.txt")
    assert not {"events", "relations"} & json.loads(capsys.readouterr().out).keys()
    warbook("extract", "--events", "--relations", "attack.txt")
    found = json.loads(capsys.readouterr().out)
    tolls = [one for event in found["events"] for one in event["casualties"]]
    assert [(one["low"], one["number"]) for one in tolls if one["number"]] == [(6, "six")]
    assert ["police"] in [[part["words"] for part in one["source"]] for one in found["relations"]]


MARKET = """Shares of the carmaker rose 4 percent on Tuesday after the company reported quarterly earnings above the
forecasts of analysts. Revenue climbed to 12.4 billion euros, helped by strong sales of small models, and the board
raised the dividend. Customers had ordered 240,000 cars since the launch in spring. Traders expect the central bank to
leave interest rates unchanged; the index of the largest companies closed 0.7 percent higher."""


def test_a_page_that_tells_of_no_war_is_left_aside_and_named(capsys: Said) -> None:
    Path("market.txt").write_text(MARKET, encoding="utf-8")
    Path("report.txt").write_text(REPORT, encoding="utf-8")
    assert cli.run(["extract", "--quick", "market.txt", "report.txt"]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["path"] for line in out.splitlines()] == ["report.txt"]
    assert "left aside: market.txt: tells of no war" in err
    assert cli.run(["extract", "--quick", "--relations", "market.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"] == []
