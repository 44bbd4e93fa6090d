"""'All but four of the 29 missiles were shot down' tells of 25: what is left out is taken from the whole."""

import re
from collections.abc import Iterator, Sequence

from warbook.extraction.linked import Linked
from warbook.language.numbers import Number
from warbook.model import Value

BACK = 6
"""Numbers back to which the whole may stand."""
_OF_THE = re.compile(r"[ \n]+of[ \n]+(?:the|its|their|his|her|our|my|your|those|these)[ \n]+")
_AND_ANOTHER = re.compile(r"(?:[ \n]+[\w-]+){1,3}?,?[ \n]+and[ \n]+")


def left_out(linked: Sequence[Linked], at: int) -> bool:
    """Whether number `at` is left out: 'all but 26 drones', and the 31 of 'all but 26 drones and 31 missiles'."""
    if linked[at].item.number.rest:
        return True
    return at > 0 and linked[at - 1].item.number.rest and _AND_ANOTHER.fullmatch(_between(linked, at - 1)) is not None


def told(linked: Sequence[Linked], at: int, value: Value) -> tuple[Value, str] | None:
    """What number `at`, which is left out, tells, and why; None where nothing tells the whole that it is taken from."""
    if value.low is None or value.low != value.high:
        return None
    words = _words(linked[at])
    if value.unit == "percent":
        return _less(100.0, value), f"all but {words}: taken from all"
    whole = next(_wholes(linked, at, value.low), None)
    if value.unit != "count" or whole is None or whole.item.number.low is None:
        return None
    return _less(whole.item.number.low, value), f"all but {words}: taken from '{_words(whole)}'"


def _less(whole: float, value: Value) -> Value:
    left = whole - (value.low or 0.0)
    return Value(left, left, value.unit, value.hedge)


def _wholes(linked: Sequence[Linked], at: int, least: float) -> Iterator[Linked]:
    """Where the whole may be told, likeliest first: 'of the 29', the same thing before, any number of the sentence."""
    if at + 1 < len(linked) and _OF_THE.fullmatch(_between(linked, at)):
        yield from _larger([linked[at + 1]], least)
    one = linked[at]
    before = _larger(reversed(linked[max(0, at - BACK) : at]), least)
    yield from (other for other in before if other.object == one.object and not _apart(other, one))
    yield from (other for other in before if other.item.line is one.item.line)


def _larger(some: Iterator[Linked] | Sequence[Linked], least: float) -> list[Linked]:
    return [one for one in some if _is_larger(one.item.number, least)]


def _is_larger(number: Number, least: float) -> bool:
    sure = number.low is not None and number.low == number.high and number.unit == "count"
    return sure and not number.rest and (number.low or 0) > least


def _apart(before: Linked, one: Linked) -> bool:
    """Whether a paragraph ends between two numbers."""
    return "\n\n" in one.item.between(before.item.number.span.end, one.item.number.span.start)


def _between(linked: Sequence[Linked], at: int) -> str:
    return linked[at].item.between(linked[at].item.number.span.end, linked[at + 1].item.number.span.start)


def _words(linked: Linked) -> str:
    """A number's own words, without what hedges it."""
    core = linked.item.number.core
    return linked.item.scene.text[core.start : core.end]
