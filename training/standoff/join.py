"""Annotations of texts that are not ours: join them with the texts, which stay in ../shared.

    python training/standoff/join.py ../shared/bench/time/wikiwars-01-16.jsonl > wikiwars.jsonl

`wikiwars.jsonl` beside this file holds, for passages of real narratives of wars, the figures that we marked.
`source` is the document's id, `from` and `to` the passage in it (code points); figures count from its beginning.
"""

import json
import sys
from pathlib import Path
from typing import Any

MARKED = Path(__file__).with_name("wikiwars.jsonl")


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    texts = {row["id"]: row["text"] for row in rows(Path(sys.argv[1]))}
    for row in rows(MARKED):
        text = texts[row.pop("source")][row.pop("from") : row.pop("to")]
        figures = [one | {"number": text[one["start"] : one["end"]]} for one in row["figures"]]
        print(json.dumps(row | {"text": text, "figures": figures}, ensure_ascii=False))


if __name__ == "__main__":
    main()
