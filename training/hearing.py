"""Train which words the reader hears as cues of somebody's saying, beside the models of training/attribution.py.

    python training/hearing.py ARTICLES.jsonl.gz --tune DEV.jsonl.gz [--out FOLDER] [--states FOLDER]

ARTICLES as there (the shipped weights: PolNeAR, train part). The encoder stays as it is; two small layers over its
states, the second of which sees some tokens before and behind, learn whether the first token of a word begins a cue,
goes on with one, or does neither. `--states` keeps the states for the next run: encoding takes half an hour. How much
the layers count beside the tagger is tried on the articles of `--tune`. After the encoder changes, this has to run
again. Needs jax and optax, for training only.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jax
import numpy as np
import optax
from attribution import cue_labels

from warbook import documents
from warbook.extraction import reader
from warbook.extraction.extract import scene_of
from warbook.extraction.reader import encoder
from warbook.extraction.reader.heads import Array
from warbook.extraction.reader.hearing import Hearing, cues
from warbook.extraction.reader.page import load_tokenizer, pages
from warbook.language import attribution, quotations, syntax
from warbook.language.attribution import cue_features, runs, tagger
from warbook.language.attribution.windows import numbers
from warbook.language.syntax import Tree
from warbook.model import Document

SHIPPED = Path(__file__).parents[1] / "src/warbook/extraction/reader/models/en"
INNER, REACH, ROUNDS = 128, 4, 5
STRETCH, BATCH = 64, 32
"""Tokens in a row that are learned together, and how many such rows at a time."""
TRUSTS = (160, 320, 640, 960, 1280, 1920, 2560)
Row = dict[str, Any]


class Lesson(NamedTuple):
    """An article: the states of its tokens, its sentences, and in which token each of their words begins."""

    states: Array
    trees: list[Tree]
    quoted: list[list[int]]
    labels: list[list[str]]
    firsts: list[Array]


def lesson(row: Row, kept: Path | None) -> Lesson:
    """An article, whose states are taken from `kept` if they are there."""
    (document,) = documents.read(json.dumps({"id": row["id"], "text": row["text"]}).encode(), f"{row['id']}.jsonl")
    assert isinstance(document, Document), document
    scene = scene_of(document)
    trees = [tree for tree in syntax.parse(scene.text, [line.span for line in scene.lines]) if tree.words]
    states, ends = kept_states(reader.sheet_of(scene), kept / f"{row['id']}.npz" if kept else None)
    told = sorted((r["cue"][0][0], r["cue"][-1][1]) for r in row["relations"] if r["cue"])
    marks = quotations.find(scene.text)
    return Lesson(
        states,
        trees,
        [numbers(tree.starts, marks) for tree in trees],
        [cue_labels(tree, told) for tree in trees],
        [np.minimum(np.searchsorted(ends, tree.starts, side="right"), len(ends) - 1) for tree in trees],
    )


def kept_states(sheet: reader.Sheet, file: Path | None) -> tuple[Array, Array]:
    """The states of a sheet's tokens, and where each ends."""
    if file and file.exists():
        with np.load(file) as held:
            return held["states"], held["ends"]
    heard = [(page, encoder.load()(page.ids, page.marks)) for page in pages(sheet, load_tokenizer(), whole=True)]
    found = Hearing(heard)
    if file:
        np.savez(file, states=found.scores.astype(np.float16), ends=found.ends)
    return found.scores, found.ends


def start(size: int) -> dict[str, Array]:
    """Weights to begin with."""
    chance = np.random.default_rng(1)
    shapes = {"look": (size, INNER), "near": (2 * REACH + 1, INNER, INNER), "say": (INNER, 3)}
    found = {f"{name}.bias": np.zeros(shape[-1]) for name, shape in shapes.items()}
    for name, shape in shapes.items():
        found[f"{name}.weight"] = chance.normal(size=shape) * 0.5 / np.prod(shape[:-1]) ** 0.5
    return found


def scores(weights: dict[str, Any], states: Any, key: Any = None) -> Any:
    """As `hearing.cues`, with parts of the states left out at random where a key is given."""
    keys = (None, None, None) if key is None else jax.random.split(key, 3)
    looked = dropped(
        jax.nn.relu(dropped(states, 0.1, keys[0]) @ weights["look.weight"] + weights["look.bias"]), 0.1, keys[1]
    )
    padded = jax.numpy.pad(looked, ((REACH, REACH), (0, 0)))
    steps = [padded[at : at + len(looked)] @ weights["near.weight"][at] for at in range(2 * REACH + 1)]
    near = jax.nn.relu(sum(steps) + weights["near.bias"] + looked)
    return dropped(near, 0.2, keys[2]) @ weights["say.weight"] + weights["say.bias"]


def dropped(values: Any, share: float, key: Any) -> Any:
    """The values with a share of them left out."""
    return values if key is None else values * jax.random.bernoulli(key, 1 - share, values.shape) / (1 - share)


def loss(weights: dict[str, Any], states: Any, labels: Any, key: Any) -> Any:
    """The mean loss of the tokens that have a label."""
    known = labels >= 0
    costs = optax.softmax_cross_entropy_with_integer_labels(scores(weights, states, key), abs(labels))
    return (costs * known).sum() / known.sum()


def fit(taught: Sequence[Lesson], names: Sequence[str]) -> dict[str, Array]:
    """The weights, for states as the encoder gives them."""
    states = np.concatenate([one.states for one in taught]).astype(np.float16)
    labels = np.concatenate([token_labels(one, names) for one in taught])
    some = states[::10].astype(np.float32)
    middle, width = some.mean(0), some.std(0) + 1e-3
    rows = len(states) // STRETCH
    batches = rows // BATCH
    weights: Any = start(states.shape[1])
    way = optax.adamw(optax.cosine_decay_schedule(3e-3, ROUNDS * batches), weight_decay=0.02)
    state = way.init(weights)

    @jax.jit
    def step(weights: Any, state: Any, states: Any, labels: Any, key: Any) -> Any:
        slope = jax.grad(loss)(weights, (states - middle) / width, labels, key)
        change, state = way.update(slope, state, weights)
        return optax.apply_updates(weights, change), state

    chance, key = np.random.default_rng(1), jax.random.PRNGKey(1)
    for _ in range(ROUNDS):
        order = chance.permutation(rows)
        for first in range(0, batches * BATCH, BATCH):
            at = (order[first : first + BATCH, None] * STRETCH + np.arange(STRETCH)).ravel()
            key, now = jax.random.split(key)
            weights, state = step(weights, state, states[at].astype(np.float32), labels[at], now)
    found = {name: np.asarray(table) for name, table in weights.items()}
    look = found["look.weight"] / width[:, None]
    return {
        "cue.look.weight": look.T,
        "cue.look.bias": found["look.bias"] - middle @ look,
        "cue.near.weight": found["near.weight"],
        "cue.near.bias": found["near.bias"],
        "cue.say.weight": found["say.weight"].T,
        "cue.say.bias": found["say.bias"],
    }


def token_labels(one: Lesson, names: Sequence[str]) -> Array:
    """The label of each token in which a word begins, -1 for the others."""
    found = np.full(len(one.states), -1)
    for firsts, labels in zip(one.firsts, one.labels, strict=True):
        found[firsts] = [names.index(label) for label in labels]
    return found


def best_trust(tuned: Sequence[Lesson], weights: dict[str, Array]) -> float:
    """How much the layers count, by the F1 of whole cues."""
    model = tagger.load("cues")
    found = {}
    for trust in (0, *TRUSTS):
        hits = said = wanted = 0
        held = weights | {"cue.trust": np.float32(trust)}
        for one in tuned:
            heard = cues(one.states.astype(np.float32), held)
            for tree, quoted, labels, firsts in zip(*one[1:], strict=True):
                told = set(runs(model.tag(cue_features.of(tree, quoted), heard[firsts])))
                right = set(runs(labels))
                hits, said, wanted = hits + len(told & right), said + len(told), wanted + len(right)
        found[trust] = 2 * hits / (said + wanted)
        print(f"trust {trust}: precision {hits / said:.3f}, recall {hits / wanted:.3f}, F1 {found[trust]:.4f}")
    return max(TRUSTS, key=found.__getitem__)


def read(path: Path, kept: Path | None) -> list[Lesson]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [lesson(json.loads(line), kept) for line in lines]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--states", type=Path)
    parser.add_argument("--tune", type=Path, required=True)
    args = parser.parse_args()
    weights = fit(read(args.articles, args.states), attribution.cue_labels())
    weights["cue.trust"] = np.float32(best_trust(read(args.tune, args.states), weights))
    stored = {name: np.asarray(table, np.float16) for name, table in weights.items()}
    np.savez_compressed(args.out / "cues.npz", **stored)
    return 0


if __name__ == "__main__":
    sys.exit(main())
