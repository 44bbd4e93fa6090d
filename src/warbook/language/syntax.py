"""Tags and dependencies of sentences, by a small model trained on UD English EWT (`training/syntax.py`).

Tags are Penn Treebank tags, relations Universal Dependencies. It is the slowest step: call it for few sentences.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from warbook.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Tree(msgspec.Struct, frozen=True):
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

    def token_at(self, offset: int) -> int | None:
        """The place of the token that covers or follows `offset`, or None past the end."""
        return next((i for i, end in enumerate(self.ends) if end > offset), None)

    def path_up(self, token: int) -> list[int]:
        """The token and its governors up to the root."""
        path = [token]
        while self.heads[path[-1]] != path[-1] and len(path) <= len(self.heads):
            path.append(self.heads[path[-1]])
        return path


def parse(text: str, spans: Sequence[Span], lang: str = "en") -> list[Tree]:
    """A tree for each span of `text`, in order. Runs of blanks (masked markup) are no tokens."""
    nlp = _model(lang)
    docs = nlp.pipe((text[span.start : span.end] for span in spans), batch_size=64)
    return [_tree(doc, span) for doc, span in zip(docs, spans, strict=True)]


def _tree(doc: "Doc", span: Span) -> Tree:
    kept = [token for token in doc if not token.is_space]
    place = {token.i: n for n, token in enumerate(kept)}
    heads = [place.get(token.head.i, n) for n, token in enumerate(kept)]
    children: list[list[int]] = [[] for _ in kept]
    for n, head in enumerate(heads):
        if head != n:
            children[head].append(n)
    return Tree(
        span=span,
        words=[token.text for token in kept],
        lower=[token.lower_ for token in kept],
        starts=[span.start + token.idx for token in kept],
        ends=[span.start + token.idx + len(token) for token in kept],
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


def warm_up(langs: Iterable[str] = ("en",)) -> None:
    """Load the models now, so that the first report is not slower than the others."""
    for lang in langs:
        _model(lang)
