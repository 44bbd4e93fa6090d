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
    """A sentence as the parser reads it; `breaks` and `origins` map its offsets back to the text."""

    text: str
    breaks: list[int]
    origins: list[tuple[int, int]]

    def place(self, start: int, end: int) -> tuple[int, int]:
        first, last = (self.origins[bisect_right(self.breaks, at) - 1] for at in (start, end - 1))
        first_break, last_break = (self.breaks[bisect_right(self.breaks, at) - 1] for at in (start, end - 1))
        begin = first[0] + (start - first_break if first[1] < 0 else 0)
        return begin, (last[0] + end - last_break if last[1] < 0 else last[1])


def _plain(text: str, span: Span, replaced: list[tuple[Span, str]]) -> _Plain:
    """Build the parser's line. An origin is (start, -1) for characters as they are, (start, end) for a stand-in."""
    pieces: list[str] = []
    breaks: list[int] = []
    origins: list[tuple[int, int]] = []
    length = 0

    def put(piece: str, origin: tuple[int, int]) -> None:
        nonlocal length
        if piece:
            breaks.append(length)
            origins.append(origin)
            pieces.append(piece)
            length += len(piece)

    at = span.start
    first = bisect_left(replaced, (Span(span.start, 0), ""))
    last = bisect_left(replaced, (Span(span.end, 0), ""))
    inside = [(s, w) for s, w in replaced[first:last] if s.end <= span.end]
    for hidden, word in [*inside, (Span(span.end, span.end), "")]:
        if hidden.start < at or hidden.start > span.end:
            continue
        for match in _WORDS.finditer(text, at, hidden.start):
            put(" " if match.group().isspace() else match.group(), (match.start(), -1))
        put(word, (hidden.start, hidden.end))
        at = hidden.end
    return _Plain("".join(pieces), breaks, origins)


def _tree(doc: "Doc", span: Span, line: _Plain) -> Tree:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: n for n, token in enumerate(kept)}
    heads = [place.get(token.head.i, n) for n, token in enumerate(kept)]
    children: list[list[int]] = [[] for _ in kept]
    for n, head in enumerate(heads):
        if head != n:
            children[head].append(n)
    where = [line.place(token.idx, token.idx + len(token)) for token in kept]
    return Tree(
        span=span,
        words=[token.text for token in kept],
        lower=[token.lower_ for token in kept],
        starts=[start for start, _ in where],
        ends=[end for _, end in where],
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
