"""The gate: two passes of compiled patterns find every digit group and number word. Text without them is left here."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from warbook.language.numbers import trie
from warbook.vocabulary import entries

LETTERS = {
    "unit": "U", "teen": "T", "tens": "Y", "hundred": "H", "scale": "S", "group": "G", "plural": "P", "vague": "V",
    "fraction": "F", "multiple": "M", "zero": "Z", "article": "B", "single": "1", "suffix": "S",
    "size vague": "W", "same": "E", "both": "2",
}  # fmt: skip
"""The letter of each kind of word in the shape that `grammar` reads. 'D' is a digit group, 'A' an 'a' before a size."""
_SIZES = ("hundred", "scale", "group", "fraction")

_DIGITS = re.compile(
    r"""(?=[0-9.'½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])(?:
    (?P<date>\d{4}([-./])\d{1,2}\2\d{1,2}(?!\d) | \d{1,2}([-./])\d{1,2}\3(?:\d{4}|\d\d)(?![\d.])
      | \d{1,2}(?:\.[ ]?|[ ])(?:xi{0,2}|ix|iv|vi{0,3}|i{1,3}|x)(?:\.[ ]?|[ ])\d{4}(?!\d))
    |(?P<ratio>\d+(?:\.\d+)?:1(?![\d:]) | 1:[2-9](?![\d:]))
    |(?P<years>(?:1[5-9]|20)\d\d[-/]\d\d(?![\d,]))
    |(?P<time>\d{1,2}:\d\d(?::\d\d)?(?!\d))
    |(?P<ordinal>\d+(?:,\d{3})*(?:st|nd|rd|th)\b)
    |(?P<decade>(?:1\d|20|')?\d0'?s\b|(?:19|20)\d\d'?s\b)
    |(?P<fraction>(?:\d+[ ])?\d{1,2}/\d{1,3}(?![\d/]) | [½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞])
    |(?P<digits>\d{1,3}(?:[ ]\d{3})+(?![\d']|[.,]\d{3}|-[a-z])(?:[.,]\d+)? | \d+(?:[.,']\d+)* | (?<![\w.])\.\d+)
    )""",
    re.VERBOSE,
)
_DIGIT_LETTERS = {
    "date": "d",
    "ratio": "r",
    "time": "t",
    "ordinal": "o",
    "decade": "y",
    "years": "y",
    "fraction": "f",
    "digits": "D",
}


class Token(NamedTuple):
    """A digit group or number word: its letter, place, and what it stands for (low and high)."""

    letter: str
    start: int
    end: int
    low: float = 0
    high: float = 0


def tokens(plain: str, lang: str = "en") -> list[Token]:
    """The digit groups and number words of a plain text, in order."""
    found = [*_digits(plain, lang), *_words(plain, lang)]
    found.sort(key=lambda token: token.start)
    return found


def _digits(plain: str, lang: str) -> Iterator[Token]:
    gate = _gate(lang)
    for match in _DIGITS.finditer(plain):
        yield Token(_DIGIT_LETTERS[str(match.lastgroup)], *match.span())
        if match.lastgroup == "digits" and (suffix := gate.suffixes.match(plain, match.end())):
            low, high = gate.suffix_values[suffix.group().strip()]
            yield Token("S", *suffix.span(), low, high)


def _words(plain: str, lang: str) -> Iterator[Token]:
    gate = _gate(lang)
    for match in gate.words.finditer(plain):
        written = match.group()
        letter, low, high = gate.values.get(written) or gate.values[" ".join(written.split())]
        yield Token(letter, *match.span(), low, high)


class _Gate(NamedTuple):
    words: re.Pattern[str]
    values: dict[str, tuple[str, float, float]]
    suffixes: re.Pattern[str]
    suffix_values: dict[str, tuple[float, float]]


@cache
def _gate(lang: str) -> _Gate:
    values: dict[str, tuple[str, float, float]] = {}
    suffixes: dict[str, tuple[float, float]] = {}
    sizes: list[str] = []
    for entry in entries("numbers", lang):
        value = float(entry.data.get("value", 0))
        low, high = float(entry.data.get("low", value)), float(entry.data.get("high", value))
        kind = entry.data["kind"]
        if kind in ("suffix", "scale"):
            suffixes.update(dict.fromkeys(entry.words, (low, high)))
        if kind in _SIZES:
            sizes.extend(entry.words)
        if kind != "suffix":
            values.update(dict.fromkeys(entry.words, (LETTERS[kind], low, high)))
    words = rf"\b(?:{trie.pattern(values)}(?!\w|'[a-z])|an?(?=[ \n-]+{trie.pattern(sizes)}\b))"
    values |= {"a": ("A", 1, 1), "an": ("A", 1, 1)}
    apart = trie.pattern(suffix for suffix in suffixes if len(suffix) > 1 and suffix not in values)
    written = rf"(?:{trie.pattern(suffixes)}|[ \n]+{apart})(?![\w'])"
    return _Gate(re.compile(words), values, re.compile(written), suffixes)
