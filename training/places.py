"""Train what finds place names and tells namesakes apart, from annotated articles.

    python training/places.py GOLD.jsonl[.gz] ... [--figures FIGURES.jsonl ...] [--write] [--out FOLDER [--folds 5]]

`--write` trains on everything and writes what Warbook ships: `weights.tsv` (one feature a line with its weight for each
label) and `where.tsv`. `--out` cross-validates: it writes predictions for every article by models that have not seen it
(folds are stretches of neighbouring articles, as one paper's stand together), for the scorer. `--figures` names reports
of war in which only the places of figures are annotated: what the model itself finds in them stands for the rest.
"""

import argparse
import json
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pycrfsuite
from places_where import article, fit, rows_of, save

from warbook.language.names import runs, words
from warbook.language.places import Models, find
from warbook.language.places import spots as spots_of
from warbook.language.places.features import features, matches, uses
from warbook.language.places.tagger import LABELS, Weights

DATA = Path(__file__).parent.parent / "src" / "warbook" / "language" / "places" / "data"
MODEL = Path(tempfile.gettempdir()) / f"places-{os.getpid()}.crf"
SETTINGS = {"c1": 0.15, "c2": 0.02, "max_iterations": 120, "feature.minfreq": 3}


def examples(row: dict[str, Any]) -> list[tuple[list[list[str]], list[str], Any]]:
    """The runs of an article: features and labels of their words."""
    text = row["text"]
    among = words(text)
    found = [(run, matches(run)) for run in runs(text, among)]
    used = uses(text, among, found)
    gold = {(t["start"], t["end"]) for t in row["toponyms"]}
    inside = {at: start for start, end in gold for at in range(start, end)}
    out = []
    for run, hits in found:
        labels = []
        for i, word in enumerate(run.words):
            start = inside.get(word.start)
            labels.append("O" if start is None else "I" if i and inside.get(run.words[i - 1].start) == start else "B")
        out.append((features(text, among, run, hits, used), labels, run))
    return out


def train(parts: list[list[tuple[list[list[str]], list[str], Any]]]) -> Weights:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for part in parts:
        for rows, labels, _ in part:
            trainer.append(rows, labels)
    trainer.train(str(MODEL))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    info = tagger.info()
    states: dict[str, list[float]] = {}
    for (feature, label), weight in info.state_features.items():
        states.setdefault(feature, [0.0] * len(LABELS))[LABELS.index(label)] = round(weight, 3)
    moves = [[round(info.transitions.get((a, b), 0.0), 3) for b in LABELS] for a in LABELS]
    return Weights({k: tuple(v) for k, v in states.items() if any(v)}, moves)


def completed(row: dict[str, Any], models: Models) -> dict[str, Any]:
    """A report with the places that its figures are annotated with, wherever named, and what else the model finds."""
    names = {figure["place"] for figure in row["figures"] if figure["place"]}
    known = {m.span() for name in names for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", row["text"])}
    found = [(s.start, s.end) for s in spots_of(row["text"], "en", models.spots)]
    besides = [(a, b) for a, b in found if not any(a < end and start < b for start, end in known)]
    return {"text": row["text"], "toponyms": [{"start": a, "end": b} for a, b in sorted([*known, *besides])]}


def predict(row: dict[str, Any], models: Models) -> dict[str, Any]:
    found = find(row["text"], models=models)
    toponyms = [{"start": m.span.start, "end": m.span.end, "lat": m.latitude, "lon": m.longitude} for m in found]
    return {"id": row["id"], "toponyms": toponyms}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--figures", type=Path, nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="ship the weights that all articles give")
    parser.add_argument("--out", type=Path, help="folder for the predictions on articles not trained on")
    args = parser.parse_args()
    reports = [row for path in args.figures for row in rows_of(path)]
    sets = {path.name.removesuffix(".gz"): rows_of(path) for path in args.gold}
    spots = {name: [examples(row) for row in rows] for name, rows in sets.items()}
    where = {name: [article(row) for row in rows] for name, rows in sets.items()}

    def learn(keep: Callable[[str, int], bool]) -> Models:
        chosen = [(name, i) for name, rows in sets.items() for i in range(len(rows)) if keep(name, i)]
        articles, places = [spots[name][i] for name, i in chosen], fit([where[name][i] for name, i in chosen])
        models = Models(train(articles), places)
        if not reports:
            return models
        return Models(train(articles + [examples(completed(row, models)) for row in reports]), places)

    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        found: dict[str, list[str]] = {name: [] for name in sets}
        for fold in range(args.folds):
            models = learn(lambda name, i, fold=fold: i * args.folds // len(sets[name]) != fold)
            for name, rows in sets.items():
                held = [row for i, row in enumerate(rows) if i * args.folds // len(rows) == fold]
                found[name] += [json.dumps(predict(row, models)) for row in held]
        for name, lines in found.items():
            (args.out / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if args.write:
        models = learn(lambda name, i: True)
        models.spots.save(DATA / "weights.tsv")
        save(models.where, DATA / "where.tsv")


if __name__ == "__main__":
    main()
