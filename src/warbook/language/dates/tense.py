"""Whether the words around a date speak of what was or of what is to come. Word lists only: cheap, and often right."""

import re
from functools import cache
from typing import Literal

from warbook.vocabulary import table

Tense = Literal["past", "future"]
STOP = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n|;\s")
REACH = 250


@cache
def _cues() -> re.Pattern[str]:
    past, future = ("|".join(map(re.escape, table("tense")[name])) for name in ("past", "future"))
    return re.compile(rf"(?<![\w'’])(?:(?P<future>{future})|(?P<past>{past}|[a-z]+(?<!ne)(?<!xc)(?<!spe)ed))(?![\w'’])")


def tense(text: str, start: int, end: int) -> Tense | None:
    """The tense of the verb last before `start` in its sentence, or first after `end`; None if there is none."""
    left = max(0, start - REACH)
    for stop in STOP.finditer(text, left, start):
        left = stop.end()
    stop_after = STOP.search(text, end, min(len(text), end + REACH))
    right = stop_after.start() if stop_after else min(len(text), end + REACH)
    before = list(_cues().finditer(text, left, start))
    found = before[-1] if before else _cues().search(text, end, right)
    return None if found is None else ("future" if found["future"] else "past")
