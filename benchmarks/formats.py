"""Documents per CPU second and peak memory for each format, on the gallery's report made thirty times longer.

    python benchmarks/formats.py [--seconds 2]

Each format runs in a process of its own; memory is what reading added to an interpreter with the reader loaded.
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGER = 30


def measure(name: str, seconds: float) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from documents import gallery

    from warbook import documents

    list(documents.read(gallery.GALLERY[name], name))
    gallery.PARAGRAPHS = gallery.PARAGRAPHS * LONGER
    gallery.TEXT = f"{gallery.TITLE}\n\n" + "\n\n".join(gallery.PARAGRAPHS) + "\n"
    data = gallery.MAKERS[name]() if name in gallery.MAKERS else gallery.GALLERY[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, read = time.process_time(), 0
    while time.process_time() - started < seconds:
        read += sum(1 for _ in documents.read(data, name))
    used = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    rate, speed = read / used, read * len(data) / used / 1e6
    print(f"| {name} | {len(data) / 1000:.1f} | {rate:.0f} | {speed:.2f} | {peak / 1000:.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    from documents import gallery

    if args.one:
        measure(args.one, args.seconds)
        return
    print(
        "| file | KB | documents a CPU second | MB a CPU second | peak MB added |\n| --- | --- | --- | --- | --- |",
        flush=True,
    )
    for name in gallery.GALLERY:
        subprocess.run([sys.executable, __file__, "--one", name, "--seconds", str(args.seconds)], check=True)


if __name__ == "__main__":
    main()
