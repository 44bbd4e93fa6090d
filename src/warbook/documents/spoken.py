"""How likely it is that a sentence speaks to the page's visitor instead of reporting, by its words.

A linear model over words, pairs of words, the signs of the vocabulary and what the sentence is about (`wording`); the
weights (`spoken.en.json`) are made by `training/boilerplate.py` from passages of our own. It adds to the phrases of the
vocabulary where none is sure.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from math import exp, sqrt
from typing import NamedTuple

import numpy as np

from warbook.documents import wording

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*|[?!|*…]")
PREFIX = 5
LONG = 40
"""Words beyond which a sentence is cut: what speaks to the visitor does so soon."""
HOPELESS = -4.0
"""A sum of the words by themselves from which pairs and form hardly ever lead up to a likelihood that counts."""
TAG = re.compile(r",['’”\"]?\s+(?:he|she|they|(?:the|a|an|one)\s\w+)\s+(?:\w+ed|said|told|says|wrote)\b")
"""Somebody's words are reported: ', he cried'."""


class Model(NamedTuple):
    """The weight of each feature, and how far each word lies in the direction of what is said to visitors."""

    weights: dict[str, float]
    along: dict[str, float]


def likelihood(sentence: str, signs: Iterable[str], lang: str = "en") -> float:
    """0 to 1 that a sentence speaks to the visitor. `signs` are the vocabulary entries whose words stand in it."""
    model, words = _shipped(lang), words_of(sentence)
    if model is None or not words:
        return 0.0
    known = [_word(word, lang) for word in words]
    place = about(along for _, along in known)
    alone = sum(alone for alone, _ in {*known}) + place + model.weights.get("=bias", 0.0)
    if alone < HOPELESS:
        return 0.0
    return 1 / (1 + exp(-place - sum(model.weights.get(feature, 0.0) for feature in {*features(sentence, signs)})))


def about(along: Iterable[float | None]) -> float:
    """What the place of a sentence among others says, from how far each of its words lies; None: not known."""
    found = [place for place in along if place is not None]
    return sum(found) / sqrt(len(found) + 1)


@lru_cache(maxsize=100_000)
def _word(word: str, lang: str) -> tuple[float, float | None]:
    """What a word says by itself with its beginning and its ending, and how far it lies in the direction."""
    model = _shipped(lang)
    if model is None:
        return 0.0, None
    weigh = model.weights.get
    alone = weigh(word, 0.0) + weigh(f"{word[:PREFIX]}-", 0.0) + weigh(f"-{word[-3:]}", 0.0)
    return alone, wording.lookup(word, model.along)


def words_of(sentence: str) -> list[str]:
    """The words, figures and marks of a sentence that count, in lower case; a figure is '0'."""
    found = WORD.findall(sentence.lower())[:LONG]
    return ["0" if word[0].isdigit() else word.replace("’", "'") for word in found]


def features(sentence: str, signs: Iterable[str]) -> Iterator[str]:
    """What speaks for and against: words and their beginnings, pairs, how it starts and ends, how long it is."""
    words = words_of(sentence)
    yield "=bias"
    yield f"names={_names(sentence)}"
    yield f"past={any(word.endswith('ed') for word in words)}"
    if TAG.search(sentence):
        yield "=tag"
    yield f"words={_size(len(words))}"
    yield f"first={words[0] if words else ''}"
    yield f"end={sentence.rstrip()[-1:] if not sentence.rstrip()[-1:].isalnum() else 'a'}"
    for word in words:
        yield word
        yield f"{word[:PREFIX]}-"
        yield f"-{word[-3:]}"
    yield from (f"{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    yield from (f"{a} _ {b}" for a, b in zip(words, words[2:], strict=False))
    for sign in signs:
        yield f"sign={sign}"


def _names(sentence: str) -> str:
    """How many words after the first are written large, up to three; 'all' where nearly all are."""
    words = [word for word in WORD.findall(sentence) if word[0].isalpha()][1:]
    large = sum(word[0].isupper() for word in words)
    return "all" if large > 1 and large >= 0.8 * len(words) else str(min(large, 3))


SIZES = ((4, "4-6"), (7, "7-11"), (12, "12-20"), (21, "21"))


def _size(number: int) -> str:
    return next((name for least, name in reversed(SIZES) if number >= least), str(number))


@cache
def _shipped(lang: str) -> Model | None:
    """The model of a language; None where none was made for it."""
    file = resources.files(__package__).joinpath(f"spoken.{lang}.json")
    if not file.is_file():
        return None
    made = json.loads(file.read_text(encoding="utf-8"))
    return Model(made["weights"], wording.along(np.array(made["direction"], dtype=np.float32), lang))
