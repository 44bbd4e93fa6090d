"""Where the time of reading goes, and whether it grows in proportion to the text.

    python benchmarks/speed.py GOLD… [--sizes 20 40 80] [--steps NAME…] [--plain] [--memory]

The texts of annotated reports are joined to one dense text of each size (in KB); `--plain` leaves out every sentence
with a digit, so that nothing is left to read. For each step: CPU seconds a size, KB a CPU second at the largest, its
share of the whole, and by how much the time grew from each size to the next (with doubled sizes 2.0 is proportion).
Steps are timed by themselves: 'extract' is the whole with the reader, 'quick' the same without it (--quick), the others
are parts of them. Below stand peers as they were measured elsewhere, which do less. `--memory` measures instead by how
much the resident memory grows at most while a text of each size is read with --quick, in a process of its own.
"""

import argparse
import json
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from warbook.extraction import dateline, extract, lexicon, place
from warbook.extraction.extract import scene_of
from warbook.extraction.reader import encoder
from warbook.extraction.sources import chains
from warbook.language import attribution, casing, dates, names, numbers, places, quotations, sentences, syntax
from warbook.model import Document

WHOLE = "extract"
PEERS = {"HeidelTime (dates only)": "20", "quantulum3 (quantities only)": "10 to 50", "dateparser.search": "130"}
"""Dense text on one core, measured with Python 3.11 on another machine (ratios hold, absolute values drift)."""


def joined(paths: list[Path], size: int, plain: bool) -> str:
    """About `size` KB of the reports' text, repeated where they do not suffice."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    texts = [row["text"] for row in rows]
    if plain:
        texts = [_without_digits(text) for text in texts]
    out, length, at = [], 0, 0
    while length < size * 1000:
        out.append(texts[at % len(texts)])
        length += len(out[-1].encode()) + 2
        at += 1
    return "\n\n".join(out)[: size * 1000]


def _without_digits(text: str) -> str:
    return " ".join(
        text[s.start : s.end] for s in sentences.split(text) if not any(map(str.isdigit, text[s.start : s.end]))
    )


def steps() -> dict[str, Callable[[str], Any]]:
    """Each step of reading as a function of a text."""
    return {
        WHOLE: lambda text: extract(_document(text)),
        "quick": lambda text: extract(_document(text), quick=True),
        "casing": casing.restore,
        "sentences": sentences.split,
        "numbers": numbers.find,
        "dates": dates.find,
        "dateline": dateline.day,
        "names": names.find,
        "quotations": quotations.find,
        "vocabulary": lambda text: [m.find(text) for m in (lexicon.things(), lexicon.events(), lexicon.parties())],
        "places": places.find,
        "place setting": place.setting_of,
        "syntax": lambda text: syntax.parse(text, _with_figures(text)),
        "attribution": _attribution,
        "spot": lambda text: scene_of(_document(text)),
        "sources": _sources,
    }


def _document(text: str) -> Document:
    return Document(id="d", name="d.txt", text=text)


def _with_figures(text: str) -> list[Any]:
    return [s for s in sentences.split(text) if any(map(str.isdigit, text[s.start : s.end]))]


def _attribution(text: str) -> float:
    trees = syntax.parse(text, _with_figures(text))
    started = time.process_time()
    attribution.find(text, trees)
    return time.process_time() - started


def _sources(text: str) -> Any:
    scene = scene_of(_document(text))
    spans = [line.span for line in scene.lines]
    found = [n.span for n in numbers.find(text) if n.role == "quantity"]
    started = time.process_time()
    chains(scene.text, spans, found, {line.index: line.tree for line in scene.lines if line.tree})
    return time.process_time() - started


def seconds(step: Callable[[str], Any], text: str) -> float:
    """CPU seconds of a step; a step that prepares something returns its own time."""
    started = time.process_time()
    result = step(text)
    return result if isinstance(result, float) else time.process_time() - started


def more_memory(text: str) -> float:
    """By how many MB the resident memory grows at most while a text is read quickly, once all models are loaded."""
    with ProcessPoolExecutor(1, get_context("spawn")) as one:
        return one.submit(_more_memory, text).result()


def _more_memory(text: str) -> float:
    extract(_document("On Friday 3 soldiers died in Lviv, the mayor said."), quick=True)
    before = getrusage(RUSAGE_SELF).ru_maxrss
    extract(_document(text), quick=True)
    return (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[20, 40, 80])
    parser.add_argument("--steps", nargs="+", choices=list(steps()))
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--memory", action="store_true")
    args = parser.parse_args()
    chosen = {name: step for name, step in steps().items() if not args.steps or name in args.steps}
    texts = [joined(args.gold, size, args.plain) for size in args.sizes]
    if args.memory:
        for size, text in zip(args.sizes, texts, strict=True):
            print(f"{size:>7} KB: {more_memory(text):.0f} MB more", flush=True)
        return
    print(f"{'step':14} " + " ".join(f"{size:>7} KB" for size in args.sizes) + "    KB/s   share   growth")
    print(f"encoder: {encoder.chosen()}")
    whole = 0.0
    for name, step in chosen.items():
        step("On Friday 3 soldiers died in Lviv, the mayor said.")
        times = [seconds(step, text) for text in texts]
        whole = whole or times[-1]
        growth = " ".join(f"{b / max(a, 1e-4):4.1f}" for a, b in pairwise(times))
        share = f"{times[-1] / whole:6.0%}" if next(iter(chosen)) == WHOLE else "     -"
        row = " ".join(f"{t:10.3f}" for t in times)
        print(f"{name:14} {row} {args.sizes[-1] / max(times[-1], 1e-4):7.1f}  {share}   {growth}", flush=True)
    for name, speed in PEERS.items():
        print(f"{name}: {speed} KB/s")


if __name__ == "__main__":
    main()
