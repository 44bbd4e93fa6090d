"""Documents per CPU second and peak memory for each format, on the gallery's report made a hundred times longer.

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
    makers = {
        "report.txt": gallery.TEXT.encode,
        **{called: make for called, make in MAKERS.items() if called == name},
    }
    data = makers[name]() if name in makers else gallery.GALLERY[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, read = time.process_time(), 0
    while time.process_time() - started < seconds:
        read += sum(1 for _ in documents.read(data, name))
    used = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(
        f"| {name} | {len(data) / 1000:.1f} | {read / used:.0f} | {read * len(data) / used / 1e6:.2f} | {peak / 1000:.0f} |"
    )


MAKERS = {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    from documents import gallery

    MAKERS.update({
        "report.html": gallery.html, "report.mhtml": gallery.mhtml, "report.docx": gallery.word, "report.epub": gallery.epub,
        "report.eml": gallery.eml, "feed.rss": gallery.rss, "feed.atom": gallery.atom, "talk.srt": gallery.srt, "talk.vtt": gallery.vtt,
        "talk.json3": gallery.youtube, "talk.json": gallery.transcript, "result.json": gallery.telegram, "reports.jsonl": gallery.jsonl,
        "reports.csv": gallery.table, "reports.parquet": gallery.columns, "crawl.warc": gallery.warc, "crawl.wet.gz": gallery.wet,
        "report.pdf": gallery.pdf,
    })  # fmt: skip
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
