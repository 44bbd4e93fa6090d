from datetime import date

import pytest

from warbook.audit.mending import corrections
from warbook.model import Edit, Figure, Period, Repair, Span, Value


def figure(**fields: object) -> Figure:
    known = {
        "id": "a",
        "document": "report",
        "span": Span(0, 3),
        "number": "120",
        "sentence": Span(0, 9),
        "quote": "120 dead.",
        "value": Value(120, 120),
        "event": "killed",
        "object": "personnel",
        "party": "Norland",
        "period": Period(date(2031, 2, 1), date(2031, 2, 28)),
    }
    return Figure(**{**known, **fields})


def mended(edit: Edit, **fields: object) -> dict[str, object]:
    repair = Repair(rank=1, words="so", edits=(edit,), odds=1.0)
    return corrections(repair, {"a": figure(**fields)})["a"]


@pytest.mark.parametrize(
    ("edit", "fields", "wanted"),
    [
        (Edit("a", "to", "2032-02-29"), {}, {"period.start": "2032-02-01", "period.end": "2032-02-29"}),
        (Edit("a", "to", "2032-02-29"), {"cumulative": True}, {"period.end": "2032-02-29"}),
        (Edit("a", "to", "2032-02-29"), {"period": Period(None, date(2031, 2, 28))}, {"period.end": "2032-02-29"}),
        (
            Edit("a", "to", "2031-03-05"),
            {"period": Period(date(2031, 2, 5), date(2031, 2, 5))},
            {"period.start": "2031-03-05", "period.end": "2031-03-05"},
        ),
        (Edit("a", "value", 1200), {}, {"value.low": 1200.0, "value.high": 1200.0}),
        (Edit("a", "value", 1200), {"value": Value(120, None)}, {"value.low": 1200.0}),
        (Edit("a", "value", 1200), {"value": Value(None, 120)}, {"value.high": 1200.0}),
        (Edit("a", "value", 1200), {"value": Value(110, 130)}, {"value.low": 1100.0, "value.high": 1300.0}),
        (Edit("a", "measure", "casualties"), {}, {"event": "casualties", "object": "personnel"}),
        (Edit("a", "measure", "lost:tanks"), {}, {"event": "lost", "object": "tanks"}),
        (Edit("a", "subject", "Sudland"), {}, {"party": "Sudland"}),
        (
            Edit("a", "period", ["stock", None, "2031-02-28"]),  # type: ignore[list-item]
            {},
            {"cumulative": True, "period.start": None, "period.end": "2031-02-28"},
        ),
        (Edit("a", "record", "not the record"), {"record": True}, {"record": False}),
    ],
)
def test_an_edit_means_these_fields(edit: Edit, fields: dict[str, object], wanted: dict[str, object]) -> None:
    assert mended(edit, **fields) == wanted


def test_edits_of_several_claims_stay_apart() -> None:
    edits = (Edit("a", "subject", "Sudland"), Edit("b", "subject", "Sudland"), Edit("a", "value", 12))
    repair = Repair(rank=1, words="so", edits=edits, odds=1.0)
    found = corrections(repair, {"a": figure(), "b": figure(id="b")})
    assert found == {"a": {"party": "Sudland", "value.low": 12.0, "value.high": 12.0}, "b": {"party": "Sudland"}}


def test_a_field_that_no_figure_has_is_refused() -> None:
    with pytest.raises(ValueError, match="'colour'"):
        mended(Edit("a", "colour", "red"))
