"""The coasts of the world, to draw a map on (Natural Earth, public domain; made by training/coasts.py).

No borders: they are part of what a war is about.
"""

import re
from functools import cache
from importlib import resources
from itertools import accumulate

from warbook.web.views.map import Frame

Box = tuple[int, int, int, int]


@cache
def _coasts() -> list[tuple[Box, str]]:
    """Each coast as an SVG path in hundredths of a degree (north up), with the box around it."""
    text = resources.files(__package__).joinpath("data/coasts.txt").read_text(encoding="ascii")
    return [(_box(line), line) for line in text.splitlines()]


def _box(path: str) -> Box:
    start, steps = ([int(number) for number in re.findall(r"-?\d+", part)] for part in path.split("l"))
    xs, ys = (list(accumulate([start[axis], *steps[axis::2]])) for axis in (0, 1))
    return min(xs), min(ys), max(xs), max(ys)


def coasts(frame: Frame) -> str:
    """The coasts that touch a frame, as one SVG path in hundredths of a degree."""
    left, right = (100 * edge / frame.squeeze for edge in (frame.left, frame.left + frame.width))
    top, bottom = 100 * frame.top, 100 * (frame.top + frame.height)
    return "".join(
        path for (x0, y0, x1, y1), path in _coasts() if x1 >= left and x0 <= right and y1 >= top and y0 <= bottom
    )
