"""Annotations of texts that are not ours: join them with the texts, which stay in ../shared.

    python training/standoff/join.py ../shared/bench/time/wikiwars-01-16.jsonl > wikiwars.jsonl
    python training/standoff/join.py ../shared/bench/muc/docs.jsonl.gz > muc.jsonl

The files beside this one hold the figures that we marked: `wikiwars.jsonl` in narratives of wars, `muc.jsonl` in news
of Latin America, of the split for teaching only. `source` is the id of the document, `from` and `to` the passage in it
(code points); figures count from its beginning.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines, packed or plain."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode().splitlines()]


def joined(texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The marked passages of these texts as annotated documents."""
    for marked in sorted(Path(__file__).parent.glob("*.jsonl")):
        for row in rows(marked):
            if row["source"] in texts:
                text = texts[row.pop("source")][row.pop("from") : row.pop("to")]
                figures = [one | {"number": text[one["start"] : one["end"]]} for one in row["figures"]]
                yield row | {"text": text, "figures": figures}


def main() -> None:
    for row in joined({row["id"]: row["text"] for row in rows(Path(sys.argv[1]))}):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
