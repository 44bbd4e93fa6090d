"""What single words usually are: common words, given names, surnames. Data made by `training/lexicon.py`."""

from functools import cache
from importlib import resources

_DATA = resources.files("warbook.language").joinpath("data")


@cache
def common_words() -> dict[str, float]:
    """Words in small letters → the share of times that they are written small in the middle of a sentence (0 to 1)."""
    rows = (line.split("\t") for line in _lines("words.tsv"))
    return {word: int(small) / (int(small) + int(capital)) for word, small, capital in rows}


@cache
def given_names() -> frozenset[str]:
    """First names in small letters."""
    return frozenset(_lines("given_names.txt"))


@cache
def surnames() -> frozenset[str]:
    """Frequent family names in small letters."""
    return frozenset(_lines("surnames.txt"))


def _lines(name: str) -> list[str]:
    return _DATA.joinpath(name).read_text(encoding="utf-8").splitlines()
