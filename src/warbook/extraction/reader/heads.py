"""From the encoder's states to the chances of each answer, for every number of a page: plain arithmetic on arrays."""

from collections.abc import Mapping, Sequence
from math import log2, sqrt

import msgspec
import numpy as np
from numpy.typing import NDArray

from warbook.extraction.reader.page import Page, Range

Array = NDArray[np.float32]
Table = NDArray[np.int64]
FAR = 20
"""How many classes of distance there are; the last is for the head of the page."""
KINDS = ("side", "name", "people", "seat", "leader")
CLASSES_OF_RELATION = {"apart": FAR, "between": 11, "border": 7, "kind": 2 * len(KINDS)}
CLASSES = ("figure", "event", "object", "modality", "running", "form")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader makes of one number: natural logarithms of chances.

    `classes` holds one array a class, in the order of its labels. `parties`: no side, then the sheet's sides. `days`:
    the report's own day, none, then the page's dates, whose places in the sheet are `dates`. `starts` and `ends`: the
    report's own voice, then each token of the page as first or last word of the source's name; `page` has the offsets.
    """

    classes: Mapping[str, Array]
    parties: Array
    days: Array
    dates: tuple[int, ...]
    starts: Array
    ends: Array
    page: Page


def distance(number: Range, other: Range) -> int:
    """A class of distance between two stretches: its sign and about its logarithm, 0 to FAR - 2."""
    apart = other[0] - number[1] if other[0] > number[1] else other[1] - number[0] if other[1] < number[0] else 0
    size = min(8, int(log2(abs(apart))) + 1) if apart else 0
    return 9 + size if apart > 0 else 9 - size


def relations(page: Page, ranges: Sequence[Range], mentions: Sequence[tuple[Range, str]]) -> dict[str, Table]:
    """How each mention stands to each number: classes of distance, of mentions between, of borders between, of kind.

    Every table is numbers × mentions. A mention of the head ('side') stands nowhere: the last class of each.
    """
    shape = (len(ranges), len(mentions))
    found = {name: np.full(shape, size - 1, np.int64) for name, size in CLASSES_OF_RELATION.items()}
    body = [(held, column) for column, (held, kind) in enumerate(mentions) if kind != "side"]
    labels = set(page.labels)
    for column, (held, kind) in enumerate(mentions):
        found["kind"][:, column] = 2 * KINDS.index(kind) + (held[1] + 1 in labels)
    for row, number in enumerate(ranges):
        before = sorted((h for h, _ in body if h[1] < number[0]), key=lambda h: -h[1])
        after = sorted((h for h, _ in body if h[0] > number[1]), key=lambda h: h[0])
        for held, column in body:
            behind = held[0] > number[1]
            near = after if behind else before
            between = near.index(held) if held in near else 0
            low, high = (number[1], held[0]) if behind else (held[1], number[0])
            low, high = min(low, high), max(low, high)
            breaks = min(2, page.breaks[high] - page.breaks[low])
            stops = min(1, page.stops[high] - page.stops[low])
            found["apart"][row, column] = distance(number, held)
            found["between"][row, column] = min(4, between) + 5 * behind
            found["border"][row, column] = 2 * breaks + stops
    return found


def readings(hidden: Array, page: Page, weights: Mapping[str, Array]) -> dict[int, Reading]:
    """The readings of a page's numbers, by their place in the sheet. `hidden`: tokens × size."""
    ranges = [held for _, held in page.numbers]
    looked = _looked_at(hidden, ranges, weights)
    classes = _classes(looked, weights)
    parties = log_softmax(_parties(looked, hidden, ranges, page, weights))
    days = log_softmax(_days(looked, hidden, ranges, page, weights))
    starts, ends = _sources(looked, hidden, ranges, page, weights)
    return {
        place: Reading(
            classes={name: table[row] for name, table in classes.items()},
            parties=parties[row],
            days=days[row],
            dates=tuple(day for day, _ in page.dates),
            starts=starts[row],
            ends=ends[row],
            page=page,
        )
        for row, (place, _) in enumerate(page.numbers)
    }


def classes_at(hidden: Array, ranges: Sequence[Range], weights: Mapping[str, Array]) -> dict[str, Array]:
    """What the reader makes of any stretches: natural logarithms by class, stretches × labels."""
    return _classes(_looked_at(hidden, ranges, weights), weights)


def _looked_at(hidden: Array, ranges: Sequence[Range], weights: Mapping[str, Array]) -> Array:
    first, last = [r[0] for r in ranges], [r[1] for r in ranges]
    whole = np.concatenate([hidden[first], hidden[last], means(hidden, ranges)], 1)
    return gelu(linear(whole, "look", weights))


def _classes(looked: Array, weights: Mapping[str, Array]) -> dict[str, Array]:
    return {name: log_softmax(linear(looked, f"classes.{name}", weights)) for name in CLASSES}


def _parties(looked: Array, hidden: Array, ranges: Sequence[Range], page: Page, weights: Mapping[str, Array]) -> Array:
    none = linear(looked, "fixed.party", weights)
    sides = max([place for place, _, _ in page.parties], default=-1) + 1
    if not sides:
        return none
    mentions = [(held, kind) for _, held, kind in page.parties]
    scores = _weighed("party", looked, hidden, page, ranges, mentions, weights)
    columns = [none[:, 0]]
    for side in range(sides):
        own = [column for column, (place, _, _) in enumerate(page.parties) if place == side]
        total = np.logaddexp.reduce(scores[:, own], axis=1) if own else np.full(len(ranges), -1e4, np.float32)
        columns.append(total)
    return np.stack(columns, 1)


def _days(looked: Array, hidden: Array, ranges: Sequence[Range], page: Page, weights: Mapping[str, Array]) -> Array:
    fixed = linear(looked, "fixed.day", weights)
    if not page.dates:
        return fixed
    dates = [(held, "name") for _, held in page.dates]
    return np.concatenate([fixed, _weighed("day", looked, hidden, page, ranges, dates, weights)], 1)


def _sources(
    looked: Array, hidden: Array, ranges: Sequence[Range], page: Page, weights: Mapping[str, Array]
) -> tuple[Array, Array]:
    own = linear(looked, "fixed.source", weights)
    apart = np.array([[distance(r, (at, at)) for at in range(len(page.ids))] for r in ranges])
    start = _pointed("start", looked, hidden, weights) + weights["apart.start.weight"][apart, 0]
    end = _pointed("end", looked, hidden, weights)
    outside = np.array(page.starts) < 0
    start[:, outside] = end[:, outside] = -1e4
    return log_softmax(np.concatenate([own, start], 1)), log_softmax(np.concatenate([own, end], 1))


def _weighed(
    name: str,
    looked: Array,
    hidden: Array,
    page: Page,
    ranges: Sequence[Range],
    mentions: Sequence[tuple[Range, str]],
    weights: Mapping[str, Array],
) -> Array:
    """numbers × mentions: how well each mention answers, by what it says and by how it stands to the number."""
    targets = means(hidden, [held for held, _ in mentions])
    inner = linear(looked, f"near.{name}.number", weights)[:, None] + linear(targets, f"near.{name}.mention", weights)
    for relation, classes in relations(page, ranges, mentions).items():
        inner = inner + weights[f"near.{name}.{relation}.weight"][classes]
    near: Array = linear(gelu(inner), f"near.{name}.score", weights)[..., 0]
    return _pointed(name, looked, targets, weights) + near


def _pointed(name: str, looked: Array, targets: Array, weights: Mapping[str, Array]) -> Array:
    asked, answered = linear(looked, f"ask.{name}", weights), linear(targets, f"answer.{name}", weights)
    found: Array = asked @ answered.T / np.float32(sqrt(asked.shape[1]))
    return found


def linear(inputs: Array, name: str, weights: Mapping[str, Array]) -> Array:
    """A linear layer of the stored weights."""
    found: Array = inputs @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return found


def means(hidden: Array, ranges: Sequence[Range]) -> Array:
    """The mean state of each stretch."""
    return np.stack([hidden[first : last + 1].mean(0) for first, last in ranges])


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit (Hendrycks and Gimpel 2016), by the error function."""
    from scipy.special import erf

    found: Array = x * 0.5 * (1.0 + erf(x / np.float32(sqrt(2.0))))
    return found


def log_softmax(scores: Array) -> Array:
    """Natural logarithms of chances along the last axis."""
    top = scores - scores.max(axis=-1, keepdims=True)
    found: Array = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return found
