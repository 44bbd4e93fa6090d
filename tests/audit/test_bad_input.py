"""What cannot be used is said, the rest is audited, and nothing hangs."""

import gzip
import json
from types import SimpleNamespace

import pytest
from audit.making import book, flow, said, stock

from warbook.audit import Audit, Book, audit, findings_to_bench, read_claims
from warbook.errors import ReadError

GOOD = {"id": "a", "doc": "r", "origin": "staff", "subject": "A", "measure": "killed", "kind": "stock", "point": 500}
GOOD |= {"to": "2031-05-01"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"point": None}, "no value"),
        ({"point": 1e300}, "beyond anything"),
        ({"point": -5}, "below zero"),
        ({"subject": ""}, "names no side"),
        ({"kind": "flow", "from": "2031-06-01"}, "ends"),
        ({"kind": "flow", "to": None}, "covers no days"),
        ({"lo": 9, "hi": 4}, "lower bound"),
        ({"to": "2031-02-30"}, "date"),
        ({"kind": "guess"}, "guess"),
        ({"subject": None}, "subject"),
    ],
)
def test_a_claim_that_cannot_be_used_is_rejected_with_its_reason(tmp_path, change, reason):
    path = tmp_path / "claims.json"
    path.write_text(json.dumps({"format": "warbook-claims/1", "claims": [GOOD, {**GOOD, "id": "b", **change}]}))
    found, rejected = read_claims(path)
    assert [s.id for s in found.statements] == ["a"]
    assert len(rejected) == 1
    assert rejected[0].where == "claim 2"
    assert reason in rejected[0].reason


def test_json_lines_and_gzip(tmp_path):
    lines = tmp_path / "claims.jsonl"
    lines.write_text("\n".join([json.dumps({"war": {"start": "2031-01-01"}}), json.dumps(GOOD), "{broken"]))
    found, rejected = read_claims(lines)
    assert len(found.statements) == 1
    assert str(found.start) == "2031-01-01"
    assert rejected[0].where == "line 3"
    packed = tmp_path / "claims.json.gz"
    packed.write_bytes(gzip.compress(json.dumps({"claims": [GOOD]}).encode()))
    assert len(read_claims(packed)[0].statements) == 1


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b"[1, 2]", b'{"format": "other/9", "claims": []}', b"\x1f\x8bx"]
)
def test_a_file_that_is_no_ledger(tmp_path, content):
    path = tmp_path / "claims.json"
    path.write_bytes(content)
    try:
        found, rejected = read_claims(path)
    except ReadError as error:
        assert str(path) in str(error)
    else:
        assert not found.statements
        assert rejected


def test_a_missing_file(tmp_path):
    with pytest.raises(ReadError, match="cannot be read"):
        read_claims(tmp_path / "none.json")


def test_ten_thousand_identical_claims_are_one():
    rows = [stock(50120, "2031-06-01", id=f"s{n}", doc=f"r{n}") for n in range(10_000)]
    findings = audit(book(*rows))
    assert {f.kind for f in findings} <= {"circular"}


def test_a_record_of_nothing_and_a_record_of_itself():
    rows = [
        flow(900, "2031-03-01", "2031-03-31", id="a", period="month"),
        {
            **flow(0, "2031-03-01", "2031-03-31", id="b", period="month"),
            "kind": "superlative",
            "of": "b",
            "point": None,
        },
        {
            **flow(0, "2031-03-01", "2031-03-31", id="c", period="month"),
            "kind": "superlative",
            "of": "x",
            "point": None,
        },
    ]
    assert audit(book(*rows)) == []


def test_a_ratio_without_its_other_side_and_a_claim_without_days():
    rows = [
        {"measure": "killed", "kind": "ratio", "lo": 5, "hi": 6, "to": "2031-03-01"},
        {"measure": "killed", "kind": "stock", "point": 500},
    ]
    assert audit(book(*rows)) == []


def test_what_was_not_decided_in_time_is_said_to_be_undecided():
    rows = [stock(50120 + 7 * n, f"2031-{3 + n % 9:02}-{1 + n % 27:02}") for n in range(40)]
    rows.append(stock(1120, "2031-11-01"))
    late = Audit(Book(statements=said(*rows), start=book().start), seconds=0)
    assert late.undecided
    assert not any(f.kind == "impossible" for f in late.findings)


def test_a_claim_that_contradicts_itself():
    rows = [{"measure": "killed", "kind": "stock", "point": 900, "lo": 400, "hi": 500, "to": "2031-05-01"}]
    findings = audit(book(*rows))
    assert all(f.claims == ("s0",) for f in findings)


def test_a_sum_that_the_solver_does_not_decide_in_time_is_undecided(monkeypatch):
    monkeypatch.setattr("warbook.audit.sums.linprog", lambda *_, **__: SimpleNamespace(status=1))
    rows = [stock(n, "2031-06-01", measure=m) for n, m in ((201, "killed"), (502, "wounded"), (903, "casualties"))]
    assert set(Audit(book(*rows)).undecided) == {"s0", "s1", "s2"}


def test_findings_as_the_bench_wants_them():
    statements = book(stock(50120, "2031-06-01"), stock(40110, "2031-08-01"))
    done = Audit(statements)
    out = findings_to_bench(done.findings, statements, done.readings)
    assert out["format"] == "warbook-findings/1"
    (finding,) = out["findings"]
    assert finding["proof"] == "hard"
    assert set(finding["claims"]) == {"s0", "s1"}
    assert json.loads(json.dumps(out)) == out
