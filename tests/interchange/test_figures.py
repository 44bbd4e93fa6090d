import json

import msgspec
from builders import days, figure, report
from hypothesis import given
from hypothesis import strategies as st

from warbook.interchange.figures import line, to_exchange
from warbook.model import Place, Source, Span

REPORT = report("The ministry of Arland said that more than 1,200 soldiers fell at Keth in May 2031.", name="keth.txt")


def test_a_figure_stands_as_the_format_says() -> None:
    fell = figure(
        REPORT,
        "more than 1,200",
        1200.0,
        None,
        party="Borland",
        period=days("2031-05-01", "2031-05-31"),
        place=Place("Keth"),
    )
    record = to_exchange(REPORT, [fell])
    assert record["id"] == "keth-txt"
    assert record["path"] == "keth.txt"
    written = json.loads(line(record))["figures"][0]
    assert REPORT.text[written["start"] : written["end"]] == written["number"] == "more than 1,200"
    assert (written["low"], written["high"]) == (1200, None)
    assert written["period"] == {"start": "2031-05-01", "end": "2031-05-31"}
    assert written["place"] == "Keth"


def test_a_source_keeps_its_cue_and_place_in_the_text() -> None:
    source = Source("ministry of Arland", "said", Span(4, 22))
    fell = figure(REPORT, "more than 1,200", 1200, None)
    record = to_exchange(REPORT, [msgspec.structs.replace(fell, sources=(source,))])
    assert record["figures"][0]["sources"] == [{"name": "ministry of Arland", "cue": "said", "start": 4, "end": 22}]


def test_a_side_stands_with_the_letters_by_which_texts_call_it() -> None:
    fell = figure(REPORT, "more than 1,200", 1200, None, party="Free Syrian Army")
    assert to_exchange(REPORT, [fell])["figures"][0]["party"] == "Free Syrian Army (FSA)"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_bounds_keep_their_value(bound: float) -> None:
    record = to_exchange(REPORT, [figure(REPORT, "more than 1,200", bound, None)])
    assert json.loads(line(record))["figures"][0]["low"] == bound
