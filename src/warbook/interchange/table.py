"""Figures as a table, one a row, for spreadsheets. Sources stand in one cell, the origin first."""

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from warbook.interchange.figures import figure_to_exchange
from warbook.model import Figure

COLUMNS = (
    "id", "document", "number", "low", "high", "unit", "event", "object", "party", "to", "group",
    "period_start", "period_end", "cumulative", "place", "sources", "modality", "start", "end", "quote",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(figures: Iterable[Figure], out: TextIO, more: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    """A header and a row a figure, as RFC 4180 has it. Words that a spreadsheet would run as a formula get a quote.

    `more` are further columns, each with its cells by figure id.
    """
    more = more or {}
    rows = csv.writer(out)
    rows.writerow([*COLUMNS, *more])
    for figure in figures:
        record = row(figure) | {name: cells.get(figure.id, "") for name, cells in more.items()}
        rows.writerow([_cell(content) for content in record.values()])


def row(figure: Figure) -> dict[str, Any]:
    """One figure as a flat record with the keys of COLUMNS."""
    record = figure_to_exchange(figure)
    period = record.pop("period")
    record |= {"document": figure.document, "period_start": period["start"], "period_end": period["end"]}
    record["sources"] = "; ".join(source["name"] for source in record["sources"])
    return {column: record[column] for column in COLUMNS}


def _cell(content: Any) -> Any:
    if isinstance(content, str):
        return f"'{content}" if content.startswith(FORMULA) else content
    return {True: "true", False: "false"}[content] if isinstance(content, bool) else content
