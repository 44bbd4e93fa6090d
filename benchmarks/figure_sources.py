"""Give annotated figures their sources, and score the share that is right by the scorer's rule.

    python benchmarks/figure_sources.py GOLD... [--errors N] [--scorer score_figures.py]

What is measured is `warbook.extraction.sources.chains` alone: the figures are given. The shipped weights have seen the
gold files; for a fair share on them use `python training/sources.py GOLD... --cross-validate`.
"""

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import Any

from warbook.extraction.sources import chains
from warbook.language import sentences
from warbook.model import Span

SCORER = Path(__file__).resolve().parent.parent.parent / "shared/bench/score_figures.py"


def load_scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_figures", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    for path in args.gold:
        right = total = size = 0
        wrong = []
        started = time.process_time()
        for row in (json.loads(line) for line in path.open(encoding="utf-8")):
            text, figures = row["text"], row["figures"]
            size += len(text)
            found = chains(text, sentences.split(text), [Span(f["start"], f["end"]) for f in figures])
            for figure, chain in zip(figures, found, strict=True):
                names = [source.name for source in chain]
                good = scorer.sources_right(figure, {"sources": names})
                right, total = right + good, total + 1
                if not good:
                    around = text[max(0, figure["start"] - 80) : figure["end"] + 40].replace("\n", " ")
                    wrong.append((row["id"], figure["number"], figure["sources"], names, around))
        speed = size / 1000 / (time.process_time() - started)
        print(f"{path.name}: {right / total:.3f} of {total} figures with the right source, {speed:.0f} KB a CPU-second")
        for error in wrong[: args.errors]:
            print(*error, sep=" | ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
