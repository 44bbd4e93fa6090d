"""Sources of figures: who says so, the origin first, then who passed it on.

    chains(text, sentences, figures) -> a tuple of sources for each figure, empty where the report speaks itself

A small log-linear model decides (`training/sources.py`, weights in `sources.en.json`): it weighs the voices within
reach of each figure, and whether the source of the figure before goes on, since a source holds until another voice
starts.
"""

from collections.abc import Mapping, Sequence

from warbook.extraction.reader.beside import Beside
from warbook.extraction.sources import afterwards
from warbook.extraction.sources.chain import chain
from warbook.extraction.sources.floor import Floor
from warbook.extraction.sources.impersonal import is_nobody
from warbook.extraction.sources.naming import whole_name
from warbook.extraction.sources.ranking import Weights, ask, load, settle
from warbook.language.syntax import Tree
from warbook.model import Source, Span


def chains(
    text: str,
    sentences: Sequence[Span],
    figures: Sequence[Span],
    trees: Mapping[int, Tree] | None = None,
    weights: Weights | None = None,
    beside: Mapping[Span, Beside] | None = None,
    trust: float = 0.0,
) -> list[tuple[Source, ...]]:
    """The sources of each of `figures`, in their order.

    `text` is the readable text of a report, `sentences` its sentences in order, `trees` those already parsed, by their
    place in `sentences`; others are parsed here if they are within reach of a figure and may name a voice. `beside` is
    what the reader says of each figure, and `trust` how much that counts.
    """
    if not figures:
        return []
    floor = Floor(text, sentences, figures, trees)
    asked = ask(floor, floor.figures, beside if trust else None)
    chosen = settle(asked, load() if weights is None else weights, trust)
    found = {
        option.figure: tuple(_whole(text, source) for source in chain(floor, option) if not is_nobody(source.name))
        for option in chosen
    }
    return afterwards.apply(text, figures, [found[figure] for figure in figures])


def _whole(text: str, source: Source) -> Source:
    """The source with its whole name, where its name stands in the text as it is given."""
    span = source.span
    if span is None or " ".join(text[span.start : span.end].split()) != source.name:
        return source
    wider = whole_name(text, span)
    return Source(" ".join(text[wider.start : wider.end].split()), source.cue, wider)
