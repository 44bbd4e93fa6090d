"""The date at the head of a report: 'LIMA, 5 JUL 89 (Agency) --', 'Briefing, 15 February 2015'."""

import re
from datetime import date
from functools import cache

from warbook.language.dates import calendar, points
from warbook.language.dates.context import Context
from warbook.language.dates.layout import Layout
from warbook.language.dates.parts import Parts
from warbook.vocabulary import table

HEAD = 300  # code points in which a dateline stands
PLACE = r"(?:\w[\w.'’()/ -]{0,40}[,(]\s*){0,3}"
RANGE = re.compile(r"\s*(?:[-–—]|to|and|until)\s*\d")
AFTER_DATELINE = re.compile(r"[ \t]*(?:\n?[ \t]*[-–—()|·:*]|\n\s*\n|\s*$|\.(?:\s|$))")


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(table("time_words")["dateline"]["before"])
    return re.compile(rf"[\W_]*(?:(?:{words})\b[\s:,]*(?:on\s+)?)?{PLACE}", re.IGNORECASE)


def dateline(text: str, layout: Layout, found: list[Parts]) -> date | None:
    """The whole date that stands at the head of a text by itself or behind a place: 'LIMA, 5 JUL 89 (Agency) --'."""
    nowhere = Context(text, None, True)
    for parts in found:
        start, end = parts.place
        if start > HEAD:
            break
        read = next(iter(points.point(parts, nowhere)), None) if parts.match.rule.make == "point" else None
        if read is None or read.moment is None or read.moment.unit != "day" or RANGE.match(text, end):
            continue
        if heads(layout, parts) or end <= min(layout.title(), HEAD):
            return calendar.to_date(read.moment.index)
    return None


def heads(layout: Layout, parts: Parts) -> bool:
    """Whether a date stands at the head of the text by itself, or behind a place."""
    start, end = parts.place
    if start > HEAD or not AFTER_DATELINE.match(layout.text, end):
        return False
    return bool(_before().fullmatch(layout.before(start)))
