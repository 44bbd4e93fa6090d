"""Every proof holds up under exact arithmetic, and needs all of its statements."""

import random
from datetime import timedelta

import pytest
from audit.exact import possible, possible_together
from audit.making import START, book, said

from warbook.audit import Audit, Book
from warbook.audit.identities import Identity, identities


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


@pytest.mark.parametrize("identity", [i for i in identities() if i.form != "dated"], ids=lambda i: i.id)
def test_what_breaks_an_identity_cannot_be_by_exact_arithmetic_either(identity: Identity):
    broken, kept = book(*identity.breaks), book(*identity.holds)
    by_id = broken.by_id()
    for finding in (f for f in Audit(broken).findings if f.proof):
        claims = [by_id[c] for c in finding.proof]
        assert not possible_together(claims, START, by_id)
        for k in range(len(claims)):
            assert possible_together(claims[:k] + claims[k + 1 :], START, by_id)
    assert possible_together(list(kept.statements), START, kept.by_id())


def parts(seed: int):
    """Killed, wounded and both together, told by several reports, some with a slipped digit; with ratios to another side."""
    rng = random.Random(seed)
    rows = []
    for k in range(24):
        day = rng.randrange(60, 500)
        killed, wounded = day * 40, day * 110
        measure = rng.choice(["killed", "wounded", "casualties"])
        point = {"killed": killed, "wounded": wounded, "casualties": killed + wounded}[measure]
        if rng.random() < 0.12:
            point = int(str(point)[::-1]) or 1
        row = {"measure": measure, "point": point, "to": (START + timedelta(days=day)).isoformat(), "doc": f"r{k % 9}"}
        rows.append(row)
    for day in (100, 300):
        to = (START + timedelta(days=day)).isoformat()
        rows.append({"measure": "casualties", "subject": "B", "point": day * 50, "to": to})
        against = {"subject": "B", "measure": "casualties"}
        ratio = {"measure": "casualties", "kind": "ratio", "lo": 3 + seed % 3, "hi": 3 + seed % 3, "hedge": "between"}
        rows.append({**ratio, "to": to, "against": against})
    return said(*rows)


@pytest.mark.parametrize("seed", range(6))
def test_proofs_that_join_several_totals_hold_and_are_minimal(seed):
    statements = parts(seed)
    by_id = {s.id: s for s in statements}
    for finding in (f for f in Audit(Book(statements=statements, start=START)).findings if f.proof):
        claims = [by_id[c] for c in finding.proof]
        assert not possible_together(claims, START, by_id)
        for k in range(len(claims)):
            assert possible_together(claims[:k] + claims[k + 1 :], START, by_id)
