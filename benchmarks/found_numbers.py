"""How well figures' numbers are found in annotated figures.

    python benchmarks/found_numbers.py GOLD… [--half even|odd] [--misses N] [--extra N]

For each collection of annotated figures (documents with `text` and `figures`): the share that a number with a
counting role overlaps, with exactly the same span, the right bounds and unit; and the numbers that no figure overlaps.
'--half' keeps every second document, so that rules can be made on one half and checked on the other.
"""

import argparse
import importlib.util
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from warbook.language import numbers

HERE = Path(__file__).resolve().parent
SCORER = HERE.parent.parent / "shared" / "bench" / "score_figures.py"
COUNTING = ("quantity", "zero", "article")


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_figures", SCORER)
    if spec is None or spec.loader is None:
        sys.exit(f"{SCORER}: no scorer there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_figure(number: numbers.Number) -> dict[str, Any]:
    return {
        "start": number.span.start,
        "end": number.span.end,
        "low": number.low,
        "high": number.high,
        "unit": number.unit,
    }


def around(text: str, start: int, end: int) -> str:
    return repr(text[max(0, start - 45) : start] + "[" + text[start:end] + "]" + text[end : end + 45])


def compare(row: dict[str, Any], score: Any, counts: Counter[str], misses: list[str], extra: list[str]) -> None:
    text, gold = row["text"], row["figures"]
    found = numbers.find(text)
    counting = [n for n in found if n.role in COUNTING]
    pairs = score.pair(gold, [as_figure(n) for n in counting])
    paired = dict(pairs)
    for i, figure in enumerate(gold):
        counts["gold"] += 1
        where = around(text, figure["start"], figure["end"])
        if i not in paired:
            others = [
                (n.role, text[n.span.start : n.span.end])
                for n in found
                if n.span.start < figure["end"] and figure["start"] < n.span.end
            ]
            misses.append(f"MISSED {where} {others}")
            continue
        number = counting[paired[i]]
        counts["found"] += 1
        counts["as quantity"] += number.role == "quantity"
        counts["exact"] += text[number.span.start : number.span.end] == figure["number"]
        value, unit = score.value_right(figure, as_figure(number)), number.unit == figure["unit"]
        counts["value"] += value
        counts["unit"] += unit
        if not value or not unit:
            misses.append(
                f"WRONG {where} want {figure['low']}..{figure['high']} {figure['unit']},"
                f" got {number.low}..{number.high} {number.unit}"
            )
        elif text[number.span.start : number.span.end] != figure["number"]:
            misses.append(f"SPAN {where} got {text[number.span.start : number.span.end]!r}")
    used = {j for _, j in pairs}
    for j, number in enumerate(counting):
        if j not in used:
            counts["extra " + number.role] += 1
            extra.append(f"{number.role} {number.unit} {around(text, number.span.start, number.span.end)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--half", choices=["even", "odd"])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--extra", type=int, default=0)
    args = parser.parse_args()
    score = scorer()
    numbers.find("Warm up 1.")
    for path in args.gold:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        rows = rows[{"even": 0, "odd": 1}.get(args.half, 0) :: 2] if args.half else rows
        counts: Counter[str] = Counter()
        misses: list[str] = []
        extra: list[str] = []
        started = time.process_time()
        for row in rows:
            compare(row, score, counts, misses, extra)
        speed = sum(len(row["text"].encode()) for row in rows) / (time.process_time() - started) / 1000
        found = max(counts["found"], 1)
        shares = {key: counts[key] / counts["gold"] for key in ("found", "as quantity")}
        shares |= {key: counts[key] / found for key in ("exact", "value", "unit")}
        print(f"{path.stem:9} {args.half or 'all':5} figures {counts['gold']:5}", end="  ")
        print("  ".join(f"{key} {share:.3f}" for key, share in shares.items()), end="  ")
        print("  ".join(f"extra {kind} {counts['extra ' + kind]}" for kind in COUNTING), f" {speed:.0f} KB/s")
        for line in [*misses[: args.misses], *extra[: args.extra]]:
            print("   ", line)


if __name__ == "__main__":
    main()
