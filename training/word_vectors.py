"""Make the vectors by which `documents.wording` knows that two words mean alike, from a public sentence encoder.

    python training/word_vectors.py MODEL ../shared/bench/attribution/train.jsonl.gz \\
        --out src/warbook/documents/wording.en.npz

MODEL is a folder with all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0); needs torch, transformers and scikit-learn.
What the encoder makes of each frequent word by itself is brought down to 64 dimensions and weighed by how rare the word
is in news, so that a sentence's sum is not drowned by 'the' and 'of'.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from sklearn.decomposition import PCA
from transformers import AutoModel, AutoTokenizer

WORDS = 14_000
DIMENSIONS = 64
COMMON = 1e-3
"""The share of all words at which a word's weight is a half."""


def encoded(model: Path) -> tuple[list[str], np.ndarray]:
    """The most frequent whole words of the encoder, and what it makes of each by itself."""
    tokenizer = AutoTokenizer.from_pretrained(model)
    encoder = AutoModel.from_pretrained(model).eval()
    by_number = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    words = [word for word, _ in by_number if word.isascii() and word.isalpha() and len(word) > 1]
    words = sorted({*words[:WORDS], "a", "i", "x"})
    numbers = tokenizer.convert_tokens_to_ids(words)
    found = []
    with torch.no_grad():
        for start in range(0, len(numbers), 512):
            rows = [[tokenizer.cls_token_id, n, tokenizer.sep_token_id] for n in numbers[start : start + 512]]
            batch = torch.tensor(rows)
            found.append(encoder(input_ids=batch, attention_mask=torch.ones_like(batch)).last_hidden_state.mean(1))
    return words, torch.cat(found).numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    words, raw = encoded(args.model)
    shrunk = PCA(DIMENSIONS, random_state=0).fit(raw)
    vectors = shrunk.transform(raw) / shrunk.explained_variance_**0.25
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with gzip.open(args.news, "rt", encoding="utf-8") as rows:
        counts = Counter(word for row in rows for word in re.findall(r"[a-z]+", json.loads(row)["text"].lower()))
    shares = np.array([counts[word] / counts.total() for word in words])
    vectors *= (COMMON / (COMMON + shares))[:, None]
    scale = float(np.abs(vectors).max()) / 127
    np.savez_compressed(
        args.out, vectors=np.round(vectors / scale).astype(np.int8), words=np.array("\n".join(words)), scale=scale
    )
    print(f"{len(words)} words, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
