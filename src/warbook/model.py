"""The records that pass between the rooms. Frozen, without behaviour beyond their own fields.

All offsets are Unicode code points into `Document.text`; `end` is excluded.
"""

from datetime import date
from typing import Literal

import msgspec

SegmentKind = Literal[
    "title", "heading", "body", "list", "table", "quotation", "caption", "summary", "transcript",  # read for claims
    "byline", "dateline", "published", "front_matter", "markup",  # about the report, or its dress
    "links", "boilerplate", "paywall", "cookie", "engagement", "comments",  # not the report
]  # fmt: skip
READ_KINDS: frozenset[str] = frozenset(
    {"title", "heading", "body", "list", "table", "quotation", "caption", "summary", "transcript"}
)
Modality = Literal["asserted", "planned", "possible", "denied"]


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A stretch of a document's text: code points, end excluded."""

    start: int
    end: int


class Segment(msgspec.Struct, frozen=True):
    """A labelled stretch of a document. Segments may nest ('markup' inside 'body'); the narrower label wins."""

    span: Span
    kind: SegmentKind
    why: str = ""


class Anchor(msgspec.Struct, frozen=True):
    """A place in the original that a stretch of text belongs to: a second of a video, a page of a PDF.

    It holds from `span.start` to `span.end`. `url` opens the original there, where that is known.
    """

    span: Span
    kind: Literal["second", "page"]
    value: int
    url: str | None = None


class Publication(msgspec.Struct, frozen=True):
    """When a report was published: first possible day, how precisely known, and where that was found."""

    day: date
    precision: Literal["day", "month", "year"] = "day"
    found_in: Literal["metadata", "byline", "dateline", "text", "url", "given"] = "metadata"
    span: Span | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it was read. `id` is the SHA-256 of its bytes (or the id that a collection gave it)."""

    id: str
    name: str
    text: str
    media: str = "text/plain"
    lang: str = "en"
    title: str | None = None
    published: Publication | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    place: str | None = None
    url: str | None = None
    segments: tuple[Segment, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    remarks: tuple[str, ...] = ()


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """A file, a record or a passage that could not be read, and why. `where` is 'line 12', 'record 3', 'byte 4096'.

    What was read and left `aside`, for it does not belong into the book, is no failure of the run.
    """

    name: str
    reason: str
    where: str = ""
    aside: bool = False


class Value(msgspec.Struct, frozen=True):
    """A quantity as said: bounds (None = open), unit ('count', 'percent', 'USD' …), the hedge's words as written."""

    low: float | None
    high: float | None
    unit: str = "count"
    hedge: str | None = None


class Period(msgspec.Struct, frozen=True):
    """The days that a claim covers, inclusive; None where not known.

    `precision` follows UCDP date_prec: 1 day, 2 up to a week, 3 within weeks, 4 month, 5 year or longer. `words` is the
    date expression it was read from (claims that share one share its span), None when the period was taken from the
    report's date or the text before, which `stated` tells.
    """

    start: date | None = None
    end: date | None = None
    precision: int | None = None
    words: Span | None = None
    stated: bool = False


class Place(msgspec.Struct, frozen=True):
    """A named place as written, and where it is if the gazetteer knows. `precision` follows UCDP where_prec."""

    name: str
    span: Span | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    precision: int | None = None


class Source(msgspec.Struct, frozen=True):
    """Who says so, by what words. A chain of sources starts with the origin."""

    name: str
    cue: str | None = None
    span: Span | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One act of saying. `source` is empty where nobody is named; `source` and `content` may be broken in parts.

    `kinds` are what the cue can mean ('say', 'think', 'deny' …, vocabulary `cues`), empty for a cue that is not listed.
    """

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    kinds: tuple[str, ...] = ()


class Toll(msgspec.Struct, frozen=True):
    """How many were 'killed' or 'wounded' in an event, and the words that say so: a number (`counted`), or a victim or
    a verb that tells of one person ('the mayor', 'killed')."""

    effect: str
    number: int
    span: Span
    counted: bool = True


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What a report tells of attacks: when, where and with how many dead and hurt. `chance`: that it tells of one."""

    chance: float
    periods: tuple[Period, ...] = ()
    places: tuple[Place, ...] = ()
    casualties: tuple[Toll, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity that a report states (gold/GUIDELINES.md). `id` is made from document, span and kind only.

    `readings` are other events that the wording allows ('lost' may be killed). `record` is set where the text calls the
    figure the highest so far. `same_as` names the figure of the body that a summary's figure repeats.
    """

    id: str
    document: str
    span: Span
    number: str
    sentence: Span
    quote: str
    value: Value
    event: str
    object: str
    party: str | None = None
    to: str | None = None
    group: str | None = None
    period: Period = Period()
    cumulative: bool = False
    place: Place | None = None
    sources: tuple[Source, ...] = ()
    modality: Modality = "asserted"
    readings: tuple[str, ...] = ()
    record: bool = False
    same_as: str | None = None
    why: tuple[str, ...] = ()


FindingKind = Literal["impossible", "implausible", "disagreement", "revision", "anachronism", "circular", "copy error"]


class Line(msgspec.Struct, frozen=True):
    """One line of a sum as it is written out: words on the left, the number (already formatted) on the right."""

    words: str
    amount: str = ""
    rule: bool = False


class Edit(msgspec.Struct, frozen=True):
    """A change to one field of one claim that a repair proposes."""

    claim: str
    field: str
    value: str | float | int | list[str] | None


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed change that would make the books balance. `odds` is its share of the probability, 0 to 1."""

    rank: int
    words: str
    edits: tuple[Edit, ...]
    odds: float
    why: str = ""
    support: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A minimal set of claims that do not go together, and what it would take to mend it.

    `proved`: arithmetic alone shows it. `likelihood`: how likely it is that something is wrong, 0 to 1. `proof` names
    the statements that the arithmetic needs: the claims, or a claim's id with '#record' for its being a record.
    """

    id: str
    kind: FindingKind
    headline: str
    claims: tuple[str, ...]
    blame: tuple[str, ...] = ()
    proved: bool = False
    likelihood: float = 1.0
    identity: str = ""
    sum: tuple[Line, ...] = ()
    explanation: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    reading: str = ""
    decided_by: str = ""
    proof: tuple[str, ...] = ()
