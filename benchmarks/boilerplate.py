"""How well boilerplate is told from reporting that looks like it, on 400 passages of our own.

    python benchmarks/boilerplate.py [--part held|fresh|last|fifth|sixth|seventh|tuned] [--errors]

A boilerplate passage is found when at least four fifths of its letters are not read; an ordinary one is wrong as soon
as one of its letters is not read. Tuned and taught on the part 'tuned' only. 'held' is its other half; 'fresh' was
written when the vocabulary was finished, 'last' when the model was begun: other wordings each time.
"""

import argparse
import json
from pathlib import Path

from warbook.documents import read, readable
from warbook.model import Document

DATA = Path(__file__).parent / "data" / "boilerplate.jsonl"
AROUND = (
    "The ferry reached the island in the evening with nine crew and a cargo of flour, and the harbour stayed calm.",
    "Fishermen on the pier went on mending their nets, and the lamps along the quay were lit one after the other.",
)


def unread_share(passage: str) -> float:
    """The share of a passage's letters that no claim may come from, inside a plain text."""
    (report,) = read("\n\n".join((AROUND[0], passage, AROUND[1])).encode(), "passage.txt")
    assert isinstance(report, Document)
    start = len(AROUND[0]) + 2
    kept = sum(c.isalnum() for c in readable(report)[start : start + len(passage)])
    return 1 - kept / sum(c.isalnum() for c in passage)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--part", choices=["held", "fresh", "last", "fifth", "sixth", "seventh", "tuned"], default="held"
    )
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    rows = [row for row in map(json.loads, DATA.read_text(encoding="utf-8").splitlines()) if row["part"] == args.part]
    right = wrong = missed = 0
    for row in rows:
        share = unread_share(row["text"])
        found = share >= 0.8 if row["kind"] else share > 0
        right += bool(found and row["kind"])
        wrong += bool(found and not row["kind"])
        missed += bool(row["kind"] and not found)
        if args.errors and found != bool(row["kind"]):
            print(f"{row['kind'] or 'ordinary':12} {share:.2f}  {row['text']}")
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"{args.part}: {len(rows)} passages, precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
