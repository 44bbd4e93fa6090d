"""What the command line says on standard error: one line a thing."""

import re
import sys
from collections.abc import Iterable

from warbook.model import Rejection

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def tell(refused: Iterable[Rejection]) -> int:
    """What could not be read and what was left aside, a line each; the exit code: 1 if something could not be read."""
    failed = False
    for one in refused:
        kind = "left aside" if one.aside else "not read"
        say(f"warbook: {kind}: {one.name}{f' ({one.where})' if one.where else ''}: {one.reason}")
        failed = failed or not one.aside
    return 1 if failed else 0


def say(words: str) -> None:
    """One line on standard error; names of files cannot steer the terminal."""
    print(" ".join(CONTROL.sub(" ", words).split()), file=sys.stderr)
