"""Train what tells a sentence that reports an attack, on messages with answer keys (bench/muc, split `train`).

    python training/incidents.py ../shared/bench/muc/docs.jsonl.gz --out src/warbook/extraction/incidents.en.json

The keys say what a message reports, not where: a sentence counts as reporting it if they hold its place or its day.
"""

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from warbook.extraction.incidents import Incident, candidates

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from tasks.muc import read, telex


def answers(row: dict[str, Any], kind: str) -> set[str]:
    return {value for fact in row["facts"][kind] for value in fact["any_of"]}


def reports(row: dict[str, Any], incident: Incident) -> bool:
    """Whether the answer key has the place or the day of an incident."""
    place = incident.place.name.upper() if incident.place else ""
    known = any(place and (place == answer or answer.startswith(f"{place} ")) for answer in answers(row, "places"))
    start = incident.period.start
    return known or (start is not None and telex(start) in answers(row, "dates"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("messages", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with gzip.open(args.messages, "rt", encoding="utf-8") as lines:
        rows = [row for line in lines if (row := json.loads(line))["split"] == "train"]
    features, labels = [], []
    for row in rows:
        for incident, found in candidates(read(row)):
            features.append(dict.fromkeys(found, 1.0))
            labels.append(reports(row, incident))
    vectors = DictVectorizer()
    model = LogisticRegression(C=0.08, max_iter=300).fit(vectors.fit_transform(features), labels)
    names = vectors.get_feature_names_out()
    weights = {str(n): round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.02}
    weights["bias"] = round(weights.get("bias", 0.0) + float(model.intercept_[0]), 3)
    args.out.write_text(json.dumps(weights, indent=0) + "\n", encoding="utf-8")
    print(f"{len(labels)} sentences, {sum(labels)} of them report something in the keys, {len(weights)} weights")


if __name__ == "__main__":
    main()
