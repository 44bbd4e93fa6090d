"""An amount with the unit or currency beside it: a number in the making."""

import re
from collections.abc import Iterable

from warbook.language.numbers import digits, roles, units
from warbook.language.numbers.grammar import Amount

_MINUS = re.compile(r"(?<![\w-])(?P<sign>minus[ \n-]|-)[$€£¥]?\Z|[$€£¥](?P<after>-)\Z")
_LINE_START = re.compile(r"(?:\A|\n)[ ]*\Z")
_HEAD = re.compile(r"(?:\A|\n)[ *#]*\Z")
_HEADED = re.compile(r"\**[ ]+-[ ]+(?:the[ ]+)?")
_COLD = re.compile(r"(?:\A|\n|[ ])(?P<sign>-[ ]?)\Z")
_ADJECTIVES = frozenset({"double", "doubles", "triple", "treble", "quadruple"})
_LARGE = 10_000
_MEASURABLE = frozenset({"count", "vague", "few", "single"})


class Draft:
    """A number in the making. `start` to `end` holds the unit too; the core ends at `core_end`."""

    __slots__ = ("amount", "core_end", "end", "high", "kind", "low", "per", "start", "unit")

    def __init__(self, amount: Amount) -> None:
        self.amount = amount
        self.start, self.end = amount.start, amount.end
        self.core_end = amount.end
        self.low, self.high = amount.low, amount.high
        self.unit, self.kind = "count", ""
        self.per: str | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing is known of what it counts."""
        return self.unit == "count"


class Drafter:
    """Makes drafts from the amounts of one text. `written` and `plain` have its offsets."""

    def __init__(self, written: str, plain: str, lang: str) -> None:
        self.written, self.plain, self.lang = written, plain, lang

    def drafts(self, amounts: Iterable[Amount]) -> list[Draft]:
        """The amounts with their units."""
        return [self._measured(amount) for amount in amounts]

    def _measured(self, amount: Amount) -> Draft:
        draft = Draft(amount)
        if amount.shape == "share":
            self._share(draft)
        elif amount.shape == "multiple":
            self._multiple(draft)
        elif amount.shape == "ratio":
            draft.unit, draft.kind = "ratio", "ratio"
        elif amount.shape in _MEASURABLE:
            self._count(draft)
        return draft

    def _share(self, draft: Draft) -> None:
        """'a third' is a share, 'a quarter of a mile' a distance."""
        unit = units.after(self.written, self.plain, units.part_of(self.plain, draft.end), self.lang)
        core = self.plain[draft.start : draft.end]
        if core.isalpha() and core not in ("half", "quarter"):
            unit = None  # 'the third week'
        if unit and unit.kind not in ("share", "ratio"):
            draft.unit, draft.kind, draft.end = unit.id, unit.kind, unit.end
        else:
            draft.unit, draft.kind = "percent", "share"
            draft.low = draft.high = draft.amount.low * 100

    def _count(self, draft: Draft) -> None:
        amount = draft.amount
        prefix = units.before(self.written, amount.start, amount.low >= _LARGE, self.lang)
        if prefix is None and amount.digits and roles.follows_name(self._place(amount)):
            return
        if prefix is None and self._is_metre(amount):
            draft.unit, draft.kind = "metre", "distance"
            draft.low, draft.high = draft.low / amount.scale, draft.high / amount.scale
            draft.core_end -= 1
            return
        suffix = units.after(self.written, self.plain, amount.end, self.lang) or self._headed(amount)
        if prefix:
            draft.unit, draft.kind, draft.start = prefix.id, prefix.kind, prefix.start
            if suffix and suffix.kind == "money":
                draft.end = suffix.end
        elif suffix:
            draft.unit, draft.kind, draft.end = suffix.id, suffix.kind, suffix.end
            self._use_decimal_point(draft)
        if draft.kind == "ratio":
            self._multiple(draft)
        elif draft.unit == "percent":
            self._share_of_output(draft)
        draft.per = units.divisor(self.plain, draft.end, self.lang)
        self._negate(draft)

    def _negate(self, draft: Draft) -> None:
        """'-5 degrees', 'minus 130 °F', '$-50.8bn'. At the start of a line '-' is a bullet, but before degrees."""
        if not draft.amount.digits or not draft.kind:
            return
        first = max(0, draft.amount.start - 8)
        match = _MINUS.search(self.plain, first, draft.amount.start)
        if match and match.group(0) == "-" and _LINE_START.search(self.plain, max(0, first - 8), match.start()):
            match = None
        if match is None and draft.unit.startswith("degree"):
            match = _COLD.search(self.plain, first, draft.amount.start)
        if match:
            draft.low, draft.high = -draft.high, -draft.low
            draft.start = min(draft.start, match.start(str(match.lastgroup)))

    def _headed(self, amount: Amount) -> units.Unit | None:
        """The unit behind the dash of a line such as '**505** - the square miles that were lost'; it stays outside."""
        dash = _HEADED.match(self.plain, amount.end)
        if dash is None or not _HEAD.search(self.plain, max(0, amount.start - 8), amount.start):
            return None
        unit = units.after(self.written, self.plain, dash.end() - 1, self.lang)
        return unit and unit._replace(end=amount.end)

    def _multiple(self, draft: Draft) -> None:
        """'twice that', 'three times as many' are ratios; 'attacked three times' is a count."""
        word = self.plain[draft.start : draft.end] if draft.amount.shape == "multiple" else "times"
        if word[-1:] in "dg" or draft.unit == "fold" or units.compares(self.plain, draft.start, draft.end, self.lang):
            draft.unit, draft.kind = "ratio", "ratio"
        elif word in _ADJECTIVES:
            draft.unit, draft.kind = "ratio", "compound"
        else:
            draft.kind = "times"
            draft.unit = "count"

    def _share_of_output(self, draft: Draft) -> None:
        end = units.share_of_output(self.plain, draft.end)
        if end is not None:
            draft.unit, draft.end = "percent_gdp", end
        elif units.output_before(self.plain, draft.start):
            draft.unit = "percent_gdp"

    def _is_metre(self, amount: Amount) -> bool:
        """'400m' and '30m high' are metres, '2.7m sales' are millions."""
        if not amount.digits or amount.scale != 1e6 or self.plain[amount.end - 1] != "m":
            return False
        return amount.low >= 100e6 or self._place(amount).cue("metre") is not None

    def _place(self, amount: Amount) -> roles.Place:
        return roles.Place(self.written, self.plain, amount.start, amount.end, amount.low, amount.digits, self.lang)

    def _use_decimal_point(self, draft: Draft) -> None:
        """'1.294 kg' is no 1,294 kg; '5.300 euros' are 5,300."""
        if draft.kind != "money" and draft.amount.digits and draft.amount.scale == 1:
            value = digits.value(self.plain[draft.amount.start : draft.amount.end], decimal=True)
            if value is not None:
                draft.low = draft.high = value


def carry_units(plain: str, drafts: list[Draft], lang: str) -> None:
    """'$1.1 billion from Sweden, 690 million from Norway': a bare amount takes the unit said before it."""
    last: Draft | None = None
    for draft in drafts:
        if draft.kind in ("money", "area", "mass"):
            last = draft
        elif last is not None and draft.bare and _continues(plain, last, draft, lang):
            draft.unit, draft.kind = last.unit, last.kind


def _continues(plain: str, last: Draft, draft: Draft, lang: str) -> bool:
    if draft.amount.shape != "count" or not draft.amount.digits or "\n\n" in plain[last.end : draft.start]:
        return False
    same_size = draft.amount.scale >= 1e6 and last.kind == "money" and draft.start - last.end < 300
    decimals = draft.amount.scale == 1 and draft.low % 1 and draft.start - last.end < 60
    return bool(same_size or decimals) and units.no_noun_after(plain, draft.end, lang)
