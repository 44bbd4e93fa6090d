"""Peak memory and the line said for each bad input, read from the command line in a process of its own.

python benchmarks/bad_input.py
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from documents.bad import BAD, write_sparse

COMMAND = [sys.executable, "-c", "from warbook.cli import main; main()", "extract"]


def measure(place: Path) -> None:
    """Reads one file and prints a row: seconds, peak memory in MB, what was said."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen([*COMMAND, str(place)], stdout=out, stderr=err)
        _, _, used = os.wait4(process.pid, 0)
        err.seek(0)
        said = " / ".join(err.read().replace(str(place), place.name).splitlines())
    seconds = time.monotonic() - started
    print(f"| {place.name} | {seconds:.1f} | {used.ru_maxrss / 1024:.0f} | {said} |", flush=True)


def main() -> None:
    print("| file | seconds | peak MB | said |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, _, _) in BAD.items():
            place = Path(folder) / name
            place.write_bytes(make())
            measure(place)
        write_sparse(Path(folder) / "huge.txt")
        measure(Path(folder) / "huge.txt")


if __name__ == "__main__":
    main()
