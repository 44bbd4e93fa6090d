"""Every proof holds up under exact arithmetic, and needs all of its statements."""

import random
from datetime import timedelta

import pytest
from audit.exact import possible
from audit.making import START, said

from warbook.audit import Audit, Book


def ledger(seed: int):
    """A counter told by many reports, some of them with a slipped digit, year, or period."""
    rng = random.Random(seed)
    total, totals = 0.0, []
    for day in range(900):
        total += rng.uniform(150, 350) * (1 + day / 900)
        totals.append(round(total))
    rows = []
    for k in range(60):
        day = rng.randrange(60, 860)
        end = START + timedelta(days=day)
        row = {"measure": "casualties", "point": totals[day], "to": end.isoformat(), "doc": f"r{k}"}
        if k % 5 == 0:
            begin = day - 29
            row |= {"kind": "flow", "from": (end - timedelta(days=29)).isoformat(), "period": "month"}
            row["point"] = totals[day] - totals[begin - 1]
        slip = rng.random()
        if slip < 0.05:
            row["point"] = int(str(row["point"])[1:] or 1)
        elif slip < 0.1:
            row["to"] = (end + timedelta(days=365)).isoformat()
            if row.get("from"):
                row["from"] = (end + timedelta(days=336)).isoformat()
        rows.append(row)
    return said(*rows)


@pytest.mark.parametrize("seed", range(4))
def test_proofs_hold_and_are_minimal(seed):
    statements = ledger(seed)
    by_id = {s.id: s for s in statements}
    findings = Audit(Book(statements=statements, start=START)).findings
    proved = [f for f in findings if f.proof]
    assert proved
    for finding in proved:
        claims = [by_id[c] for c in finding.proof]
        assert not possible(claims, START, by_id)
        for k in range(len(claims)):
            assert possible(claims[:k] + claims[k + 1 :], START, by_id)


def test_adding_reports_finds_what_auditing_at_once_finds():
    statements = ledger(7)
    whole = Audit(Book(statements=statements, start=START))
    grown = Audit(Book(statements=statements[:50], start=START))
    grown.add(statements[50:])
    blamed = [{c for f in a.findings for c in f.blame} for a in (whole, grown)]
    assert blamed[0] == blamed[1] != set()
