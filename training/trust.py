"""Find how much the reader's word should count beside the linker's, by task, on documents that neither was taught on.

    python training/trust.py GOLD.jsonl… [--fold 0] [--weights LINKER.json] --out TRUST.json

One task after the other, twice, each at the value that makes most figures wholly right, weighed with the single fields.
"""

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from linker import document_of, fold_of

from warbook.extraction import link
from warbook.extraction.reader.beside import Beside, beside_all
from warbook.extraction.spot import Scene
from warbook.interchange.figures import to_exchange
from warbook.model import Document, Span

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "bench"))

import score_figures

extraction = import_module("warbook.extraction.extract")  # the room also exports a function of that name

TASKS = ("figure", "event", "object", "party", "period", "running", "modality", "source")
VALUES = (0.0, 0.6, 1.0, 1.6, 2.4, 4.0, 8.0)
START = 2.4
FIELDS = ("event", "object", "party", "period", "cumulative", "sources", "modality")


def remember() -> None:
    """Spot and read each document once, however often it is linked."""
    scenes: dict[str, Scene] = {}
    read: dict[int, dict[Span, Beside]] = {}
    spot_once = extraction.scene_of

    def scene_of(document: Document) -> Scene:
        if document.id not in scenes:
            scenes[document.id] = spot_once(document)
        return scenes[document.id]

    def beside(scene: Scene) -> dict[Span, Beside]:
        if id(scene) not in read:
            read[id(scene)] = beside_all(scene)
        return read[id(scene)]

    extraction.scene_of = scene_of
    link.beside_all = beside


class Trial:
    """Annotated documents on which mixtures are tried."""

    def __init__(self, rows: list[dict[str, Any]], weights: dict[str, dict[str, float]] | None) -> None:
        self.rows, self.weights = rows, weights
        self.documents = [document_of(row) for row in rows]
        self.tried: dict[tuple[float, ...], float] = {}

    def worth(self, trust: tuple[float, ...]) -> float:
        """Figures found, core, sourced and whole, and single fields, over all documents, as one number."""
        if trust not in self.tried:
            named = dict(zip(TASKS, trust, strict=True))
            read = {d.id: to_exchange(d, extraction.extract(d, self.weights, named)) for d in self.documents}
            found = score_figures.score(
                self.rows, {row["id"]: read[d.id] for row, d in zip(self.rows, self.documents, strict=True)}
            )
            shares = {name: found[name]["f1"] for name in ("found", "core", "sourced", "whole")}
            print(named, " ".join(f"{name} {share:.3f}" for name, share in shares.items()), flush=True)
            self.tried[trust] = sum(shares.values()) + sum(found["fields"][name] for name in FIELDS) / 2
        return self.tried[trust]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for path in args.gold for line in path.open(encoding="utf-8")]
    weights = json.loads(args.weights.read_text(encoding="utf-8")) if args.weights else None
    trial = Trial([row for row in rows if fold_of(row, 5, "document") == args.fold], weights)
    remember()
    trust = [START] * len(TASKS)
    trial.worth((0.0,) * len(TASKS))
    for place in (*range(len(TASKS)), *range(len(TASKS))):  # twice: one choice leans on the others
        trust[place] = max(VALUES, key=lambda value: trial.worth((*trust[:place], value, *trust[place + 1 :])))
    args.out.write_text(json.dumps(dict(zip(TASKS, trust, strict=True)), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
