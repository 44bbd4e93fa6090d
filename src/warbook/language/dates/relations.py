"""What ties a time expression to its sentence and to its neighbour: 'since', 'by', 'as of'; 'from … to …'."""

import re
from functools import cache

from warbook.vocabulary import table

ASIDE = 60  # code points before a date in which an aside begins
REACH = 24  # code points before an expression in which its preposition stands
RELATION = re.compile(
    r"(?<!\w)(as\s+(?:of|at|from)|up\s+(?:to|until)|prior\s+to|by|in|on|at|since|until|till|before|after|during|over|from"
    r"|to|between|within|throughout|through|for|of|following|around|about|and)"
    r"(?:\s+(?:at\s+least|about|around|the))?[\s\"“'‘(]*$",
    re.IGNORECASE,
)
ONWARD = re.compile(r"\s+(?:onwards?|forward|on(?=\s*[.,;:)]|\s*$))\b", re.IGNORECASE)
TO_NOW = re.compile(r"\s*(?:[-–—/]\s*|\bto\s+(?:the\s+)?)(?:present|ongoing)\b", re.IGNORECASE)
TO = re.compile(r"\s*[-–—/]\s*|\s+(?:to|until|till|through|up\s+to)\s+(?:the\s+|about\s+|around\s+)?", re.IGNORECASE)
AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)


def relation(text: str, start: int, end: int | None = None) -> str | None:
    """The preposition before a place of the text, in lower case with single spaces; 'since' also where the words behind
    `end` say so: 'from May onwards', '2014–present'."""
    found = RELATION.search(text, max(0, start - REACH), start)
    said = " ".join(found[1].lower().split()) if found else None
    if end is not None and (TO_NOW.match(text, end) or (said == "from" and ONWARD.match(text, end))):
        return "since"
    return said


@cache
def _aside() -> re.Pattern[str]:
    words = "|".join(table("time_words")["aside"]["before"])
    return re.compile(rf"\b(?:{words})\s+(?:[\w’'-]+\s+){{0,3}}(?:in|of|on|from)\s+$", re.IGNORECASE)


def is_aside(text: str, start: int) -> bool:
    """Whether a date only says which thing of before is spoken of: 'during a previous offensive in February 2015'."""
    return bool(_aside().search(text, max(0, start - ASIDE), start))


def is_range(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two stretches of the text are the two ends of a range: 'from A to B', 'between A and B', 'A–B'."""
    if second[0] - first[1] > REACH:
        return False
    gap = text[first[1] : second[0]]
    if TO.fullmatch(gap):
        return True
    return bool(AND.fullmatch(gap)) and relation(text, first[0]) == "between"
