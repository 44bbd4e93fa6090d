"""Train the tagger and dependency parser that Warbook ships, from the UD English EWT treebank.

    python training/syntax.py TREEBANK_FOLDER OUTPUT_FOLDER

TREEBANK_FOLDER holds train.conllu.gz and dev.conllu.gz (Universal Dependencies). Words are retokenised as the product
does at run time, so that the parser learns on the tokens that it will see.
"""

import gzip
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin

HERE = Path(__file__).parent


def sentences(path: Path) -> Iterator[list[list[str]]]:
    """The CoNLL-U rows of each sentence, multi-word tokens and empty nodes left out."""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                row = line.rstrip("\n").split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line.strip() and rows:
                yield rows
                rows = []


def to_docs(path: Path, nlp: spacy.Language) -> Iterator[Doc]:
    """A document for each sentence: at run time, too, the parser is given one sentence at a time."""
    for rows in sentences(path):
        yield Doc(
            nlp.vocab,
            words=[row[1] for row in rows],
            spaces=["SpaceAfter=No" not in row[9] for row in rows],
            tags=[row[4] for row in rows],
            heads=[int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)],
            deps=["ROOT" if row[6] == "0" else row[7] for row in rows],
        )


def main(treebank: Path, output: Path) -> None:
    nlp = spacy.blank("en")
    with tempfile.TemporaryDirectory() as scratch:
        for part in ("train", "dev"):
            docs = to_docs(treebank / f"{part}.conllu.gz", nlp)
            DocBin(docs=docs).to_disk(Path(scratch) / f"{part}.spacy")
        overrides = {"paths.train": f"{scratch}/train.spacy", "paths.dev": f"{scratch}/dev.spacy"}
        train(HERE / "syntax.cfg", Path(scratch) / "model", overrides=overrides)
        shutil.copytree(Path(scratch) / "model" / "model-best", output, dirs_exist_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
