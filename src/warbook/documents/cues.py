"""Timed lines of speech become a text in paragraphs; each line's time is an anchor."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from warbook.documents.drafts import Draft, Given
from warbook.documents.marks import seconds
from warbook.model import Anchor, Segment, Span

LINE_CODE = re.compile(r"^[ \t]*[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)[\])]?(?=[ \t\r\n])", re.MULTILINE)
FEWEST_CODES = 3
LATEST_START = 180
"""Seconds after which the first words of a recording are spoken at the latest."""
PAUSE = 2.5
"""Seconds of silence that end a paragraph."""
LONGEST = 700
"""Characters after which a paragraph ends at the next full stop."""


class Cue(NamedTuple):
    """What is said from a second on. `opens`: another one begins to speak."""

    start: float
    end: float
    text: str
    opens: bool = False


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
        or cue.opens
        or cue.text.startswith(("-", "–", "—", ">>"))
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


def time_codes(text: str) -> list[tuple[Span, int]]:
    """The time codes at the starts of a transcript's lines.

    None where fewer than three lines have one, where time runs back, or where it begins late, as in a live blog.
    """
    found = [(Span(*match.span()), seconds(match["time"]) or 0) for match in LINE_CODE.finditer(text)]
    forward = all(before[1] <= after[1] for before, after in pairwise(found))
    return found if len(found) >= FEWEST_CODES and forward and found[0][1] <= LATEST_START else []


def at_second(url: str | None, second: int) -> str | None:
    """The address of a video at a second, where its site is known to take one."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.hostname in ("youtu.be", "www.youtube.com", "youtube.com", "m.youtube.com"):
        video = parse_qs(parts.query).get("v", [parts.path.strip("/").split("/")[-1]])[0]
        return f"https://www.youtube.com/watch?v={video}&t={second}s"
    return f"{url}#t={second}"
