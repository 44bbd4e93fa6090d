"""What all questions to a book share: the database and the moment that is looked at."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from warbook.errors import MissingError
from warbook.ledger import engine as engines
from warbook.ledger.moments import AnyRow


class Reader:
    """A ledger at a moment. `at` is the number of a past moment, None for now."""

    def __init__(self, engine: Engine, at: int | None = None) -> None:
        self._engine = engine
        self.at = at

    @property
    def name(self) -> str:
        """The path of the ledger, or its URL without the password."""
        return engines.name_of(self._engine.url)

    @property
    def address(self) -> str:
        """The path or URL that opens this ledger again, with its password: never to be shown or written down."""
        url = self._engine.url
        if url.get_backend_name() == "sqlite":
            return str(Path(str(url.database)).absolute())
        return url.render_as_string(hide_password=False)

    def _by_now(self, table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
        """Only rows that were there at the moment."""
        return [table.c.moment <= self.at] if self.at is not None else []

    def _all(self, query: sa.Select[Any]) -> list[AnyRow]:
        with engines.reading(self._engine) as connection:
            return list(connection.execute(query).all())

    def _one(self, query: sa.Select[Any], what: str) -> AnyRow:
        rows = self._all(query.limit(1))
        if not rows:
            raise self._missing(what)
        return rows[0]

    def _missing(self, what: str) -> MissingError:
        return MissingError(f"there is no {what} in {self.name}")

    def _number(self, query: sa.Select[Any]) -> int:
        with engines.reading(self._engine) as connection:
            return int(connection.execute(query).scalar() or 0)
