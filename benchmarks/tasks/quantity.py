"""Numbers with their unit, in the names of NewsQuant and R-Quant (bench/quantity).

The mapping is thin: the bench writes a counted noun where Warbook says 'count', 'dozens' as 12, 'hundreds' as 100 to
1,000, and a share as a fraction with '%' before the noun.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warbook.language import counted, numbers, sentences, syntax
from warbook.language.numbers import Number, units
from warbook.model import Span

SCORER = "quantity/score_quantity.py"
ROLES = frozenset({"quantity", "duration", "age", "distance", "measure", "compound", "score"})
NAMES = {
    "percent": "percentage", "percent_gdp": "percentage", "USD": "dollar", "EUR": "euro", "GBP": "pound sterling",
    "JPY": "japanese yen", "CNY": "chinese yuan", "INR": "indian rupee", "LKR": "sri lankan rupee", "ILS": "shekel",
    "MYR": "malaysian ringgit", "HKD": "hong kong dollar", "CAD": "canadian dollar", "AUD": "australian dollar",
    "NZD": "new zealand dollar", "CHF": "swiss franc", "franc": "swiss franc", "HRK": "croatian kuna",
    "TRY": "turkish lira", "MXN": "mexican peso", "FIM": "finnish markka", "ESP": "peseta", "NLG": "netherlands guilde",
    "DEM": "mark", "CRC": "costa rican colón", "GEL": "georgian lari", "LAK": "lao kip", "BTC": "bitcoin",
    "RUB": "russian rouble", "km2": "square kilometre", "mi2": "square mile", "pound": "pound-mass", "ratio": "count",
    "degree Celsius": "celsius", "degree Fahrenheit": "fahrenheit",
}  # fmt: skip
LEFT_OUT = frozenset(
    ["a couple", "couple", "a pair", "pair", "a single", "single", "twice", "thrice", "double", "doubled", "doubling"]
)
BASES = {"best": "good", "worst": "bad", "most": "", "more": ""}


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        text = row["text"]
        found = [number for number in numbers.find(text) if _answers(text, number)]
        nouns = counted.phrases(text, _trees(text, found), found)
        yield {"id": row["id"], "quantities": [q for number in found for q in _quantities(text, number, nouns)]}


def _answers(text: str, number: Number) -> bool:
    """The bench leaves out 'several', 'a couple', 'twice' and numbers without a value."""
    role = "measure" if number.unit == "millimetre" else number.role
    if role not in ROLES or number.low is number.high is None:
        return False
    words = text[number.core.start : number.core.end].lower()
    return words not in LEFT_OUT and (number.low, number.high) != (3, 9)


def _trees(text: str, found: list[Number]) -> list[syntax.Tree]:
    spans = [s for s in sentences.split(text) if any(s.start <= n.span.start < s.end for n in found)]
    stand_ins = {n.span: "one" if n.low == n.high == 1 else "90" for n in found}
    return syntax.parse(text, spans, stand_ins)


def _quantities(text: str, number: Number, nouns: dict[Span, counted.Counted]) -> list[dict[str, Any]]:
    """One, but two for 'eight or nine'."""
    value, unit = _value(text, number), _unit(text, number, nouns)
    apart = isinstance(value, list) and " or " in text[number.core.start : number.core.end]
    return [{"value": v, "unit": unit, "change": number.change} for v in (value if apart else [value])]


def _value(text: str, number: Number) -> float | list[float]:
    low, high = number.low, number.high
    if low is None or high is None or low == high:
        value = high if low is None else low
        value = 0.0 if value is None else value
        return value / 100 if number.unit == "percent" and not _said_percent(text, number) else value
    if high > 2 * low and not any(c.isdigit() for c in text[number.core.start : number.core.end]):
        return [12, 120] if low == 20 else [low / 2, high + 1]
    return [low, high]


def _said_percent(text: str, number: Number) -> bool:
    words = text[number.core.start : number.span.end].lower()
    return "%" in words or "cent" in words or "pct" in words


def _unit(text: str, number: Number, nouns: dict[Span, counted.Counted]) -> str:
    share = number.unit == "percent" and not _said_percent(text, number)
    if number.unit == "count" or share:
        noun = _noun(text, number, nouns)
        return f"% {noun}" if share else noun
    name = NAMES.get(number.unit, number.unit)
    if number.unit == "t":
        name = "metric ton" if "metric" in text[number.core.end : number.span.end].lower() else "ton"
    return f"{name} per {number.per}" if number.per else name


def _noun(text: str, number: Number, nouns: dict[Span, counted.Counted]) -> str:
    if "times" in text[number.core.end : number.span.end].lower():
        return "count"
    phrase = nouns.get(number.span)
    if phrase is None or number.role == "score":
        return "-"
    words = [*map(_base, phrase.words[:-1]), re.sub("men$", "man", phrase.words[-1])]
    name = " ".join(word for word in words if word)
    per = units.divisor(text.lower(), phrase.span.end)
    return f"{name} per {per}" if per else name


def _base(word: str) -> str:
    """'best' as 'good', 'proudest' as 'proud'."""
    if word.lower() in BASES:
        return BASES[word.lower()]
    if word.lower().endswith("est") and len(word) > 5:
        stem = word[:-3]
        if stem[-1] == "i":
            return stem[:-1] + "y"
        return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return word
