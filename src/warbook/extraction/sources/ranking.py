"""Weigh the voices for each figure alone, then in the light of the figures around it."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp, log

import msgspec

from warbook.extraction.sources.features import Before, View, of_none, of_sequence, of_voice
from warbook.extraction.sources.floor import REACH_BACK, REACH_ON, Floor, Voice
from warbook.model import Span

BEAM = 6
_NEVER = frozenset({"hearer", "place", "within"})
Weights = Mapping[str, float]


class Option(msgspec.Struct, frozen=True):
    """A possible answer for a figure: a voice, or None for the report's own. `name` is who that is in the report."""

    figure: Span
    voice: Voice | None
    name: str | None
    features: list[str]


def options(floor: Floor, figure: Span) -> tuple[View, list[Option]]:
    """All voices within reach of a figure, and none."""
    view = View(floor, figure)
    found = [Option(figure, None, None, of_none(view))]
    last = min(len(floor.sentences), view.index + REACH_ON + 1)
    for index in sorted({0, 1, *range(max(0, view.index - REACH_BACK), last)}):
        for voice in floor.voices.get(index, []):
            if _possible(voice, index - view.index):
                found.append(Option(figure, voice, floor.full_name(voice.speaker.name), of_voice(view, voice)))
    return view, found


def _possible(voice: Voice, apart: int) -> bool:
    if voice.pronoun or voice.part in _NEVER:
        return False
    known = voice.speaker.kind not in ("name", "paper")
    return voice.strong or apart == 0 or (-2 <= apart < 0 and (voice.part == "subject" or known)) or (voice.sentence <= 1 and known)


def settle(asked: Sequence[tuple[View, list[Option]]], weights: Weights) -> list[Option]:
    """The option chosen for each figure of a report, by a beam over the figures in text order."""
    beam: list[tuple[float, list[Option]]] = [(0.0, [])]
    for view, found in asked:
        alone = [sum([weights.get(feature, 0.0) for feature in option.features]) for option in found]
        grown = [step for path in beam for step in _steps(path, view, found, alone, weights)]
        beam = sorted(grown, key=lambda step: -step[0])[:BEAM]
    return beam[0][1]


def _steps(
    path: tuple[float, list[Option]], view: View, found: list[Option], alone: list[float], weights: Weights
) -> list[tuple[float, list[Option]]]:
    total, chosen = path
    before = Before(chosen[-1].figure, chosen[-1].name) if chosen else None
    scores = [
        score + sum([weights.get(feature, 0.0) for feature in of_sequence(view, option.name, before)])
        for option, score in zip(found, alone, strict=True)
    ]
    top = max(scores)
    scale = top + log(sum(exp(score - top) for score in scores))
    best: dict[str | None, tuple[float, Option]] = {}
    for option, score in zip(found, scores, strict=True):
        if option.name not in best or score > best[option.name][0]:
            best[option.name] = (score, option)
    return [(total + score - scale, [*chosen, option]) for score, option in best.values()]


@cache
def load(lang: str = "en") -> dict[str, float]:
    """The stored weights."""
    path = resources.files(__package__).joinpath(f"sources.{lang}.json")
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found
