"""RSS and Atom feeds: each entry is a report."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from warbook.documents import dating, texts
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.formats import Item
from warbook.documents.markup import of_fragment, parse
from warbook.errors import ReadError
from warbook.model import Publication, Rejection, Segment, Span

OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--.{0,5000}?-->|<\?.{0,500}?\?>|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,20000}?\]\s*)?>)*<(?:rss|feed|rdf:RDF)\b",
    re.I | re.S,
)
ENTITY = re.compile(rb"<!ENTITY", re.I)
MOST_BYTES = 32 * 1024 * 1024
"""A feed is taken apart as a whole, which needs many times its size."""
MARKUP = re.compile(r"<[a-zA-Z/!]")
FOOTER = re.compile(r"^The post .{1,400} (?:appeared first|first appeared) on .{1,120}$", re.MULTILINE)
"""The line that WordPress writes below each entry."""


def certainty(head: bytes, name: str) -> int:
    """The root element of RSS 0.9 to 2.0 or Atom."""
    return 85 if OPENING.match(head) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """A report an entry. Raises ReadError for a feed that declares entities or has no entry."""
    import feedparser

    data = blob.bytes()
    if len(data) > MOST_BYTES:
        raise ReadError(f"is a feed of {len(data) // 1024**2} MB, more than {MOST_BYTES // 1024**2} MB")
    if ENTITY.search(data):
        raise ReadError("declares XML entities, which no feed needs and which can be a trap")
    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, AttributeError, TypeError, RecursionError, KeyError, AssertionError) as error:
        raise ReadError(f"is no readable feed: {error}") from error
    if not feed.entries:
        raise ReadError(f"is a feed without entries{_reason(feed)}")
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _draft(entry, feed.feed, given)
        except ReadError as error:
            yield Rejection(name=blob.name, where=f"entry {number}", reason=str(error))
    if feed.bozo:
        yield Rejection(
            name=blob.name, where=f"after entry {len(feed.entries)}", reason=f"the feed is broken{_reason(feed)}"
        )


def _reason(feed: Any) -> str:
    problem = " ".join(str(feed.get("bozo_exception", "")).split())
    return f": {problem[:200]}" if problem else ""


def _draft(entry: Any, feed: Any, given: Given) -> Draft:
    content = max((part.get("value") or "" for part in entry.get("content", [])), key=len, default="")
    words = content or entry.get("summary") or entry.get("title") or ""
    draft = of_fragment(words, given) if MARKUP.search(words) else texts.draft(words, given.lang or "en")
    draft.record = True
    draft.media = "application/feed+xml"
    draft.id = entry.get("id") or entry.get("link")
    draft.title = _line(entry.get("title"))
    draft.url = entry.get("link") or None
    draft.outlet = _line(feed.get("title"))
    draft.lang = feed.get("language") or None
    draft.authors = [entry["author"]] if entry.get("author") else []
    _label_footer(draft)
    draft.remarks += [] if content else ["The feed gives a summary of the report only"]
    if day := entry.get("published") or entry.get("updated"):
        if found := dating.of_metadata(day, draft.lang):
            draft.published = Publication(day=found[0], precision=found[1], found_in="metadata")
        else:
            draft.remarks.append(f"The date of publication '{day[:60]}' could not be read")
    return draft


def _line(words: str | None) -> str | None:
    """A title without its markup, which may be written as HTML."""
    if words and MARKUP.search(words):
        words = parse(f"<p>{words}</p>").text_content()
    return " ".join(unescape(words or "").split()) or None


def _label_footer(draft: Draft) -> None:
    if match := FOOTER.search(draft.text.rstrip(), max(len(draft.text) - 600, 0)):
        span = Span(match.start(), match.end())
        draft.segments = [segment for segment in draft.segments if not span.start <= segment.span.start < span.end]
        draft.segments.append(Segment(span, "boilerplate", "a feed's footer"))
