"""A limit on the time that an audit takes."""

import math
import time


class Deadline:
    """A moment after which nothing new is begun; never, without seconds."""

    def __init__(self, seconds: float | None = None) -> None:
        self.end = math.inf if seconds is None else time.monotonic() + seconds

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return time.monotonic() > self.end
