"""What a sentence is about, as a point among other sentences: the sum of its words' vectors.

Words that mean alike lie close together, so that what is learnt of 'subscribe' holds for 'enrol'. The vectors
(`wording.en.npz`) are made by `training/word_vectors.py`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import sqrt
from typing import NamedTuple, TypeVar

import numpy as np

Number = TypeVar("Number", int, float)

DIMENSIONS = 64
LONGEST_ENDING, SHORTEST_STEM = 3, 2
"""Letters that a word may lose at its end until it is known, and must keep: 'barcodes', 'unlocking'."""


class _Vectors(NamedTuple):
    rows: dict[str, int]
    vectors: np.ndarray


def point(words: Sequence[str], lang: str = "en") -> np.ndarray | None:
    """The place of a sentence of lower-case words; None where no word is known or the language has no vectors."""
    known = _shipped(lang)
    if known is None:
        return None
    rows = [row for word in words if (row := lookup(word, known.rows)) is not None]
    return known.vectors[rows].sum(axis=0) / sqrt(len(rows) + 1) if rows else None


def along(direction: np.ndarray, lang: str = "en") -> dict[str, float]:
    """How far each word lies in a direction, so that a sentence's place in it is a sum of numbers."""
    known = _shipped(lang)
    return dict(zip(known.rows, (known.vectors @ direction).tolist(), strict=True)) if known else {}


def is_known(word: str, lang: str = "en", *, ending: bool = False) -> bool:
    """Whether a lower-case word is one of the common words of a language; `ending`: perhaps with one."""
    shipped = _shipped(lang)
    return shipped is not None and (word in shipped.rows or (ending and lookup(word, shipped.rows) is not None))


def lookup(word: str, table: Mapping[str, Number]) -> Number | None:
    """What a table of known words holds for a word, or for it without its ending."""
    if (found := table.get(word)) is not None or len(word) <= SHORTEST_STEM:
        return found
    shorter = range(len(word) - 1, max(len(word) - LONGEST_ENDING, SHORTEST_STEM) - 1, -1)
    return next((table[word[:length]] for length in shorter if word[:length] in table), None)


@cache
def _shipped(lang: str) -> _Vectors | None:
    file = resources.files(__package__).joinpath(f"wording.{lang}.npz")
    if not file.is_file():
        return None
    with file.open("rb") as stream, np.load(stream) as made:
        words = str(made["words"]).split("\n")
        vectors = made["vectors"].astype(np.float32) * float(made["scale"])
    return _Vectors({word: row for row, word in enumerate(words)}, vectors)
