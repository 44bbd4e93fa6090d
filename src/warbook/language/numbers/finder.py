"""From text to numbers: amounts get their unit, neighbours join to ranges, hedges set the bounds, rules the role."""

import re
from math import isnan

from warbook.language.numbers import drafts, grammar, hedges, plain, ranges, roles, tally, trends, units
from warbook.language.numbers.drafts import Draft
from warbook.language.numbers.hedges import Hedge
from warbook.language.numbers.record import Change, Number, Role
from warbook.language.numbers.tokens import tokens
from warbook.model import Span


def find(text: str, lang: str = "en") -> list[Number]:
    """The numbers of a text in order, with those that are no figures (their `role` says why)."""
    return Finder(text, lang).numbers()


_DATED = re.compile(r"\b(?:since|until|till|through|by|from|in|to|of|before|after)[ \n]+\Z")


class Finder:
    """The numbers of one text."""

    def __init__(self, text: str, lang: str) -> None:
        self.written = plain.straight(text)
        self.plain = self.written.lower()
        self.lang = lang

    def numbers(self) -> list[Number]:
        """All numbers in order; those that lie in the words of another one are left out."""
        found = tokens(self.plain, self.lang)
        if not found:
            return []
        made = drafts.Drafter(self.written, self.plain, self.lang).drafts(grammar.amounts(self.plain, found))
        drafts.carry_units(self.plain, made, self.lang)
        joined = list(ranges.joined(self.plain, made))
        numbers: list[Number] = []
        for index, draft in enumerate(joined):
            following = joined[index + 1].start if index + 1 < len(joined) else len(self.plain)
            number = self._number(draft, following, numbers)
            if numbers and number.core.start < numbers[-1].span.end and numbers[-1].core.end <= number.core.start:
                continue  # 'million' in 'parts per million'
            while numbers and numbers[-1].span.end > number.span.start and numbers[-1].core.start >= number.span.start:
                numbers.pop()  # 'no' in 'no more than 5'
            numbers.append(number)
        return trends.with_trends(self.plain, tally.with_articles(self.plain, numbers), self.lang)

    def _number(self, draft: Draft, following: int, earlier: list[Number]) -> Number:
        before = hedges.before(self.plain, draft.start, self.lang)
        after = hedges.after(self.plain, draft.end, following, self.lang)
        all_hedges = [*before, *after]
        start = next((hedge.start for hedge in before if hedge.inside), draft.start)
        end = max([draft.end, *(hedge.end for hedge in after if hedge.inside)])
        if draft.amount.digits and self.plain[start - 1 : start] == "+":
            start -= 1
        core = Span(draft.amount.start, draft.core_end)
        if draft.bare and units.for_each(self.plain, draft.end):
            draft.unit = draft.kind = "ratio"
        low, high = draft.low, draft.high
        if draft.amount.shape == "same":
            low, high, draft.unit = _same(earlier)
        role = self._role(draft, hedged=bool(before))
        if role == "year" and any(hedge.bound in ("low", "high") for hedge in all_hedges) and not self._dated(start):
            role = "quantity"  # 'at most 2000', not 'since at least 2014'
        bounds = _bounded(low, high, all_hedges or self._converted(draft, earlier))
        return Number(
            span=Span(start, end),
            core=core,
            low=bounds[0],
            high=bounds[1],
            unit="year of age" if role == "age" and draft.bare else draft.unit,
            per=draft.per,
            hedge=" … ".join(self.written[hedge.start : hedge.end] for hedge in all_hedges) or None,
            role=role,
            change=_change(all_hedges, bounds),
            rest=any(hedge.bound == "rest" for hedge in before),
        )

    def _dated(self, start: int) -> bool:
        return _DATED.search(self.plain, max(0, start - 12), start) is not None

    def _converted(self, draft: Draft, earlier: list[Number]) -> list[Hedge]:
        """'over 100 miles (160 km)': a conversion in brackets has the bounds of what it converts."""
        if not earlier or draft.bare or self.plain[earlier[-1].span.end : draft.start] != " (":
            return []
        before = earlier[-1]
        if before.unit in ("count", draft.unit) or (before.low is None) == (before.high is None):
            return []
        return [Hedge("low" if before.high is None else "high", draft.start, draft.start)]

    def _role(self, draft: Draft, hedged: bool) -> Role:
        amount = draft.amount
        if amount.shape in roles.SHAPE_ROLES:
            return roles.SHAPE_ROLES[amount.shape]
        if draft.kind in roles.UNIT_ROLES:
            return "model" if draft.unit == "millimetre" else roles.UNIT_ROLES[draft.kind]
        if draft.kind and (amount.shape != "share" or hedged):
            return "quantity"
        place = roles.Place(self.written, self.plain, amount.start, draft.core_end, draft.low, amount.digits, self.lang)
        return roles.role(place, amount.shape) or "quantity"


def _same(earlier: list[Number]) -> tuple[float, float, str]:
    """What 'as many' means: the nearest count before it."""
    for number in reversed(earlier):
        if number.role == "quantity" and number.unit == "count" and (number.low or number.high):
            value = number.low if number.low is not None else number.high
            return float(value or 0), float(number.high or value or 0), "count"
    return float("nan"), float("nan"), "count"


def _bounded(low: float, high: float, found: list[Hedge]) -> tuple[float | None, float | None]:
    """The bounds that the last bounding hedge leaves: 'a little over a million at most' is at most a million."""
    if isnan(low):
        return None, None
    last = next((hedge.bound for hedge in reversed(found) if hedge.bound in ("low", "high")), None)
    return (low, None) if last == "low" else (None, high) if last == "high" else (low, high)


def _change(found: list[Hedge], bounds: tuple[float | None, float | None]) -> Change:
    if (bounds[0] is None) != (bounds[1] is None):
        return ">" if bounds[1] is None else "<"
    return "~" if any(hedge.bound == "about" for hedge in found) else "="
