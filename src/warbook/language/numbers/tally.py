"""'A' and 'an' counted in a tally: '26 vessels and a submarine', 'a school and four kindergartens'."""

import re

from warbook.language.numbers.record import Number
from warbook.model import Span

_REACH = 90
_NOUN = (
    r"(?!(?:and|or|but|that|which|who|in|on|at|for|to|from|with|by|is|was|were|are|has|have|had|when|while|after)\b)"
    r"[\w'\"-]+"
)
_AND = r",?[ \n]+(?:and|plus|as well as|along with|together with)[ \n]+"
_AFTER = re.compile(rf"(?:[ \n]+{_NOUN}){{0,5}}{_AND}(an?)(?=[ \n]+[\w\"'])")
_BEFORE = re.compile(rf"(?<![\w'-])(an?)[ \n]+(?:{_NOUN}[ \n]+){{0,3}}{_NOUN}{_AND}(?:(?:his|her|its|their)[ \n]+)?\Z")


def with_articles(plain: str, numbers: list[Number]) -> list[Number]:
    """The numbers with the articles that stand in a list with one of them, in order."""
    found = {number.core.start: number for number in numbers}
    for number in numbers:
        if number.role not in ("quantity", "zero") or number.unit != "count":
            continue
        end = number.span.end
        while match := _AFTER.match(plain, end, end + _REACH):
            found.setdefault(match.start(1), _article(*match.span(1)))
            end = match.end(1)
        start = number.span.start
        while match := _BEFORE.search(plain, max(0, start - _REACH), start):
            found.setdefault(match.start(1), _article(*match.span(1)))
            start = match.start(1)
    if len(found) == len(numbers):
        return numbers
    taken = [number.span for number in numbers]
    return [
        found[start]
        for start in sorted(found)
        if found[start].role != "article" or found[start] in numbers or not any(s.start <= start < s.end for s in taken)
    ]


def _article(start: int, end: int) -> Number:
    return Number(span=Span(start, end), core=Span(start, end), low=1, high=1, role="article")
