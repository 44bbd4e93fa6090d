"""'A' and 'an' counted in a tally: '26 vessels and a submarine', 'a school and four kindergartens'."""

import re
from bisect import bisect_right

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
    found: dict[int, Number] = {}
    for number in numbers:
        if number.role not in ("quantity", "zero") or number.unit != "count":
            continue
        end = number.span.end
        while (match := _AFTER.match(plain, end, end + _REACH)) and match.start(1) not in found:
            found[match.start(1)] = _article(*match.span(1))
            end = match.end(1)
        start = number.span.start
        while (match := _BEFORE.search(plain, max(0, start - _REACH), start)) and match.start(1) not in found:
            found[match.start(1)] = _article(*match.span(1))
            start = match.start(1)
    if not found:
        return numbers
    starts = [number.span.start for number in numbers]
    free = [article for at, article in found.items() if not _inside(numbers, bisect_right(starts, at) - 1, at)]
    return sorted([*numbers, *free], key=lambda number: number.core.start)


def _inside(numbers: list[Number], index: int, at: int) -> bool:
    return index >= 0 and at < numbers[index].span.end


def _article(start: int, end: int) -> Number:
    return Number(span=Span(start, end), core=Span(start, end), low=1, high=1, role="article")
