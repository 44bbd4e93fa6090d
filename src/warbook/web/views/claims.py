"""Claims in a table, and one claim with all that was ever said of it."""

from typing import Any

import msgspec

from warbook.ledger import Book, Claim, Name, Review, Status, Step
from warbook.model import Anchor, Figure
from warbook.web.asking import Wanted
from warbook.web.room import Room

COUNTED = 10_000
"""Up to so many claims a selection is counted; beyond, it is said to be more."""
STATUSES: tuple[Status, ...] = ("unreviewed", "accepted", "corrected", "rejected")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with the title of its report and the findings of the latest audit (id, kind) that it is part of."""

    claim: Claim
    report: str
    findings: tuple[tuple[str, str], ...] = ()


class Count(msgspec.Struct, frozen=True):
    """How many; `more` where it is at least that many."""

    many: int
    more: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A page of claims. `total` counts all that are asked for, `by_status` the same without regard to status."""

    rows: tuple[Row, ...]
    total: Count
    by_status: dict[Status, Count]
    page: int
    size: int

    @property
    def first(self) -> int:
        """The number of the first row."""
        return (self.page - 1) * self.size + 1

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.total.more or self.page * self.size < self.total.many


def table(book: Book, wanted: Wanted) -> Table:
    """The page of claims that is asked for."""
    claims = book.claims(wanted.filter(), wanted.sort, wanted.size, wanted.offset)
    by_status = _by_status(book, wanted)
    shown = {"standing": STATUSES[:3], "all": STATUSES}
    asked = [by_status[one] for one in STATUSES if one in shown.get(wanted.status, (wanted.status,))]
    total = Count(sum(count.many for count in asked), any(count.more for count in asked))
    return Table(rows=tuple(rows(book, claims)), total=total, by_status=by_status, page=wanted.page, size=wanted.size)


def _by_status(book: Book, wanted: Wanted) -> dict[Status, Count]:
    if book.at is None and set(wanted.words()) <= {"status", "sort", "page", "size"}:
        return {one: Count(many) for one, many in book.statuses().items()}
    found = {one: book.count(wanted.filter(status=(one,)), up_to=COUNTED) for one in STATUSES}
    return {one: Count(many, many == COUNTED) for one, many in found.items()}


def rows(book: Book, claims: list[Claim]) -> list[Row]:
    """Claims with what a table says of each."""
    titles = book.titles([claim.figure.document for claim in claims])
    findings = book.findings_of([claim.figure.id for claim in claims])
    return [
        Row(
            claim=claim,
            report=titles.get(claim.figure.document, claim.figure.document),
            findings=tuple(findings.get(claim.figure.id, ())),
        )
        for claim in claims
    ]


class Choices(msgspec.Struct, frozen=True):
    """What a filter may be set to: the names that most claims have."""

    measures: list[Name]
    parties: list[Name]
    sources: list[Name]
    places: list[Name]


def choices(room: Room) -> Choices:
    """What the filters of a page may be set to: as the book is now, also where a past one is looked at."""
    book = room.ledger
    return Choices(
        measures=room.names(book, "measure"),
        parties=room.names(book, "party"),
        sources=room.names(book, "source"),
        places=room.names(book, "place"),
    )


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One claim: its row, its sentence's place in the original, its history, the reviews and decisions behind it."""

    row: Row
    history: tuple[Step, ...]
    reviews: tuple[Review, ...]
    anchor: Anchor | None = None


def sheet(book: Book, id: str) -> Sheet:
    """One claim. Raises MissingError where the book has none."""
    from warbook.documents.reading import locate

    claim = book.claim(id)
    document = book.document(claim.figure.document)
    reviews = tuple(book.reviews(claim=id))
    return Sheet(
        row=rows(book, [claim])[0],
        history=tuple(book.history(id)),
        reviews=reviews,
        anchor=locate(document, claim.figure.span),
    )


def corrected(figure: Figure, form: dict[str, str]) -> dict[str, Any]:
    """The fields in which a filled form differs from a claim, as the ledger takes them ('value.low', 'sources')."""
    before = editable(figure)
    found: dict[str, Any] = {}
    for name, given in form.items():
        if name in before and given.strip() != before[name]:
            found[name] = _value(name, given.strip())
    return found


def editable(figure: Figure) -> dict[str, str]:
    """A claim's fields as a form shows them, by the names that the ledger has for them."""
    amounts = {"value.low": figure.value.low, "value.high": figure.value.high}
    return {
        **{name: "" if amount is None else f"{amount:.15g}" for name, amount in amounts.items()},
        "value.unit": figure.value.unit,
        "event": figure.event,
        "object": figure.object,
        "party": figure.party or "",
        "to": figure.to or "",
        "group": figure.group or "",
        "period.start": figure.period.start.isoformat() if figure.period.start else "",
        "period.end": figure.period.end.isoformat() if figure.period.end else "",
        "cumulative": "yes" if figure.cumulative else "no",
        "place": figure.place.name if figure.place else "",
        "sources": "\n".join(source.name for source in figure.sources),
        "modality": figure.modality,
    }


def _value(name: str, given: str) -> Any:
    if name == "sources":
        return [line.strip() for line in given.splitlines() if line.strip()]
    if name == "cumulative":
        return given == "yes"
    if name in ("value.low", "value.high") and given:
        try:
            return float(given.replace(",", "").replace(" ", ""))
        except ValueError:
            return given  # the ledger says what is wrong with it
    return given or None
