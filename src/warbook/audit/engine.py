"""The audit: statements in, findings out.

For each war the statements are read (ambiguous words get the origin's meaning), curves are fitted, the likely slips
named, and what the rest proves against each is shown. Conflicts among statements that no curve finds odd are
resolved by the cheapest repair, and left undecided where none stands out.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from warbook.audit.claims import fault
from warbook.audit.constraints import Clock
from warbook.audit.deadline import Deadline
from warbook.audit.disagreements import days_near, disagreements, quantity
from warbook.audit.lineage import copy_errors, shared_origins
from warbook.audit.part import Part
from warbook.audit.readings import Reading
from warbook.audit.sources import Profile, profiles
from warbook.audit.statement import Book, Statement
from warbook.model import Finding

UNKNOWN_START = timedelta(days=365)


def audit(book: Book, seconds: float | None = None) -> list[Finding]:
    """All findings of a book: what cannot be true first, then what is unlikely, then where origins differ or are
    one.
    """
    return Audit(book, seconds).findings


class Audit:
    """One audit of a book: its findings, the meaning chosen for each ambiguous statement, and what remained undecided.

    With `seconds` it stops beginning anything new after so long; `undecided` holds the claims that it had not come to.
    """

    def __init__(self, book: Book, seconds: float | None = None) -> None:
        self.book, self.seconds = book, seconds
        self.parts: dict[date, Part] = {}
        self.between: dict[object, list[Finding]] = {}
        self.by_quantity: dict[object, dict[date | None, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        self.by_origin: dict[str, list[Statement]] = defaultdict(list)
        self.by_document: dict[str, list[Statement]] = defaultdict(list)
        self.undecided: list[str] = []
        self.add(book.statements)

    def add(self, statements: Sequence[Statement]) -> None:
        """Audit more statements with those that are there; findings that they do not touch stay as they are."""
        deadline = Deadline(self.seconds)
        usable = [s for s in statements if fault(s) is None]
        for start, members in _wars(self.book, usable).items():
            part = self.parts.get(start)
            if part is None:
                self.parts[start] = Part(members, Clock(start), self.book.names, deadline, self.book.end)
            else:
                part.deadline = part.suspicion.deadline = deadline
                part.add(members)
        self._compare(usable)
        found = [f for part in self.parts.values() for f in part.findings()]
        found += [f for shelf in self.between.values() for f in shelf]
        self.findings = sorted(found, key=_order)
        self.undecided = [c for part in self.parts.values() for c in part.undecided]

    @property
    def readings(self) -> dict[str, Reading]:
        """The meaning chosen for each ambiguous statement, by its id."""
        return {id_: reading for part in self.parts.values() for id_, reading in part.readings.items()}

    def _compare(self, statements: Sequence[Statement]) -> None:
        """Set the origins beside each other, for the quantities and origins of some statements."""
        new: dict[object, list[Statement]] = defaultdict(list)
        origins = set()
        for s in statements:
            key = quantity(s)
            if key is not None:
                new[key].append(s)
            self.by_origin[s.origin].append(s)
            origins.add(s.origin)
        for what, members in new.items():
            shelf = self.by_quantity[what]
            days = sorted({d for m in members for d in days_near(m)}, key=str)
            beside = [s for day in days if day in shelf for s in shelf[day]]
            for s in members:
                shelf[s.end].append(s)
            known = {f.id: f for f in self.between.get(what, [])}
            fresh = {f.id: f for f in disagreements([*beside, *members], self.book.names)}
            self.between[what] = list({**known, **fresh}.values())
        for origin in origins:
            self.between[origin] = list(shared_origins(self.by_origin[origin], self.book.names))
        for s in statements:
            self.by_document[s.document].append(s)
        copies = [s for s in statements if s.cites]
        doubted = {c for part in self.parts.values() for c in part.blamed}
        for finding in copy_errors(copies, self.by_document, self.book.names):
            if not doubted & set(finding.claims):
                self.between["copy", finding.id] = [finding]

    def sources(self) -> list[Profile]:
        """What the book teaches about its origins: noise, and how they stand to each other."""
        return profiles(item for part in self.parts.values() for item in part.suspicion.curves.items())


KINDS = ("impossible", "anachronism", "copy error", "implausible", "revision", "disagreement", "circular")


def _order(finding: Finding) -> tuple[int, float, str]:
    return KINDS.index(finding.kind), -finding.likelihood, finding.id


def _wars(book: Book, statements: Sequence[Statement]) -> dict[date, list[Statement]]:
    """Statements by the day their war began. Without any such day it is taken to be a year before the first
    statement.
    """
    dated = [s.start or s.end for s in statements if s.end is not None]
    first = min((d for d in dated if d is not None), default=date(2000, 1, 1))
    default = book.start or min(book.starts.values(), default=max(first, date(2, 1, 1)) - UNKNOWN_START)
    wars: dict[date, list[Statement]] = defaultdict(list)
    for s in statements:
        wars[book.starts.get(s.subject, default)].append(s)
    return wars
