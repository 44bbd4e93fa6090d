"""What curves of the same side lend each other: a thin series borrows the shape of those that are well known.

Origins may differ in level by half and more; the ups and downs of a war they share.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping

import numpy as np

from warbook.audit.curve import Curve
from warbook.audit.design import Array
from warbook.audit.identities import event_of
from warbook.audit.statement import Series

PEOPLE = frozenset({"killed", "wounded", "casualties", "losses", "missing"})
OTHER_KIND = 1.0
SAME_KIND = 0.35


def _family(series: Series) -> tuple[str, str, str | None]:
    return series.subject, "people" if event_of(series.measure) in PEOPLE else "things", series.place


def priors(curves: Mapping[Series, Curve], which: Collection[Series] | None = None) -> dict[Series, Array]:
    """For each series, or some, the log rates that its relatives suggest; none where it has no relatives."""
    wanted = None if which is None else {_family(series) for series in which}
    families: dict[tuple[str, str, str | None], list[Series]] = defaultdict(list)
    for series in curves:
        if wanted is None or _family(series) in wanted:
            families[_family(series)].append(series)
    found: dict[Series, Array] = {}
    for members in families.values():
        if len(members) < 2:
            continue
        rates = np.array([curves[s].rates for s in members])
        precise = np.array([1 / (np.diag(curves[s].cov) + SAME_KIND**2) for s in members])
        flat = rates - (rates * precise).sum(axis=1, keepdims=True) / precise.sum(axis=1, keepdims=True)
        precise *= np.array([[math.sqrt(len(curves[s].seen.values))] for s in members])
        sums, weights = (flat * precise).sum(axis=0), precise.sum(axis=0)
        for n, series in enumerate(members):
            rest = weights - precise[n]
            found[series] = (sums - flat[n] * precise[n]) / np.maximum(rest, 1e-9)
    return found
