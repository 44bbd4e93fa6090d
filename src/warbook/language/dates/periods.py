"""Time expressions → the stretches of days that a statement may cover: 'from … to …', 'since …', 'by the end of …'."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from warbook.language.dates import calendar
from warbook.language.dates.record import TimeExpression
from warbook.model import Span

Relation = Literal["in", "from to", "since", "until", "by", "as of", "before", "after"]
DASH = r"\s*[-–—]\s*"
TO = re.compile(rf"(?:{DASH}|\s+(?:to|until|till|through|up\s+to)\s+(?:the\s+|about\s+|around\s+)?)", re.IGNORECASE)
AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
OPEN: dict[str, Relation] = {
    "since": "since", "as from": "since", "until": "until", "till": "until", "through": "until", "to": "until",
    "up to": "until", "up until": "until", "by": "by", "as of": "as of", "as at": "as of", "before": "before",
    "prior to": "before", "after": "after", "following": "after",
}  # fmt: skip
ONWARDS = re.compile(r"\s+(?:on|onwards?|forward)\b", re.IGNORECASE)
DAY = timedelta(days=1)


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Days that words of time stand for, inclusive; None where a side is open.

    'since 3 May' has a start and no end, 'until', 'by' and 'before' an end and no start, 'as of' the day itself.
    `words` runs from the first expression to the last one in `parts`, without the preposition. `precision`
    (UCDP date_prec) is that of the less precise side.
    """

    words: Span
    relation: Relation
    start: date | None = None
    end: date | None = None
    precision: int | None = None
    relative: bool = False
    parts: tuple[TimeExpression, ...] = ()


def periods(text: str, expressions: Sequence[TimeExpression]) -> list[Stretch]:
    """The stretches that the expressions of a text stand for, in text order, those that know no day left out.

    `expressions` are those of `find` for the same text. Two that belong together ('between 3 and 9 May') give one.
    """
    dated = [expression for expression in expressions if expression.start or expression.end]
    found: list[Stretch] = []
    at = 0
    while at < len(dated):
        pair = _range(text, dated[at], dated[at + 1]) if at + 1 < len(dated) else None
        found.append(pair or _single(text, dated[at]))
        at += 2 if pair else 1
    return found


def _range(text: str, first: TimeExpression, second: TimeExpression) -> Stretch | None:
    gap = text[first.span.end : second.span.start]
    joined = AND.fullmatch(gap) if first.relation == "between" else TO.fullmatch(gap)
    if not joined or not first.start or not second.end or first.start > second.end:
        return None
    return Stretch(
        words=Span(first.span.start, second.span.end),
        relation="from to",
        start=_edge(first, "start"),
        end=_edge(second, "end"),
        precision=max(first.precision or 1, second.precision or 1),
        relative=first.relative or second.relative,
        parts=(first, second),
    )


def _single(text: str, found: TimeExpression) -> Stretch:
    relation = OPEN.get(found.relation or "", "in")
    if found.relation == "from" and ONWARDS.match(text, found.span.end):
        relation = "since"
    start, end = found.start, found.end
    if relation in ("since", "until", "by", "as of", "before", "after") and found.kind != "duration":
        start, end = _open(found, relation)
    return Stretch(
        words=found.span,
        relation=relation,
        start=start,
        end=end,
        precision=found.precision,
        relative=found.relative,
        parts=(found,),
    )


def _open(found: TimeExpression, relation: Relation) -> tuple[date | None, date | None]:
    start, end = _edge(found, "start"), _edge(found, "end")
    if relation == "since":
        return start, None
    if relation == "after":
        return (found.end + DAY if found.end and found.end < date.max else None), None
    if relation == "before":
        return None, (found.start - DAY if found.start and found.start > date.min else None)
    return (start, end) if relation == "as of" else (None, end)


def _edge(found: TimeExpression, side: str) -> date | None:
    """The day on which a stretch that is bounded by the expression begins or ends: of 'mid-March' the 15th."""
    if found.phase == "mid" and found.start and found.end:
        return calendar.to_date((found.start.toordinal() + found.end.toordinal()) // 2)
    return found.start if side == "start" else found.end
