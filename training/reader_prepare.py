"""Spot the annotated documents once and keep them as lessons for the reader.

python training/reader_prepare.py LESSONS.pickle GOLD.jsonl…
"""

import argparse
import json
import pickle
from pathlib import Path

from lessons import party_id
from linker import document_of, fold_of
from reader_lessons import lesson

from warbook.extraction.extract import scene_of


def same_name(one: str, other: str) -> bool:
    """Whether two names of parties mean the same: the vocabulary's id, or all the words of the shorter name."""
    if party_id(one) == party_id(other):
        return True
    x, y = (set(name.lower().replace("-", " ").split()) - {"the", "of", "and"} for name in (one, other))
    return bool(x and y) and len(x & y) == min(len(x), len(y))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("gold", nargs="+", type=Path)
    args = parser.parse_args()
    found = []
    for path in args.gold:
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            scene = scene_of(document_of(row))
            found.append((path.stem, fold_of(row, 5, "document"), lesson(scene, row, same_name)))
    args.out.write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
