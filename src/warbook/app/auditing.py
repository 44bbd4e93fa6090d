"""Auditing: books in, the same books with findings and with one name for each origin out."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import msgspec

from warbook.app import copying
from warbook.app.books import Books
from warbook.audit import audit, book_of, read_claims
from warbook.audit.origins import origin_key
from warbook.errors import UsageError
from warbook.model import Finding, Rejection


def audited(books: Books) -> Books:
    """The books with everything in them that cannot be true together, is unlikely, disputed, or one origin twice."""
    books = copying.compared(books)
    first = {member: family.members[0] for family in books.families for member in family.members}
    findings = tuple(audit(book_of(books.figures, books.document, first)))
    return msgspec.structs.replace(books, findings=findings, origins=origins(books))


def audit_claims(path: Path) -> tuple[list[Finding], list[Rejection]]:
    """The findings of a file of claims, and the claims in it that could not be used. Raises ReadError."""
    book, rejected = read_claims(path)
    return audit(book), rejected


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
