"""The whole name of a source: what a body is 'of', 'one of the officers', a quoted title to its end, without
'estimates from' in front."""

import re

from warbook.model import Span

_FRONT = re.compile(
    r"(?:the\s+)?(?:latest\s+)?(?:estimates?|figures?|data|numbers|statistics|calculations|counts?)\s+"
    r"(?:from|by|of|released by|published by|provided by|compiled by)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:Ministry|Minister|Department|Office|Institute|Bureau|Council|Service|Staff|Committee|Commission|Center|Centre|"
    r"Agency|Observatory|Directorate|Command|Secretary|University|Foundation|Union|Summary|Report)$"
)
_OF = re.compile(
    r"\s+(?:of|for|on)\s+(?:the\s+)?[A-Z0-9][\w’'-]*(?:\s+(?:and\s+|of\s+|the\s+|for\s+)?[A-Z0-9][\w’'-]*)*"
)
_AMONG = re.compile(
    r"\b(?P<some>one|some|two|three|several|many|most|another|others)\s+of\s+"
    r"(?:the|these|those|its|his|her|their|our|my)\s+(?P<whom>(?:[a-z-]+\s+){0,2}?[a-z-]+s)\b",
    re.IGNORECASE,
)
_LONGEST_SHARE = 24
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_LONGEST_TITLE = 140


def whole_name(text: str, span: Span) -> Span:
    """The span of the whole name that a speaker's span belongs to; never shorter than the name's own head."""
    start, end = span.start, span.end
    front = _FRONT.match(text, start, end)
    if front and front.end() < end:
        start = front.end()
    among = _AMONG.search(text, max(0, start - _LONGEST_SHARE), end + _LONGEST_SHARE)
    if among and (start, end) in (among.span("some"), among.span("whom")):
        return Span(among.start(), among.end())
    closing = _QUOTES.get(text[start - 1 : start]) if start else None
    if closing and closing not in text[start:end]:
        close = text.find(closing, end, start + _LONGEST_TITLE)
        end = close + 1 if close > 0 else end
        start = start - 1 if close > 0 else start
    elif not _BODY.search(text[start:end]):
        return Span(start, end)
    more = _OF.match(text, end)
    return Span(start, more.end() if more else end)
