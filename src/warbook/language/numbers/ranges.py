"""Neighbouring numbers that are one: ranges ('five to six', '$5-6 million'), shares ('one in five'), 'ten to one'."""

import re
from collections.abc import Iterator
from math import isnan

from warbook.language.numbers import trends
from warbook.language.numbers.drafts import Draft

_LINK = re.compile(
    r"(?P<dash>[ ]?-[ ]?)|[ \n-]+(?:up[ \n]+)?(?P<to>to|or|if not)[ \n-]+"
    r"|,[ \n]+(?P<maybe>(?:or[ \n]+)?(?:maybe|perhaps|possibly|even)|or|if not)[ \n]+"
    r"|[ \n]+(?P<up>and|to)(?:[ \n]+an?[ \n]+high[ \n]+of)?"
    r"(?:[ \n]+(?:up to|as many as|even|perhaps|some|about|around|more than|over))?[ \n]+"
)
_BETWEEN = re.compile(r"\b((?:any(?:where|thing)[ \n]+)?(between|from))[ \n]+\Z")
_BY = re.compile(r"\bby[ \n]+\Z")
_ONE_IN = re.compile(r"[ \n]+(?:in|on|out of(?: (?:every|each))?|(?:in|of|for) (?:every|each))[ \n]+")
_LONGEST_LINK = 24
_SAME_SIZE = 100
"""The ends of a range are not further apart than this; '6 — 4,130' are two numbers."""
_WIDER = 10
_HIGHEST_SCORE = 50
_THOUSAND = 1000
_ALIKE = 4
"""Thousands are left out of the first of two numbers only where it is, with them, a fourth of the other or more."""
_TOTAL = 3
"""'grew by 12 to 85': the second number is the new total if it is more than so many times the first."""


def joined(plain: str, drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts, neighbours that are one joined."""
    current: Draft | None = None
    for draft in drafts:
        if current is not None and _join(plain, current, draft):
            yield current
            current = None
            continue
        if current is not None:
            yield current
        current = draft
    if current is not None:
        yield current


def _join(plain: str, a: Draft, b: Draft) -> bool:
    """Make `a` the range from `a` to `b` if the text between them says so."""
    if b.start - a.end > _LONGEST_LINK or not _countable(a) or not _countable(b):
        return False
    between = plain[a.end : b.start]
    if _ONE_IN.fullmatch(between):
        return _share(a, b)
    link = _LINK.fullmatch(between)
    return link is not None and (a.unit == b.unit or a.bare or b.bare) and _linked(plain, a, b, link)


def _linked(plain: str, a: Draft, b: Draft, link: re.Match[str]) -> bool:
    opener = _BETWEEN.search(plain, max(0, a.start - _LONGEST_LINK), a.start)
    if link.group("up") == "and" and not (opener and opener.group(2) == "between"):
        return False
    if link.group("to") == "to":
        if b.low == 1 and b.bare and a.low > 1:
            return _merge(a, b, a.low, a.low, "ratio")
        if _moved(plain, a, b, opener):
            return False
    if link.group("dash") == "-" and b.high < a.low <= _HIGHEST_SCORE and _digits_only(a) and _digits_only(b):
        return _merge(a, b, a.low, b.high, "score")
    if link.group("dash") not in (None, "-") and b.high > _WIDER * a.low:
        return False
    return _range(plain, a, b, opener.start() if opener and link.group("to") != "or" else a.start, said=bool(opener))


def _moved(plain: str, a: Draft, b: Draft, opener: re.Match[str] | None) -> bool:
    """'rose from 4 to 5' and 'rose by $4 to $9' are two numbers."""
    if opener:
        return opener.group(2) == "from" and trends.verb_before(plain, opener.start()) is not None
    if not _BY.search(plain, max(0, a.start - _LONGEST_LINK), a.start):
        return False
    return a.start < a.amount.start or (b.low > _TOTAL * a.high and trends.verb_before(plain, a.start) is not None)


def _digits_only(draft: Draft) -> bool:
    return draft.bare and draft.amount.digits


def _countable(draft: Draft) -> bool:
    return draft.amount.shape in ("count", "vague", "share", "multiple", "single") and not isnan(draft.low)


def _merge(a: Draft, b: Draft, low: float, high: float, kind: str) -> bool:
    a.low, a.high = low, high
    a.unit, a.kind = "count" if kind == "score" else kind, kind
    a.end = a.core_end = b.end
    return True


def _share(a: Draft, b: Draft) -> bool:
    """'one in five', 'nine in ten', 'two out of three'; not 'two in five villages'."""
    sure = a.low == 1 or b.low in (10, 100) or a.low == b.low - 1
    if not (a.bare and b.bare and a.low < b.low <= 1000 and a.amount.digits == b.amount.digits and sure):
        return False
    value = 100 * a.low / b.low
    _merge(a, b, value, value, "share")
    a.unit = "percent"
    return True


def _sizes(plain: str, a: Draft, b: Draft) -> list[float]:
    """What the first number may leave out: 'six to eight hundred thousand', 'fifty to three hundred thousand', 'between
    3 and 4000', '150-200,000'."""
    if b.amount.scale == 1 and a.amount.digits and b.amount.digits and b.high % _THOUSAND == 0:
        return [_THOUSAND] if a.low * _THOUSAND > b.high / _ALIKE else []
    sizes = [b.amount.scale] if b.amount.scale > 1 else []
    if b.amount.scale >= 1000 and "hundred" in plain[b.amount.start : b.core_end]:
        sizes.insert(0, 100 * b.amount.scale)
    return sizes


def _range(plain: str, a: Draft, b: Draft, start: int, said: bool) -> bool:
    low = a.low
    if a.amount.scale == 1 and b.amount.shape == "count":
        low *= next((size for size in _sizes(plain, a, b) if low * size < b.high), 1)
    if not low < b.high or (not said and b.high > max(low, 1) * _SAME_SIZE):
        return False
    if a.bare:
        a.unit, a.kind = b.unit, b.kind
    a.low, a.high, a.per = low, b.high, b.per
    a.core_end, a.end = b.core_end, max(a.end, b.end)
    a.start = start
    return True
