"""Triggers by which the database itself refuses to change or remove a row of the book."""

from alembic import op

MESSAGE = "the book is append-only"


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def create_refusal() -> None:
    """What the triggers of PostgreSQL call; SQLite needs nothing."""
    if _is_postgres():
        op.execute(
            "CREATE FUNCTION warbook_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )


def drop_refusal() -> None:
    """Undo `create_refusal`."""
    if _is_postgres():
        op.execute("DROP FUNCTION warbook_refuse()")


def append_only(*tables: str) -> None:
    """Make each table append-only. The triggers go with the table when it is dropped."""
    for table in tables:
        if _is_postgres():
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION warbook_refuse()"
            )
            continue
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
