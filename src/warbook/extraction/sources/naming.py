"""The whole name of a source: what a body is 'of', a quoted title to its end, without 'estimates from' in front."""

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
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_LONGEST_TITLE = 140


def whole_name(text: str, span: Span) -> Span:
    """The span of the whole name that a speaker's span belongs to; never shorter than the name's own head."""
    start, end = span.start, span.end
    front = _FRONT.match(text, start, end)
    if front and front.end() < end:
        start = front.end()
    closing = _QUOTES.get(text[start - 1 : start]) if start else None
    if closing and closing not in text[start:end]:
        close = text.find(closing, end, start + _LONGEST_TITLE)
        end = close + 1 if close > 0 else end
        start = start - 1 if close > 0 else start
    elif not _BODY.search(text[start:end]):
        return Span(start, end)
    more = _OF.match(text, end)
    return Span(start, more.end() if more else end)
