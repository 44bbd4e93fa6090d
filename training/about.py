"""Train what tells reports of war from others, on annotated reports of war and on news of everything else.

    python training/about.py --war FILE.jsonl… --else FILE.jsonl… --out src/warbook/extraction/about.en.json
    python training/about.py --war ours.jsonl ../shared/gold/*.jsonl ../shared/bench/muc/docs.jsonl.gz \
        --else ../shared/bench/places/*.jsonl.gz ../shared/bench/time/{timebank,aquaint}.jsonl \
        ../shared/bench/attribution/train.jsonl.gz ../shared/bench/quantity/newsquant-a.jsonl --out …

Of the news, articles with more than one word of war (MILITARY) are left out: they may well tell of one. Texts are
taught in stretches of 120 words. One article in five is kept aside; how many of those would be left alone is printed.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from sklearn.linear_model import LogisticRegression

from warbook.extraction.about import PART, WHOLE, stretches, weighed, words

MILITARY = re.compile(
    r"\b(?:soldier|troops?|war|warship|militant|militia|air ?strike|missile|bomb|insurgen|rebel|arm(?:y|ies)\b|military"
    r"|guerrilla|terroris|ceasefire|genocide|shelling|artillery|nato\b|battalion|pentagon|invasion|weapon|refugee|peacekeep|hostage"
    r"|coup\b|veteran|combat|battle|navy|air force|regiment|nuclear|defen[cs]e|taliban|isis\b|isil\b|al[- ]qa|hezbollah"
    r"|hamas|iraq|afghan|syria|ukrain|israel|palestin|kosovo|bosnia|serb|iran|pakistan|kashmir)",
    re.IGNORECASE,
)
NUMBERS = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half"}
PLAIN = ENGLISH_STOP_WORDS | NUMBERS
"""Words of any subject: what they would tell is who wrote, not of what."""
RAREST = 5
FREEDOM = 4.0


def texts(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from (row["text"] for line in lines if _taught(row := json.loads(line)))


def _taught(row: dict[str, Any]) -> bool:
    """Whether a text is taught: of the messages of MUC, those of the split for it that tell of an attack."""
    return "facts" not in row or (row["split"] == "train" and bool(row["facts"]["types"]))


def fit(taught: list[set[str]], of_war: list[bool]) -> dict[str, float]:
    """The weight of each word of the stretches taught."""
    vectors = DictVectorizer()
    counts = Counter(word for stretch in taught for word in stretch - PLAIN)
    kept = [{word: 1.0 for word in stretch - PLAIN if counts[word] >= RAREST} for stretch in taught]
    matrix = vectors.fit_transform(kept)
    sizes = np.maximum(np.asarray(matrix.sum(1)).ravel(), 1)
    even = diags(1 / np.sqrt(sizes)) @ matrix
    fitted = LogisticRegression(C=FREEDOM, max_iter=400, class_weight="balanced").fit(even, of_war)
    named = zip(vectors.get_feature_names_out(), fitted.coef_[0], strict=True)
    return {"": round(float(fitted.intercept_[0]), 3)} | {str(w): round(float(x), 2) for w, x in named}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--war", nargs="+", type=Path, required=True)
    parser.add_argument("--else", nargs="+", type=Path, required=True, dest="others")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    war = [words(text) for text in texts(args.war)]
    others = [words(text) for text in texts(args.others) if len(MILITARY.findall(text)) <= 1]
    aside, taught = others[::5], [other for place, other in enumerate(others) if place % 5]
    rows = [(set(s), of_war) for group, of_war in ((war, True), (taught, False)) for t in group for s in stretches(t)]
    known = fit([some for some, _ in rows], [of_war for _, of_war in rows])
    args.out.write_text(json.dumps(known, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    for name, group in (("of war", war), ("others, not learned from", aside)):
        against = [text for text in group if weighed(text, known) <= WHOLE]
        alone = sum(all(weighed(some, known) <= PART for some in stretches(text)) for text in against)
        print(f"{name}: {alone} of {len(group)} would be left alone")


if __name__ == "__main__":
    main()
