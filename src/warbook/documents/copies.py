"""Knows a copy when it sees one: the same bytes, the same text, near copies, and passages taken over.

Candidates come from MinHash (near copies of any length) and from an index of word runs (passages); what two reports
really share is then compared word by word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal
from zlib import crc32

import msgspec
from rensa import RMinHash, RMinHashLSH

from warbook.documents.origin import Direction, direction
from warbook.documents.reading import readable
from warbook.model import Document, Span

WORD = re.compile(r"\w+")
RUN = 5
"""Words that must stand in the same order for two reports to touch."""
PASSAGE = 16
"""Words in one piece that make a passage taken over; shorter ones are the language's."""
NEAR = 0.6
"""The share of the shorter report that a near copy has in common with the longer one."""
FEWEST = 20
"""Reports of fewer words are compared as wholes only."""
PERMUTATIONS = 128
BANDS = 32
SIGN = 8
SAMPLE = 2
"""Every second run of SIGN words is kept: of a passage of 16 words one is missed in five hundred."""
COMMON = 60
"""A run that stands in more reports than this is a formula, not a sign of copying."""

Kind = Literal["same bytes", "same text", "near copy", "passages"]
ONE_TEXT = frozenset({"same text", "near copy"})


class Shared(msgspec.Struct, frozen=True):
    """The same words in two reports: where they stand in each."""

    document: Span
    origin: Span
    words: int


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that share words. `document` is the later one where `known`, else the order means nothing.

    They are named by their ids, reports of the same bytes, which have one id, by their names. `likeness` is the share
    of the shorter report's words that the other has too, 0 to 1. `why` says what tells the direction; `named`: that the
    later report names the other.
    """

    document: str
    origin: str
    kind: Kind
    likeness: float
    passages: tuple[Shared, ...] = ()
    known: bool = False
    why: str = ""
    named: bool = False


class Family(msgspec.Struct, frozen=True):
    """Reports that are one text, the likely first of them first, with what ties them."""

    members: tuple[str, ...]
    copies: tuple[Copy, ...]


class _Words:
    """A report as words: small letters, and where each stands in the text."""

    def __init__(self, document: Document) -> None:
        view = readable(document)
        found = list(WORD.finditer(view))
        self.document = document
        self.words = [match.group().lower() for match in found]
        self.spans = [match.span() for match in found]
        self.key = " ".join(self.words)

    def runs(self, size: int = RUN) -> Iterator[tuple[int, str]]:
        """Every run of so many words with the position of its first."""
        return ((i, " ".join(self.words[i : i + size])) for i in range(len(self.words) - size + 1))


def copies(documents: Iterable[Document]) -> list[Copy]:
    """Every pair of reports that share words, surest first. Of reports with one text, each is tied to the first."""
    same_bytes: dict[str, Document] = {}
    found: list[Copy] = []
    by_text: dict[str, list[_Words]] = defaultdict(list)
    for document in documents:
        if document.id in same_bytes:
            found.append(
                Copy(document=document.name, origin=same_bytes[document.id].name, kind="same bytes", likeness=1.0)
            )
            continue
        same_bytes[document.id] = document
        words = _Words(document)
        by_text[words.key].append(words)
    for group in by_text.values():
        first = min(group, key=_age)
        found += [_same_text(first, other) for other in group if other is not first]
    different = [min(group, key=_age) for group in by_text.values()]
    found += [copy for pair in sorted(_candidates(different)) if (copy := _compared(*(different[i] for i in pair)))]
    return sorted(found, key=lambda copy: (-copy.likeness, copy.document, copy.origin))


def families(documents: Sequence[Document], found: Iterable[Copy] | None = None) -> list[Family]:
    """The reports that are one text, for counting them once: the same text or near copies of it.

    `found` are their copies, where they are known already. Reports of the same bytes are one report to begin with.
    """
    tied = [copy for copy in (copies(documents) if found is None else found) if copy.kind in ONE_TEXT]
    above: dict[str, str] = {}

    def top(member: str) -> str:
        while member in above:
            member = above[member]
        return member

    for copy in tied:
        first, second = top(copy.document), top(copy.origin)
        if first != second:
            above[first] = second
    groups: dict[str, set[str]] = defaultdict(set)
    for copy in tied:
        groups[top(copy.origin)] |= {copy.document, copy.origin}
    ages = {document.id: (_day(document), document.name) for document in documents}
    return [
        Family(
            tuple(sorted(members, key=lambda id_: ages[id_])), tuple(copy for copy in tied if copy.document in members)
        )
        for members in groups.values()
    ]


def _candidates(reports: Sequence[_Words]) -> set[tuple[int, int]]:
    return _by_minhash(reports) | _by_runs(reports)


def _by_minhash(reports: Sequence[_Words]) -> set[tuple[int, int]]:
    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    pairs: set[tuple[int, int]] = set()
    for number, report in enumerate(reports):
        if len(report.words) < FEWEST:
            continue
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=7)
        sketch.update([run for _, run in report.runs()])
        pairs |= {(other, number) for other in index.query(sketch)}
        index.insert(number, sketch)
    return pairs


def _by_runs(reports: Sequence[_Words]) -> set[tuple[int, int]]:
    """The pairs that share a sampled run of SIGN words."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for run in {crc32(run.encode()) for _, run in report.runs(SIGN)}:
            if run % SAMPLE == 0:
                holders[run].append(number)
    return {pair for found in holders.values() if len(found) <= COMMON for pair in combinations(found, 2)}


def _compared(one: _Words, other: _Words) -> Copy | None:
    """What two reports share; None where it is no passage."""
    way = direction(one.document, other.document)
    late, early = (one, other) if way.first == other.document.id else (other, one)
    stretches = list(_stretches(late, early))
    shorter = min(len(late.words), len(early.words))
    likeness = min(1.0, sum(length for _, _, length in stretches) / shorter) if shorter else 0.0
    passages = tuple(_shared(late, early, *stretch) for stretch in stretches if stretch[2] >= PASSAGE)
    if likeness < NEAR and not passages:
        return None
    kind: Kind = "near copy" if likeness >= NEAR else "passages"
    return _copy(late, early, kind, likeness, way, passages)


def _same_text(first: _Words, other: _Words) -> Copy:
    way = direction(first.document, other.document)
    late, early = (first, other) if way.first == other.document.id else (other, first)
    return _copy(late, early, "same text", 1.0, way, ())


def _copy(
    late: _Words, early: _Words, kind: Kind, likeness: float, way: Direction, passages: tuple[Shared, ...]
) -> Copy:
    return Copy(
        document=late.document.id,
        origin=early.document.id,
        kind=kind,
        likeness=round(likeness, 3),
        passages=passages,
        known=way.first is not None,
        why=way.why,
        named=way.named,
    )


def _stretches(late: _Words, early: _Words) -> Iterator[tuple[int, int, int]]:
    """Maximal equal stretches of RUN words and more, each word of the later report used once: starts and length."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, run in early.runs():
        places[run].append(position)
    done = 0
    for position, run in late.runs():
        if position < done or run not in places:
            continue
        start, length = max(
            ((p, _length(late, early, position, p)) for p in places[run][:20]), key=lambda found: found[1]
        )
        yield position, start, length
        done = position + length


def _length(late: _Words, early: _Words, i: int, j: int) -> int:
    length = 0
    while (
        i + length < len(late.words)
        and j + length < len(early.words)
        and late.words[i + length] == early.words[j + length]
    ):
        length += 1
    return length


def _shared(late: _Words, early: _Words, i: int, j: int, length: int) -> Shared:
    here = Span(late.spans[i][0], late.spans[i + length - 1][1])
    return Shared(here, Span(early.spans[j][0], early.spans[j + length - 1][1]), length)


def _age(report: _Words) -> tuple[str, str]:
    return _day(report.document), report.document.name


def _day(document: Document) -> str:
    return document.published.day.isoformat() if document.published else "9999"
