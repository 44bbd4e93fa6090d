"""Figures as a table, one a row: CSV for spreadsheets, Parquet for data frames.

Sources stand in one cell, the origin first.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
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
        rows.writerow([cell(content) for content in record.values()])


def write_parquet(figures: Iterable[Figure], path: Path) -> None:
    """The same table as Parquet: amounts as doubles, days as dates. Raises OSError where it cannot be written."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {
        "low": pa.float64(),
        "high": pa.float64(),
        "start": pa.int64(),
        "end": pa.int64(),
        "cumulative": pa.bool_(),
    }
    kinds |= {"period_start": pa.date32(), "period_end": pa.date32()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    rows = [{**row(figure), "period_start": figure.period.start, "period_end": figure.period.end} for figure in figures]
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), path)


def row(figure: Figure) -> dict[str, Any]:
    """One figure as a flat record with the keys of COLUMNS."""
    record = figure_to_exchange(figure)
    period = record.pop("period")
    record |= {"document": figure.document, "period_start": period["start"], "period_end": period["end"]}
    record["sources"] = "; ".join(source["name"] for source in record["sources"])
    return {column: record[column] for column in COLUMNS}


def cell(content: Any) -> Any:
    """A value as a spreadsheet takes it: words that it would run as a formula get a quote."""
    if isinstance(content, str):
        return f"'{content}" if content.startswith(FORMULA) else content
    return {True: "true", False: "false"}[content] if isinstance(content, bool) else content
