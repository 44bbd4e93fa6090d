"""Fuzz one reader with atheris, from the gallery's files as seeds; needs `pip install atheris`.

    python benchmarks/fuzz_documents.py FORMAT -max_total_time=600 -rss_limit_mb=2048 -timeout=20

FORMAT is a module of warbook.documents.formats. Whatever the bytes, the reader must yield documents or rejections.
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["warbook.documents"]):
    from warbook.documents import readable
    from warbook.documents.drafts import Blob, Given
    from warbook.documents.opening import read_as

from documents.gallery import GALLERY  # noqa: E402


def main() -> None:
    name, options = sys.argv[1], sys.argv[2:]
    form = import_module(f"warbook.documents.formats.{name}")
    seeds = Path(tempfile.mkdtemp())
    for called, data in GALLERY.items():
        if form.certainty(data[:65_536], called):
            (seeds / called).write_bytes(data)

    def once(data: bytes) -> None:
        if not data:
            return
        for item in read_as(form, Blob("fuzz", data), Given(url="https://example.org/x")):
            if hasattr(item, "text"):
                assert len(readable(item)) == len(item.text)

    atheris.Setup([sys.argv[0], *options, str(seeds)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
