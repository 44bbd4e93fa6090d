"""A draft becomes a document: what the user said goes first, the id is settled, segments are put in order."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from warbook.documents import dating, languages, outline, provenance, texts
from warbook.documents.cues import at_second
from warbook.documents.drafts import Draft, Given
from warbook.errors import ReadError
from warbook.model import Anchor, Document, Segment, Span

RAISED_MARK = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[.,;:!?)\]”’»\"']))[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?!\w)")
LOWERED_MARK = re.compile(
    r"[^\W\d_]{4}(?:[.!?][)\"'”’]?(?=\d{1,3}(?:\s+[\"“‘(]?[A-Z]|\s*$))|[,;](?=\d{1,3}\s+[a-z]))(?P<mark>\d{1,3})(?=\s|$)",
    re.MULTILINE,
)


def finish(draft: Draft, name: str, identity: str, given: Given) -> Document:
    """The document of a draft. Raises ReadError where it holds no words."""
    if not any(character.isalnum() for character in draft.text):
        raise ReadError("holds no words")
    texts.take(draft, given)
    draft.lang = _primary(draft.lang or languages.told(draft.text))
    draft.segments += _note_marks(draft.text)
    provenance.note(draft, outline.vocabulary_of(draft.lang))
    if draft.published is None and draft.url:
        draft.published = dating.of_url(draft.url)
    if draft.published is None:
        draft.remarks.append("It names no date of publication")
    return Document(
        id=draft.id or identity,
        name=name,
        text=draft.text,
        media=draft.media,
        lang=draft.lang,
        title=draft.title,
        published=draft.published,
        outlet=draft.outlet,
        authors=tuple(draft.authors),
        place=draft.place,
        url=draft.url,
        segments=tuple(sorted(_inside(draft), key=lambda s: (s.span.start, -s.span.end))),
        anchors=tuple(sorted((_opened(anchor, draft.url) for anchor in draft.anchors), key=lambda anchor: anchor.span)),
        remarks=tuple(dict.fromkeys(draft.remarks)),
    )


def _note_marks(text: str) -> Iterator[Segment]:
    """The numbers of notes behind a word or a stop, which are no part of either: raised ones, but for that of 'm²'.

    Where they were raised once and are not any more ('by their own count.1 Nobody'), they are told by their order.
    """
    for match in RAISED_MARK.finditer(text):
        yield _mark(*match.span())
    lowered = list(LOWERED_MARK.finditer(text))
    numbers = [0, *(int(match["mark"]) for match in lowered)]
    if all(after in (1, before, before + 1) for before, after in pairwise(numbers)):
        yield from (_mark(*match.span("mark")) for match in lowered)


def _mark(start: int, end: int) -> Segment:
    return Segment(Span(start, end), "markup", "the mark of a note")


def _opened(anchor: Anchor, url: str | None) -> Anchor:
    """The anchor with the address that opens a video at its second, where only the video's was known."""
    if anchor.url is None and anchor.kind == "second" and url:
        return msgspec.structs.replace(anchor, url=at_second(url, anchor.value))
    return anchor


def _primary(lang: str | None) -> str:
    """'en-GB' → 'en'."""
    return (lang or "en").replace("_", "-").split("-")[0].lower() or "en"


def _inside(draft: Draft) -> list[Segment]:
    size = len(draft.text)
    return [s for s in draft.segments if 0 <= s.span.start < s.span.end <= size and s.span != Span(0, 0)]
