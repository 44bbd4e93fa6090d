"""Gains and losses between two versions, figure by figure.

    python benchmarks/compare.py GOLD BEFORE AFTER [--bench FOLDER] [--most N]

BEFORE and AFTER are predictions in the exchange format. A row for each annotated figure that changed: what became
right (gain) or wrong (loss), in which fields, at which words; then the figures that only one of the two makes and no
annotation has. Exit code 0.
"""

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

BENCH = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
CORE = ("value", "unit", "event", "object", "party")


def scorer(bench: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_figures", bench / "score_figures.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcomes(
    rules: ModuleType, gold: list[dict[str, Any]], path: Path
) -> dict[tuple[str, int], dict[str, bool] | None]:
    """For each annotated figure (document, offset) which fields are right; None where it was not found."""
    predicted = {row["id"]: row["figures"] for row in rules.read(path)}
    found: dict[tuple[str, int], dict[str, bool] | None] = {}
    for document in gold:
        figures = predicted.get(document["id"], [])
        pairs = dict(rules.pair(document["figures"], figures))
        for place, figure in enumerate(document["figures"]):
            right = rules.judge(figure, figures[pairs[place]]) if place in pairs else None
            found[document["id"], figure["start"]] = right
    return found


def spurious(rules: ModuleType, gold: list[dict[str, Any]], path: Path) -> set[tuple[str, int, int]]:
    """The predicted figures (document, start, end) that no annotated figure pairs with."""
    predicted = {row["id"]: row["figures"] for row in rules.read(path)}
    found: set[tuple[str, int, int]] = set()
    for document in gold:
        figures = predicted.get(document["id"], [])
        paired = {place for _, place in rules.pair(document["figures"], figures)}
        found |= {(document["id"], f["start"], f["end"]) for n, f in enumerate(figures) if n not in paired}
    return found


def changed(before: dict[str, bool] | None, after: dict[str, bool] | None) -> tuple[list[str], list[str]]:
    """The fields gained and lost; 'found' stands for the figure itself."""
    fields = sorted({"found", *(before or {}), *(after or {})})
    was = {"found": before is not None, **(before or {})}
    now = {"found": after is not None, **(after or {})}
    gains = [f for f in fields if now.get(f, False) and not was.get(f, False)]
    return gains, [f for f in fields if was.get(f, False) and not now.get(f, False)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--most", type=int, default=1000, help="rows to print")
    args = parser.parse_args()
    rules = scorer(args.bench)
    gold = [json.loads(line) for line in args.gold.open(encoding="utf-8") if line.strip()]
    was, now = outcomes(rules, gold, args.before), outcomes(rules, gold, args.after)
    totals: Counter[str] = Counter()
    rows = []
    for document in gold:
        for figure in document["figures"]:
            key = document["id"], figure["start"]
            gains, losses = changed(was[key], now[key])
            totals.update({f"+{f}": 1 for f in gains} | {f"-{f}": 1 for f in losses})
            if gains or losses:
                around = document["text"][max(0, figure["start"] - 50) : figure["end"] + 50].replace("\n", " ")
                rows.append(
                    f"{document['id']}:{figure['start']}  +[{' '.join(gains)}]  -[{' '.join(losses)}]  …{around}…"
                )
    extra_before, extra_after = (spurious(rules, gold, path) for path in (args.before, args.after))
    texts = {document["id"]: document["text"] for document in gold}
    for sign, figures in (("+[not spurious]", extra_before - extra_after), ("-[spurious]", extra_after - extra_before)):
        for name, start, end in sorted(figures):
            around = texts[name][max(0, start - 50) : end + 50].replace("\n", " ")
            rows.append(f"{name}:{start}  {sign}  …{around}…")
    print(*rows[: args.most], sep="\n")
    print(f"spurious    gone {len(extra_before - extra_after):6}  new {len(extra_after - extra_before):5}")
    for field in ("found", *CORE, "sources", "period", "cumulative", "place", "modality"):
        print(f"{field:10}  gained {totals['+' + field]:4}  lost {totals['-' + field]:4}")


if __name__ == "__main__":
    main()
