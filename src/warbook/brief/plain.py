"""Text of a report in the terminal: never taken for markup or for a command."""

import re

from rich.text import Text

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def plain(text: str, style: str = "") -> Text:
    """Text of a report, safe to print: control characters are spaces."""
    return Text(CONTROL.sub(" ", text), style=style)
