"""Units of measure and currencies beside an amount."""

import re
from functools import cache
from typing import NamedTuple

from warbook.language.numbers import trie
from warbook.vocabulary import entries, table

_PER = re.compile(
    r"[ \n]?(?:/|[ \n](?:per|an?|each|every)[ \n])[ \n]?([a-z]+)|-a-([a-z]+)"
    r"|[ \n](daily|weekly|monthly|yearly|annually)\b"
)
_GDP = re.compile(
    r"[ \n]+of[ \n]+(?:(?:its|the|their|his|our|total|national|annual|[a-z]+'s?)[ \n]+){0,2}"
    r"(?:gdp|gross domestic product|gnp)\b"
)
_PREFIX_REACH = 6


class Unit(NamedTuple):
    """A unit that stands beside an amount: its id, kind ('money', 'share', 'mass' …) and how far it reaches."""

    id: str
    kind: str
    start: int
    end: int


def before(written: str, start: int, lang: str = "en") -> Unit | None:
    """The currency that stands before an amount that starts at `start`: '$', 'US$', 'EUR '."""
    if not start:
        return None
    window = written[max(0, start - _PREFIX_REACH) : start]
    match = _lexicon(lang).prefix.search(window)
    if match is None:
        return None
    return Unit(_lexicon(lang).signs[match.group(1)][0], "money", start - len(window) + match.start(1), start)


def after(written: str, plain: str, end: int, lang: str = "en") -> Unit | None:
    """The unit that stands after an amount that ends at `end`, in words or as a sign."""
    lexicon = _lexicon(lang)
    if match := lexicon.words.match(plain, end):
        name = " ".join(match.group(1).replace("-", " ").split())
        unit, kind = lexicon.names[name]
        return Unit(unit, kind, end, match.end())
    if match := lexicon.suffix.match(written, end):
        unit, kind = lexicon.signs[match.group(1)]
        return Unit(unit, kind, end, match.end())
    return None


def share_of_output(plain: str, end: int) -> int | None:
    """Where 'of GDP' ends after a percentage that ends at `end`."""
    match = _GDP.match(plain, end)
    return match.end() if match else None


def divisor(plain: str, end: int, lang: str = "en") -> str | None:
    """What a unit that ends at `end` is divided by: 'day' in '500 barrels a day'."""
    match = _PER.match(plain, end)
    if match is None:
        return None
    noun = match.group(1) or match.group(2) or match.group(3)
    return (
        noun
        if match.group(3) or " per " in match.group() or noun in table("units", lang)["divisors"]["words"]
        else None
    )


class _Lexicon(NamedTuple):
    names: dict[str, tuple[str, str]]
    words: re.Pattern[str]
    signs: dict[str, tuple[str, str]]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]


@cache
def _lexicon(lang: str) -> _Lexicon:
    names: dict[str, tuple[str, str]] = {}
    signs: dict[str, tuple[str, str]] = {}
    money: list[str] = []
    for entry in entries("units", lang):
        names.update({word.replace("-", " "): (entry.id, entry.data["kind"]) for word in entry.words})
        signs.update(dict.fromkeys(entry.data.get("signs", ()), (entry.id, entry.data["kind"])))
    for entry in entries("currencies", lang):
        names.update(dict.fromkeys(entry.words, (entry.id, "money")))
        signs.update(dict.fromkeys(entry.data.get("signs", ()), (entry.id, "money")))
        money.extend(entry.data.get("signs", ()))
    joined = "|".join(re.escape(sign) for sign in sorted(money, key=len, reverse=True))
    ending = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
    written_out = trie.pattern(names, blank=r"[ \n-]+")
    return _Lexicon(
        names,
        re.compile(rf"(?:-|[ \n]+|(?<=\d))({written_out})(?![\w])"),
        signs,
        re.compile(rf"(?<![A-Za-z])({joined})[ \n]?-?$"),
        re.compile(rf"[ \n-]?({ending})(?!\w)"),
    )
