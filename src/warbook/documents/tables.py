"""Rows of a table as reports: which column is the text, which the date, which the address."""

from collections.abc import Sequence
from statistics import fmean

from warbook.documents import dating, texts
from warbook.documents.drafts import Columns, Draft, Given
from warbook.errors import ReadError
from warbook.vocabulary import entries

LONG = 60
"""Characters that the rows of a column have on average where it holds text but is not called so."""


def choose(names: Sequence[str], sample: Sequence[Sequence[str]], given: Given) -> dict[str, int]:
    """The position of each column that is used, by what it is used for.

    Raises ReadError where a column that the user named is missing, and where none holds text.
    """
    asked = given.columns or Columns()
    by_user = {"text": asked.text, "published": asked.date, "url": asked.url}
    used: dict[str, int] = {}
    for entry in entries("columns"):
        user_name = by_user.get(entry.id)
        position = _asked(user_name, names) if user_name else _known(entry.words, names)
        if position is None:
            beside = names[used["text"]].rpartition(".")[0] if "text" in used else None
            position = _known(entry.words, [_inside(name, beside) for name in names])
        if position is not None and position not in used.values():
            used[entry.id] = position
    if "text" not in used:
        used["text"] = _longest(names, sample)
    return used


def holds_text(name: str) -> bool:
    """Whether a column is called so that it holds the text of reports."""
    return _known(next(entry.words for entry in entries("columns") if entry.id == "text"), [name]) is not None


def _asked(asked: str, names: Sequence[str]) -> int:
    if asked not in names:
        raise ReadError(f"has no column '{asked}'", f"its columns are: {', '.join(names)}")
    return names.index(asked)


def _known(known: Sequence[str], names: Sequence[str]) -> int | None:
    low = [name.strip().lower().replace(" ", "_") for name in names]
    return next((low.index(word) for word in known if word in low), None)


def _inside(name: str, beside: str | None) -> str:
    """'text' of 'doc.text'; what is not the text counts only where it stands beside the text."""
    outer, _, own = name.rpartition(".")
    return own if outer and beside in (None, outer) else ""


def _longest(names: Sequence[str], sample: Sequence[Sequence[str]]) -> int:
    lengths = [fmean([len(row[i]) for row in sample if i < len(row)] or [0]) for i in range(len(names))]
    if not lengths or max(lengths) < LONG:
        raise ReadError("has no column with text", f"name it with --text-column; its columns are: {', '.join(names)}")
    return lengths.index(max(lengths))


def day_order(used: dict[str, int], sample: Sequence[Sequence[str]]) -> str | None:
    """Whether the column of dates has the day or the month first, by those of its dates that show it."""
    position = used.get("published")
    return (
        dating.numeric_order(row[position] for row in sample if position < len(row)) if position is not None else None
    )


def draft(row: Sequence[str], used: dict[str, int], given: Given, order: str | None = None) -> Draft:
    """The report of a row. `order`: see `day_order`."""
    fields = {purpose: row[position].strip() for purpose, position in used.items() if purpose != "text"}
    fields["published"] = dating.in_order(fields.get("published", ""), order)
    report = texts.draft(row[used["text"]], fields.get("lang") or given.lang or "en")
    report.record = True
    stated = Given(
        id=fields.get("id") or None,
        title=fields.get("title") or None,
        published=fields.get("published") or None,
        url=fields.get("url") or None,
        lang=fields.get("lang") or None,
        outlet=fields.get("outlet") or None,
    )
    texts.take(report, stated, found_in="metadata")
    return report
