"""The files that lie beside a ledger: what was fetched, how far a run came, and what failed in it."""

from pathlib import Path

import msgspec

from warbook.errors import WarbookError
from warbook.interchange import failures
from warbook.model import Rejection


class Beside(msgspec.Struct, frozen=True):
    """For `books/war.db`: `books/war.fetched/`, `books/war.read.jsonl` and `books/war.failures.csv`.

    The files of a ledger on a database server lie in the current folder and are called after `warbook`.
    """

    ledger: str

    @property
    def _stem(self) -> Path:
        return Path("warbook") if "://" in self.ledger else Path(self.ledger).with_suffix("")

    def _named(self, ending: str) -> Path:
        return self._stem.with_name(f"{self._stem.name}.{ending}")

    @property
    def fetched(self) -> Path:
        """The folder in which fetched pages are kept."""
        return self._named("fetched")

    @property
    def journal(self) -> Path:
        """The journal of the last run."""
        return self._named("read.jsonl")

    @property
    def failures(self) -> Path:
        """The list of what failed in the last run."""
        return self._named("failures.csv")

    def write_failures(self, rejections: list[Rejection]) -> bool:
        """Writes the list of failures, whole or not at all; whether there is one. A run without any leaves none.

        Raises WarbookError where it cannot be written.
        """
        draft = self.failures.with_name(f"{self.failures.name}.part")
        try:
            if not rejections:
                self.failures.unlink(missing_ok=True)
                return False
            with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
                failures.write_csv(rejections, out)
            draft.replace(self.failures)
        except OSError as error:
            raise WarbookError(f"{self.failures}: the list of failures cannot be written: {error.strerror}") from error
        finally:
            draft.unlink(missing_ok=True)
        return True
