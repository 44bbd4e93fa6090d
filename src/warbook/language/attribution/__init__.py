"""Who says what: the words of attribution in a text, with their source and their content.

    for said in attribution.find(text, trees):
        said.source, said.cue, said.content

Two small models trained on news (`training/attribution.py`) decide: one which words are cues, one which words around a
cue name its source and which its content. A content that goes on in quotation marks after its sentence is followed.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from warbook.language import quotations
from warbook.language.attribution import cue_features, lexicon, role_features, tagger
from warbook.language.attribution.role_features import Place
from warbook.language.attribution.tagger import Scores
from warbook.language.attribution.windows import followed, numbers
from warbook.language.syntax import Tree
from warbook.model import Attribution, Span

__all__ = ["Attribution", "Heard", "cue_labels", "cue_words", "find", "runs"]
Heard = Callable[[Tree], Scores | None]
"""What another says of the words of a sentence: words × labels of `cue_labels`, to be added to the model's own sums."""


def find(
    text: str,
    trees: Sequence[Tree],
    sentences: Sequence[Span] | None = None,
    quoted: Sequence[Span] | None = None,
    lang: str = "en",
    beside: Heard | None = None,
) -> list[Attribution]:
    """The attributions of `text` in the order of their cues.

    `trees` are the sentences to look in, parsed; `sentences` are all sentences of the text (default: those of the
    trees), `quoted` its quotations (default: found here). `beside` has a word on which words are cues.
    """
    spans = [tree.span for tree in trees] if sentences is None else sentences
    marks = quotations.find(text) if quoted is None else quoted
    found = []
    for tree in trees:
        if tree.words:
            inside = numbers(tree.starts, marks)
            for place, labels in _read(tree, inside, beside(tree) if beside else None, lang):
                found.append(_attribution(text, tree, place, labels, spans, marks, lang))
    return found


def _read(tree: Tree, inside: Sequence[int], beside: Scores | None, lang: str) -> Iterator[tuple[Place, list[str]]]:
    """The cues of a sentence, each with a label for every word: of its source, of its content, of neither."""
    places = _cues(tree, inside, beside, lang)
    taken = [any(place.first <= i <= place.last for place in places) for i in range(len(tree.words))] if places else []
    for place in places:
        others = [flag and not place.first <= i <= place.last for i, flag in enumerate(taken)]
        yield place, tagger.load("roles", lang).tag(role_features.of(tree, place, inside, others))


def _attribution(
    text: str,
    tree: Tree,
    place: Place,
    labels: Sequence[str],
    spans: Sequence[Span],
    marks: Sequence[Span],
    lang: str,
) -> Attribution:
    return Attribution(
        source=_parts(tree, labels, "S"),
        cue=Span(tree.starts[place.first], tree.ends[place.last]),
        content=followed(text, tree.span, _parts(tree, labels, "C"), spans, marks),
        kinds=lexicon.kinds(lang).get(tree.lower[place.head], ()),
    )


def cue_labels(lang: str = "en") -> tuple[str, ...]:
    """What a word can be to a cue, in the order of the model: its beginning, a word more of it, no part of one."""
    return tagger.load("cues", lang).labels


def _cues(tree: Tree, inside: Sequence[int], beside: Scores | None, lang: str) -> list[Place]:
    labels = tagger.load("cues", lang).tag(cue_features.of(tree, inside), beside)
    return [role_features.place(tree, first, last) for first, last in runs(labels)]


def runs(labels: Sequence[str]) -> list[tuple[int, int]]:
    """First and last token of each stretch that begins with 'B' (or 'I' after 'O') and goes on with 'I'."""
    found: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == "B" or (label == "I" and (not found or found[-1][1] != i - 1)):
            found.append((i, i))
        elif label == "I":
            found[-1] = (found[-1][0], i)
    return found


def _parts(tree: Tree, labels: Sequence[str], wanted: str) -> tuple[Span, ...]:
    parts: list[Span] = []
    previous = -2
    for i, label in enumerate(labels):
        if label != wanted:
            continue
        if previous == i - 1 and parts:
            parts[-1] = Span(parts[-1].start, tree.ends[i])
        else:
            parts.append(Span(tree.starts[i], tree.ends[i]))
        previous = i
    return tuple(parts)


@cache
def cue_words(lang: str = "en") -> frozenset[str]:
    """Words of the cue vocabulary in lower case. A sentence with none of them and no quotation seldom has a cue."""
    return frozenset(lexicon.kinds(lang))
