"""What a number counts: the noun phrase right after it, from the tags of the parsed sentence."""

import msgspec

from warbook.language.numbers import Number
from warbook.language.syntax import Tree
from warbook.model import Span

_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "AFX"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OPENERS = frozenset({"DT", "PDT", "PRP$"})
_LONGEST = 8


class Counted(msgspec.Struct, frozen=True):
    """A counted noun phrase. `words` are its modifiers and its noun as written, without articles; the noun is last."""

    span: Span
    words: tuple[str, ...]


def counted(tree: Tree, number: Number) -> Counted | None:
    """The phrase that a number of the sentence counts: 'trade agreement' in 'the 11 trade agreements'; None for none.

    After 'of' it is the whole that the number is taken from: 'best speakers' in 'one of the best speakers'.
    """
    token = _first_after(tree, number)
    if token is not None and tree.lower[token] == "of":
        token += 1
        while token < len(tree.tags) and tree.tags[token] in _OPENERS:
            token += 1
    elif token is not None and tree.tags[token] == "HYPH":
        token += 1
    if token is None:
        return None
    return _phrase(tree, token)


def _first_after(tree: Tree, number: Number) -> int | None:
    return next((i for i, start in enumerate(tree.starts) if start >= number.span.end), None)


def _phrase(tree: Tree, first: int) -> Counted | None:
    """From `first` to the last noun of an unbroken run of modifiers and nouns."""
    kept: list[int] = []
    last = None
    for token in range(first, min(first + _LONGEST, len(tree.tags))):
        tag = tree.tags[token]
        if tag in _NOUNS:
            last = token
        elif tag == "CC" and _joins_modifiers(tree, token, first):
            continue
        elif tag not in _MODIFIERS or (last is not None and tag in ("VBN", "VBG", "JJ")):
            break
        kept.append(token)
    if last is None:
        return None
    words = tuple(tree.words[i] for i in kept if i <= last and tree.tags[i] not in ("HYPH", "POS"))
    return Counted(Span(tree.starts[first], tree.ends[last]), words)


def _joins_modifiers(tree: Tree, token: int, first: int) -> bool:
    """'digital and physical sales': the conjunction stands between two modifiers."""
    if not first < token < len(tree.tags) - 1:
        return False
    return tree.tags[token - 1] in ("JJ", "NNP") and tree.tags[token + 1] == tree.tags[token - 1]
