"""What of a document is read for claims, with every offset kept."""

import re
from bisect import bisect_right

import msgspec

from warbook.model import READ_KINDS, Anchor, Document, Segment, Span

UNREAD = re.compile(rb"\0+")
BESIDE = frozenset({"title", "caption"})
"""Kinds that are read for claims and are not what other tools call the main text."""
LINE_ENDS = re.compile(r"[^\r\n]+")


def readable(document: Document) -> str:
    """The text with everything that is not read for claims turned into spaces; line ends stay.

    Same length as `document.text`, so spans found in it hold for the text. Where segments nest, the narrower one
    decides; what no segment covers is read.
    """
    text = document.text
    mask = bytearray(b"\1") * len(text)
    for segment in sorted(document.segments, key=_width, reverse=True):
        value = b"\1" if segment.kind in READ_KINDS else b"\0"
        mask[segment.span.start : segment.span.end] = value * _width(segment)
    pieces, done = [], 0
    for run in UNREAD.finditer(mask):
        pieces += [text[done : run.start()], LINE_ENDS.sub(_spaces, text[run.start() : run.end()])]
        done = run.end()
    return "".join([*pieces, text[done:]])


def locate(document: Document, span: Span) -> Anchor | None:
    """The anchor that holds where the span starts, or the first that it touches; None where there is none."""
    starts = [anchor.span.start for anchor in document.anchors]
    position = bisect_right(starts, span.start) - 1
    for anchor in document.anchors[max(position, 0) : position + 2]:
        if anchor.span.start < max(span.end, span.start + 1) and span.start < anchor.span.end:
            return anchor
    return None


def kind_at(document: Document, offset: int) -> str | None:
    """The kind of the narrowest segment over an offset, leaving out 'markup'; None where no segment covers it."""
    over = [s for s in document.segments if s.span.start <= offset < s.span.end and s.kind != "markup"]
    return min(over, key=_width).kind if over else None


def _width(segment: Segment) -> int:
    return segment.span.end - segment.span.start


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def main_text(document: Document) -> str:
    """The report's own words without title and captions, a line for each block: what other tools call the main text."""
    segments = tuple(
        msgspec.structs.replace(segment, kind="boilerplate") if segment.kind in BESIDE else segment
        for segment in document.segments
    )
    view = readable(msgspec.structs.replace(document, segments=segments))
    return "\n".join(line for line in (" ".join(line.split()) for line in view.splitlines()) if line)
