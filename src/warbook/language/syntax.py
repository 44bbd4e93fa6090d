"""Tags and dependencies of sentences, by a small model trained on UD English EWT (`training/syntax.py`).

Tags are Penn Treebank tags, relations Universal Dependencies. It is the slowest step: call it for few sentences.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from warbook.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_WORDS = re.compile(r"(?P<plain>\S+(?: \S+)*)|\s+")
"""Words with one blank between them, or other blanks."""


class Tree(msgspec.Struct, frozen=True, gc=False):
    """One sentence as parallel rows, a place for each token. `heads` are places in the same rows; a root is its own.

    `starts` and `ends` are code points of the whole text.
    """

    span: Span
    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]

    def token_at(self, offset: int) -> int | None:
        """The place of the token that covers or follows `offset`, or None past the end."""
        place = bisect_right(self.ends, offset)
        return place if place < len(self.ends) else None

    def tokens_in(self, span: Span) -> range:
        """The places of the tokens that overlap a stretch of the text."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def path_up(self, token: int) -> list[int]:
        """The token and its governors up to the root."""
        path = [token]
        while self.heads[path[-1]] != path[-1] and len(path) <= len(self.heads):
            path.append(self.heads[path[-1]])
        return path


def parse(
    text: str, spans: Sequence[Span], stand_ins: Mapping[Span, str] | None = None, lang: str = "en"
) -> list[Tree]:
    """A tree for each span of `text`, in order.

    Blanks (line breaks, masked markup) are read as one space. `stand_ins` are stretches to be read as one plain word
    instead ('more than 90,000' as '90'): the token covers the whole stretch.
    """
    nlp = _model(lang)
    replaced = sorted((stand_ins or {}).items())
    strings = _Strings(nlp.vocab.strings)
    lines = ((line.text, line) for line in (_plain(text, span, replaced) for span in spans))
    read = nlp.pipe(lines, as_tuples=True, batch_size=64)
    return [_tree(doc, span, line, strings) for (doc, line), span in zip(read, spans, strict=True)]


class _Plain(NamedTuple):
    """A sentence as the parser reads it; `begins` and `ends` are, for each of its characters, offsets in the text."""

    text: str
    begins: list[int]
    ends: list[int]


def _plain(text: str, span: Span, replaced: list[tuple[Span, str]]) -> _Plain:
    """Build the parser's line: each stretch of blanks one space, each stand-in in the place of what it stands for."""
    pieces: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    at = span.start
    first = bisect_left(replaced, (Span(span.start, 0), ""))
    last = bisect_left(replaced, (Span(span.end, 0), ""))
    inside = [(s, w) for s, w in replaced[first:last] if s.end <= span.end]
    for hidden, word in [*inside, (Span(span.end, span.end), "")]:
        if hidden.start < at or hidden.start > span.end:
            continue
        for match in _WORDS.finditer(text, at, hidden.start):
            start = match.start()
            piece = match.group() if match.lastgroup == "plain" else " "
            pieces.append(piece)
            begins.extend(range(start, start + len(piece)))
            ends.extend(range(start + 1, start + 1 + len(piece)))
        pieces.append(word)
        begins.extend([hidden.start] * len(word))
        ends.extend([hidden.end] * len(word))
        at = hidden.end
    return _Plain("".join(pieces), begins, ends)


class _Strings(dict[int, str]):
    """The model's strings by their keys, each made once, so that sentences share their words."""

    def __init__(self, store: "StringStore") -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        self[key] = found = self._store[key]
        return found


_COLUMNS: list[int | str] = ["IS_SPACE", "IDX", "HEAD", "ORTH", "LOWER", "TAG", "DEP"]


def _tree(doc: "Doc", span: Span, line: _Plain, strings: _Strings) -> Tree:
    table = doc.to_array(_COLUMNS)
    heads = np.arange(len(table)) + table[:, 2].astype(np.int64)  # told by how far away they are
    blank = table[:, 0] != 0
    if blank.any():
        kept, own = np.flatnonzero(~blank), np.arange(len(table)) - np.cumsum(blank)
        heads = np.where(blank[heads], own, own[heads])[kept]
        table = table[kept]
    places = table[:, 1].tolist()
    words, lower, tags, deps = (tuple(map(strings.__getitem__, table[:, column].tolist())) for column in range(3, 7))
    children: list[list[int]] = [[] for _ in words]
    for n, head in enumerate(governors := tuple(heads.tolist())):
        if head != n:
            children[head].append(n)
    return Tree(
        span=span,
        words=words,
        lower=lower,
        starts=array("I", [line.begins[place] for place in places]),
        ends=array("I", [line.ends[place + len(word) - 1] for place, word in zip(places, words, strict=True)]),
        tags=tags,
        heads=governors,
        deps=deps,
        children=tuple(map(tuple, children)),
    )


@cache
def _model(lang: str) -> "Language":
    from spacy import load
    from thinc.api import use_ops

    folder = resources.files(__package__).joinpath(f"models/{lang}")
    with resources.as_file(folder) as path, use_ops("numpy", use_blis=False):  # numpy's product: three times as fast
        return load(path)
