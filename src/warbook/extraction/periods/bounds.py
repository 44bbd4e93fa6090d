"""Where a period begins and ends once it is chosen: the middle of a month, a day of strength, a range, a total."""

import re
from bisect import bisect_right
from datetime import date

import msgspec

from warbook.extraction import link_period
from warbook.extraction.items import Item
from warbook.extraction.stretches import Option
from warbook.language.dates import TimeExpression
from warbook.model import Span

_AS_OF = frozenset({"as of", "as at", "by", "up to", "until", "till"})


def joined(item: Item, option: Option) -> Option:
    """'For January to May': of one of two months that are the ends of one stretch the whole stretch."""
    words = option.words
    if option.made != "here in" or words is None:
        return option
    spans = link_period.joined_dates(item, item.line.times, "here")
    return next((one for one in spans if one.words and words != one.words and _at_an_end(words, one.words)), option)


def _at_an_end(words: Span, stretch: Span) -> bool:
    return words.start == stretch.start or words.end == stretch.end


def as_of(item: Item, option: Option) -> Option:
    """'Since it began in May 400 have died as of 3 June' is up to that day, not up to the report."""
    if not option.made.endswith("since to report") and option.made != "war until report":
        return option
    told = [t for t in item.line.times if t.relation in _AS_OF and t.kind == "date" and t.span != option.words]
    ends = [t.end for t in told if t.end and option.start and option.end and option.start < t.end < option.end]
    return msgspec.structs.replace(option, end=ends[-1]) if ends else option


def of_a_board(item: Item, option: Option, event: str, origin: date | None, total: bool) -> tuple[Option, bool]:
    """'His losses stand at 528,880 (+1,060)': a number with its rise behind it counts from the war's first day, the
    rise is of the report's day, or of the last day that an undated one states."""
    latest = item.scene.latest
    as_of = item.scene.published or (latest.end if latest else None)
    if event in STANDING or option.end is None or option.end != as_of:
        return option, total
    if _is_rise(item):
        return msgspec.structs.replace(option, start=option.end), False
    if option.start != option.end or not _RISE.match(item.scene.text, item.number.span.end):
        return option, total
    start = origin if origin and origin <= option.end else None
    return msgspec.structs.replace(option, start=start), True


def _is_rise(item: Item) -> bool:
    """Whether a number is the day's rise itself: '(+1,060)', not '(+1,060 in a week)'."""
    text, span = item.scene.text, item.number.span
    ahead, behind = text[max(0, span.start - 2) : span.start].rstrip(), text[span.end : span.end + 1]
    return text[span.start] == "+" and ahead[-1:] in ("(", "[") and behind in (")", "]")


_RISE = re.compile(r"[ ]?[\w -]{0,24}[(\[][ ]?\+[ ]?\d")


def in_brackets(item: Item, event: str, option: Option) -> Option:
    """'Strength: 110,000 (Smith, 27 June 2025)': strength is of the day in the brackets behind it."""
    text, end = item.scene.text, item.number.span.end
    for time in item.line.times if event in STANDING else ():
        if time.start and _OPENED.fullmatch(text, end, time.span.start) and _CLOSED.match(text, time.span.end):
            return Option(time.start, time.end, "here in", time.span, time.precision)
    return option


_OPENED = re.compile(r"[\w ~+-]{0,25}[(][^()]{0,40}")
_CLOSED = re.compile(r"[^()\n]{0,25}[)]")


def told_for(item: Item, option: Option) -> bool:
    """Whether a stretch is what is planned for: 'the budget for 2025'."""
    time = _time(item, option.words)
    return time is not None and time.relation == "for"


_YEAR = 5
"""UCDP date_prec of a year."""
_MIDDLE = 15
"""The day of a month that 'mid-May' tells where it bounds a period or dates a strength."""
STANDING = frozenset({"present", "held", "deployed"})
"""Strength and control: of a day, and no total."""


def at_its_edge(option: Option, time: TimeExpression, item: Item) -> Option:
    """600 men 'by the end of June' or 'at the end of 1964' stood there on its last day, 'at the start of 1959' on its
    first."""
    words = set(item.scene.text[time.span.start : time.span.end].lower().split())
    if time.phase == "start" and words & _FIRST and option.start is not None:
        return msgspec.structs.replace(option, end=option.start, precision=1)
    end = time.phase == "end" and "end" in words
    by = time.relation == "by" and time.phase != "mid" and (time.precision or _YEAR) < _YEAR
    if option.end is None or not (end or by):
        return option
    return msgspec.structs.replace(option, start=option.end, precision=1)


_FIRST = frozenset({"start", "beginning", "outset"})


def at_the_middle(option: Option, item: Item, event: str) -> Option:
    """'By mid-May' is up to the 15th, 'since mid-May' from then on; 600 men 'in mid-May' stood there on the 15th."""
    time = _time(item, option.words)
    if time is None or not _is_mid_month(time):
        return option
    stands = event in STANDING and (option.start, option.end) == (time.start, time.end)
    start = _middle(option.start) if option.start == time.start and (stands or option.end != time.end) else option.start
    end = _middle(option.end) if option.end == time.end and (stands or option.start != time.start) else option.end
    return msgspec.structs.replace(option, start=start, end=end)


def _time(item: Item, words: Span | None) -> TimeExpression | None:
    """The time that stands in the words; of 'between January and mid-May' the last."""
    if words is None:
        return None
    inside = [t for t in item.scene.lines[_line_of(item, words)].times if words.start <= t.span.start < words.end]
    return inside[-1] if inside and inside[-1].span.end == words.end else None


def _is_mid_month(time: TimeExpression) -> bool:
    start, end = time.start, time.end
    return time.phase == "mid" and bool(start and end and start.day == _TENTH + 1 and end.day == 2 * _TENTH)


_TENTH = 10


def _middle(day: date | None) -> date | None:
    return day.replace(day=_MIDDLE) if day else None


def _line_of(item: Item, words: Span) -> int:
    lines = item.scene.lines
    return max(0, bisect_right(lines, words.start, key=lambda line: line.span.start) - 1)
