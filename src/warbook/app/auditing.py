"""Auditing: books in, the same books with findings and with one name for each origin out."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from warbook.app import copying
from warbook.app.books import Books
from warbook.audit import Audit, Profile, book_of, findings_to_bench, manner, read_claims
from warbook.audit.origins import origin_key
from warbook.errors import UsageError
from warbook.model import Finding, Rejection

SECONDS = 900.0  # after so long an audit begins nothing new
LATE = "not decided: the audit ran out of time"


def audited(books: Books) -> Books:
    """The books with everything in them that cannot be true together, is unlikely, disputed, or one origin twice."""
    books = copying.compared(books)
    first = {member: family.members[0] for family in books.families for member in family.members}
    done = Audit(book_of(books.figures, books.document, first), SECONDS)
    late = [Rejection(name=_title(books, id), reason=f"{books.figure[id].number}: {LATE}") for id in done.undecided]
    named = origins(books)
    return msgspec.structs.replace(
        books,
        findings=tuple(done.findings),
        origins=named,
        manners=_manners(books, named, done.sources()),
        rejections=(*books.rejections, *late),
    )


def _manners(books: Books, named: Mapping[str, str], profiles: Sequence[Profile]) -> dict[str, tuple[str, ...]]:
    """How each origin speaks, by its name. A report's own voice is no origin."""
    names = {key: named[f.id] for f in books.figures if f.sources and (key := origin_key(f.sources[0].name))}
    found: dict[str, list[str]] = defaultdict(list)
    for profile in profiles:
        if profile.origin in names:
            known = {other: ratio for other, ratio in profile.against.items() if other in names}
            found[names[profile.origin]].append(manner(msgspec.structs.replace(profile, against=known), names))
    return {name: tuple(sentences) for name, sentences in found.items()}


class AuditedClaims(msgspec.Struct, frozen=True):
    """What an audit of a file of claims found: the findings, the same in the format of the bench, and the claims that
    could not be used or were not decided in time.
    """

    findings: tuple[Finding, ...]
    bench: dict[str, Any]
    refused: tuple[Rejection, ...]


def audit_claims(path: Path, seconds: float | None = SECONDS) -> AuditedClaims:
    """Audit a file of claims. Raises ReadError."""
    book, rejected = read_claims(path)
    done = Audit(book, seconds)
    late = [Rejection(name=str(path), reason=LATE, where=f"claim {id}") for id in done.undecided]
    bench = findings_to_bench(done.findings, book, done.readings, done.undecided)
    return AuditedClaims(tuple(done.findings), bench, (*rejected, *late))


def only(books: Books, finding: str) -> Books:
    """The books with one finding. Raises UsageError where there is none of that id, or more than one that starts so."""
    found = [one for one in books.findings if one.id.startswith(finding)]
    if not found:
        raise UsageError(f"no finding has an id that starts with '{finding}'", "warbook audit shows the ids")
    if len(found) > 1:
        raise UsageError(f"{len(found)} findings have ids that start with '{finding}'", "give more of the id")
    return msgspec.structs.replace(books, findings=tuple(found))


def origins(books: Books) -> Mapping[str, str]:
    """Who says each figure first, by the figure's id: of differently written names of one origin the most frequent.

    A name that says nobody in particular ('reports') stands for another origin in every report.
    """
    names = {f.id: f.sources[0].name for f in books.figures if f.sources}
    keys = {id: origin_key(name) for id, name in names.items()}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for id, key in keys.items():
        if key:
            spellings[key][names[id]] += 1
    return {
        id: spellings[key].most_common(1)[0][0] if key else f"{names[id].lower()} in {_title(books, id)}"
        for id, key in keys.items()
    }


def _title(books: Books, id: str) -> str:
    document = books.document.get(books.figure[id].document)
    return (document.title or document.name) if document else books.figure[id].document
