from datetime import date

from builders import report

from warbook.interchange.events import events_to_exchange, relations_to_exchange
from warbook.model import Attribution, Event, Period, Place, Span, Toll

REPORT = report("Police said that six people died at Keth on 5 May 2031.")


def span(words: str) -> Span:
    start = REPORT.text.index(words)
    return Span(start, start + len(words))


def test_an_event_stands_with_the_words_of_its_toll_and_place() -> None:
    event = Event(
        chance=0.9312,
        periods=(Period(None, date(2031, 5, 5)),),
        places=(Place("Keth", span("Keth"), 1.5, 2.5, "ARL"), Place("the pass")),
        casualties=(Toll("killed", 6, span("six")), Toll("killed", 1, span("died"), counted=False)),
    )
    (record,) = events_to_exchange(REPORT, [event])
    assert (record["event"], record["chance"]) == ("attacks", 0.93)
    assert record["periods"] == [{"start": None, "end": "2031-05-05"}]
    known, unknown = record["places"]
    assert REPORT.text[known["start"] : known["end"]] == known["name"] == "Keth"
    assert (known["latitude"], known["longitude"], known["country"]) == (1.5, 2.5, "ARL")
    assert unknown["name"] == "the pass"
    assert "start" not in unknown
    toll, single = record["casualties"]
    assert REPORT.text[toll["start"] : toll["end"]] == toll["number"] == "six"
    assert (toll["event"], toll["low"], toll["high"]) == ("killed", 6, 6)
    assert (single["number"], single["words"], single["low"]) == (None, "died", 1)


def test_a_saying_stands_with_its_three_parts() -> None:
    said = Attribution(source=(span("Police"),), cue=span("said"), content=(span("six people died"),), kinds=("say",))
    (record,) = relations_to_exchange(REPORT, [said])
    assert record["source"] == [{"words": "Police", "start": 0, "end": 6}]
    assert record["cue"] == {"words": "said", "start": 7, "end": 11}
    assert [part["words"] for part in record["content"]] == ["six people died"]
    assert record["kinds"] == ["say"]
