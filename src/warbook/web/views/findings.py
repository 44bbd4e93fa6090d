"""Findings as people decide on them: the sum, the sentences, the repairs with what each would change, the decisions."""

from collections.abc import Sequence
from typing import Any, get_args

import msgspec

from warbook.display import passages
from warbook.errors import WarbookError
from warbook.ledger import Book, Claim, Judged, State
from warbook.model import Anchor, Document, Finding, FindingKind, Repair
from warbook.web.kinds import KINDS

STATES: tuple[State, ...] = get_args(State)
FIRST = 4
"""So many sentences of a finding are shown at once."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a finding rests on: its sentence in pieces (the figure's words marked) and where it stands."""

    claim: Claim
    pieces: tuple[passages.Piece, ...]
    report: str
    blamed: bool
    anchor: Anchor | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a repair would change in a claim: the field, from what, to what."""

    claim: str
    number: str
    field: str
    old: Any
    new: Any


class Mending(msgspec.Struct, frozen=True, kw_only=True):
    """A repair with what it changes; `hindrance` says why it cannot be taken as it is, where that is so."""

    repair: Repair
    changes: tuple[Change, ...] = ()
    hindrance: str = ""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with everything that is needed to decide on it."""

    judged: Judged
    statements: tuple[Statement, ...]
    mendings: tuple[Mending, ...] = ()

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.judged.finding


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A page of findings; `open` and `decided` count all of the latest audit, by kind."""

    findings: tuple[Shown, ...]
    open: dict[str, int]
    decided: dict[str, int]
    total: int
    page: int
    size: int


def listed(book: Book, kind: FindingKind | None, state: State | None, page: int, size: int) -> Listed:
    """A page of the findings of the latest audit."""
    counts = {one: book.count_findings(one) for one in STATES}
    found = book.findings(kind, state=state, limit=size, offset=(page - 1) * size)
    asked = [counts[one] for one in STATES if state in (None, one)]
    total = sum(many for kinds in asked for of, many in kinds.items() if kind in (None, of))
    return Listed(
        findings=tuple(shown(book, one) for one in found),
        open={of: counts["open"][of] for of in KINDS if of in counts["open"]},
        decided={of: counts["decided"][of] for of in KINDS if of in counts["decided"]},
        total=total,
        page=page,
        size=size,
    )


def shown(book: Book, judged: Judged) -> Shown:
    """A finding with its sentences and what its repairs would change."""
    finding = judged.finding
    repairs = sorted(finding.repairs, key=lambda repair: repair.rank)
    return Shown(
        judged=judged,
        statements=tuple(statements(book, finding.claims, finding.blame)),
        mendings=tuple(_mending(book, finding, repair) for repair in repairs),
    )


def statements(book: Book, claims: Sequence[str], blame: Sequence[str] = ()) -> list[Statement]:
    """The claims that a finding names, each with its sentence; what the book no longer has is left out."""
    from warbook.documents.reading import locate

    found: list[Statement] = []
    documents: dict[str, Document] = {}
    for id in claims[:100]:
        try:
            claim = book.claim(id)
            if claim.figure.document not in documents:
                documents[claim.figure.document] = book.document(claim.figure.document)
        except WarbookError:
            continue
        document = documents[claim.figure.document]
        found.append(
            Statement(
                claim=claim,
                pieces=passages.sentence(document, claim.figure),
                report=document.title or document.name,
                blamed=id in blame,
                anchor=locate(document, claim.figure.span),
            )
        )
    return found


def _mending(book: Book, finding: Finding, repair: Repair) -> Mending:
    from warbook.app import deciding
    from warbook.ledger.corrections import corrections

    try:
        found = deciding.mends(book, finding, repair.rank)
        changes = [
            Change(claim=mend.figure.id, number=mend.figure.number, field=one.field, old=one.old, new=one.new)
            for mend in found
            for one in corrections(mend.figure, mend.changes)
        ]
    except WarbookError as error:
        return Mending(repair=repair, hindrance=error.message)
    return Mending(repair=repair, changes=tuple(changes))
