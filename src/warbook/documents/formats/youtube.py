"""Transcripts of YouTube as JSON: its own 'json3' captions, or a list of {text, start, duration}."""

import re
from collections.abc import Iterator

import msgspec

from warbook.documents.cues import Cue, draft_of
from warbook.documents.drafts import Blob, Draft, Given
from warbook.errors import ReadError

OWN = re.compile(rb'\s*\{.{0,4000}?"(?:tStartMs|wireMagic)"', re.S)
LISTED = re.compile(
    rb'\s*(?:\{.{0,2000}?"(?:transcript|snippets|segments)"\s*:\s*)?\[\s*\{[^{}\[\]]{0,4000}?"(?:start|offset)"\s*:\s*"?\d',
    re.S,
)


class _Piece(msgspec.Struct):
    utf8: str = ""


class _Event(msgspec.Struct):
    tStartMs: float = 0  # noqa: N815
    dDurationMs: float = 0  # noqa: N815
    segs: list[_Piece] = []


class _Own(msgspec.Struct):
    events: list[_Event]


class _Line(msgspec.Struct):
    text: str
    start: float | None = None
    offset: float | None = None
    duration: float = 0
    end: float | None = None


class _Listed(msgspec.Struct):
    transcript: list[_Line] = []
    snippets: list[_Line] = []
    segments: list[_Line] = []
    video_id: str | None = None
    title: str | None = None


def certainty(head: bytes, name: str) -> int:
    """The keys that only such a transcript has near its start."""
    return 70 if OWN.match(head) or (LISTED.match(head) and b'"text"' in head) else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError where it is no transcript."""
    data = blob.utf8()
    try:
        if OWN.match(data):
            cues, about = _own(msgspec.json.decode(data, type=_Own)), None
        elif data.lstrip().startswith(b"["):
            cues, about = _lines(msgspec.json.decode(data, type=list[_Line], strict=False)), None
        else:
            about = msgspec.json.decode(data, type=_Listed, strict=False)
            cues = _lines(about.transcript or about.snippets or about.segments)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(f"is no readable transcript: {error}") from error
    if about is not None and about.video_id and not given.url:
        given = msgspec.structs.replace(given, url=f"https://www.youtube.com/watch?v={about.video_id}")
    draft = draft_of(cues, "application/json", given)
    draft.title = about.title if about else None
    draft.url = given.url
    yield draft


def _own(book: _Own) -> list[Cue]:
    spoken = ((event, "".join(piece.utf8 for piece in event.segs)) for event in book.events)
    return [Cue(e.tStartMs / 1000, (e.tStartMs + e.dDurationMs) / 1000, words) for e, words in spoken if words.strip()]


def _lines(lines: list[_Line]) -> list[Cue]:
    found = []
    for line in lines:
        start = line.start if line.start is not None else line.offset or 0.0
        found.append(Cue(start, line.end if line.end is not None else start + line.duration, line.text))
    return found
