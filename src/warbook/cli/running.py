"""Running a command: whatever goes wrong is one clear line and an exit code."""

import os
import re
import sys

import typer
from typer.exceptions import TyperException

from warbook.cli import copies, keeping, looking, reading, reviewing, serving
from warbook.cli.commands import app
from warbook.cli.saying import say
from warbook.errors import WarbookError

COMMANDS = (copies, keeping, looking, reading, reviewing, serving)
"""The rooms of commands beside `commands`: they enter themselves when they are imported."""


def main() -> None:
    """The command `warbook`."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices are small here: threads only wait for each other
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run a command; what it ends with: 0, 1 where something could not be done, 2 where it was called wrongly.

    Whatever goes wrong is one clear line on standard error; WARBOOK_TRACEBACK=1 shows faults of its own in full.
    """
    try:
        code = int(app(arguments, prog_name="warbook", standalone_mode=False) or 0)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        if "WARBOOK_TRACEBACK" in os.environ:
            raise
        words, code = _explained(error)
        _let_go_of_output()
        if words:
            say(f"warbook: {words}")
    return code


def _let_go_of_output() -> None:
    """What cannot be printed any more (nobody reads on, the disk is full) is not tried again at the very end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


NO_DATE = re.compile(r"(?:Value error, )?('[^']*') does not match the formats? .*", re.DOTALL)
"""What the library says of a date, in a way that is written for programmers."""
PLAIN: dict[type[BaseException], tuple[str, int]] = {
    BrokenPipeError: ("", 1),
    KeyboardInterrupt: ("stopped", 130),
    typer.Abort: ("stopped", 130),
    MemoryError: ("out of memory (read fewer or smaller reports at once)", 1),
}


def _explained(error: BaseException) -> tuple[str, int]:
    """What to say of an error, and the exit code."""
    match error:
        case _ if type(error) in PLAIN:
            return PLAIN[type(error)]
        case WarbookError():
            return str(error), error.exit_code
        case TyperException():
            words = NO_DATE.sub(r"\1 is no date such as 2024-11-02.", error.format_message())
            return f"{words} (warbook --help tells more)", error.exit_code
        case OSError():
            return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error), 1
    return f"a fault of Warbook's own: {type(error).__name__}: {error} (set WARBOOK_TRACEBACK=1 and report it)", 1
