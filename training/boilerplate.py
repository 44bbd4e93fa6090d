"""Teach what a sentence says to a page's visitor, from passages of our own and sentences of reports and of news.

    python training/boilerplate.py ../shared/gold/{passages,reports,train}.jsonl \\
        --news ../shared/bench/attribution/train.jsonl.gz --out src/warbook/documents/spoken.en.json

Taught as boilerplate: training/data and the part 'tuned' of benchmarks/data/boilerplate.jsonl. As what is none: the
other lines of these, sentences of annotated reports that hold a figure or no sign of boilerplate, and sentences of news
in which no phrase is sure. What shares most of its words with a passage of the parts that measure is left out.
"""

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from loglinear import fit

from warbook.documents import blocks, furniture, spoken
from warbook.documents.blocks import Block

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = ROOT / "benchmarks" / "data" / "boilerplate.jsonl"
ALIKE = 0.6


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in furniture.sentences(text, Block(0, len(text), "paragraph"))]


def lines(name: str) -> list[str]:
    text = (ROOT / "training" / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


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


def alike(a: str, b: str) -> bool:
    ours, theirs = (set(re.findall(r"\w+", words.lower())) for words in (a, b))
    return len(ours & theirs) > ALIKE * min(len(ours), len(theirs)) and len(ours & theirs) > 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("golds", type=Path, nargs="+")
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]
    measured = [row["text"] for row in rows if row["part"] != "tuned"]
    taught = [(row["text"], bool(row["kind"])) for row in rows if row["part"] == "tuned"]
    taught += [(line, True) for line in lines("boilerplate.txt")] + [(line, False) for line in lines("reporting.txt")]
    kept = [(text, kind) for text, kind in taught if not any(alike(text, other) for other in measured)]
    examples = [(sentence, kind) for text, kind in kept for sentence in ([text] if kind else sentences(text))]
    examples += [(sentence, True) for text, kind in kept if kind for sentence in sentences(text)]
    examples += [(sentence, False) for sentence in reported(args.golds)]
    examples += [(sentence, False) for sentence in news(args.news)]
    examples += [example for example in examples if example[1]] * 5  # there is less to learn them from
    instances = [
        ([sorted({*spoken.features(furniture.QUOTED.sub(" ", text), furniture.by_phrases(text)[1])}), []], [not kind])
        for text, kind in examples
    ]
    weights = fit(instances, penalty=0.25, rarest=2, smallest=0.05)
    args.out.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    many = sum(kind for _, kind in examples)
    left = len(taught) - len(kept)
    print(f"{len(examples)} sentences, {many} of them boilerplate, {left} passages left out, {len(weights)} weights")


if __name__ == "__main__":
    main()
