"""What the command line says on standard error: one line a thing."""

import re
import sys
from collections.abc import Iterable

from warbook.model import Rejection

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def tell(refused: Iterable[Rejection]) -> int:
    """What could not be read, a line each; the exit code."""
    lines = [f"{one.name}{f' ({one.where})' if one.where else ''}: {one.reason}" for one in refused]
    for line in lines:
        say(f"warbook: not read: {line}")
    return 1 if lines else 0


def say(words: str) -> None:
    """One line on standard error; names of files cannot steer the terminal."""
    print(" ".join(CONTROL.sub(" ", words).split()), file=sys.stderr)
