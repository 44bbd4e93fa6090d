"""What goes into the book and comes out of it, beside the records of `warbook.model`."""

import hashlib
from datetime import date, datetime
from typing import Any, Literal, get_args

import msgspec

from warbook.errors import LedgerError, UsageError
from warbook.model import Figure, Finding, Publication, Rejection, Repair, Span

Status = Literal["unreviewed", "accepted", "corrected", "rejected"]
STATUSES: tuple[Status, ...] = get_args(Status)
STANDING: tuple[Status, ...] = ("unreviewed", "accepted", "corrected")
"""The statuses of claims that count: all but the rejected."""

State = Literal["open", "decided"]
"""Whether a finding still waits for somebody to decide on it."""
Verdict = Literal["accepted", "corrected", "rejected", "reopened"]
"""What a reviewer says of a claim. 'reopened' takes all earlier reviews of it back."""
Judgement = Literal["repaired", "overruled", "noted", "reopened"]
"""What a reviewer says of a finding: a repair was taken, it is none, a public note was written, it is open again."""


class Run(msgspec.Struct, frozen=True):
    """What read a report: the extractor's version and the hash of the vocabulary it used."""

    version: str
    vocabulary: str

    @property
    def id(self) -> str:
        """SHA-256 over both, in hexadecimal."""
        return digest(self.version, self.vocabulary)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are wanted; what is left out does not filter. Names match without regard to case and accents.

    `measure` is 'event/object' ('casualties/personnel'), 'event' or '/object'. `source` matches part of a name anywhere
    in the chain of sources. `start` and `end` keep the claims whose period touches these days; a claim without any date
    then falls out. `text` are words that the sentence must hold (in quotation marks: that phrase). `at_least` and
    `at_most` bound the amount. `status` empty means all; `STANDING` leaves out what was rejected. `cumulative` keeps
    running totals, or what is none.
    """

    measure: str | None = None
    party: str | None = None
    source: str | None = None
    place: str | None = None
    start: date | None = None
    end: date | None = None
    text: str | None = None
    document: str | None = None
    unit: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    status: tuple[Status, ...] = ()
    cumulative: bool | None = None


Sort = Literal["report", "entered", "period", "amount", "measure", "party", "place", "source"]
SortOrder = Literal[
    "report", "entered", "period", "amount", "measure", "party", "place", "source",
    "-report", "-entered", "-period", "-amount", "-measure", "-party", "-place", "-source",
]  # fmt: skip
"""The order of claims; with '-' the other way round. 'report' is by report and place in it, 'entered' as written."""


def one_of(what: Literal["status", "sort"], name: str) -> Any:
    """A name that is meant as a status or an order of claims. Raises UsageError where it is none."""
    known = get_args(Status) if what == "status" else get_args(SortOrder)
    if name not in known:
        raise UsageError(f"'{name}' is no {what} of claims", f"one of {', '.join(known[:8])}")
    return name


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as the book shows it: `figure` with all corrections, `machine` as it was read where that differs."""

    figure: Figure
    status: Status
    entered: datetime
    machine: Figure | None = None
    entry: int = 0


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list of reports: no text and no bytes. `added` is when it came in, `read` when last read."""

    id: str
    name: str
    media: str
    size: int
    sha256: str
    added: datetime
    read: datetime
    run: Run
    title: str | None = None
    published: Publication | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str = "en"
    claims: int = 0


class Refused(msgspec.Struct, frozen=True):
    """A rejection in the book and when it was written."""

    rejection: Rejection
    at: datetime


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What storing a report changed: claims that are new, read differently, no longer read, and the same as before."""

    document: str
    new_report: bool = False
    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0

    @property
    def wrote(self) -> bool:
        """Whether anything was written at all."""
        return self.new_report or bool(self.new or self.changed or self.gone)


class Name(msgspec.Struct, frozen=True):
    """A value that claims have (a party, a source, a measure) and how many claims have it."""

    name: str
    claims: int


class Series(msgspec.Struct, frozen=True):
    """What is counted of whom, and how many claims there are of it."""

    event: str
    object: str
    party: str | None
    claims: int


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a mark of a series: its days as ISO text ('' where not known), bounds, and who says so first."""

    claim: str
    document: str
    first_day: str
    last_day: str
    low: float | None
    high: float | None
    unit: str
    cumulative: bool
    modality: str
    status: Status
    source: str | None
    entry: int


class Change(msgspec.Struct, frozen=True):
    """One corrected field of a claim ('party', 'value.low', 'period.start'), from what to what, as in JSON."""

    field: str
    old: Any
    new: Any


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewer's verdict on a claim. `seen` is the `Claim.entry` the reviewer looked at, `before` the one before."""

    id: str
    claim: str
    verdict: Verdict
    reviewer: str
    at: datetime
    changes: tuple[Change, ...] = ()
    note: str = ""
    decision: str | None = None
    entry: int = 0
    before: int = 0
    seen: int | None = None

    @property
    def crossed(self) -> bool:
        """Whether somebody else changed the claim between the reviewer's look at it and this review."""
        return self.seen is not None and self.seen != self.before


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step in the history of a claim: what the book said from `at` on, and which reading or review made it so."""

    at: datetime
    figure: Figure
    status: Status
    read: bool
    run: Run
    review: Review | None = None
    entry: int = 0


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer decided on a finding; `repair` is the one taken, `public_note` goes with the figures."""

    id: str
    finding: str
    judgement: Judgement
    reviewer: str
    at: datetime
    repair: Repair | None = None
    note: str = ""
    public_note: str = ""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A finding in the book: `current` if the latest audit has it, and the decisions on it, oldest first."""

    finding: Finding
    found: datetime
    current: bool
    decisions: tuple[Decision, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nobody has decided on it yet, or the decision was taken back."""
        return not self.decisions or self.decisions[-1].judgement == "reopened"


class Copy(msgspec.Struct, frozen=True):
    """Two reports that share text: `document` repeats `origin`; `likeness` is 0 to 1."""

    document: str
    origin: str
    kind: str
    likeness: float


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a report that a search found: where it stands, its text, and where the words stand in the report."""

    document: str
    name: str
    span: Span
    text: str
    words: tuple[Span, ...]


class Fault(msgspec.Struct, frozen=True):
    """Something wrong with a book: where, and what."""

    where: str
    what: str


class SourceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A source in numbers of claims: all, as their origin, as the only one named, and those in current findings.

    `through` are those who passed on what it said most often, with how many claims.
    """

    name: str
    claims: int
    origin: int
    alone: int
    in_findings: int = 0
    through: tuple[Name, ...] = ()


def digest(*parts: str | bytes) -> str:
    """SHA-256 in hexadecimal over parts, each preceded by its length so that no two lists of parts are alike."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def encode(record: msgspec.Struct, name: str) -> str:
    """A record as JSON text. Raises LedgerError where it cannot be written without loss (half a character)."""
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError as error:
        raise LedgerError(f"{name}: holds half a character that no file can keep", "read the report again") from error
