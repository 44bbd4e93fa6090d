"""Quotations around a sentence: which tokens they hold, and where a quoted content goes on after its sentence."""

from bisect import bisect_right
from collections.abc import Sequence

from warbook.model import Span

FARTHEST = 6
"""Sentences after the cue's that a quotation is followed for."""


def numbers(starts: Sequence[int], marks: Sequence[Span]) -> list[int]:
    """For each offset the number of the quotation that it stands in, -1 outside."""
    found = []
    for start in starts:
        at = bisect_right(marks, start, key=lambda span: span.start) - 1
        found.append(at if at >= 0 and start < marks[at].end else -1)
    return found


def followed(
    text: str, sentence: Span, content: tuple[Span, ...], spans: Sequence[Span], marks: Sequence[Span]
) -> tuple[Span, ...]:
    """The content with the quoted sentences that follow it in the paragraph, where the content itself is quoted."""
    if not content or not any(number >= 0 for number in numbers([part.start for part in content], marks)):
        return content
    at = bisect_right(spans, sentence.start, key=lambda span: span.start)
    added: list[Span] = []
    end = sentence.end
    for following in spans[at : at + FARTHEST]:
        number = numbers([following.start], marks)[0]
        if number < 0 or "\n" in text[end : following.start]:
            break
        stop = min(following.end, marks[number].end)
        added.append(Span(following.start, stop))
        if stop < following.end:
            break
        end = following.end
    return _joined(text, (*content, *added))


def _joined(text: str, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    found = [parts[0]]
    for part in parts[1:]:
        if text[found[-1].end : part.start].strip():
            found.append(part)
        else:
            found[-1] = Span(found[-1].start, part.end)
    return tuple(found)
