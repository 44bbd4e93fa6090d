"""From text to numbers: amounts get their unit, neighbours join to ranges, hedges set the bounds, rules the role."""

import re
from collections.abc import Iterator
from math import isnan

from warbook.language.numbers import digits, grammar, hedges, plain, roles, units
from warbook.language.numbers.grammar import Amount
from warbook.language.numbers.record import Change, Number, Role
from warbook.language.numbers.tokens import tokens
from warbook.model import Span

_RANGE = re.compile(
    r"[ ]?-[ ]?|[ \n]+(?:to|or)[ \n]+|,[ \n]+(?:maybe|perhaps|or)[ \n]+"
    r"|[ \n]+(?:and|to)(?:[ \n]+(?:up to|as many as|even|perhaps))?[ \n]+"
)
_BETWEEN = re.compile(r"\b(?:(?:any(?:where|thing)|somewhere)[ \n]+)?(between|from)[ \n]+\Z")
_ONE_IN = re.compile(r"[ \n]+(?:in|out of(?: every)?|in every|of every|for every)[ \n]+")


class _Draft:
    """An amount on its way to a number."""

    __slots__ = ("amount", "core_end", "end", "high", "kind", "low", "per", "start", "unit")

    def __init__(self, amount: Amount) -> None:
        self.amount = amount
        self.start, self.end = amount.start, amount.end
        self.core_end = amount.end
        self.low, self.high = amount.low, amount.high
        self.unit, self.kind = "count", ""
        self.per: str | None = None


def find(text: str, lang: str = "en") -> list[Number]:
    """The numbers of a text in order, with those that are no figures (their `role` says why)."""
    written = plain.straight(text)
    lower = written.lower()
    found = tokens(lower, lang)
    if not found:
        return []
    drafts = [_measured(written, lower, amount, lang) for amount in grammar.amounts(lower, found)]
    joined = list(_joined(lower, drafts))
    numbers = []
    for index, draft in enumerate(joined):
        following = joined[index + 1].start if index + 1 < len(joined) else len(lower)
        numbers.append(_number(written, lower, draft, following, lang))
    return numbers


def _measured(written: str, lower: str, amount: Amount, lang: str) -> _Draft:
    """The amount with the unit or currency beside it."""
    draft = _Draft(amount)
    if amount.shape == "share":
        draft.unit, draft.kind = "percent", "share"
        draft.low = draft.high = amount.low * 100
        return draft
    if amount.shape in ("multiple", "ratio"):
        draft.unit, draft.kind = "ratio", "ratio"
        return draft
    if amount.shape not in ("count", "vague", "few", "single"):
        return draft
    prefix = units.before(written, amount.start, lang)
    if prefix is None and lower[amount.end - 1] == "m" and amount.digits and _is_metre(written, lower, amount, lang):
        return _as_metres(draft)
    suffix = units.after(written, lower, amount.end, lang)
    if prefix:
        draft.unit, draft.kind, draft.start = prefix.id, prefix.kind, prefix.start
        if suffix and suffix.kind == "money":
            draft.end = suffix.end
    elif suffix:
        draft.unit, draft.kind, draft.end = suffix.id, suffix.kind, suffix.end
        _use_decimal_point(lower, draft)
    if draft.unit == "percent" and (end := units.share_of_output(lower, draft.end)):
        draft.unit, draft.end = "percent_gdp", end
    draft.per = units.divisor(lower, draft.end, lang)
    return draft


def _is_metre(written: str, lower: str, amount: Amount, lang: str) -> bool:
    value = digits.value(lower[amount.start : amount.end - 1].strip()) or 0
    place = roles.Place(written, lower, amount.start, amount.end, value, True, lang)
    return amount.scale == 1e6 and (value >= 100 or place.cue("metre") is not None)


def _as_metres(draft: _Draft) -> _Draft:
    draft.unit, draft.kind = "metre", "distance"
    draft.low, draft.high = draft.low / 1e6, draft.high / 1e6
    draft.core_end -= 1
    return draft


def _use_decimal_point(lower: str, draft: _Draft) -> None:
    """'1.294 kg' is no 1,294 kg."""
    if draft.kind not in ("money", "") and draft.amount.digits and draft.amount.scale == 1:
        value = digits.value(lower[draft.amount.start : draft.amount.end], decimal=True)
        if value is not None:
            draft.low = draft.high = value


def _joined(lower: str, drafts: list[_Draft]) -> Iterator[_Draft]:
    """Ranges ('five to six', '$5-6 million', 'one in five') as one draft."""
    current: _Draft | None = None
    for draft in drafts:
        if current is not None:
            if _join(lower, current, draft):
                yield current
                current = None
                continue
            yield current
        current = draft
    if current is not None:
        yield current


def _join(lower: str, a: _Draft, b: _Draft) -> bool:
    """Make `a` the range from `a` to `b` if the text between them says so."""
    if b.start - a.end > 24 or isnan(a.low) or isnan(b.low) or not _countable(a) or not _countable(b):
        return False
    between = lower[a.end : b.start]
    if _ONE_IN.fullmatch(between):
        return _share(a, b)
    if not _RANGE.fullmatch(between) or (a.unit != b.unit and "count" not in (a.unit, b.unit)):
        return False
    opener = _BETWEEN.search(lower, max(0, a.start - 24), a.start)
    word = between.strip().split(" ")[0].strip(",")
    if word == "and" and not (opener and opener.group(1) == "between"):
        return False
    if word == "to" and b.low == 1 and b.unit == "count" and a.low > 1:
        return _ratio(a, b)
    return _range(a, b, opener.start() if opener and word != "or" else None, tight=between == "-")


def _countable(draft: _Draft) -> bool:
    return draft.amount.shape in ("count", "vague", "share", "multiple", "single")


def _share(a: _Draft, b: _Draft) -> bool:
    sure = a.low == 1 or b.low in (10, 100) or a.low == b.low - 1
    if (
        a.unit != "count"
        or b.unit != "count"
        or not a.low < b.low <= 1000
        or a.amount.digits != b.amount.digits
        or not sure
    ):
        return False
    a.low = a.high = 100 * a.low / b.low
    a.unit, a.kind = "percent", "share"
    a.end = a.core_end = b.end
    return True


def _ratio(a: _Draft, b: _Draft) -> bool:
    a.unit, a.kind = "ratio", "ratio"
    a.end = a.core_end = b.end
    return True


def _range(a: _Draft, b: _Draft, start: int | None, tight: bool) -> bool:
    low, high = a.low, a.high
    if a.amount.scale == 1 and b.amount.scale > 1 and low * b.amount.scale <= b.high and b.amount.shape == "count":
        low, high = low * b.amount.scale, high * b.amount.scale
    if low > b.high or low == b.high:
        return False
    if a.unit == "count":
        a.unit, a.kind = b.unit, b.kind
    a.low, a.high = low, b.high
    a.per = b.per
    a.core_end, a.end = b.core_end, max(a.end, b.end)
    if start is not None:
        a.start = start
    return True


def _number(written: str, lower: str, draft: _Draft, following: int, lang: str) -> Number:
    before = hedges.before(lower, draft.start, lang)
    after = hedges.after(lower, draft.end, lang)
    start, end = (before[-1].start if before else draft.start), draft.end
    if after and after.end < following:
        end = after.end
        far = None
    else:
        after = None
        far = hedges.split_off(lower, draft.end, lang)
        far = far if far and far.end < following else None
    words = [*reversed(before), *([after] if after else []), *([far] if far else [])]
    bounds = [hedge.bound for hedge in words]
    low, high = _bounded(draft.low, draft.high, bounds)
    place = roles.Place(written, lower, draft.amount.start, draft.core_end, draft.low, draft.amount.digits, lang)
    return Number(
        span=Span(start, end),
        core=Span(draft.amount.start, draft.core_end),
        low=low,
        high=high,
        unit=draft.unit,
        per=draft.per,
        hedge=" … ".join(written[hedge.start : hedge.end] for hedge in words) or None,
        role=_role(place, draft),
        change=_change(bounds),
    )


def _bounded(low: float, high: float, bounds: list[str]) -> tuple[float | None, float | None]:
    if isnan(low):
        return None, None
    if "low" in bounds:
        return low, None
    if "high" in bounds:
        return None, high
    return low, high


def _role(place: roles.Place, draft: _Draft) -> Role:
    if found := roles.SHAPE_ROLES.get(draft.amount.shape):
        return found
    if draft.kind in roles.UNIT_ROLES:
        return "model" if draft.unit == "millimetre" else roles.UNIT_ROLES[draft.kind]
    if draft.kind:
        return "quantity"
    return roles.role(place) or "quantity"


def _change(bounds: list[str]) -> Change:
    signs: dict[str, Change] = {"low": ">", "high": "<", "about": "~"}
    return next((signs[bound] for bound in ("low", "high", "about") if bound in bounds), "=")
