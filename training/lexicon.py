"""Count how English words are written: small or with a capital. Needed to tell names from words and to restore case.

    python training/lexicon.py TREEBANK_FOLDER TEXTS.jsonl[.gz] ...

Words at the start of a sentence, and words of headings or texts in capitals, say nothing and are not counted. Writes
`language/data/words.tsv` (word, times small, times with a capital; only words that were seen small) and
`language/data/given_names.txt` and `surnames.txt` (US Census 1990, public domain, from the package `names`).
"""

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "warbook" / "language" / "data"
INSIDE = re.compile(r"(?<=[\w,;)] )[^\W\d_]+(?:'[^\W\d_]+)?")
SURNAMES = 4000


def treebank(folder: Path) -> Iterator[str]:
    with gzip.open(folder / "train.conllu.gz", "rt", encoding="utf-8") as lines:
        yield from (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


def texts(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from json.loads(line)["text"].split("\n")


def count(lines: Iterator[str], small: Counter[str], capital: Counter[str]) -> None:
    for line in lines:
        words = INSIDE.findall(line.replace("’", "'"))
        if sum(word[0].isupper() for word in words) * 2 > len(words):
            continue  # a heading, or text all in capitals
        for word in words:
            (small if word.islower() else capital)[word.lower()] += 1


def main(folder: Path, files: list[Path]) -> None:
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    count(treebank(folder), small, capital)
    for path in files:
        count(texts(path), small, capital)
    rows = [f"{word}\t{n}\t{capital[word]}" for word, n in sorted(small.items()) if n > 1 and 4 * n >= capital[word]]
    (DATA / "words.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    names = resources.files("names")
    census = {
        kind: names.joinpath(f"dist.{kind}").read_text().split("\n")
        for kind in ("male.first", "female.first", "all.last")
    }
    first = {row.split()[0].lower() for kind in ("male.first", "female.first") for row in census[kind] if row}
    last = [row.split()[0].lower() for row in census["all.last"] if row][:SURNAMES]
    (DATA / "given_names.txt").write_text("\n".join(sorted(first)) + "\n", encoding="utf-8")
    (DATA / "surnames.txt").write_text("\n".join(sorted(last)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
