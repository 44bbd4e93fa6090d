"""`warbook audit --claims`: ledgers of claims as JSON, JSON with gzip and JSON Lines; what is no ledger is one line."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Run

TOTALS = [(62_118, "2031-03-31"), (71_460, "2031-04-30"), (80_333, "2031-05-31"), (18_902, "2031-06-30")]
CLAIMS: list[dict[str, Any]] = [
    {
        "id": f"c{n}", "doc": f"r{n}", "origin": "staff", "subject": "A", "measure": "casualties", "kind": "stock",
        "point": point, "hedge": "exact", "to": day, "time_ref": f"r{n}.t0",
    }
    for n, (point, day) in enumerate(TOTALS)
]  # fmt: skip
LEDGER = {
    "format": "warbook-claims/1",
    "war": {"start": "2030-10-01"},
    "sides": {"A": "Northland"},
    "claims": CLAIMS,
}
LINES = "\n".join(json.dumps(row) for row in [{"war": {"start": "2030-10-01"}}, *CLAIMS])


def ledger(name: str) -> bytes:
    whole = json.dumps(LEDGER).encode()
    return {"l.json": whole, "l.json.gz": gzip.compress(whole), "l.jsonl": LINES.encode()}[name]


@pytest.mark.parametrize("name", ["l.json", "l.json.gz", "l.jsonl"])
def test_a_ledger_is_audited_in_every_form(folder: Path, warbook: Run, name: str) -> None:
    (folder / name).write_bytes(ledger(name))
    found = json.loads(warbook("audit", "--claims", name, "--json"))
    assert found["format"] == "warbook-findings/1"
    assert found["undecided"] == []
    (finding,) = [one for one in found["findings"] if one["proof"] == "hard"]
    assert set(finding["blame"]) <= set(finding["claims"])
    assert all(0 <= flag["score"] <= 1 for flag in found["flags"])


def test_one_finding_is_explained_with_its_sum(folder: Path, warbook: Run) -> None:
    (folder / "l.json").write_bytes(ledger("l.json"))
    (finding,) = json.loads(warbook("audit", "--claims", "l.json", "--json"))["findings"]
    told = warbook("audit", "--claims", "l.json", "--explain", finding["id"])
    assert "A running total never falls" in told
    assert "18,902" in told
    assert "80,333" in told
    (line,) = warbook("audit", "--claims", "l.json", "--explain", "nothing", code=2, said=True).splitlines()
    assert "no finding has an id that starts with 'nothing'" in line


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no claims"),
        (b"[]", "holds no claims"),
        (b"\x1f\x8bno gzip", "cannot be read"),
        (gzip.compress(json.dumps(LEDGER).encode())[:-20], "cannot be read"),
        (b"\xff\xfe\x00x", "is not UTF-8 text"),
        (b'{"claims": [{"id": "c1"', "holds no claims"),
        (json.dumps({**LEDGER, "format": "warbook-claims/9"}).encode(), "has the format"),
        (json.dumps({**LEDGER, "war": {"start": "never"}}).encode(), "start"),
        (json.dumps({**LEDGER, "war": 5}).encode(), "war"),
        (b"[" * 100_000, "holds no claims"),
    ],
)
def test_what_is_no_ledger_is_one_clear_line(folder: Path, warbook: Run, data: bytes, words: str) -> None:
    (folder / "bad.json").write_bytes(data)
    (line,) = warbook("audit", "--claims", "bad.json", "--json", code=1, said=True).splitlines()
    assert line.startswith("warbook: ")
    assert "bad.json" in line
    assert words in line


def test_a_claim_that_cannot_be_used_is_named_and_the_rest_is_audited(folder: Path, warbook: Run) -> None:
    rows = [*CLAIMS, {**CLAIMS[0], "id": "huge", "point": 1e300}, {**CLAIMS[0], "id": "nobody", "subject": ""}, 7]
    (folder / "l.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    said = warbook("audit", "--claims", "l.jsonl", "--json", code=1, said=True)
    assert len(said.splitlines()) == 3
    for words in ("line 5", "huge", "line 6", "nobody", "line 7"):
        assert words in said


def test_a_missing_file_is_one_clear_line(folder: Path, warbook: Run) -> None:
    (line,) = warbook("audit", "--claims", "no.json", code=1, said=True).splitlines()
    assert "no.json" in line
