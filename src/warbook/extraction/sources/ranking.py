"""Weigh the voices for each figure alone, then in the light of the figures around it."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat

import msgspec

from warbook.extraction.reader.beside import Beside
from warbook.extraction.sources.features import STEPS, View, of_none, of_step, of_voice
from warbook.extraction.sources.floor import REACH_BACK, REACH_ON, Floor
from warbook.extraction.sources.impersonal import is_nobody
from warbook.extraction.sources.speakers import kinds
from warbook.extraction.sources.voices import Voice
from warbook.model import Span

LABELS = 4
"""Sentences before the figure that are led by a speaker's label, as in a transcript, which may still hold."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_NEVER = frozenset({"hearer", "within"})
Weights = Mapping[str, float]


class Option(msgspec.Struct, frozen=True, gc=False):
    """A possible answer for a figure: a voice, or None for the report's own. `name` is who that is in the report.

    `said` is how likely the reader finds it; `read` is where the name stands that only the reader saw.
    """

    figure: Span
    voice: Voice | None
    name: str | None
    said: float = 0.0
    read: Span | None = None


def options(floor: Floor, view: View) -> list[Option]:
    """All voices within reach of a figure, and none."""
    found = [Option(view.figure, None, None)]
    last = min(len(floor.sentences), view.index + REACH_ON + 1)
    near = {0, 1, *range(max(0, view.index - REACH_BACK), last)}
    before = bisect_left(floor.labelled, view.index)
    for index in sorted(near | set(floor.labelled[max(0, before - LABELS) : before])):
        for voice in floor.voices.get(index, []):
            holds_on = index < view.index and (view.listed or voice.part == "label")
            if (index in near or holds_on) and _possible(voice, index - view.index):
                name = floor.name_of(voice)
                found += [] if is_nobody(name) else [Option(view.figure, voice, name)]
    return found


def _possible(voice: Voice, apart: int) -> bool:
    if voice.pronoun or voice.part in _NEVER:
        return False
    known = voice.speaker.kind not in ("name", "paper")
    return (
        voice.strong
        or -1 <= apart <= 0
        or (apart == -2 and (voice.part == "subject" or known))
        or (voice.sentence <= 1 and known)
    )


def _with_reader(floor: Floor, choices: list[Option], beside: Beside) -> list[Option]:
    """The options with what the reader says of each, and the name that it found where no voice stands."""
    found = [
        msgspec.structs.replace(
            one, said=beside.own_voice() if one.voice is None else beside.voice(one.voice.speaker.span)
        )
        for one in choices
    ]
    likeliest = beside.likeliest_voice()
    if likeliest is None:
        return found
    span, chance = likeliest
    if any(
        one.voice and span.start < one.voice.speaker.span.end and one.voice.speaker.span.start < span.end
        for one in found
    ):
        return found
    name = _ARTICLE.sub("", " ".join(floor.text[span.start : span.end].split()))
    named = _names_somebody(name) and not floor.is_verb(span.start)
    return [*found, Option(choices[0].figure, None, name, chance, span)] if named else found


def _names_somebody(name: str) -> bool:
    """Whether a name has a capital or a noun for those who speak, as 'mid-' and 'television' have not."""
    return any(word[:1].isupper() or word.lower() in kinds() for word in name.split())


class Ask(msgspec.Struct, frozen=True):
    """One figure to be given a source: its options with their features, and those of each kind of step to it."""

    options: list[Option]
    features: list[list[str]]
    steps: dict[str, list[str]]


def ask(floor: Floor, figures: Sequence[Span], beside: Mapping[Span, Beside] | None = None) -> Iterator[Ask]:
    """The questions of a report, one for each figure in text order; `beside` is what the reader says of each."""
    before: Span | None = None
    for figure in figures:
        view = View(floor, figure)
        choices = options(floor, view)
        if beside and figure in beside:
            choices = _with_reader(floor, choices, beside[figure])
        yield Ask(
            options=choices,
            features=[_features(view, option) for option in choices],
            steps={step: of_step(view, step, before) for step in STEPS},
        )
        before = figure


def _features(view: View, option: Option) -> list[str]:
    if option.voice is not None:
        return of_voice(view, option.voice)
    return of_none(view) if option.read is None else ["only read"]


def settle(asked: Iterable[Ask], weights: Weights, trust: float = 0.0) -> list[Option]:
    """The option chosen for each figure: the best-scoring sequence of a report (Viterbi).

    `trust` is how much the reader's word counts, which is not asked where a voice of the text is seen to say the
    figure. The questions may come one by one: of each only its options are kept.
    """
    best: list[float] = []
    back: list[list[int]] = []
    rows: list[list[Option]] = []
    for one in asked:
        scores = [_sum(features, weights) for features in one.features]
        if trust and not _is_quoted(one):
            scores = [score + trust * option.said for score, option in zip(scores, one.options, strict=True)]
        if rows:
            ways = _arrivals(rows[-1], one, best, weights)
            scores = [score + reached for score, (reached, _) in zip(scores, ways, strict=True)]
            back.append([origin for _, origin in ways])
        best = scores
        rows.append(one.options)
    path = [max(range(len(best)), key=best.__getitem__)] if best else []
    for origins in reversed(back):
        path.append(origins[path[-1]])
    return [row[place] for row, place in zip(rows, reversed(path), strict=True)]


def _is_quoted(one: Ask) -> bool:
    """Whether a voice of the text is seen to say the figure."""
    return any(option.voice is not None and option.voice.holds(option.figure.start) for option in one.options)


def _arrivals(earlier: Sequence[Option], one: Ask, best: Sequence[float], weights: Weights) -> list[tuple[float, int]]:
    """For each option of a figure the best way to it from the figure before: score and place of the option there."""
    prices = {step: _sum(features, weights) for step, features in one.steps.items()}
    leaders: dict[str | None, int] = {}
    for place, option in enumerate(earlier):
        if option.name not in leaders or best[place] > best[leaders[option.name]]:
            leaders[option.name] = place
    found = []
    for option in one.options:
        ways = [(best[place] + prices[step_of(name, option.name)], place) for name, place in leaders.items()]
        found.append(max(ways))
    return found


def step_of(before: str | None, now: str | None) -> str:
    """What kind of step it is from the source of one figure to that of the next."""
    if now is None:
        return "stay silent" if before is None else "fall silent"
    return "go on" if before == now else "start" if before is None else "change"


def _sum(features: Sequence[str], weights: Weights) -> float:
    return sum(map(weights.get, features, repeat(0.0)))


@cache
def load(lang: str = "en") -> dict[str, float]:
    """The stored weights."""
    path = resources.files(__package__).joinpath(f"sources.{lang}.json")
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found
