"""Fuzz one reader with atheris, from the gallery's files as seeds; needs `pip install atheris`.

    python benchmarks/fuzz_documents.py FORMAT [--cpu-seconds 600] [--keep FOLDER] [libFuzzer's own options]

FORMAT is a module of warbook.documents.formats. Whatever the bytes, the reader must yield documents or rejections, and
a small input must not take long. Runs until the process has used its CPU seconds, however busy the machine is, and
prints how many inputs were read. An input that fails is written to FOLDER, one for each place of failure, and the run
goes on. Half of the inputs of packed formats change a member inside the pack, so that they get beyond the unpacking.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(Path(__file__).parent)]

with atheris.instrument_imports(include=["warbook.documents"]):
    from warbook.documents import readable
    from warbook.documents.drafts import Blob, Given
    from warbook.documents.opening import read_as

from documents.gallery import GALLERY  # noqa: E402
from fuzz_packs import PACKS, seeds_beyond  # noqa: E402

SLOW = 5.0
"""CPU seconds that no input of this size may take."""
LONGEST = 60_000


class Campaign:
    """Reads inputs one by one until its CPU time is used, and keeps what fails."""

    def __init__(self, name: str, seconds: float, folder: Path) -> None:
        self.name, self.seconds, self.folder = name, seconds, folder
        self.form = import_module(f"warbook.documents.formats.{name}")
        self.inputs = 0
        self.read = 0
        self.places: set[str] = set()

    def once(self, data: bytes) -> None:
        began = time.process_time()
        try:
            self._one(data)
        except Exception as error:
            self._note(data, error)
        took = time.process_time() - began
        if took > SLOW:
            self._keep(data, f"slow-{took:.0f}s", f"{took:.1f} CPU s for {len(data)} bytes")
        if time.process_time() > self.seconds:
            self._finish()

    def _one(self, data: bytes) -> None:
        self.inputs += 1
        for item in read_as(self.form, Blob("fuzz", data), Given(url="https://example.org/x")):
            if hasattr(item, "text"):
                self.read += 1
                assert len(readable(item)) == len(item.text)

    def _note(self, data: bytes, error: Exception) -> None:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
        if place not in self.places:
            self.places.add(place)
            self._keep(data, place, "".join(traceback.format_exception(error)))

    def _keep(self, data: bytes, what: str, report: str) -> None:
        name = f"{self.name}-{what}-{hashlib.sha256(data).hexdigest()[:8]}"
        (self.folder / name).write_bytes(data)
        (self.folder / f"{name}.txt").write_text(report, encoding="utf-8")

    def _finish(self) -> None:
        """Prints the figures and leaves at once: libFuzzer knows no other end than a crash or its own clock."""
        line = (
            f"{self.name}: {self.inputs:,} inputs, {self.read:,} reports in them, {len(self.places)} places of failure"
        )
        print(f"{line}, {time.process_time():.0f} CPU s", flush=True)
        os._exit(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("format")
    parser.add_argument("--cpu-seconds", type=float, default=600)
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    args, options = parser.parse_known_args()
    args.keep.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(args.format, args.cpu_seconds, args.keep)
    seeds = Path(tempfile.mkdtemp())
    for called, data in {**GALLERY, **seeds_beyond(args.format)}.items():
        if campaign.form.certainty(data[:65_536], called):
            (seeds / called).write_bytes(data)
    mutator = PACKS.get(args.format)
    hooks = {"custom_mutator": mutator} if mutator else {}
    options = [f"-artifact_prefix={args.keep}/", f"-max_len={LONGEST}", "-rss_limit_mb=3000", "-timeout=300", *options]
    atheris.Setup([sys.argv[0], *options, str(seeds)], campaign.once, **hooks)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
