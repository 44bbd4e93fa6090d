"""Conflicts that a mend leaves standing are told once."""

from datetime import date

from warbook.audit import Book, Statement, audit

EVE, DAY = date(2031, 2, 24), date(2031, 3, 26)


def said(id: str, kind: str, measure: str, low: float, high: float, hedge: str) -> Statement:
    return Statement(
        id=id, document="a", origin="report a", subject="Arland", measure=measure, kind=kind, low=low, high=high,
        point=low if low == high else None, hedge=hedge, start=EVE if kind == "flow" else None, end=DAY, published=DAY,
        expression="a@1",
    )  # fmt: skip


def test_a_conflict_is_told_once():
    statements = (
        said("total", "stock", "killed", 1351, 1351, "exact"),
        said("other", "flow", "killed", 16100, 16100, "about"),
        said("wounded", "stock", "wounded", 3825, 3825, "exact"),
        said("third", "flow", "killed", 7000, 15000, "between"),
    )
    findings = audit(Book(statements=statements, start=EVE))
    assert findings
    assert len({finding.id for finding in findings}) == len(findings)
