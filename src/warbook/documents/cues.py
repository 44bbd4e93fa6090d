"""Timed lines of speech become a text in paragraphs; each line's time is an anchor."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from warbook.documents.drafts import Draft, Given
from warbook.model import Anchor, Segment, Span

PAUSE = 2.5
"""Seconds of silence that end a paragraph."""
LONGEST = 700
"""Characters after which a paragraph ends at the next full stop."""


class Cue(NamedTuple):
    """What is said from a second on."""

    start: float
    end: float
    text: str


def draft_of(cues: Iterable[Cue], media: str, given: Given) -> Draft:
    """A transcript: cues of one paragraph are joined by blanks; lines that a cue repeats from the last are left out."""
    pieces: list[str] = []
    anchors: list[Anchor] = []
    position = begun = 0
    segments: list[Segment] = []
    before: Cue | None = None
    for cue in _without_repeats(cues):
        if before is not None:
            ends = _ends_paragraph(before, cue, position - begun)
            if ends:
                segments.append(Segment(Span(begun, position), "transcript"))
            pieces.append("\n" if ends else " ")
            position += 1
            begun = position if ends else begun
        pieces.append(cue.text)
        anchors.append(
            Anchor(
                Span(position, position + len(cue.text)), "second", int(cue.start), at_second(given.url, int(cue.start))
            )
        )
        position += len(cue.text)
        before = cue
    segments += [Segment(Span(begun, position), "transcript")] if position > begun else []
    return Draft(text="".join(pieces), media=media, segments=segments, anchors=anchors)


def _ends_paragraph(before: Cue, cue: Cue, length: int) -> bool:
    stopped = before.text[-1] in '.!?…"”'
    return (
        cue.start - before.end >= PAUSE
        or (length >= LONGEST and stopped)
        or length >= 3 * LONGEST
        or cue.text[0] in "-–—"
    )


def _without_repeats(cues: Iterable[Cue]) -> Iterable[Cue]:
    """Captions that roll show a line twice: once as new, once above the next."""
    shown: list[str] = []
    for cue in cues:
        lines = [line for line in (" ".join(line.split()) for line in cue.text.splitlines()) if line]
        fresh = [line for line in lines if line not in shown]
        shown = lines or shown
        if fresh:
            yield cue._replace(text=" ".join(fresh))


def at_second(url: str | None, second: int) -> str | None:
    """The address of a video at a second, where its site is known to take one."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.hostname in ("youtu.be", "www.youtube.com", "youtube.com", "m.youtube.com"):
        video = parse_qs(parts.query).get("v", [parts.path.strip("/").split("/")[-1]])[0]
        return f"https://www.youtube.com/watch?v={video}&t={second}s"
    return f"{url}#t={second}"
