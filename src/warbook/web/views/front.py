"""The front page: what is in the book, what matters most, what came in last, what was rejected."""

import msgspec

from warbook.ledger import Book, Refused, Report
from warbook.web.kinds import KINDS
from warbook.web.room import Room
from warbook.web.views.findings import Shown, shown

FIRST = 5
LATEST = 8


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """The book at a glance. `open` counts the findings that nobody decided on, by kind; `status` the claims."""

    reports: int
    claims: int
    sources: int
    status: dict[str, int]
    open: dict[str, int]
    decided: int
    proved: int
    findings: tuple[Shown, ...]
    latest: tuple[Report, ...]
    refused: tuple[Refused, ...]
    refusals: int


def front(room: Room, book: Book) -> Front:
    """The book at a glance."""
    status = {key[0]: many for key, many in room.tally(book, "status").counts.items()}
    findings = book.findings_by_kind()
    first = [shown(book, one) for one in book.findings_page(state="open", limit=FIRST)]
    return Front(
        reports=book.count_documents(),
        claims=sum(many for name, many in status.items() if name != "rejected"),
        sources=len({number for number, _ in room.tally(book, "said").counts}),
        status=status,
        open={kind: many for kind in KINDS if (many := findings.get((kind, "open")))},
        decided=sum(many for (_, state), many in findings.items() if state == "decided"),
        proved=findings.get(("impossible", "open"), 0),
        findings=tuple(first),
        latest=tuple(book.documents(LATEST, latest=True)),
        refused=tuple(book.rejections(LATEST)),
        refusals=book.count_rejections(),
    )
