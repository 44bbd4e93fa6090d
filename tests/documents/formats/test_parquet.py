"""Columns inside columns, lists of paragraphs, empty cells."""

import io
from datetime import date, datetime
from typing import Any

import pyarrow as arrow
from pyarrow import parquet

from warbook.documents import Columns, Given, read
from warbook.model import Document, Rejection

WORDS = "Three boats sank and 12 sailors were killed, the army said."


def table(**columns: list[Any]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(arrow.table(columns), out)
    return out.getvalue()


def test_the_text_may_stand_inside_another_column_and_what_belongs_to_it_beside_it() -> None:
    inner = {"text": WORDS, "url": "https://k.example/1", "about": {"date": date(2022, 3, 4)}}
    author = {"id": 7, "date": date(1990, 1, 1)}
    data = table(doc=[inner, {**inner, "text": f"{WORDS} It rained."}], author=[author, author])
    reports = list(read(data, "r.parquet"))
    assert [report.text for report in reports if isinstance(report, Document)] == [WORDS, f"{WORDS} It rained."]
    for report in reports:
        assert isinstance(report, Document)
        assert (report.url, report.published) == ("https://k.example/1", None)
    (first, _) = read(data, "r.parquet", Given(columns=Columns(text="doc.text", date="doc.about.date")))
    assert isinstance(first, Document)
    assert first.published is not None
    assert first.published.day == date(2022, 3, 4)


def test_a_column_of_its_own_goes_before_one_inside() -> None:
    (report,) = read(
        table(meta=[{"text": "lede"}], content=[WORDS], published=[datetime(2022, 3, 4, 23, 30)]), "r.parquet"
    )
    assert isinstance(report, Document)
    assert report.text == WORDS
    assert report.published is not None
    assert report.published.day == date(2022, 3, 4)


def test_a_list_of_paragraphs_is_a_text_and_an_empty_cell_a_rejection() -> None:
    report, empty = read(table(body=[[WORDS, "It rained."], None]), "r.parquet")
    assert isinstance(report, Document)
    assert report.text == f"{WORDS}\n\nIt rained."
    assert isinstance(empty, Rejection)
    assert empty.where == "record 2"
