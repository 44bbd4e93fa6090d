import json
import runpy
import sys
from pathlib import Path

import pytest
from cli.conftest import Run
from pyarrow import parquet


def test_words_are_found_in_reports_and_in_claims(book: Path, warbook: Run) -> None:
    out = warbook("search", "general staff")
    assert "killed.txt" in out
    assert "tanks.txt" in out
    assert "unreviewed" in out
    found = json.loads(warbook("search", "14", "tanks", "--json"))
    assert [claim["figure"]["number"] for claim in found["claims"]] == ["14"]
    assert [hit["name"] for hit in found["passages"]] == [str(book.parent / "reports" / "tanks.txt")]
    assert "Nothing in this ledger" in warbook("search", "owls")
    assert "Nothing in this ledger" in warbook("search", "tanks", "--as-of", "2001-01-01")


def test_reports_are_listed_with_what_read_them(book: Path, warbook: Run) -> None:
    out = warbook("reports")
    assert "killed.txt" in out
    assert "not known" in out
    lines = json.loads(warbook("reports", "--json"))
    assert [line["claims"] for line in lines] == [1, 1]
    assert all(line["run"]["vocabulary"] for line in lines)


def test_claims_are_sorted_cut_and_written_as_parquet(book: Path, warbook: Run) -> None:
    lines = warbook("claims", "--json", "--sort", "-amount", "--limit", "1").splitlines()
    assert [json.loads(line)["figures"][0]["number"] for line in lines] == ["1,200"]
    assert "2 figures" in warbook("claims", "--parquet", "claims.parquet", said=True)
    rows = parquet.read_table("claims.parquet").to_pylist()
    assert {row["number"]: row["low"] for row in rows} == {"1,200": 1200.0, "14": 14.0}
    assert all(row["period_end"].year == 2023 for row in rows)
    assert "'colour' is no sort" in warbook("claims", "--sort", "colour", code=2, said=True)
    assert "'maybe' is no status" in warbook("claims", "--status", "maybe", code=2, said=True)


def test_what_an_audit_finds_is_kept(book: Path, warbook: Run) -> None:
    from warbook.ledger import Ledger

    for day, tanks in (("31 January 2024", "9,310"), ("29 February 2024", "6,593")):
        said = f"Russia had lost {tanks} tanks by {day}, according to Ukraine's General Staff.\n"
        (book.parent / "reports" / f"{tanks}.txt").write_text(said, encoding="utf-8")
    warbook("read", "reports")
    shown = json.loads(warbook("audit", "--json"))["findings"]
    with Ledger.open(book) as ledger:
        assert [judged.finding.id for judged in ledger.findings()] == [finding["id"] for finding in shown]
        assert shown


def test_the_package_runs_as_the_command_does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setattr(sys, "argv", ["warbook", "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("warbook", run_name="__main__")
    assert ended.value.code == 0
    assert "brief" in capsys.readouterr().out
