"""'Over the two months', 'in the three days': lengths that stand for a stretch that the text named before."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import msgspec

from warbook.language.dates.record import TimeExpression
from warbook.language.dates.relations import is_range

NEARBY = 600  # code points back in which the stretch may have been named
LIKE = 0.15  # by which its length may differ from the words for it
COVERING = ("in", "within", "over", "during", "for", "throughout")
DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Q": 91.3, "Y": 365.2}
LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([DWMQY])")
SINCE = re.compile(r"\s+since\b", re.IGNORECASE)


def resolved(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The expressions of a text, with the days of such lengths."""
    pairs = [is_range(text, (a.span.start, a.span.end), (b.span.start, b.span.end)) for a, b in pairwise(found)]
    return [_resolved(text, found, pairs, at) for at in range(len(found))]


def _resolved(text: str, found: Sequence[TimeExpression], pairs: Sequence[bool], at: int) -> TimeExpression:
    own = found[at]
    length = LENGTH.fullmatch(own.value or "") if own.kind == "duration" and not own.start else None
    if length is None or own.relation not in COVERING or not definite(text, own):
        return own
    days = float(length[1]) * DAYS[length[2]]
    for place in range(at - 1, -1, -1):
        last = found[place]
        if own.span.start - last.span.end > NEARBY:
            break
        first = found[place - 1] if place and pairs[place - 1] else last
        if first.start and last.end and abs((last.end - first.start + timedelta(1)).days - days) <= days * LIKE:
            precision = max(first.precision or 1, last.precision or 1)
            return msgspec.structs.replace(
                own, start=first.start, end=last.end, precision=precision, relative=True, why=f"{own.why}: named before"
            )
    return own


def definite(text: str, found: TimeExpression) -> bool:
    """Whether words such as 'the two months' and 'the first weeks' point to a time that was named."""
    words = text[found.span.start : found.span.end].lower()
    return words.startswith("the ") and not SINCE.match(text, found.span.end)
