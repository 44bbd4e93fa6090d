"""Plain text: the document's text is the file's own."""

from collections.abc import Iterator

from warbook.documents import outline
from warbook.documents.blocks import split
from warbook.documents.cues import time_codes
from warbook.documents.decoding import decode, is_text
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.marks import blank
from warbook.errors import ReadError
from warbook.model import Anchor, Segment, Span

MOST_CHARACTERS = 64_000_000
"""Of one report; labelling it takes some ten bytes of memory for each."""
LONGEST_LINE = 2_000_000
"""Characters without a line break. No report is written so; what is, is an export of something else."""


def certainty(head: bytes, name: str) -> int:
    """Any text is plain text where nothing surer is known."""
    return 1 if is_text(head) else 0


def read(blob: Blob, given: Given) -> Iterator[Draft]:
    """One report. Raises ReadError for what is no text."""
    text, remark = decode(blob.bytes())
    draft = of_text(text, given.lang or "en")
    draft.remarks += [remark] if remark else []
    yield draft


def of_text(text: str, lang: str = "en") -> Draft:
    """A report of a text without markup. Raises ReadError where a line is longer than any report's."""
    refuse_what_is_no_report(text)
    draft = Draft(text=text, media="text/plain")
    codes = time_codes(text)
    view = blank(text, [span for span, _ in codes])
    outline.label(draft, view, split(view), lang)
    draft.segments += [Segment(span, "markup") for span, _ in codes]
    ends = [*(span.start for span, _ in codes[1:]), len(text)]
    draft.anchors = [Anchor(Span(s.end, end), "second", at) for (s, at), end in zip(codes, ends, strict=False)]
    return draft


def refuse_what_is_no_report(text: str) -> None:
    """Raises ReadError where a text is longer than MOST_CHARACTERS or a line longer than LONGEST_LINE."""
    if len(text) > MOST_CHARACTERS:
        raise ReadError(
            f"has {len(text):,} characters, more than {MOST_CHARACTERS:,}", "split it, or make it a collection"
        )
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = max(text.rfind(mark, start, start + LONGEST_LINE) for mark in "\n\r")
        if end < 0:
            raise ReadError(
                f"has {LONGEST_LINE:,} characters without a line break", "it is no report, or lost its line ends"
            )
        start = end + 1
