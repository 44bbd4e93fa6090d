"""A small book for the tests of the web app: two reports on invented sides, figures that clash, one thing not read."""

import hashlib
from datetime import date
from pathlib import Path

from warbook.ledger import Copy, Ledger, Run
from warbook.model import (
    Anchor,
    Document,
    Edit,
    Figure,
    Finding,
    Line,
    Period,
    Place,
    Publication,
    Rejection,
    Repair,
    Segment,
    Source,
    Span,
    Value,
)

RUN = Run("test", "words")
HARBOUR = """Harbour town counts its tanks

Arland had lost 900 tanks by 31 May 2031, the General Staff said. Near Port Sound 12 boats were sunk in May.

Arland had lost 640 tanks by 30 June 2031, the General Staff said, according to the Wire.

Subscribe now for $4 a month.
"""
WIRE = """<p>Arland had lost 640 tanks by 30 June 2031, the General Staff said.</p><script>document.title = 'taken'</script>
<p>Some 50 to 70 tanks & more may be <b>lost</b> in July, "analysts" <img src=x onerror=alert(1)> said.</p>
"""
STAFF = (Source("General Staff", "said"),)


def document(text: str, name: str, **fields: object) -> Document:
    known = {"published": Publication(date(2031, 7, 1)), "segments": (Segment(Span(0, len(text)), "body"),)}
    return Document(id=hashlib.sha256(text.encode()).hexdigest(), name=name, text=text, **{**known, **fields})  # type: ignore[arg-type]


def figure(report: Document, number: str, low: float | None, high: float | None, **fields: object) -> Figure:
    start = report.text.index(number)
    first, last = report.text.rfind("\n", 0, start) + 1, report.text.index("\n", start)
    known = {
        "event": "destroyed",
        "object": "tanks",
        "party": "Arland",
        "cumulative": True,
        "sources": STAFF,
        "why": ("counted noun after the number", "event weighed: near"),
    }
    return Figure(
        id=hashlib.sha256(f"{report.id}{start}".encode()).hexdigest()[:24],
        document=report.id,
        span=Span(start, start + len(number)),
        number=number,
        sentence=Span(first, last),
        quote=report.text[first:last],
        value=Value(low, high),
        **{**known, **fields},  # type: ignore[arg-type]
    )


def harbour() -> tuple[Document, list[Figure]]:
    body = HARBOUR.index("Subscribe")
    report = document(
        HARBOUR,
        "harbour.txt",
        title="Harbour town counts its tanks",
        outlet="The Harbour",
        segments=(
            Segment(Span(0, 29), "title"),
            Segment(Span(31, body), "body"),
            Segment(Span(body, len(HARBOUR)), "paywall"),
        ),
        anchors=(
            Anchor(Span(0, 140), "page", 1),
            Anchor(Span(140, len(HARBOUR)), "page", 2),
        ),
    )
    port = Place("Port Sound", latitude=45.2, longitude=30.1, country="UA", precision=2)
    return report, [
        figure(report, "900", 900, 900, period=Period(None, date(2031, 5, 31), 1, stated=True)),
        figure(
            report, "12 boats", 12, 12, object="ships", cumulative=False, place=port, sources=(),
            period=Period(date(2031, 5, 1), date(2031, 5, 31), 4, stated=True),
        ),
        figure(
            report, "640", 640, 640, period=Period(None, date(2031, 6, 30), 1, stated=True),
            sources=(*STAFF, Source("the Wire", "according to")),
        ),
    ]  # fmt: skip


def wire() -> tuple[Document, list[Figure]]:
    report = document(
        WIRE,
        "wire.html",
        title="<script>alert('title')</script> Wire & sons",
        url="javascript:alert(1)",
        anchors=(Anchor(Span(0, len(WIRE)), "second", 66, "javascript:alert(2)"),),
    )
    july = Period(date(2031, 7, 1), date(2031, 7, 31), 4, stated=True)
    return report, [
        figure(report, "640", 640, 640, period=Period(None, date(2031, 6, 30), 1, stated=True)),
        figure(
            report, "Some 50 to 70", 50, 70, cumulative=False, modality="planned", period=july,
            sources=(Source('"><script>alert(3)</script>'),),
        ),
    ]  # fmt: skip


def finding(claims: list[Figure], **fields: object) -> Finding:
    known = {
        "id": "clash01",
        "kind": "impossible",
        "headline": "Arland, tanks lost: 900 and 640 cannot all be true",
        "claims": tuple(claim.id for claim in claims),
        "blame": (claims[0].id,),
        "proved": True,
        "sum": (
            Line("tanks lost by 31 May 2031", "900"),
            Line("tanks lost by 30 June 2031", "640"),
            Line("so the later total is lower by", "260", rule=True),
        ),
        "explanation": ("a total never falls",),
        "repairs": (
            Repair(
                rank=1, words="A digit slipped: 600, not 900", edits=(Edit(claims[0].id, "value", 600),), odds=0.7,
                why="One key struck wrongly",
            ),
            Repair(rank=2, words="The year is 2032", edits=(Edit(claims[0].id, "to", "2032-05-31"),), odds=0.2),
        ),
    }  # fmt: skip
    return Finding(**{**known, **fields})  # type: ignore[arg-type]


def fill(where: str | Path) -> None:
    """The book as the tests know it."""
    with Ledger.open(where) as ledger:
        first, figures = harbour()
        second, others = wire()
        ledger.store(first, first.text.encode(), figures, RUN)
        ledger.store(second, second.text.encode(), others, RUN)
        ledger.reject(Rejection(name="<b>broken</b>.pdf", reason="is empty"))
        ledger.store_copies([Copy(second.id, first.id, "near copy", 0.7)])
        differ = finding(
            [figures[2], others[0]], id="differ1", kind="disagreement", headline="Two sources differ", sum=(), repairs=(),
            proved=False,
        )  # fmt: skip
        ledger.store_findings([finding([figures[0], figures[2]]), differ], "test")
