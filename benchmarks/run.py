"""Run the product's own code on a gold file and score it.

    python benchmarks/run.py TASK GOLD [--out PRED] [--bench FOLDER] [-- SCORER OPTIONS]

TASK is a module of benchmarks/tasks with `predict(rows, gold_path)` (gold rows in, prediction rows out) and `SCORER`,
the scorer's path inside the bench folder. GOLD is .jsonl or .jsonl.gz. The adapters are thin: what they measure is what
the product does.
"""

import argparse
import gzip
import importlib
import json
import subprocess
import sys
import tempfile
import time
from itertools import takewhile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BENCH = HERE.parent.parent / "shared" / "bench"


def rows_of(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def asked(rows: list[dict[str, Any]], options: list[str]) -> list[dict[str, Any]]:
    """The rows of the splits that the scorer is asked for (`--split tst1 tst3`), all where it is asked for none."""
    if "--split" not in options:
        return rows
    names = set(takewhile(lambda one: not one.startswith("-"), options[options.index("--split") + 1 :]))
    return [row for row in rows if row.get("split") in names]


def main() -> int:
    sys.path.insert(0, str(HERE))
    names = sorted(p.stem for p in (HERE / "tasks").glob("*.py") if not p.stem.startswith("_"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=names)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, help="keep the predictions here")
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder with the scorers")
    args, scorer_options = parser.parse_known_args()
    task = importlib.import_module(f"tasks.{args.task}")
    rows = asked(rows_of(args.gold), scorer_options)
    out = args.out or Path(tempfile.mkdtemp()) / f"{args.task}.jsonl"
    started = time.process_time()
    with out.open("w", encoding="utf-8") as lines:
        for row in task.predict(rows, args.gold):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    used = time.process_time() - started
    size = sum(len(str(row.get("text", "")).encode()) for row in rows)
    print(f"{args.task}: {len(rows)} documents, {size / 1000:.0f} KB, {used:.1f} CPU seconds, predictions in {out}")
    options = [option for option in scorer_options if option != "--"]
    command = [sys.executable, str(args.bench / task.SCORER), str(args.gold), str(out), *options]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
