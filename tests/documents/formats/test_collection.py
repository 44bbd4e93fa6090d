"""JSON Lines: a report a line, ids kept, a broken line named."""

import json
from importlib import import_module

from warbook.documents import Given, read
from warbook.documents.drafts import Blob
from warbook.documents.opening import read_as
from warbook.model import Document, Rejection


def test_each_line_is_a_report_with_its_id() -> None:
    rows = [
        {
            "id": "a-1",
            "text": "Four men died.",
            "published": "2024-05-04",
            "title": "Port",
            "url": "https://example.org/1",
            "lang": "en",
        },
        {"id": 7, "text": "## Port\n\nThe [[x | 14 boats]] sank."},
        {"text": "No id here."},
    ]
    reports = list(read("\n".join(json.dumps(row) for row in rows).encode(), "c.txt"))
    assert all(isinstance(report, Document) for report in reports)
    first, second, third = (report for report in reports if isinstance(report, Document))
    assert (first.id, first.title, first.text) == ("a-1", "Port", "Four men died.")
    assert first.published is not None
    assert str(first.published.day) == "2024-05-04"
    assert (second.id, second.media) == ("7", "text/markdown")
    assert len(third.id) == 64


def test_a_broken_line_is_named_and_the_rest_is_read() -> None:
    items = list(read(b'{"text": "Four men died."}\n{"text": 5}\nnot json\n\n{"text": "Six fled."}\n', "c.jsonl"))
    assert [type(item) for item in items] == [Document, Rejection, Rejection, Document]
    assert [item.where for item in items if isinstance(item, Rejection)] == ["line 2", "line 3"]


def test_an_unreadable_date_becomes_a_remark() -> None:
    (report,) = read(b'{"text": "Four men died.", "published": "soon"}', "c.jsonl")
    assert isinstance(report, Document)
    assert report.published is None
    assert "'soon'" in report.remarks[0]


def test_a_list_of_records_is_a_collection_too() -> None:
    for data in (
        b'[{"id": "a", "text": "Four men died."}, {"id": 2}]',
        b'{"documents": [{"id": "a", "text": "Four men died."}, 7]}',
    ):
        first, second = read(data, "c.json")
        assert isinstance(first, Document)
        assert first.id == "a"
        assert isinstance(second, Rejection)
        assert second.where == "record 2"


def test_other_json_is_no_report() -> None:
    (item,) = read(b'{"killed": 40, "name": "losses"}', "c.txt")
    assert isinstance(item, Rejection)
    assert "JSON without reports" in item.reason


def test_json_that_is_neither_list_nor_object_is_no_report() -> None:
    form = import_module("warbook.documents.formats.records")
    for data in (b"5", b'"text"', b"null"):
        (item,) = read_as(form, Blob("c.json", data), Given())
        assert isinstance(item, Rejection)
        assert "JSON without reports" in item.reason


def test_a_list_of_paragraphs_is_a_text_and_a_moment_may_be_counted_in_seconds() -> None:
    rows = [
        {"body": ["Four men died.", "Six fled."], "created_at": 1730541600},
        {"body": "Nine boats sank.", "created_at": 1730541600123},
        {"body": "Ten guns fell silent.", "created_at": 17305},
    ]
    found = read("\n".join(json.dumps(row) for row in rows).encode(), "c.jsonl")
    reports = [report for report in found if isinstance(report, Document)]
    assert reports[0].text == "Four men died.\n\nSix fled."
    days = [report.published and str(report.published.day) for report in reports]
    assert days == ["2024-11-02", "2024-11-02", None]
