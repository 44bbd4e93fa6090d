"""Score the shipped figures reader on the documents that it was not taught on.

    python benchmarks/held_out.py GOLD.jsonl… [--fold 0] [--by kind|conflict] [--errors N] [--out FOLDER]

One document in five, chosen by the hash of its id, was left out of all that the shipped weights were taught on; only
these are read and scored here. The others were taught on: scored on them, Warbook looks better than it is.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from linker import document_of, fold_of
from run import BENCH

from warbook.extraction.extract import extract
from warbook.interchange.figures import to_exchange

sys.path.insert(0, str(BENCH))
FOLDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--out", type=Path, help="write the predictions there, one file a gold file")
    parser.add_argument("--weights", type=Path, help="the linker's weights, where not the shipped ones")
    parser.add_argument("--by", choices=("kind", "conflict"), help="each kind of report, or each war, by itself too")
    parser.add_argument("--alone", action="store_true", help="the linker without the reader")
    args = parser.parse_args()
    import score_figures

    weights = json.loads(args.weights.read_text(encoding="utf-8")) if args.weights else None
    for path in args.gold:
        rows = [json.loads(line) for line in path.open(encoding="utf-8")]
        kept = [row for row in rows if fold_of(row, FOLDS, "document") == args.fold]
        documents = [document_of(row) for row in kept]
        trust: dict[str, float] | None = {} if args.alone else None
        read = [to_exchange(document, extract(document, weights, trust)) for document in documents]
        errors: list[tuple[object, ...]] | None = [] if args.errors else None
        predicted = {row["id"]: one for row, one in zip(kept, read, strict=True)}
        found = score_figures.score(kept, predicted, errors)
        print(f"{path.name}: {told(found)}")
        print("  " + "  ".join(f"{name} {share:.3f}" for name, share in found["fields"].items()))
        for group in sorted({str(row[args.by]) for row in kept}) if args.by else ():
            some = [row for row in kept if str(row[args.by]) == group]
            print(f"    {group}: {told(score_figures.score(some, predicted))}")
        for row in (errors or [])[: args.errors]:
            print("  ", *row, sep=" | ")
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            (args.out / path.name).write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in read))
    return 0


def told(found: dict[str, Any]) -> str:
    """How many documents and figures were scored, and the four shares."""
    shares = "  ".join(f"{name} {found[name]['f1']:.3f}" for name in ("found", "core", "sourced", "whole"))
    return f"{found['documents']} documents, {found['gold']} figures: {shares}"


if __name__ == "__main__":
    sys.exit(main())
