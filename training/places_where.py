"""The ranking of namesakes, from articles with coordinates: a conditional logit over the candidates of each name.

`training/places.py` calls this.
"""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from warbook.language.names import runs, words
from warbook.language.places import _after
from warbook.language.places.features import Uses, matches, uses
from warbook.language.places.gazetteer import COUNTRY, PEOPLE, REGION, key
from warbook.language.places.options import options
from warbook.language.places.resolve import EARTH_KM, SIGNALS, Matrix, Named, signals, unit_vectors
from warbook.language.places.theatres import Subject
from warbook.model import Span

NEAR_KM = 161
Article = tuple[list[Named], dict[Named, Matrix], list[Matrix | None]]


def rows_of(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def article(row: dict[str, Any]) -> Article:
    """The names of an article, their signals, and which candidates are right (None: cannot be told)."""
    gold = sorted({(t["start"], t["end"]): t for t in row["toponyms"]}.values(), key=lambda t: t["start"])
    spans = [Span(t["start"], t["end"]) for t in gold]
    known = [options(row["text"][s.start : s.end]) for s in spans]
    names = [
        Named(o.places, key(row["text"][s.start : s.end]), _after(row["text"], spans, known, i))
        for i, (s, o) in enumerate(zip(spans, known, strict=True))
    ]
    right = [_right(toponym, name) if name.places else None for toponym, name in zip(gold, names, strict=True)]
    return names, signals(names, _uses(row["text"]).theatres), right


def _right(toponym: dict[str, Any], name: Named) -> Matrix | None:
    """Which candidates lie where the toponym is annotated to be, or in one of its countries."""
    if "countries" in toponym:
        return np.array([c.country in toponym["countries"] for c in name.places])
    if toponym.get("lat") is None:
        return None
    points = unit_vectors(np.array([(c.latitude, c.longitude) for c in name.places]))
    there = unit_vectors(np.array([(toponym["lat"], toponym["lon"])]))[0]
    return np.asarray(points @ there >= np.cos(NEAR_KM / EARTH_KM))


def _uses(text: str) -> Uses:
    among = words(text)
    return uses(among, [(run, matches(run)) for run in runs(text, among)])


def subject_of(text: str) -> Subject:
    return _uses(text).subject


def fought_over(conflict: str) -> set[str]:
    """The countries that the name of a war says: 'Russia-Ukraine war', 'War in Donbas'; none for 'World War I'."""
    among = words(conflict)
    read = [(run, matches(run)) for run in runs(conflict, among)]
    named = {hit.best.country for _, hits in read for hit in hits if hit.best.kind in (COUNTRY, PEOPLE, REGION)}
    return {country for country in named | set(uses(among, read).theatres) if country}


def fit(articles: list[Article], ridge: float = 0.002) -> Matrix:
    pairs = [
        (table, right)
        for names, tables, rights in articles
        for name, right in zip(names, rights, strict=True)
        if right is not None and right.any() and not right.all() and (table := tables.get(name)) is not None
    ]
    rows, right = np.concatenate([t for t, _ in pairs]), np.concatenate([r for _, r in pairs])
    sizes = np.array([len(r) for _, r in pairs])
    starts = np.cumsum([0, *sizes[:-1]])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        score = rows @ weights
        odds = np.exp(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
        odds /= np.repeat(np.add.reduceat(odds, starts), sizes)
        hit = np.add.reduceat(odds * right, starts) + 1e-12
        slope = rows.T @ (odds - odds * right / np.repeat(hit, sizes))
        pull = ridge * len(pairs) / 100
        return float(pull * (weights @ weights) - np.log(hit).sum()), slope + 2 * pull * weights

    return np.asarray(minimize(loss, np.zeros(len(SIGNALS)), jac=True, method="L-BFGS-B").x)


def save(weights: Matrix, path: Path) -> None:
    path.write_text("".join(f"{s}\t{w:.3f}\n" for s, w in zip(SIGNALS, weights, strict=True)), encoding="utf-8")
