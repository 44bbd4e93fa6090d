"""How likely it is that a sentence speaks to the page's visitor instead of reporting, by its words.

A linear model over words, pairs of words and the signs of the vocabulary; the weights (`spoken.en.json`) are made by
`training/boilerplate.py` from passages of our own. It adds to the phrases of the vocabulary where none is sure.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from math import exp

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[?!|*…]")
PREFIX = 5
LONG = 40
"""Words beyond which a sentence is cut: what speaks to the visitor does so soon."""


def likelihood(sentence: str, signs: Iterable[str], lang: str = "en") -> float:
    """0 to 1 that a sentence speaks to the visitor. `signs` are the vocabulary entries whose words stand in it."""
    weights = _shipped(lang)
    if not weights:
        return 0.0
    return 1 / (1 + exp(-sum(weights.get(feature, 0.0) for feature in {*features(sentence, signs)})))


def features(sentence: str, signs: Iterable[str]) -> Iterator[str]:
    """What speaks for and against: words and their beginnings, pairs, how it starts and ends, how long it is."""
    words = ["0" if word[0].isdigit() else word.replace("’", "'") for word in WORD.findall(sentence.lower())[:LONG]]
    yield "bias"
    yield f"words={_size(len(words))}"
    yield f"first={words[0] if words else ''}"
    yield f"end={sentence.rstrip()[-1:] if not sentence.rstrip()[-1:].isalnum() else 'a'}"
    for word in words:
        yield word
        yield f"{word[:PREFIX]}-"
        yield f"-{word[-3:]}"
    yield from (f"{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    for sign in signs:
        yield f"sign={sign}"


SIZES = ((4, "4-6"), (7, "7-11"), (12, "12-20"), (21, "21"))


def _size(number: int) -> str:
    return next((name for least, name in reversed(SIZES) if number >= least), str(number))


@cache
def _shipped(lang: str) -> Mapping[str, float]:
    """The weights of a language; none where no model was made for it."""
    file = resources.files(__package__).joinpath(f"spoken.{lang}.json")
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
