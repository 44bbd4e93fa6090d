"""Train what tells an attack, its days, places and tolls, on messages with answer keys (bench/muc, split `train`).

    python training/incidents.py ../shared/bench/muc/docs.jsonl.gz --out src/warbook/extraction/incidents.en.json

The keys say what a message reports, not where: a sentence counts as telling if it holds a place or day of the keys, and
every mention of a place, day or toll of the keys as one of an attack. First probes are fitted to the encoder's states
(`--states` keeps those for the next run: encoding takes a quarter of an hour), then the weights of words and relations.
What one model says is a feature of the next, so each message is scored by models that have not seen it. The least sum
that counts as told is the one that is best on such scores.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from math import log
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from warbook.extraction.incidents import context, line_scores, lines, model, report, toll, when, where, whole_score
from warbook.extraction.incidents.beside import Forest, Seen, Tree, measures
from warbook.extraction.incidents.context import Context, Hints
from warbook.extraction.incidents.model import Option, Weights
from warbook.extraction.incidents.report import Line, Report
from warbook.model import Span

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from tasks.muc import EFFECTS, read, written_days

FOLDS = 5
TREES = 90
KINDS = (("dates", "days", 0.06), ("places", "places", 0.1), ("casualties", "harms", 0.07))
"""Kinds of facts in the keys, the table of their weights, how freely they are learned."""
AGAIN = ("days",)
"""What trees look at once more; they were tried for the other kinds, and told them no better."""
ALONE, AROUND = (128,), (192, 64, 32)
PROBES = {"whole": (64,), "lines": ALONE, "places": AROUND, "days": AROUND, "killed": AROUND, "wounded": AROUND}
"""How many directions of the states each probe may use: of the stretch, of its sentence, of the whole report."""
FREEDOM = 0.01
"""How freely probes are learned."""
Look = Callable[[float], Seen]
Examples = dict[str, tuple[Any, list[bool]]]
"""By probe: the states of a message that it may look at (rows × size), and whether they are what it looks for."""
Row = dict[str, Any]
Model = dict[str, float]


def answers(row: Row, kind: str, optional: bool | None = None) -> set[Any]:
    """The values of the keys; `optional` True or False: of such facts only."""
    chosen = [f for f in row["facts"][kind] if optional is None or f.get("optional", False) == optional]
    return {fold(value) for fact in chosen for value in fact["any_of"]}


def fold(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(map(fold, value))
    if not isinstance(value, str):
        return value
    kept = "".join(c for c in value.upper() if c.isalnum() or c in " -_")
    return " ".join(word for word in kept.split() if word not in ("THE", "OF", "A", "AN", "AND"))


def tells(row: Row, message: Report, line: Line) -> bool | None:
    """Whether a sentence tells of an attack, None where the keys do not say."""
    if not answers(row, "types", False):
        return False
    places, days = answers(row, "places"), {d for d in answers(row, "dates") if not d.startswith("-")}
    text = fold(message.text[line.span.start : line.span.end])
    named = any(place in text for place in places)
    dated = any(t.start and t.end and fold(written_days((t.start, t.end))) in days for t in line.times)
    if named or dated:
        return True if line.events else None
    return False if places or days else None


def fit(features: Sequence[Sequence[str]], labels: Sequence[bool], strength: float, rarest: int) -> Model:
    counts = Counter(f for row in features for f in set(row))
    vectors = DictVectorizer(dtype=np.float32)
    matrix = vectors.fit_transform([{f: 1.0 for f in row if counts[f] >= rarest} for row in features])
    return _weights(vectors, _solve(matrix, labels, strength))


def _solve(matrix: Any, labels: Sequence[bool], strength: float) -> LogisticRegression:
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return LogisticRegression(C=strength, max_iter=400, solver="liblinear").fit(matrix, labels)


def _weights(vectors: DictVectorizer, fitted: LogisticRegression) -> Model:
    names = vectors.get_feature_names_out()
    found = {str(n): float(w) for n, w in zip(names, fitted.coef_[0], strict=True)}
    found["bias"] = found.get("bias", 0.0) + float(fitted.intercept_[0])
    return found


def fit_lines(data: Sequence[tuple[Row, Report]]) -> Model:
    rows = [(lines.of_line(m, line), tells(row, m, line)) for row, m in data for line in m.lines]
    known = [(features, label) for features, label in rows if label is not None]
    return fit([f for f, _ in known], [label for _, label in known], 0.02, 6)


def fit_words(data: Sequence[tuple[Row, Report]]) -> dict[str, tuple[float, float]]:
    data = [(r, m) for r, m in data if answers(r, "types", False) or not answers(r, "types")]
    bags = [{f"{name}={w}" for name, ws in lines.words(m).items() for w in ws} for _, m in data]
    counts = Counter(f for bag in bags for f in bag)
    rarity = {f: 1 + log((1 + len(bags)) / (1 + n)) for f, n in counts.items() if n >= 3}
    rows = []
    for _, message in data:
        row: dict[str, float] = {}
        for name, words in lines.words(message).items():
            sizes = {f: (1 + log(n)) * rarity[f] for w, n in Counter(words).items() if (f := f"{name}={w}") in rarity}
            length = sum(s * s for s in sizes.values()) ** 0.5 or 1.0
            row |= {f: s / length for f, s in sizes.items()}
        rows.append(row)
    vectors = DictVectorizer()
    labels = [bool(answers(row, "types", False)) for row, _ in data]
    weights = _weights(vectors, _solve(vectors.fit_transform(rows), labels, 8.0))
    return {f: (round(rarity.get(f, 1.0), 2), round(w, 3)) for f, w in weights.items()}


def examples(row: Row, message: Report, states: Context) -> Examples:
    """What the probes learn from a message: stretches of it, and whether the keys have what they name."""
    found: dict[str, list[tuple[Span, bool | None]]] = {name: [] for name in PROBES}
    if answers(row, "types", False) or not answers(row, "types"):
        found["whole"].append((Span(0, len(message.text)), bool(answers(row, "types", False))))
    found["lines"] += [(line.span, tells(row, message, line)) for line in message.lines]
    found["places"] += [(span, _in_keys(row, "places", fold(name))) for name, span in where.mentions(message)]
    found["days"] += [(span, _in_keys(row, "dates", fold(written_days(d)))) for d, span in when.mentions(message)]
    for harm in toll.mentions(message):
        found[harm.effect].append((harm.span, _in_keys(row, "casualties", (EFFECTS[harm.effect], harm.number))))
    known = {name: [(span, label) for span, label in rows if label is not None] for name, rows in found.items()}
    return {
        name: (
            np.array([np.concatenate(states.mean(span)[: len(PROBES[name])]) for span, _ in rows], np.float32),
            [label for _, label in rows],
        )
        for name, rows in known.items()
    }


def _in_keys(row: Row, kind: str, value: Any) -> bool | None:
    """Whether the keys have a value; None where they allow it only."""
    return True if value in answers(row, kind, False) else None if value in answers(row, kind, True) else False


def fit_probes(data: Sequence[Examples]) -> dict[str, list[float]]:
    found = {}
    for name, sizes in PROBES.items():
        some = [one[name] for one in data if one[name][1]]
        found[name] = fit_probe(np.concatenate([s for s, _ in some]), [b for _, labels in some for b in labels], sizes)
    return found


def fit_probe(states: Any, labels: Sequence[bool], sizes: Sequence[int]) -> list[float]:
    """A logistic regression over the widest directions of each part of the states, as weights of the states."""
    middle = states.mean(0)
    parts = np.split(states - middle, len(sizes), 1)
    turns = [_turn(part, size) for part, size in zip(parts, sizes, strict=True)]
    turned = [part @ turn for part, turn in zip(parts, turns, strict=True)]
    fitted = LogisticRegression(C=FREEDOM, max_iter=400).fit(np.hstack(turned), labels)
    shares = np.split(fitted.coef_[0], np.cumsum(sizes)[:-1])
    weights = np.concatenate([turn @ share for turn, share in zip(turns, shares, strict=True)])
    return [round(float(w), 4) for w in [*weights, fitted.intercept_[0] - middle @ weights]]


def _turn(part: Any, size: int) -> Any:
    """The `size` widest directions, each scaled to one width."""
    some = part[:: max(1, len(part) // 6000)]
    spread, directions = np.linalg.eigh(some.T @ some / len(some))
    return directions[:, -size:] / np.sqrt(spread[-size:] + 1e-6)


def violent(message: Report) -> bool:
    """Whether it has a word of violence: no other is asked for its incidents."""
    return any(line.events for line in message.lines)


def states_of(row: Row, message: Report, kept: Path | None) -> Context:
    """The encoder's states of a message, taken from `kept` if they are there."""
    file = kept / f"{row['id']}.npz" if kept else None
    if file and file.exists():
        with np.load(file) as held:
            return Context(held["s"], held["a"].tolist(), held["b"].tolist(), [line.span for line in message.lines])
    found = context.of(message)
    if file:
        np.savez(file, s=found.states, a=np.array(found.starts, np.int32), b=np.array(found.ends, np.int32))
    return found


def crossed(
    data: Sequence[Any],
    fitted: Callable[[Sequence[Any]], Any],
    scored: Callable[[Any, int], Any],
    seed: int = 1,
) -> list[Any]:
    """What models say that have not seen the message."""
    found: list[Any] = [None] * len(data)
    for learn, apply in KFold(FOLDS, shuffle=True, random_state=seed).split(data):
        one = fitted([data[i] for i in learn])
        for i in apply:
            found[i] = scored(one, i)
    return found


def options(
    kind: str, message: Report, scores: Sequence[float], whole: float, hints: Hints
) -> list[tuple[Any, Option, Look]]:
    """The candidates of a message as the keys write them, and how each is seen after the first look."""
    if kind == "dates":
        days = when.candidates(message, scores, whole, hints)
        return [(fold(written_days(d)), o, partial(when.seen, d, o)) for d, o in days.items()]
    if kind == "places":
        named = where.candidates(message, scores, whole, hints)
        return [(fold(name), o, partial(where.seen, n, o)) for name, (n, o) in named.items()]
    harms = toll.candidates(message, scores, whole, hints)
    return [((EFFECTS[e], n), o, partial(toll.seen, h, o)) for (e, n), (h, o) in harms.items()]


def fit_options(data: Sequence[tuple[Row, list[tuple[Any, Option, Look]]]], kind: str, strength: float) -> Model:
    features, labels = [], []
    for row, found in data:
        must, may = answers(row, kind, False), answers(row, kind, True)
        for value, one, _ in found:
            if value in must or value not in may:
                features.append(one.features)
                labels.append(value in must)
    return fit(features, labels, strength, 4)


def fit_forest(data: Sequence[tuple[Row, list[Any], list[list[float]]]], kind: str) -> Forest:
    """Trees over the measures of the candidates; few and flat, for there are few messages."""
    rows, labels = [], []
    for row, values, measured in data:
        must, may = answers(row, kind, False), answers(row, kind, True)
        known = [(m, v in must) for v, m in zip(values, measured, strict=True) if v in must or v not in may]
        rows += [m for m, _ in known]
        labels += [label for _, label in known]
    share = sum(labels) / len(labels)
    fitted = GradientBoostingClassifier(
        n_estimators=TREES, learning_rate=0.06, max_depth=3, min_samples_leaf=25, subsample=0.5, max_features=0.4,
        random_state=1,
    ).fit(np.round(rows, 3), labels)  # fmt: skip
    return Forest(round(log(share / (1 - share)), 3), [_tree(one.tree_) for one in fitted.estimators_[:, 0]])


def _tree(tree: Any) -> Tree:
    leaf = tree.children_left < 0
    return Tree(
        measure=np.where(leaf, -1, tree.feature).tolist(),
        highest=np.where(leaf, 0.0, tree.threshold.round(3)).tolist(),
        left=tree.children_left.tolist(),
        right=tree.children_right.tolist(),
        value=np.where(leaf, 0.06 * tree.value[:, 0, 0], 0.0).round(4).tolist(),
    )


def best_threshold(
    data: Sequence[tuple[Row, list[Any]]], sums: Sequence[Sequence[float]], kind: str
) -> tuple[float, float]:
    """The best F1 against the keys and the least sum that counts as told for it."""

    def f1(least: float) -> float:
        hits = said = wanted = 0
        for (row, found), scores in zip(data, sums, strict=True):
            told = {value for value, s in zip(found, scores, strict=True) if s > least}
            must = [{fold(v) for v in f["any_of"]} for f in row["facts"][kind] if not f.get("optional")]
            good = sum(bool(told & one) for one in must)
            hits, wanted = hits + good, wanted + len(must)
            said += good + len(told - set().union(*must) - answers(row, kind, True))
        return 2 * hits / (said + wanted)

    steps = [round(-1.6 + 0.1 * i, 1) for i in range(20)]
    smooth = {t: f1(t - 0.2) + f1(t) + f1(t + 0.2) for t in steps}
    best = max(steps, key=smooth.__getitem__)
    print(f"{kind}: F1 {f1(best):.3f} at {best} on messages not learned from")
    return f1(best), best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("messages", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--states", type=Path, help="a folder in which the encoder's states are kept for the next run")
    args = parser.parse_args()
    with gzip.open(args.messages, "rt", encoding="utf-8") as text:
        rows = [row for line in text if (row := json.loads(line))["split"] == "train"]
    data = [(row, m) for row in rows if violent(m := report.read(read(row)))]
    states = [states_of(row, m, args.states) for row, m in data]
    shown = [examples(row, m, one) for (row, m), one in zip(data, states, strict=True)]
    hints = crossed(shown, fit_probes, lambda probes, i: all_hints(states[i], probes))
    told = crossed(data, lambda some: Weights(fit_lines(some), fit_words(some), {}, {}, {}), lambda one, i: one)
    scores = [line_scores(m, table, held) for (_, m), table, held in zip(data, told, hints, strict=True)]
    wholes = [whole_score(m, table, held) for (_, m), table, held in zip(data, told, hints, strict=True)]
    tables = fit_kinds(data, scores, wholes, hints)
    weights = Weights(shortened(fit_lines(data)), fit_words(data), probes=fit_probes(shown), **tables)
    args.out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=0) + b"\n")
    print({name: len(getattr(weights, name)) for name in weights.__struct_fields__})


def all_hints(states: Context, probes: dict[str, list[float]]) -> Hints:
    return {**{name: context.hint(states, probe) for name, probe in probes.items()}, **context.as_read(states)}


def fit_kinds(
    data: Sequence[tuple[Row, Report]],
    scores: Sequence[Sequence[float]],
    wholes: Sequence[float],
    hints: Sequence[Hints],
) -> dict[str, Any]:
    """The weights of days, places and harms, and trees that set them beside each other where that is better."""
    alone: dict[str, tuple[float, float]] = {}
    tables: dict[str, Any] = {}
    first: dict[str, list[list[Seen]]] = {}
    values: dict[str, list[list[Any]]] = {}
    for kind, name, strength in KINDS:
        made = [options(kind, m, s, w, h) for (_, m), s, w, h in zip(data, scores, wholes, hints, strict=True)]
        pairs = [(row, found) for (row, _), found in zip(data, made, strict=True)]
        fitted = partial(fit_options, kind=kind, strength=strength)
        sums = crossed(pairs, fitted, lambda one, i: [model.score(one, o.features) for _, o, _ in made[i]])  # noqa: B023
        values[name] = [[value for value, _, _ in found] for found in made]
        first[name] = [
            [look(s) for (_, _, look), s in zip(found, row, strict=True)] for found, row in zip(made, sums, strict=True)
        ]
        alone[name] = best_threshold([(row, v) for (row, _), v in zip(data, values[name], strict=True)], sums, kind)
        tables[name] = shortened(fitted(pairs))
    tables |= {"beside": {}, "least": {name: least for name, (_, least) in alone.items()}}
    for kind, name in [(kind, name) for kind, name, _ in KINDS if name in AGAIN]:
        others = [other for _, other, _ in KINDS if other != name]
        measured = [
            measures(first[name][i], [first[other][i] for other in others], scores[i], wholes[i])
            for i in range(len(data))
        ]
        rows = [(row, v, m) for (row, _), v, m in zip(data, values[name], measured, strict=True)]
        sums = crossed(rows, partial(fit_forest, kind=kind), lambda one, i: [one.score(m) for m in measured[i]], 2)  # noqa: B023
        best, least = best_threshold([(row, v) for row, v, _ in rows], sums, kind)
        if best <= alone[name][0]:
            continue
        forest = fit_forest(rows, kind)
        tables["beside"][name] = msgspec.structs.replace(forest, base=round(forest.base - least, 3))
    return tables


def shortened(weights: Model) -> Model:
    return {f: round(w, 3) for f, w in sorted(weights.items()) if abs(w) >= 0.01}


if __name__ == "__main__":
    main()
