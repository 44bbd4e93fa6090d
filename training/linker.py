"""Train the linker's weights on annotated figures, or cross-validate them.

    python training/linker.py GOLD... --out src/warbook/extraction/linker.en.json
    python training/linker.py GOLD... --cross-validate FOLDER [--folds 5] [--by conflict|document]

The model is log-linear over the candidates of each choice (conditional maximum likelihood with an L2 penalty). With
--cross-validate the figures of each document are predicted by a model that has seen nothing of its fold, and written to
FOLDER, one file a gold file, for the scorer.
"""

import argparse
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from lessons import Instance, lessons
from loglinear import fit

from warbook import documents
from warbook.extraction.extract import extract, scene_of
from warbook.interchange.figures import to_exchange
from warbook.model import Document

PENALTY = 4.0
"""The L2 penalty, chosen by cross-validation. Each document is taught twice, once with its history partly spoilt."""
ITERATIONS = 80

Weights = dict[str, dict[str, float]]


def fit_all(taught: Iterable[dict[str, list[Instance]]]) -> Weights:
    """Weights of all tasks from the lessons of many documents."""
    tasks: dict[str, list[Instance]] = defaultdict(list)
    for lesson in taught:
        for task, instances in lesson.items():
            tasks[task] += instances
    return {task: fit(instances, PENALTY, iterations=ITERATIONS) for task, instances in sorted(tasks.items())}


def lessons_of(row: dict[str, Any]) -> dict[str, list[Instance]]:
    """What an annotated row teaches, with its history as annotated and once more with it spoilt."""
    scene = scene_of(document_of(row))
    plain, spoilt = lessons(scene, row["figures"]), lessons(scene, row["figures"], Random(row["id"]))
    return {task: plain[task] + spoilt[task] for task in plain}


def document_of(row: dict[str, Any]) -> Document:
    """An annotated row as the reader of collections makes it."""
    line = json.dumps({key: row.get(key) for key in ("id", "text", "title", "published", "url", "lang")})
    (document,) = documents.read(line.encode(), f"{row['id']}.jsonl")
    assert isinstance(document, Document), document
    return document


def predict(row: dict[str, Any], weights: dict[str, dict[str, float]]) -> dict[str, Any]:
    """The row's figures in the exchange format."""
    document = document_of(row)
    return to_exchange(document, extract(document, weights))


def war(name: str) -> str:
    """The war of a document, however its name is written: its first two capitalised words."""
    return " ".join(sorted(re.findall(r"[A-Z]\w+", name or ""))[:2]).lower()


def fold_of(document: dict[str, Any], folds: int, by: str) -> int:
    """The fold of a document, stable between runs."""
    key = war(document.get("conflict", "")) if by == "conflict" else document["id"]
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % folds


def cross_validate(rows: list[dict[str, Any]], folds: int, by: str) -> dict[str, dict[str, Any]]:
    """Predictions by document id, each document read with weights that know nothing of its fold."""
    taught = [lessons_of(row) for row in rows]
    own = [fold_of(row, folds, by) for row in rows]
    predicted = {}
    for fold in range(folds):
        weights = fit_all(lesson for lesson, at in zip(taught, own, strict=True) if at != fold)
        predicted.update({row["id"]: predict(row, weights) for row, at in zip(rows, own, strict=True) if at == fold})
    return predicted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--held-out", type=int, metavar="FOLD", help="the fold of documents (of --folds) that is not taught on"
    )
    parser.add_argument("--ours", nargs="*", type=Path, default=[], help="annotated files that are always taught on")
    parser.add_argument("--tasks", nargs="*", default=[], help="only these choices anew; the others stay as in --out")
    parser.add_argument("--cross-validate", type=Path, metavar="FOLDER")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--by", choices=("conflict", "document"), default="document")
    args = parser.parse_args()
    files = {path: [json.loads(line) for line in path.open(encoding="utf-8")] for path in args.gold}
    every = [row for rows in files.values() for row in rows]
    if args.cross_validate:
        args.cross_validate.mkdir(parents=True, exist_ok=True)
        predicted = cross_validate(every, args.folds, args.by)
        for path, rows in files.items():
            lines = [json.dumps(predicted[row["id"]], ensure_ascii=False) for row in rows]
            (args.cross_validate / path.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if args.out:
        kept = json.loads(args.out.read_text(encoding="utf-8")) if args.tasks else {}
        taught = [row for row in every if args.held_out is None or fold_of(row, args.folds, args.by) != args.held_out]
        taught += [json.loads(line) for path in args.ours for line in path.open(encoding="utf-8")]
        learnt = (lessons_of(row) for row in taught)
        if args.tasks:
            learnt = ({task: row[task] for task in args.tasks if task in row} for row in learnt)
        weights = dict(sorted({**kept, **fit_all(learnt)}.items()))
        args.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
