"""Says what takes long: one line on standard error, from the second second on, and only for people at a terminal."""

from threading import Timer
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PATIENCE = 1.0
"""Seconds for which a step may be silent."""


class Step:
    """A step that may take long. Call it with the name of each thing that it turns to; give `total` where known."""

    def __init__(self, words: str, total: int | None = None, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        columns = [SpinnerColumn(), TextColumn("{task.description}", markup=False), MofNCompleteColumn()]
        bar = [BarColumn(bar_width=24)] if total else []
        self._progress = Progress(*columns, *bar, TimeElapsedColumn(), console=self._console, transient=True)
        self._words = words
        self._task = self._progress.add_task(words, total=total)
        self._timer = Timer(PATIENCE, self._progress.start)
        self._timer.daemon = True

    def __call__(self, name: str = "") -> None:
        """One more thing is begun."""
        self._progress.update(self._task, advance=1, description=f"{self._words} {name}".strip()[:60])

    def __enter__(self) -> "Step":
        if self._console.is_terminal:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()
        if self._progress.live.is_started:
            self._progress.stop()
