"""Teach what a sentence says to a page's visitor, from passages of our own and sentences of reports and of news.

    python training/boilerplate.py ../shared/gold/{passages,reports,train}.jsonl \\
        --news ../shared/bench/attribution/train.jsonl.gz --out src/warbook/documents/spoken.en.json

Taught as boilerplate: training/data and the parts of benchmarks/data/boilerplate.jsonl that no longer measure. As what
is none: the other lines of these, sentences of annotated reports that hold a figure or no sign of boilerplate, and
sentences of news in which no phrase is sure. What shares most of its words with a passage that measures is left out.
"""

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from logistic import fit

from warbook.documents import blocks, furniture, spoken, wording
from warbook.documents.blocks import Block

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = ROOT / "benchmarks" / "data" / "boilerplate.jsonl"
MEASURING = frozenset({"seventh"})
"""The parts of the passages that nothing is taught on, or was tuned to."""
ALIKE = 0.6
OURS = 5.0
"""How much a passage of our own weighs: there are few, and many sentences of reports."""
CHOICE = re.compile(r"\{([^{}]*)\}")
VARIANTS = 24
"""Wordings that are drawn at most of a line with alternatives."""


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in furniture.sentences(text, Block(0, len(text), "paragraph"))]


def lines(name: str) -> list[str]:
    text = (ROOT / "training" / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def wide(name: str) -> list[str]:
    """The lines of a file with alternatives, each in at most VARIANTS wordings, the same ones each time."""
    return list(dict.fromkeys(words for line in lines(name) for words in _wordings(line, random.Random(line))))


def _wordings(line: str, chance: random.Random) -> Iterator[str]:
    for _ in range(VARIANTS):
        yield CHOICE.sub(lambda match: chance.choice(match[1].split("|")), line)


def reported(golds: list[Path]) -> Iterator[str]:
    """The sentences of reports that hold a figure, and those that the vocabulary sees no sign in."""
    for gold in golds:
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            text, starts = row["text"], [figure["start"] for figure in row["figures"]]
            for span in (span for block in blocks.split(text) for span in furniture.sentences(text, block)):
                words = text[span.start : span.end]
                if any(span.start <= start < span.end for start in starts) or not furniture.by_phrases(words)[1]:
                    yield words


def news(articles: Path) -> Iterator[str]:
    """The sentences of articles in which the vocabulary alone is sure of nothing."""
    with gzip.open(articles, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            text = row["text"]
            for span in (span for block in blocks.split(text) for span in furniture.sentences(text, block)):
                words = text[span.start : span.end]
                if not furniture.by_phrases(words)[0]:
                    yield words


def words_of(text: str) -> frozenset[str]:
    """The different words of a passage, in lower case."""
    return frozenset(re.findall(r"\w+", text.lower()))


def alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two passages share most of the words of the shorter one."""
    return len(ours & theirs) > max(1.0, ALIKE * min(len(ours), len(theirs)))


def _point(sentence: str) -> np.ndarray:
    point = wording.point(spoken.words_of(sentence))
    return np.zeros(wording.DIMENSIONS) if point is None else point


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("golds", type=Path, nargs="+")
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]
    measured = [words_of(row["text"]) for row in rows if row["part"] in MEASURING]
    passages = [(row["text"], bool(row["kind"])) for row in rows if row["part"] not in MEASURING]
    passages += [(line, True) for line in lines("boilerplate.txt")]
    passages += [(line, False) for line in lines("reporting.txt")]
    drawn = [(line, True) for line in wide("boilerplate_wide.txt")]
    drawn += [(line, False) for line in wide("reporting_wide.txt")]
    kept, known = (
        [(text, kind) for text, kind in all_ if not any(alike(words_of(text), other) for other in measured)]
        for all_ in (passages, drawn)
    )
    examples = [(sentence, kind, OURS) for text, kind in kept if not kind for sentence in sentences(text)]
    examples += [(sentence, True, OURS) for text, kind in kept if kind for sentence in {text, *sentences(text)}]
    examples += [(text, kind, 1.0) for text, kind in known]
    examples += [(sentence, False, 1.0) for sentence in reported(args.golds)]
    examples += [(sentence, False, 1.0) for sentence in news(args.news)]
    own = [furniture.unquoted(text) for text, _, _ in examples]
    weights, direction = fit(
        [sorted({*spoken.features(words, furniture.by_phrases(words)[1])}) for words in own],
        np.array([_point(words) for words in own]),
        np.array([kind for _, kind, _ in examples]),
        np.array([weight for _, _, weight in examples]),
    )
    made = {"weights": weights, "direction": [round(float(value), 3) for value in direction]}
    args.out.write_text(json.dumps(made, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    many = sum(kind for _, kind, _ in examples)
    left = len(passages) + len(drawn) - len(kept) - len(known)
    print(f"{len(examples)} sentences, {many} of them boilerplate, {left} passages left out, {len(weights)} weights")


if __name__ == "__main__":
    main()
