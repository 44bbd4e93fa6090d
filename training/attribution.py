"""Train the two attribution models that Warbook ships, on articles with annotated attributions.

    python training/attribution.py ARTICLES.jsonl.gz [OUTPUT_FOLDER] [--held-out N]

ARTICLES has one article a line: {"id", "text", "relations": [{"source": [[start, end], ...], "cue": …, "content": …}]}
(the shipped models: PolNeAR, train part). Needs python-crfsuite, for training only. With --held-out the last N articles
(of a fixed shuffle) are left out and written to OUTPUT_FOLDER/held-out.jsonl.gz, to tune on.
"""

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pycrfsuite

from warbook.language import quotations, sentences, syntax
from warbook.language.attribution import cue_features, rates, role_features
from warbook.language.attribution.windows import numbers
from warbook.language.syntax import Tree

SHIPPED = Path(__file__).parent.parent / "src/warbook/language/attribution/models/en"
PASSES, FOLDS, SCALE = 8, 8, 40
Span = tuple[int, int]


class Article(msgspec.Struct):
    trees: list[Tree]
    quoted: list[list[int]]
    cues: list[Span]
    relations: list[dict[str, Any]]


def article(row: dict[str, Any]) -> Article:
    trees = [tree for tree in syntax.parse(row["text"], sentences.split(row["text"])) if tree.words]
    marks = quotations.find(row["text"])
    told = [relation for relation in row["relations"] if relation["cue"]]
    cues = sorted((relation["cue"][0][0], relation["cue"][-1][1]) for relation in told)
    return Article(trees, [numbers(tree.starts, marks) for tree in trees], cues, told)


def covered(tree: Tree, span: Sequence[int]) -> list[int]:
    return [
        i
        for i, (start, end) in enumerate(zip(tree.starts, tree.ends, strict=True))
        if start < span[1] and end > span[0]
    ]


def cue_labels(tree: Tree, cues: list[Span]) -> list[str]:
    labels = ["O"] * len(tree.words)
    for cue in cues:
        for n, i in enumerate(covered(tree, cue)):
            labels[i] = "I" if n else "B"
    return labels


class Tally:
    """How often each key was a cue, and how often it was seen."""

    def __init__(self, articles: Sequence[Article] = ()) -> None:
        self.cue: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        for one in articles:
            for tree in one.trees:
                for i, label in enumerate(cue_labels(tree, one.cues)):
                    keys = rates.keys(tree, i)
                    self.seen.update(keys)
                    self.cue.update(keys if label != "O" else ())

    def counts(self, without: "Tally | None" = None) -> dict[str, tuple[int, int]]:
        less = without or Tally()
        kept = {key: self.cue[key] - less.cue[key] for key in sorted(self.cue)}
        return {key: (cue, self.seen[key] - less.seen[key]) for key, cue in kept.items() if cue}


def cue_examples(articles: Sequence[Article]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Features and labels of each sentence; the rates are counted on the other folds."""
    every = Tally(articles)
    for fold in range(FOLDS):
        others = every.counts(without=Tally(articles[fold::FOLDS]))
        for one in articles[fold::FOLDS]:
            for tree, quoted in zip(one.trees, one.quoted, strict=True):
                yield cue_features.of(tree, quoted, others), cue_labels(tree, one.cues)


def role_examples(articles: Sequence[Article]) -> Iterator[tuple[list[list[str]], list[str]]]:
    for one in articles:
        for tree, quoted in zip(one.trees, one.quoted, strict=True):
            taken = {i for cue in one.cues for i in covered(tree, cue)}
            for relation in one.relations:
                cue = covered(tree, (relation["cue"][0][0], relation["cue"][-1][1]))
                if not cue or not relation["content"]:
                    continue
                labels = ["O"] * len(tree.words)
                for role in ("content", "source"):
                    for i in [i for span in relation[role] for i in covered(tree, span)]:
                        labels[i] = role[0].upper()
                others = [i in taken and i not in cue for i in range(len(tree.words))]
                yield role_features.of(tree, role_features.place(tree, cue[0], cue[-1]), quoted, others), labels


def learn(examples: Iterator[tuple[list[list[str]], list[str]]], path: Path, seen: int, least: int) -> None:
    """Train, and write the weights as readable lines, without features seen less than `seen` times or below `least`."""
    trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
    trainer.set_params({"max_iterations": PASSES, "feature.minfreq": seen})
    for features, labels in examples:
        trainer.append(features, labels)
    scratch = path.with_suffix(".crf")
    trainer.train(str(scratch))
    model = pycrfsuite.Tagger()
    model.open(str(scratch))
    info = model.info()
    scratch.unlink()
    names = sorted(model.labels())
    weights: dict[str, list[int]] = {}
    for (feature, label), weight in info.state_features.items():
        weights.setdefault(feature, [0] * len(names))[names.index(label)] = round(weight * SCALE)
    moves = [[round(info.transitions.get((a, b), 0) * SCALE) for b in names] for a in names]
    rows = ["\t".join(names), *("\t".join([name, *map(str, row)]) for name, row in zip(names, moves, strict=True))]
    rows += [
        "\t".join([feature, *map(str, weights[feature])])
        for feature in sorted(weights)
        if max(map(abs, weights[feature])) >= least
    ]
    write(path, rows)


def write(path: Path, rows: list[str]) -> None:
    path.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    print(f"{path.name}: {len(rows)} lines, {path.stat().st_size / 1000:.0f} KB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("output", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--held-out", type=int, default=0)
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.articles, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(1).shuffle(rows)
    if args.held_out:
        kept = "".join(json.dumps(row) + "\n" for row in rows[-args.held_out :])
        (args.output / "held-out.jsonl.gz").write_bytes(gzip.compress(kept.encode()))
        rows = rows[: -args.held_out]
    articles = [article(row) for row in rows]
    write(
        args.output / "rates.tsv.gz", [f"{key}\t{cue}\t{seen}" for key, (cue, seen) in Tally(articles).counts().items()]
    )
    learn(cue_examples(articles), args.output / "cues.tsv.gz", seen=4, least=5)
    learn(role_examples(articles), args.output / "roles.tsv.gz", seen=6, least=6)
    return 0


if __name__ == "__main__":
    sys.exit(main())
