"""Tags and dependencies of sentences, by a small model trained on UD English EWT (`training/syntax.py`).

Tags are Penn Treebank tags, relations Universal Dependencies. It is the slowest step: call it for few sentences.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from warbook.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_WORDS = re.compile(r"\S+|\s+")


class Tree(msgspec.Struct, frozen=True, dict=True):
    """One sentence as parallel lists, a place for each token. `heads` are places in the same lists; a root is its own.

    `starts` and `ends` are code points of the whole text.
    """

    span: Span
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[str]
    heads: list[int]
    deps: list[str]
    children: list[list[int]]

    @cached_property
    def known(self) -> dict[tuple[object, ...], Any]:
        """What was asked of this tree before, by question; never part of the tree's value."""
        return {}

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
    lines = [_plain(text, span, replaced) for span in spans]
    docs = nlp.pipe((line.text for line in lines), batch_size=64)
    return [_tree(doc, span, line) for doc, span, line in zip(docs, spans, lines, strict=True)]


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
            piece, start = match.group(), match.start()
            piece = " " if piece.isspace() else piece
            pieces.append(piece)
            begins.extend(range(start, start + len(piece)))
            ends.extend(range(start + 1, start + 1 + len(piece)))
        pieces.append(word)
        begins.extend([hidden.start] * len(word))
        ends.extend([hidden.end] * len(word))
        at = hidden.end
    return _Plain("".join(pieces), begins, ends)


def _tree(doc: "Doc", span: Span, line: _Plain) -> Tree:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: n for n, token in enumerate(kept)}
    heads = [place.get(token.head.i, n) for n, token in enumerate(kept)]
    children: list[list[int]] = [[] for _ in kept]
    for n, head in enumerate(heads):
        if head != n:
            children[head].append(n)
    places = [token.idx for token in kept]
    words = [token.text for token in kept]
    return Tree(
        span=span,
        words=words,
        lower=[token.lower_ for token in kept],
        starts=[line.begins[place] for place in places],
        ends=[line.ends[place + len(word) - 1] for place, word in zip(places, words, strict=True)],
        tags=[token.tag_ for token in kept],
        heads=heads,
        deps=[token.dep_ for token in kept],
        children=children,
    )


@cache
def _model(lang: str) -> "Language":
    from spacy import load

    folder = resources.files(__package__).joinpath(f"models/{lang}")
    with resources.as_file(folder) as path:
        return load(path)
