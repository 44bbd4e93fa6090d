"""The front page: what is in the book, what matters most, what came in last, what was rejected."""

import msgspec

from warbook.ledger import STANDING, Book, Refused, Report, Status
from warbook.web.kinds import KINDS
from warbook.web.room import STANDS
from warbook.web.views.findings import Shown, shown

FIRST = 5
LATEST = 8


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """The book at a glance. `open` counts the findings that nobody decided on, by kind; `status` the claims."""

    reports: int
    claims: int
    sources: int
    status: dict[Status, int]
    open: dict[str, int]
    decided: int
    proved: int
    findings: tuple[Shown, ...]
    latest: tuple[Report, ...]
    refused: tuple[Refused, ...]
    refusals: int


def front(book: Book) -> Front:
    """The book at a glance."""
    status = book.statuses()
    open_, decided = book.count_findings("open"), book.count_findings("decided")
    first = [shown(book, one) for one in book.findings(state="open", limit=FIRST)]
    return Front(
        reports=book.count_documents(),
        claims=sum(status[one] for one in STANDING),
        sources=book.count_sources(STANDS),
        status=status,
        open={kind: open_[kind] for kind in KINDS if kind in open_},
        decided=sum(decided.values()),
        proved=open_.get("impossible", 0),
        findings=tuple(first),
        latest=tuple(book.documents(LATEST, latest=True)),
        refused=tuple(book.rejections(LATEST)),
        refusals=book.count_rejections(),
    )
