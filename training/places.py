"""Train what finds place names and tells namesakes apart, from annotated articles.

    python training/places.py GOLD.jsonl[.gz] ... [--figures FIGURES.jsonl ...] [--write] [--out FOLDER [--folds 5]]

`--write` trains on everything and writes what Warbook ships for texts that tell of war and for others: `war.tsv` and
`news.tsv` (one feature a line with its weight for each label), `where.war.tsv` and `where.news.tsv`. `--out`
cross-validates: it writes predictions for every article by models that have not seen it (folds are stretches of
neighbouring articles, as one paper's stand together), for the scorer. `--figures` names reports of war in which only
the places of figures are annotated: what the model of news surely finds in them stands for the rest. They teach the
model of war, beside the articles.
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
from places_where import article, fit, fought_over, rows_of, save, subject_of

from warbook.language.names import Run, runs, words
from warbook.language.places import Models, find
from warbook.language.places.features import features, matches, uses
from warbook.language.places.tagger import LABELS, Weights, best_labels, spans_of
from warbook.language.places.theatres import Subject

DATA = Path(__file__).parent.parent / "src" / "warbook" / "language" / "places" / "data"
MODEL = Path(tempfile.gettempdir()) / f"places-{os.getpid()}.crf"
Example = tuple[list[list[str]], list[str], Run]
LEANS = (-0.6, 1.9)
"""For and against places: where both give the same, the model is sure."""
SETTINGS = {"c1": 0.15, "c2": 0.02, "max_iterations": 120, "feature.minfreq": 3}


def examples(row: dict[str, Any]) -> list[Example]:
    """The runs of an article: features and labels of their words."""
    text = row["text"]
    among = words(text)
    found = [(run, matches(run)) for run in runs(text, among)]
    used = uses(among, found)
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


def train(parts: list[list[Example]]) -> Weights:
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


def completed(row: dict[str, Any], models: Models) -> tuple[dict[str, Any], list[bool]]:
    """A report of which only the places of figures are annotated, with those wherever named, and the rest as found.

    Also which of its runs the model is sure of. The figures' places are in the countries that the war is named after.
    """
    names = {figure["place"] for figure in row["figures"] if figure["place"]}
    known = {m.span() for name in names for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", row["text"])}
    sure, besides = [], []
    for rows, _, run in examples({"text": row["text"], "toponyms": []}):
        strict, lax = (apart_from(known, spans_in(run, best_labels(models.spots, rows, lean))) for lean in LEANS)
        sure.append(strict == lax)
        besides += strict
    countries = fought_over(row.get("conflict") or "")
    toponyms: list[dict[str, Any]] = [{"start": a, "end": b, "countries": countries} for a, b in known]
    toponyms += [{"start": a, "end": b} for a, b in besides]
    return {"text": row["text"], "toponyms": sorted(toponyms, key=lambda t: t["start"])}, sure


def surely(row: dict[str, Any], sure: list[bool]) -> list[Example]:
    """The runs of which it is sure what they name; the others would teach what the model errs in."""
    return [example for example, keep in zip(examples(row), sure, strict=True) if keep]


def spans_in(run: Run, labels: list[int]) -> list[tuple[int, int]]:
    return [(run.words[first].start, run.words[last].end) for first, last in spans_of(labels)]


def apart_from(known: set[tuple[int, int]], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in spans if not any(a < end and start < b for start, end in known)]


def predict(row: dict[str, Any], learned: dict[Subject, Models]) -> dict[str, Any]:
    found = find(row["text"], models=learned[subject_of(row["text"])])
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

    def learn(keep: Callable[[str, int], bool]) -> dict[Subject, Models]:
        chosen = [(name, i) for name, rows in sets.items() for i in range(len(rows)) if keep(name, i)]
        articles, located = [spots[name][i] for name, i in chosen], [where[name][i] for name, i in chosen]
        news = Models(train(articles), fit(located))
        full = [completed(row, news) for row in reports]
        articles += [surely(row, sure) for row, sure in full]
        located += [article(row) for row, _ in full]
        return {"news": news, "war": Models(train(articles), fit(located)) if reports else news}

    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        found: dict[str, list[str]] = {name: [] for name in sets}
        for fold in range(args.folds):
            learned = learn(lambda name, i, fold=fold: i * args.folds // len(sets[name]) != fold)
            for name, rows in sets.items():
                held = [row for i, row in enumerate(rows) if i * args.folds // len(rows) == fold]
                found[name] += [json.dumps(predict(row, learned)) for row in held]
        for name, lines in found.items():
            (args.out / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if args.write:
        for subject, models in learn(lambda name, i: True).items():
            models.spots.save(DATA / f"{subject}.tsv")
            save(models.where, DATA / f"where.{subject}.tsv")


if __name__ == "__main__":
    main()
