"""The day in a dateline ('Tegucigalpa, 7 Feb 89 (Agency) -- …'), for reports whose date nothing else tells."""

import re
from datetime import date
from itertools import takewhile

from warbook.language import dates
from warbook.model import READ_KINDS, Document, Span

_OPENING = re.compile(r"\s*[^\W\d_][^\d\n,]{1,50}(?:,[^\d\n,]{1,30})?,\s+(?=[^\n]{0,25}\d)[^\n]{4,80}?(?:--|[–—]|\n)")

_SHORT_YEAR = re.compile(r"(?<=\d [A-Z])([a-z]{2,8}\.? )(\d\d)(?!\d)")
_PLACE = re.compile(r"\s*([^\W\d_][^\d\n,(]*[^\W\d_])")
_PIVOT = 40
"""Two figures of a year below this are of this century."""
_REPORT = READ_KINDS - {"title", "heading"}
"""Where the report begins, and its header ends."""


def blanked(text: str) -> str:
    """`text` with a dateline that holds a day blanked: the figures of its date are none of the report's."""
    match = _OPENING.match(text)
    return " " * match.end() + text[match.end() :] if match and day(text) else text


def day(text: str) -> date | None:
    """The first full date between a place and a dash at the beginning of `text`, or None."""
    match = _OPENING.match(text)
    if not match:
        return None
    found = dates.find(_SHORT_YEAR.sub(_whole_year, match.group()), None)
    return next((time.start for time in found if time.start and time.start == time.end), None)


def with_header_dates(text: str, document: Document) -> str:
    """`text`, of a report whose day nothing tells, with the dates of its header put back: they date the story."""
    for segment in takewhile(lambda segment: segment.kind not in _REPORT, document.segments):
        line = document.text[segment.span.start : segment.span.end]
        for time in dates.find(line, None):
            if time.kind == "date" and time.start:
                start, end = (segment.span.start + at for at in (time.span.start, time.span.end))
                text = text[:start] + document.text[start:end] + text[end:]
    return text


def place(text: str) -> Span | None:
    """Where the place that opens a dateline stands: 'Tegucigalpa' in 'Tegucigalpa, 7 Feb 89 (Agency) -- …'."""
    match = _OPENING.match(text)
    if not match or not day(text):
        return None
    name = _PLACE.match(text)
    return Span(*name.span(1)) if name and name.end() <= match.end() else None


def _whole_year(match: re.Match[str]) -> str:
    return f"{match[1]}{20 if int(match[2]) < _PIVOT else 19}{match[2]}"
