"""What ties reports to each other as copies, in words: who copied from whom, where dates or words tell."""

import msgspec

from warbook.app.books import Books
from warbook.display import wording
from warbook.documents import Copy
from warbook.model import Document

MOST_PASSAGES = 3
LONGEST_PASSAGE = 240


class Tie(msgspec.Struct, frozen=True):
    """What one report shares with another: `words` say how and who was first, `passages` are the shared words."""

    other: Document
    words: str
    passages: tuple[str, ...]
    more: int = 0


def ties(books: Books, document: str) -> list[Tie]:
    """What a report shares with others, the closest first."""
    found = []
    for copy in books.copies:
        if copy.kind != "same bytes" and document in (copy.document, copy.origin):
            other = books.document.get(copy.origin if copy.document == document else copy.document)
            if other is not None:
                found.append(tie(books, copy, document, other))
    return found


def tie(books: Books, copy: Copy, document: str, other: Document) -> Tie:
    """What a copy says of one of its two reports, as seen from that one."""
    late = copy.document == document
    text = books.document[document].text
    spans = [shared.document if late else shared.origin for shared in copy.passages]
    quotes = tuple(_cut(text[span.start : span.end]) for span in spans[:MOST_PASSAGES])
    return Tie(other, said(copy, other, late=late), quotes, max(0, len(spans) - MOST_PASSAGES))


def said(copy: Copy, other: Document, *, late: bool) -> str:
    """How a report is tied to another, as a sentence about the report: `late` where it is the copy's `document`."""
    title = f"‘{other.title or other.name}’"
    words = wording.plural(sum(shared.words for shared in copy.passages), "word")
    if copy.kind == "passages":
        if not copy.known:
            return f"Shares {words} with {title}; nothing tells who took them from whom."
        return (
            f"Takes over {words} of {title}: {copy.why}." if late else f"{title} takes over {words} of it: {copy.why}."
        )
    what = "The same text as" if copy.kind == "same text" else f"A near copy ({share(copy.likeness)}) of"
    if not copy.known:
        return f"{what} {title}, or the other way round: nothing tells which came first."
    return f"{what} {title}: {copy.why}." if late else f"{title} is {what[0].lower()}{what[1:]} it: {copy.why}."


def share(likeness: float) -> str:
    """How much two reports have in common."""
    return f"{round(likeness * 100)} in 100 words" if likeness < 0.995 else "all words of the shorter"


def name(document: Document) -> str:
    """A report's title, outlet and day, as far as they are known."""
    day = wording.published(document.published) if document.published else "no date"
    return " · ".join(filter(None, (document.title or document.name, document.outlet, day)))


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return (
        words
        if len(words) <= LONGEST_PASSAGE
        else f"{words[: LONGEST_PASSAGE // 2]} … {words[-LONGEST_PASSAGE // 2 :]}"
    )


def apart(books: Books) -> list[Copy]:
    """Passages taken over between reports that are not one text.

    Of several reports that are one text only one is named: the one that the other names, else the first of them.
    """
    of = {member: family.members[0] for family in books.families for member in family.members}
    found: dict[frozenset[str], Copy] = {}
    for copy in books.copies:
        pair = frozenset(of.get(id, id) for id in (copy.document, copy.origin))
        if copy.kind == "passages" and len(pair) > 1:
            found[pair] = max(found.get(pair, copy), copy, key=lambda one: _nearness(one, pair))
    return list(found.values())


def _nearness(copy: Copy, firsts: frozenset[str]) -> tuple[bool, int, int]:
    return copy.named, len({copy.document, copy.origin} & firsts), sum(shared.words for shared in copy.passages)
