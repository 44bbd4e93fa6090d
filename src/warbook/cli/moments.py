"""Moments as people write them: a day, or a day with a time."""

from datetime import datetime, timedelta

from warbook.errors import UsageError

LAST = timedelta(days=1) - timedelta(microseconds=1)


def moment(text: str) -> datetime:
    """The moment that is meant: a day to its end, a time without a zone as the clock here has it.

    Raises UsageError for what is neither.
    """
    try:
        when = datetime.fromisoformat(text.strip())
        when = when + LAST if len(text.strip()) <= len("2024-11-02") else when
        return when.astimezone()
    except (ValueError, OverflowError) as error:
        raise UsageError(f"'{text}' is no moment", "such as 2024-11-02 or 2024-11-02T18:30") from error
