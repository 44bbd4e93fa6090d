"""Time expressions → the stretches of days that a statement may cover: 'from … to …', 'since …', 'by the end of …'."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from typing import Literal

import msgspec

from warbook.language.dates import calendar
from warbook.language.dates.named import definite
from warbook.language.dates.record import TimeExpression
from warbook.language.dates.relations import is_range
from warbook.model import Span

Relation = Literal["in", "from to", "since", "until", "by", "as of", "before", "after", "back"]
OPEN: dict[str, Relation] = {
    "since": "since", "as from": "since", "until": "until", "till": "until", "through": "until", "to": "until",
    "up to": "until", "up until": "until", "by": "by", "as of": "as of", "as at": "as of", "before": "before",
    "prior to": "before", "after": "after", "following": "after",
}  # fmt: skip
UP_TO = re.compile(r"\s+(?:to|ending|ended|up\s+to|until)\s+(?:on\s+|in\s+)?(?:the\s+)?", re.IGNORECASE)
OFF = re.compile(r"\s+(after|following|before|prior\s+to)\s+(?:the\s+)?", re.IGNORECASE)
LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)(H|D|W|M|Q|Y|DE|CE)")
UNITS: dict[str, calendar.Unit] = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century",
}  # fmt: skip
BACK = ("in", "within", "over", "during", "for")
HOURS = 24
ONWARDS = re.compile(r"\s+(?:on|onwards?|forward)\b", re.IGNORECASE)
MONTHLY = 4  # UCDP date_prec of a month; two such stretches that touch are one
DAY = timedelta(days=1)
SHORT = 2  # UCDP date_prec of stretches from which days are counted


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Days that words of time stand for, inclusive; None where a side is open.

    'since 3 May' has a start and no end, 'until', 'by' and 'before' an end and no start, 'as of' the day itself;
    'back' is a length that may reach back from publication ('in three weeks'): the words alone do not say so.
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


def periods(text: str, expressions: Sequence[TimeExpression], published: date | None = None) -> list[Stretch]:
    """The stretches that the expressions of a text stand for, in text order, those that know no day left out.

    `expressions` are those of `find` for the same text. Two that belong together ('between 3 and 9 May', 'the two weeks
    to 9 May', 'two days after 9 May') give one. With `published`, lengths that may reach back from it are 'back'.
    """
    found: list[Stretch] = []
    at = 0
    while at < len(expressions):
        first, second = expressions[at], expressions[at + 1] if at + 1 < len(expressions) else None
        pair = (_range(text, first, second) or _measured(text, first, second)) if second else None
        single = pair or _single(text, first) or _back(text, first, published)
        found += [single] if single else []
        at += 2 if pair else 1
    return found


def _length(found: TimeExpression) -> tuple[calendar.Unit, float] | None:
    """A duration as a unit and how many of it; hours as whole days."""
    parsed = LENGTH.fullmatch(found.value or "") if found.kind == "duration" else None
    if not parsed or (parsed[1] and parsed[3] != "H"):
        return None
    return ("day", ceil(float(parsed[2]) / HOURS)) if parsed[1] else (UNITS[parsed[3]], float(parsed[2]))


def _measured(text: str, first: TimeExpression, second: TimeExpression) -> Stretch | None:
    """'the three months to March 2021', 'two days after 5 May'."""
    length, gap = _length(first), text[first.span.end : second.span.start]
    if length is None or first.start or second.kind == "duration" or not second.start or not second.end:
        return None
    unit, count = length
    off = OFF.fullmatch(gap)
    if off and (second.precision or 5) <= SHORT:
        ahead = off[1].lower() in ("after", "following")
        anchor = second.end if ahead else second.start
        start = end = calendar.to_date(calendar.moved(anchor.toordinal(), unit, count if ahead else -count))
    elif UP_TO.fullmatch(gap):
        start, end = calendar.to_date(calendar.moved(second.end.toordinal() + 1, unit, -count)), second.end
    else:
        return None
    words = Span(first.span.start, second.span.end)
    relation: Relation = "in" if off else "from to"
    parts = (first, second)
    return Stretch(
        words=words, relation=relation, start=start, end=end, precision=second.precision, relative=True, parts=parts
    )


def _back(text: str, found: TimeExpression, published: date | None) -> Stretch | None:
    length = _length(found)
    if published is None or length is None or found.relation not in BACK or definite(text, found):
        return None
    unit, count = length
    start = calendar.moved(published.toordinal() + (unit != "day"), unit, -count)
    days = published.toordinal() - start + 1
    return Stretch(
        words=found.span,
        relation="back",
        start=calendar.to_date(start),
        end=published,
        precision=calendar.precision(days),
        relative=True,
        parts=(found,),
    )


def _range(text: str, first: TimeExpression, second: TimeExpression) -> Stretch | None:
    joined = is_range(text, (first.span.start, first.span.end), (second.span.start, second.span.end))
    joined = joined or _touching(text, first, second)
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


def _touching(text: str, first: TimeExpression, second: TimeExpression) -> bool:
    """'January and February 1942': two months or more that follow each other are one stretch."""
    long = min(first.precision or 0, second.precision or 0) >= MONTHLY
    follow = bool(first.end and second.start and first.end + DAY == second.start)
    return long and follow and text[first.span.end : second.span.start].split() == ["and"]


def _single(text: str, found: TimeExpression) -> Stretch | None:
    if not (found.start or found.end):
        return None
    relation = OPEN.get(found.relation or "", "in")
    if found.relation == "from" and ONWARDS.match(text, found.span.end):
        relation = "since"
    start, end = found.start, found.end
    if found.kind == "time" and relation in ("after", "before"):
        relation = "in"  # shortly after midnight is still that day
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
