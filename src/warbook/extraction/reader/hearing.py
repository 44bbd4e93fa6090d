"""Which words are cues of somebody's saying, by the encoder's states: beside what the models of attribution say.

Those know words and trees; the encoder knows what the page is about. The weights are learned by `training/hearing.py`.
Sources of figures do without: with it as many were lost as gained (docs/decisions/0064).
"""

from collections.abc import Iterable, Mapping

import numpy as np

from warbook.extraction.reader.heads import Array, linear, log_softmax
from warbook.extraction.reader.page import Page
from warbook.language.attribution.tagger import Scores
from warbook.language.syntax import Tree


def cues(hidden: Array, weights: Mapping[str, Array]) -> Array:
    """tokens × labels of `attribution.cue_labels`: how likely each token is what, in the measure of the tagger's sums.

    `hidden`: tokens × size.
    """
    looked = np.maximum(linear(hidden, "cue.look", weights), 0)
    near = np.maximum(_around(looked, weights["cue.near.weight"]) + weights["cue.near.bias"] + looked, 0)
    found: Array = weights["cue.trust"] * log_softmax(linear(near, "cue.say", weights))
    return found


def _around(states: Array, steps: Array) -> Array:
    """What each token's neighbours say of it: `steps` has weights (size × size) for each of their places."""
    reach = len(steps) // 2
    padded = np.pad(states, ((reach, reach), (0, 0)))
    found: Array = sum(padded[at : at + len(states)] @ step for at, step in enumerate(steps))
    return found


class Hearing:
    """What was heard on the pages of a report. A token on two pages counts where it has more text around it.

    `starts`, `ends` (code points) and `scores` (× labels) are those of its tokens in text order.
    """

    def __init__(self, pages: Iterable[tuple[Page, Array]]) -> None:
        starts, ends, depths, scores = [], [], [], []
        for page, heard in pages:
            body = np.flatnonzero(np.array(page.starts) >= 0)
            if not len(body):
                continue
            starts.append(np.array(page.starts)[body])
            ends.append(np.array(page.ends)[body])
            depths.append(np.minimum(body - body[0], body[-1] - body))
            scores.append(heard[body])
        self.starts = self.ends = np.zeros(0, np.int64)
        self.scores = np.zeros((0, 0), np.float32)
        if starts:
            first, depth = np.concatenate(starts), np.concatenate(depths)
            order = np.lexsort((-depth, first))
            order = order[np.concatenate([[True], np.diff(first[order]) > 0])]
            self.starts, self.ends = first[order], np.concatenate(ends)[order]
            self.scores = np.concatenate(scores)[order]

    def cues(self, tree: Tree) -> Scores | None:
        """words × labels, zeros for words that no page holds; None where none of them is held."""
        if not len(self.starts):
            return None
        at = np.searchsorted(self.ends, tree.starts, side="right")
        at[at == len(self.starts)] = 0
        held = (self.starts[at] < np.array(tree.ends)) & (self.ends[at] > np.array(tree.starts))
        if not held.any():
            return None
        found: Scores = np.where(held[:, None], self.scores[at], 0.0).astype(np.float32)
        return found
