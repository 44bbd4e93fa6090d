"""Train the choice of a figure's place on annotated figures, or cross-validate it at the annotated spans.

    python training/figure_places.py GOLD... --out src/warbook/extraction/place.en.json
    python training/figure_places.py GOLD... --cross-validate [--scorer ../shared/bench/score_figures.py]

Folds are whole conflicts. A place is right as the scorer has it (`same_name`).
"""

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from linker import document_of, fit, fold_of

from warbook.extraction.place import Setting, candidates, choose, setting
from warbook.model import Span

SCORER = Path(__file__).parents[2] / "shared" / "bench" / "score_figures.py"
LEAN = 1.4
SameName = Callable[[str | None, str | None], bool]
Lesson = tuple[list[list[str]], list[int]]


def same_name_of(scorer: Path) -> SameName:
    spec = importlib.util.spec_from_file_location("score_figures", scorer)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    same: SameName = module.same_name
    return same


def lessons(row: dict[str, Any], scene: Setting, same: SameName) -> list[Lesson]:
    """For each figure its candidates' features and which are right; a place that is not among them teaches nothing."""
    out: list[Lesson] = []
    before = None
    for figure in in_order(row):
        want = figure["place"]
        options = candidates(scene, span_of(figure), figure["event"], before)
        right = [i for i, (name, _) in enumerate(options) if (same(want, name) if want else name is None)]
        if right and len(options) > 1:
            out.append(([features for _, features in options], right))
        before = want
    return out


def predict(row: dict[str, Any], scene: Setting, weights: dict[str, float]) -> list[tuple[dict[str, Any], str | None]]:
    """The figures of a row with the place chosen for each."""
    out, before = [], None
    for figure in in_order(row):
        place = choose(scene, span_of(figure), figure["event"], before, weights)
        before = place.name if place else None
        out.append((figure, before))
    return out


def leaning(weights: dict[str, float], lean: float) -> dict[str, float]:
    return weights | {"none": round(weights.get("none", 0.0) - lean, 3)}


def in_order(row: dict[str, Any]) -> list[dict[str, Any]]:
    return sorted(row["figures"], key=lambda figure: figure["start"])


def span_of(figure: dict[str, Any]) -> Span:
    return Span(figure["start"], figure["end"])


def tally(row: dict[str, Any], scene: Setting, weights: dict[str, float], same: SameName) -> Counter[str]:
    count: Counter[str] = Counter()
    for figure, got in predict(row, scene, weights):
        want = figure["place"]
        named = bool(want) and any(same(want, m.name) for m in (*scene.mentions, *scene.titled))
        hit = bool(want) and same(want, got)
        extra = bool(got) and not want
        count.update(
            figures=1, placed=bool(want), named=named, hit=hit, said=bool(got), extra=extra, right=not want or hit
        )
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--lean", type=float, default=LEAN, help="how much to lean towards a place where none is sure")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    args = parser.parse_args()
    same = same_name_of(args.scorer)
    rows = [(path.name, json.loads(line)) for path in args.gold for line in path.open(encoding="utf-8")]
    scenes = [setting(document_of(row)) for _, row in rows]
    taught = [lessons(row, scene, same) for (_, row), scene in zip(rows, scenes, strict=True)]
    if args.cross_validate:
        counts: dict[str, Counter[str]] = {path.name: Counter() for path in args.gold}
        for fold in range(args.folds):
            held = [fold_of(row, args.folds, "conflict") == fold for _, row in rows]
            known = [x for lesson, out in zip(taught, held, strict=True) if not out for x in lesson]
            weights = leaning(fit(known, args.penalty), args.lean)
            for (name, row), scene, out in zip(rows, scenes, held, strict=True):
                if out:
                    counts[name].update(tally(row, scene, weights, same))
        for name, c in counts.items():
            placed = max(1, c["placed"])
            print(f"{name:16} {c['figures']} figures, right by the scorer {c['right'] / c['figures']:.3f}")
            print(f"    {c['placed']} with a place: named {c['named'] / placed:.3f}, chosen {c['hit'] / placed:.3f}")
            print(f"    {c['said']} given a place, {c['extra']} of them where none is annotated")
    if args.out:
        weights = leaning(fit([x for lesson in taught for x in lesson], args.penalty), args.lean)
        args.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
