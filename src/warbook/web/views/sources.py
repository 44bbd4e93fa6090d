"""Who says what, through whom, how often alone, how often contradicted; and reports that are copies, as families."""

import msgspec

from warbook.ledger import Book, Copy, SourceLine
from warbook.web.kinds import CLASHING
from warbook.web.room import STANDS, Room

SAME = ("same text", "near copy")
"""The kinds of copy that make reports one family; others share passages only."""


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that are one text (`kind` 'copies') or share passages: ids with titles, the likely first one first."""

    kind: str
    members: tuple[tuple[str, str], ...]
    likeness: float


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the sources, and the families of reports."""

    sources: tuple[SourceLine, ...]
    total: int
    page: int
    size: int
    families: tuple[Family, ...] = ()
    more_families: int = 0


def sources(room: Room, book: Book, text: str | None, page: int, size: int) -> Sources:
    """The sources that most claims have, of those whose names hold a text; `in_findings` are claims that clash."""
    families = _families(room, book) if page == 1 and not text else []
    named, first = text or "", (page - 1) * size

    def lines() -> list[SourceLine]:
        return book.sources(STANDS, size, first, named=named, kinds=CLASHING)

    return Sources(
        sources=tuple(room.remembered(book, ("sources", named, page, size), lines)),
        total=room.remembered(book, ("sources", named), lambda: book.count_sources(STANDS, named=named)),
        page=page,
        size=size,
        families=tuple(families[:50]),
        more_families=max(0, len(families) - 50),
    )


def _families(room: Room, book: Book) -> list[Family]:
    return room.remembered(book, ("families",), lambda: _related(book))


def _related(book: Book) -> list[Family]:
    """Copies joined to families, the largest first, then pairs that share passages only."""
    copies = book.copies()
    groups = _joined([copy for copy in copies if copy.kind in SAME])
    first = {copy.origin for copy in copies} - {copy.document for copy in copies}
    titles = book.titles([id for copy in copies for id in (copy.document, copy.origin)])

    def named(ids: list[str]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (id, titles.get(id, id)) for id in sorted(ids, key=lambda id: (id not in first, titles.get(id, id)))
        )

    found = [
        Family(kind="copies", members=named(ids), likeness=min(one.likeness for one in copies if one.document in ids))
        for ids in sorted(groups, key=lambda ids: -len(ids))
    ]
    pairs = [copy for copy in copies if copy.kind not in SAME]
    return found + [
        Family(
            kind="passages",
            members=tuple((id, titles.get(id, id)) for id in (copy.origin, copy.document)),
            likeness=copy.likeness,
        )
        for copy in sorted(pairs, key=lambda copy: -copy.likeness)
    ]


def _joined(copies: list[Copy]) -> list[list[str]]:
    group: dict[str, frozenset[str]] = {}
    for copy in copies:
        pair = (copy.document, copy.origin)
        joined = frozenset(pair).union(*(group.get(one, ()) for one in pair))
        group.update(dict.fromkeys(joined, joined))
    return [sorted(ids) for ids in dict.fromkeys(group.values())]
