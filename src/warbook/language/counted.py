"""What a number counts: the noun phrase right after it, from the tags of the parsed sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from warbook.language.numbers import Number
from warbook.language.syntax import Tree
from warbook.model import Span

_KEPT = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OPENERS = frozenset({"DT", "PDT", "PRP$", "CD"})
_LONGEST = 8
_COMPARED = re.compile(
    r"\b(?:up|down|compared)[ \n]+(?:from|with|to)\b"
    r"|\b(?:against|than|versus|and|or|from|to)[ \n]+(?:an?[ \n]+[a-z]+[ \n]+of[ \n]+)?\Z"
)


class Counted(msgspec.Struct, frozen=True):
    """A counted noun phrase. `words` are its adjectives and nouns as written, the noun last."""

    span: Span
    words: tuple[str, ...]


def phrases(text: str, trees: Iterable[Tree], numbers: Iterable[Number]) -> dict[Span, Counted]:
    """What each number (by its span) counts, so far as the sentences tell.

    A bare number that is compared with the one before it counts the same: 'sold 22 carts, up from 20'.
    """
    found: dict[Span, Counted] = {}
    lines = sorted(trees, key=lambda tree: tree.span)
    before: Number | None = None
    for number in numbers:
        at = bisect_right(lines, number.span.start, key=lambda tree: tree.span.start) - 1
        tree = lines[at] if at >= 0 and number.span.start < lines[at].span.end else None
        phrase = counted(tree, number) if tree else None
        if phrase is None and before is not None and number.unit == before.unit:
            between = text[before.span.end : number.span.start]
            phrase = found.get(before.span) if len(between) < 90 and _COMPARED.search(between.lower()) else None
        if phrase:
            found[number.span] = phrase
        before = number
    return found


def counted(tree: Tree, number: Number) -> Counted | None:
    """The phrase that a number of the sentence counts: 'trade agreement' in 'the 11 trade agreements'; None for none.

    After 'of' it is the whole that the number is taken from: 'best speakers' in 'one of the best speakers'.
    """
    token = next((i for i, start in enumerate(tree.starts) if start >= number.span.end), None)
    if token is None:
        return None
    if tree.lower[token] == "of":
        token += 1
        while token < len(tree.tags) and tree.tags[token] in _OPENERS:
            token += 1
    elif tree.tags[token] == "HYPH":
        token += 1
    return _phrase(tree, token)


def _phrase(tree: Tree, first: int) -> Counted | None:
    """From `first` to the last noun of an unbroken run of modifiers and nouns."""
    last = None
    for token in range(first, min(first + _LONGEST, len(tree.tags))):
        tag = tree.tags[token]
        if tag in _NOUNS:
            last = token
        elif tag == "CC" and _joins_modifiers(tree, token, first):
            continue
        elif tag not in _MODIFIERS or (last is not None and tag in ("VBN", "VBG", "JJ")):
            break
    if last is None:
        return None
    words = tuple(tree.words[i] for i in range(first, last + 1) if tree.tags[i] in _KEPT)
    return Counted(Span(tree.starts[first], tree.ends[last]), words)


def _joins_modifiers(tree: Tree, token: int, first: int) -> bool:
    """'digital and physical sales': the conjunction stands between two modifiers of a kind."""
    if not first < token < len(tree.tags) - 1:
        return False
    return tree.tags[token - 1] in ("JJ", "NNP") and tree.tags[token + 1] == tree.tags[token - 1]
