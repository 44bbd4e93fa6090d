"""How reports are read that tell of many wars: annotated ones joined to round-ups, and the same ones apart.

    python benchmarks/round_ups.py GOLD.jsonl… [--wars 8] [--quick]

Each round-up has one report of each of several wars under its title, and is published when the last of them is. Days
that hang on a report's own publication are lost by that: found and core are what to look at, `whole` tells nothing.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "shared" / "bench"))

import score_figures
from linker import document_of, war

from warbook.extraction.extract import extract
from warbook.interchange.figures import to_exchange

Row = dict[str, Any]
FEWEST = 4
"""Wars of a round-up at least."""


def round_ups(rows: list[Row], wars: int) -> Iterator[list[Row]]:
    """The reports of each round-up, no two of one war."""
    left = list(rows)
    Random(4).shuffle(left)
    while True:
        chosen: dict[str, Row] = {}
        for row in left:
            if len(chosen) < wars:
                chosen.setdefault(war(row["conflict"]), row)
        if len(chosen) < FEWEST:
            return
        left = [row for row in left if row not in chosen.values()]
        yield list(chosen.values())


def joined(rows: list[Row], name: str) -> Row:
    text, figures = "", []
    for row in rows:
        text += f"{row.get('title') or row['conflict']}\n\n"
        figures += [{**one, "start": one["start"] + len(text), "end": one["end"] + len(text)} for one in row["figures"]]
        text += row["text"] + "\n\n"
    return {"id": name, "title": "Round-up", "published": rows[0]["published"], "text": text, "figures": figures}


def scores(rows: list[Row], quick: bool) -> str:
    read = {row["id"]: to_exchange(d, extract(d, quick=quick)) for row in rows for d in [document_of(row)]}
    found = score_figures.score(rows, read)
    return f"found {found['found']['f1']:.3f} core {found['core']['f1']:.3f} sides {found['fields']['party']:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--wars", type=int, default=8, help="wars of a round-up at most")
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    rows = [row for path in args.gold for line in path.open(encoding="utf-8") if (row := json.loads(line))["published"]]
    made = list(round_ups(rows, args.wars))
    for some in made:
        last = max(row["published"] for row in some)
        some[:] = [{**row, "published": last} for row in some]
    apart = [row for some in made for row in some]
    print(f"{len(made)} round-ups of {len(apart)} reports, {sum(len(row['figures']) for row in apart)} figures")
    print("apart: ", scores(apart, args.quick))
    print("joined:", scores([joined(some, f"round-up {n}") for n, some in enumerate(made, 1)], args.quick))


if __name__ == "__main__":
    main()
