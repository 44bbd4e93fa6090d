"""Sources of figures: who says so, the origin first, then who passed it on.

    chains(text, sentences, figures) -> a tuple of sources for each figure, empty where the report speaks itself

The voices that could be meant are weighed by a small log-linear model (`training/sources.py`) whose weights are in
`sources.en.json`; a source holds over several figures until the model hears another voice.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from warbook.extraction.sources.features import Before, View, of_none, of_voice
from warbook.extraction.sources.floor import REACH_BACK, REACH_ON, Floor, Voice
from warbook.language.syntax import Tree
from warbook.model import Source, Span

Weights = Mapping[str, float]


class Option(msgspec.Struct, frozen=True):
    """A possible answer for a figure: a voice, or None for the report's own, with its features."""

    voice: Voice | None
    name: str | None
    features: list[str]


def chains(
    text: str,
    sentences: Sequence[Span],
    figures: Sequence[Span],
    trees: Mapping[int, Tree] | None = None,
    weights: Weights | None = None,
) -> list[tuple[Source, ...]]:
    """The sources of each of `figures`, in their order.

    `text` is the readable text of a report, `sentences` its sentences in order, `trees` those already parsed, by their
    place in `sentences`; others are parsed here if they are within reach of a figure and may name a voice.
    """
    if not figures:
        return []
    table = load() if weights is None else weights
    floor = Floor(text, sentences, figures, trees)
    found: dict[Span, tuple[Source, ...]] = {}
    before = Before(span=None, name="")
    for figure in floor.figures:
        best = decide(options(floor, figure, before), table)
        found[figure] = chain(floor, best)
        before = Before(span=figure, name=best.name)
    return [found[figure] for figure in figures]


def options(floor: Floor, figure: Span, before: Before) -> list[Option]:
    """All voices within reach of a figure, and none."""
    view = View(floor, figure, before)
    found = [Option(None, None, of_none(view))]
    for index in _reach(floor, view.index):
        for voice in floor.voices.get(index, []):
            near = -1 <= index - view.index <= 0
            if voice.speaker.kind != "pronoun" and (near or voice.speaks or index <= 1):
                found.append(Option(voice, floor.full_name(voice.speaker.name), of_voice(view, voice)))
    return found


def _reach(floor: Floor, index: int) -> list[int]:
    last = min(len(floor.sentences), index + REACH_ON + 1)
    return sorted({0, 1, *range(max(0, index - REACH_BACK), last)} & set(range(len(floor.sentences))))


def decide(found: Sequence[Option], weights: Weights) -> Option:
    """The option with the highest score."""
    get = weights.get
    return max(found, key=lambda option: sum([get(feature, 0.0) for feature in option.features]))


def chain(floor: Floor, option: Option) -> tuple[Source, ...]:
    """The sources that an option stands for."""
    if option.voice is None or option.name is None:
        return ()
    said = option.voice.said[0] if option.voice.said else None
    cue = floor.text[said.cue.start : said.cue.end] if said else None
    return (Source(name=option.name, cue=cue, span=option.voice.speaker.span),)


@cache
def load(lang: str = "en") -> dict[str, float]:
    """The stored weights."""
    path = resources.files(__package__).joinpath(f"sources.{lang}.json")
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found
