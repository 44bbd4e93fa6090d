"""What the reader's encoder makes of a report: a state of each token in the light of its page, and what probes find.

The encoder was taught to tell whose number is what in reports of war (`extraction/reader`), and stays as it is. A
probe is a weight for each part of a state: it says how far the words of a stretch are those of an attack, of its place,
of its dead, where no list of words does.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec
import numpy as np
from numpy.typing import NDArray

from warbook.extraction import reader
from warbook.extraction.incidents.report import Report
from warbook.extraction.reader import encoder
from warbook.extraction.reader.encoder import Encoder
from warbook.extraction.reader.heads import Array
from warbook.extraction.reader.labels import EVENTS, MODALITIES
from warbook.extraction.reader.page import DATE, LENGTH, NUMBER, PLAIN, load_tokenizer, plain, ranges, specials
from warbook.model import Span

MARGIN = 32
"""Tokens at the end of a page that are read for the sake of their neighbours; the next page has them again."""
Hint = Callable[[Span], float]
"""How far a stretch of a report is what a probe looks for."""
Hints = Mapping[str, Hint]
"""By probe: 'whole' of a report, 'lines', 'places', 'days', 'killed', 'wounded'; and what the reader reads, see
`as_read`."""


class Context(msgspec.Struct, frozen=True):
    """The states (tokens × size) of a report's text, where each token begins and ends in it, and its sentences."""

    states: NDArray[np.float16]
    starts: list[int]
    ends: list[int]
    lines: list[Span]

    def parts(self, span: Span) -> list[slice]:
        """The tokens of a stretch, of the sentence where it begins, and of the whole report."""
        line = self.lines[max(0, bisect_right(self.lines, span.start, key=lambda one: one.start) - 1)]
        return [self._tokens(span), self._tokens(line), slice(0, len(self.ends))]

    def mean(self, span: Span) -> list[Array]:
        """The mean state of each part."""
        return [self.states[part].mean(0, dtype=np.float32) for part in self.parts(span)]

    def _tokens(self, span: Span) -> slice:
        """The tokens that a stretch overlaps; the nearest one where there are none."""
        first = min(bisect_right(self.ends, span.start), len(self.ends) - 1)
        return slice(first, max(bisect_left(self.starts, span.end), first + 1))


def of(report: Report, lang: str = "en") -> Context:
    """The states of a report. Takes about a second for a thousand tokens."""
    tokenizer = load_tokenizer(lang)
    body = tokenizer.encode(plain(report.text), add_special_tokens=False)
    starts, ends = [s for s, _ in body.offsets], [e for _, e in body.offsets]
    marks = [PLAIN] * len(body.ids)
    dates = [time.span for line in report.lines for time in line.times]
    numbers = [number.span for line in report.lines for number in line.numbers]
    for mark, spans in ((DATE, dates), (NUMBER, numbers)):
        for _, (first, last) in ranges(spans, starts, ends):
            marks[first : last + 1] = [mark] * (last + 1 - first)
    return Context(
        _states(body.ids, marks, specials(tokenizer), encoder.load(lang)),
        starts,
        ends,
        [line.span for line in report.lines],
    )


def _states(ids: Sequence[int], marks: Sequence[int], ends: tuple[int, int], encode: Encoder) -> NDArray[np.float16]:
    """The states of a text cut into pages; where two overlap, those of the page that has more text around."""
    opening, parting = ends
    pieces = []
    for first in range(0, max(1, len(ids) - 2 * MARGIN), LENGTH - 2 * MARGIN):
        last = min(first + LENGTH, len(ids))
        page = [opening, parting, *ids[first:last], parting]
        states = encode(page, [PLAIN, PLAIN, *marks[first:last], PLAIN])[2:-1]
        pieces.append(states[MARGIN if first else 0 : None if last == len(ids) else -MARGIN])
    return np.concatenate(pieces).astype(np.float16)


def as_read(context: Context, lang: str = "en") -> Hints:
    """What the reader makes of a number or a word for a victim, as natural logarithms of chances: 'read figure', 'read
    killed' and 'read wounded' (casualties count for both), 'read asserted'."""
    seen: dict[Span, dict[str, float]] = {}

    def read(name: str, span: Span) -> float:
        if span not in seen:
            states = context.states[context.parts(span)[0]].astype(np.float32)
            seen[span] = _chances(reader.classify(states, [(0, len(states) - 1)], lang))
        return seen[span][name]

    return {name: partial(read, name) for name in READ}


READ = ("read figure", "read killed", "read wounded", "read asserted")


def _chances(tables: Mapping[str, Array]) -> dict[str, float]:
    event = dict(zip(EVENTS, tables["event"][0].tolist(), strict=True))
    return {
        "read figure": float(tables["figure"][0, 1]),
        "read killed": float(np.logaddexp(event["killed"], event["casualties"])),
        "read wounded": float(np.logaddexp(event["wounded"], event["casualties"])),
        "read asserted": float(tables["modality"][0, MODALITIES.index("asserted")]),
    }


def hint(context: Context, probe: Sequence[float]) -> Hint:
    """What a probe finds in a report: the mean over each part of the weighted states, and the probe's last number.

    A probe looks at a stretch alone, or has weights for its sentence and for the whole report as well.
    """
    weights = np.array(probe[:-1], np.float32).reshape(-1, context.states.shape[1])
    sums = np.cumsum(context.states @ weights.T, axis=0, dtype=np.float64)
    sums = np.concatenate([np.zeros((1, len(weights))), sums])

    def found(span: Span) -> float:
        parts = context.parts(span)[: len(weights)]
        means = [(sums[p.stop, at] - sums[p.start, at]) / (p.stop - p.start) for at, p in enumerate(parts)]
        return float(sum(means) + probe[-1])

    return found
