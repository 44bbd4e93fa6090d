"""Reports and figures that the tests of the ledger keep."""

import hashlib
from datetime import date

from warbook.ledger import Copy, Ledger, Run
from warbook.model import (
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

RUN = Run("1.0", "words-1")
NEXT_RUN = Run("1.1", "words-2")
TEXT = """Harbour town counts its dead

The harbour office said on Monday that 120 soldiers of Norland had been killed near Élan by June 2031.
An army spokesman spoke of some 300 wounded. Sudland lost 14 tanks, the harbour office said.
"""


def report(text: str = TEXT, name: str = "harbour.txt", **fields: object) -> tuple[Document, bytes]:
    data = text.encode()
    published = Publication(date(2031, 7, 1), "day", "given")
    document = Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        text=text,
        title="Harbour town counts its dead",
        published=published,
        segments=(Segment(Span(0, 28), "title", "first line"),),
    )
    return replaced(document, **fields), data


def replaced(document: Document, **fields: object) -> Document:
    return Document(**{**{name: getattr(document, name) for name in document.__struct_fields__}, **fields})


def figure(document: Document, number: str, **fields: object) -> Figure:
    """The figure whose number stands in the text as given; fields as in the record."""
    start = document.text.index(number)
    line = document.text.rfind("\n", 0, start) + 1, document.text.index("\n", start)
    amount = float("".join(char for char in number if char.isdigit()) or 0)
    known = {
        "id": hashlib.sha256(f"{document.id} {start}".encode()).hexdigest()[:32],
        "document": document.id,
        "span": Span(start, start + len(number)),
        "number": number,
        "sentence": Span(*line),
        "quote": document.text[slice(*line)],
        "value": Value(amount, amount),
        "event": "killed",
        "object": "personnel",
    }
    return Figure(**{**known, **fields})


def harbour(**fields: object) -> tuple[Document, bytes, list[Figure]]:
    """A report with three figures."""
    document, data = report(**fields)
    office = (Source("Harbour Office", "said"),)
    return (
        document,
        data,
        [
            figure(
                document,
                "120",
                party="Norland",
                period=Period(None, date(2031, 6, 30), 4),
                place=Place("Élan"),
                sources=office,
                cumulative=True,
            ),
            figure(
                document,
                "some 300",
                event="wounded",
                party="Norland",
                value=Value(250, 350, hedge="some"),
                period=Period(date(2031, 6, 1), date(2031, 6, 30)),
                sources=(Source("Army spokesman"), Source("Harbour Office", "according to")),
            ),
            figure(document, "14", event="lost", object="tanks", party="Sudland", sources=office),
        ],
    )


def finding(*claims: str, id: str = "finding-1", **fields: object) -> Finding:
    """A finding on these claims, with a repair that takes the first to another year and party."""
    edits = (Edit(claims[0], "to", "2030-06-30"), Edit(claims[0], "subject", "Sudland"))
    known = {
        "id": id,
        "kind": "impossible",
        "headline": "120 cannot be",
        "claims": claims,
        "blame": claims[:1],
        "sum": (Line("killed by June", "120"), Line("", "", rule=True)),
        "repairs": (Repair(rank=1, words="the year is 2030", edits=edits, odds=0.7),),
    }
    return Finding(**{**known, **fields})


def whole_book(ledger: Ledger) -> list[Figure]:
    """Fill a ledger with something of everything: two reports, two runs, reviews, findings, decisions, copies."""
    document, data, found = harbour()
    other, others, _ = harbour(text=TEXT.replace("Monday", "Tuesday"), name="copy.txt", outlet="Élan Herald")
    ledger.store(document, data, found, RUN)
    ledger.store(other, others, [], RUN)
    ledger.reject(Rejection(name="broken.pdf", reason="is empty", where="byte 0"))
    dead, wounded, tanks = (figure.id for figure in found)
    ledger.review(dead, "corrected", "Ada", {"value.low": 119}, note="the list has 119 names")
    ledger.review(wounded, "accepted", "Berta", seen=1)
    ledger.store_findings([finding(dead, tanks), finding(wounded, id="finding-2")], "audit 1")
    taken = {dead: {"period.end": "2030-06-30", "party": "Sudland"}}
    ledger.decide("finding-1", "repaired", "Ada", repair=1, changes=taken, note="called the office")
    ledger.decide("finding-2", "noted", "Berta", public_note="The army counts otherwise.")
    ledger.store_copies([Copy(other.id, document.id, "near", 0.97)])
    ledger.store(document, data, found[:2], NEXT_RUN)
    return found
