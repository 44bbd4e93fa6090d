"""How often a word was a cue in the texts that the models learned from, alone and with what hangs from it.

A model that knows words one by one learns little about rare ones; these rates let it treat rare words alike that
behave alike. They are counted on other articles than the one at hand when the models are trained.
"""

from collections.abc import Mapping
from functools import cache
from math import log2

from warbook.language.attribution import tagger
from warbook.language.syntax import Tree

Counts = Mapping[str, tuple[int, int]]

_FRAME = {"ccomp": "c", "parataxis": "p", "xcomp": "x", "obj": "o", "obl": "b", "nsubj": "s", "nsubj:pass": "s"}
_ENDINGS = ("ing", "ed", "es", "s")
_RARE, _COMMON = 0.05, 9
NEVER = ("0", "n")


@cache
def load(lang: str = "en") -> Counts:
    """Key → (times a cue, times seen), for every key that was a cue at least once."""
    found = {}
    for line in tagger.lines("rates.tsv.gz", lang):
        key, cue, seen = line.split("\t")
        found[key] = (int(cue), int(seen))
    return found


@cache
def stem(word: str) -> str:
    """A word without its regular ending: 'claims', 'claimed', 'claiming' → 'claim'. Rough on purpose."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    if word.endswith("i"):
        word = word[:-1] + "y"
    return word.rstrip("e")


def frame(tree: Tree, i: int) -> str:
    """What hangs from a token, as letters: clause, parataxis, infinitive, object, oblique, subject."""
    if tree.tags[i][0] not in "VNJ":
        return ""
    return "".join(sorted({_FRAME.get(tree.deps[child], "") for child in tree.children[i]}))


def keys(tree: Tree, i: int) -> tuple[str, str]:
    """The two keys under which a token is counted: its stem, and its stem with its frame or the next word."""
    key = f"{stem(tree.lower[i])}/{tree.tags[i][0]}"
    if tree.tags[i][0] in "VNJ":
        return key, f"{key}/{frame(tree, i)}"
    return key, f"{key}+{tree.lower[i + 1] if i + 1 < len(tree.lower) else ''}"


def level(counts: Counts, key: str) -> tuple[str, str]:
    """How often a key was a cue, in tenths, and how well that is known."""
    if key not in counts:
        return NEVER
    cue, seen = counts[key]
    rate = (cue + 2 * _RARE) / (seen + 2)
    return str(min(_COMMON, int(rate * 10))), str(min(3, int(log2(seen + 1) / 1.5)))
