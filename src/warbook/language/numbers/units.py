"""Units of measure and currencies beside an amount."""

import re
from functools import cache
from typing import NamedTuple

from warbook.language.numbers import trie
from warbook.vocabulary import entries, table

_PER = re.compile(
    r"[ \n]?(?:/|[ \n](?:per|an?|each|every)[ \n])[ \n]?([a-z]+[23]?)\b(?![ \n]+(?:earlier|ago|later|before|after))"
    r"|[ ]?-[ ]?a[ ]?-[ ]?([a-z]+)"
    r"|[ \n](daily|weekly|monthly|yearly|annually)\b"
)
_GDP = re.compile(
    r"[ \n]+of[ \n]+(?:(?:its|the|their|his|our|total|national|annual|[a-z]+'s?)[ \n]+){0,2}"
    r"(?:gdp|gross domestic product|gnp)\b"
)
_GDP_BEFORE = re.compile(
    r"\b(?:share|percent|percentage|proportion|weight|ratio|%)[ \n]+(?:of|in|to)[ \n]+(?:[a-z']+[ \n]+){0,2}"
    r"(?:gdp|gross domestic product)\b(?:(?!\n[ ]*\n|[.!?][ \n]+[a-z]{2}).)*\Z",
    re.DOTALL,
)
_COMPARED = re.compile(
    r"[ \n]+(?:that|those|the|as|its|their|his|her|our|this|these|what|more|higher|larger|greater|bigger|fewer|less)\b"
    r"|[ \n]+[\w.-]+(?:'s|s')(?=[ \n]*[.,;:]|[ \n]+(?:own|total|losses|number)\b)"
)
_COMPARED_BEFORE = re.compile(
    r"\b(?:increased?|rise[sn]?|rose|grew|grown?|up|multiplied|by)"
    r"(?:[ \n]+(?:by|more than|over|almost|nearly|some|about))*[ \n]+\Z"
)
_FOR_EACH = re.compile(
    r"(?:[ \n]+[a-z'-]+){0,5}?[ \n]+for[ \n]+(?:every|each)\b(?![ \n]+(?:day|night|week|month|year|hour|other)\b)"
)
_JOINT = r"(?:-|[ \n]+(?:(?<=s[ \n])of[ \n]+)?|(?<=\d))"
_PART_OF = re.compile(r"(?:[ \n]+of)?[ \n]+an?(?=[ \n])")
_SENTENCE_REACH = 200
_PREFIX_REACH = 6


class Unit(NamedTuple):
    """A unit that stands beside an amount: its id, kind ('money', 'share', 'mass' …) and how far it reaches."""

    id: str
    kind: str
    start: int
    end: int


def before(written: str, start: int, large: bool, lang: str = "en") -> Unit | None:
    """The currency that stands before an amount that starts at `start`: '$', 'US$', 'EUR '.

    A letter is one before a `large` amount only: 'R500 million' are rand, 'R77' is a missile.
    """
    if not start:
        return None
    window = written[max(0, start - _PREFIX_REACH) : start]
    match = _lexicon(lang).prefix.search(window)
    if match is None or (_is_letter(match.group(1)) and not (large and match.start(1) == match.end() - 1)):
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


def _is_letter(sign: str) -> bool:
    return len(sign) == 1 and sign.isascii() and sign.isalpha()


def part_of(plain: str, end: int) -> int:
    """Where 'of a' ends that ties a fraction to a unit: 'a quarter of a mile'; `end` where there is none."""
    match = _PART_OF.match(plain, end)
    return match.end() if match else end


def share_of_output(plain: str, end: int) -> int | None:
    """Where 'of GDP' ends after a percentage that ends at `end`."""
    match = _GDP.match(plain, end)
    return match.end() if match else None


def output_before(plain: str, start: int) -> bool:
    """Whether the sentence has named a share of GDP before: 'as a share of GDP, … 3.2%'."""
    return _GDP_BEFORE.search(plain, max(0, start - _SENTENCE_REACH), start) is not None


def compares(plain: str, start: int, end: int, lang: str = "en") -> bool:
    """Whether a multiple compares with something ('twice that', 'three times as many') rather than counts times."""
    if _COMPARED.match(plain, end):
        return True
    return _COMPARED_BEFORE.search(plain, max(0, start - 40), start) is not None


def for_each(plain: str, end: int) -> bool:
    """Whether the amount is a ratio: 'five to six wolves for every sheep'."""
    return _FOR_EACH.match(plain, end) is not None


def no_noun_after(plain: str, end: int, lang: str = "en") -> bool:
    """Whether no counted noun follows: punctuation, a preposition or a verb."""
    return _lexicon(lang).no_noun.match(plain, end) is not None


def divisor(plain: str, end: int, lang: str = "en") -> str | None:
    """What a unit that ends at `end` is divided by: 'day' in '500 barrels a day'."""
    match = _PER.match(plain, end)
    if match is None:
        return None
    if sign := _lexicon(lang).signs.get(match.group(1) or ""):
        return sign[0]
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
    no_noun: re.Pattern[str]


def _forms(sign: str) -> list[str]:
    """'HK$' is also written 'HK $', 'hk$', 'hk $'; short ones ('A$') only so: 'a $5 note' is not Australian."""
    if len(sign) < 3 or not sign.endswith("$"):
        return [sign]
    letters = sign.removesuffix("$")
    return [f"{form}{blank}$" for form in (letters, letters.lower()) for blank in ("", " ")]


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
        own = entry.data.get("signs", ())
        named = [f"{entry.id}$"] if any(sign.endswith("$") for sign in own) else []
        written = [form for sign in [*own, *named] for form in _forms(sign)]
        signs.update(dict.fromkeys(written, (entry.id, "money")))
        money.extend(written)
    joined = "|".join(re.escape(sign) for sign in sorted(money, key=len, reverse=True))
    behind = [sign for sign in signs if not (_is_letter(sign) and signs[sign][1] == "money")]  # '206 N.C.O.s'
    ending = "|".join(re.escape(sign) for sign in sorted(behind, key=len, reverse=True))
    written_out = trie.pattern(names, blank=r"[ \n-]+")
    functions = trie.pattern(table("units", lang)["no_noun"]["words"])
    return _Lexicon(
        names,
        re.compile(rf"(?:-|[ \n]+(?:(?<=s[ \n])of[ \n]+)?|(?<=\d))({written_out})(?![\w]|-(?:time|to)\b)"),
        signs,
        re.compile(rf"(?<![A-Za-z])({joined})[ \n]?-?$"),
        re.compile(rf"[ \n-]?({ending})(?!\w)"),
        re.compile(rf"[ \n]*(?:[^\w \n]|\Z|{functions}\b)"),
    )
