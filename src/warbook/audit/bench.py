"""Findings in the format that `warbook audit --claims FILE --json` prints (`"format": "warbook-findings/1"`)."""

from collections.abc import Iterable
from typing import Any

from warbook.audit.readings import Reading
from warbook.audit.statement import Book
from warbook.model import Finding, Repair

FORMAT = "warbook-findings/1"
ERRORS = frozenset({"impossible", "implausible", "anachronism", "copy error"})
FIELDS = frozenset({"to", "value", "measure", "subject", "period"})


def findings_to_bench(
    findings: Iterable[Finding], book: Book, readings: dict[str, Reading], undecided: Iterable[str] = ()
) -> dict[str, Any]:
    """The findings that say that something is wrong, as plain data.

    A proof is called 'hard' where it rests on one running total alone; one that joins two totals by an identity
    names it. Where origins merely differ, or a report repeats another, there is nothing wrong to list.
    """
    kept = [f for f in findings if f.kind in ERRORS]
    by_id = book.by_id()
    measures = {id_: reading.measure for id_, reading in readings.items()}
    scores: dict[str, float] = {}
    for finding in kept:
        for claim in finding.blame:
            scores[claim] = max(scores.get(claim, 0.5), finding.likelihood)
    return {
        "format": FORMAT,
        "flags": [{"claim": claim, "score": round(score, 4)} for claim, score in sorted(scores.items())],
        "findings": [_row(finding, by_id, measures) for finding in kept],
        "readings": {id_: measures[id_] for id_ in sorted(measures) if id_ in by_id},
        "undecided": sorted(set(undecided)),
    }


def _row(finding: Finding, by_id: dict[str, Any], measures: dict[str, str]) -> dict[str, Any]:
    proof = [c for c in finding.proof if c in by_id]
    totals = {(by_id[c].origin, by_id[c].subject, measures.get(c, by_id[c].measure)) for c in proof}
    hard = finding.proved and len(proof) > 1 and len(totals) == 1
    return {
        "id": finding.id,
        "kind": finding.kind,
        "claims": proof if hard else list(finding.claims),
        "blame": list(finding.blame),
        "proof": "hard" if hard else "soft",
        "identity": finding.identity,
        "likelihood": finding.likelihood,
        "repairs": [_repair(r) for r in finding.repairs],
        "readings": {c: measures[c] for c in proof if c in measures},
        "text": "\n".join([finding.headline, *finding.explanation]),
    }


def _repair(repair: Repair) -> dict[str, Any]:
    edits = [{"claim": e.claim, "field": e.field, "value": e.value} for e in repair.edits if e.field in FIELDS]
    return {"rank": repair.rank, "odds": repair.odds, "words": repair.words, "edits": edits}
