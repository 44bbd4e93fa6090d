import msgspec
from builders import figure, report

from warbook.extraction import resolve
from warbook.extraction.extract import extract
from warbook.model import Figure, Segment, Span


def test_the_record_is_the_largest_of_its_kind_in_the_sentence() -> None:
    text = "It was the deadliest day of the war: 12 soldiers were killed and then 40 soldiers were killed in the north."
    assert {f.number: f.record for f in extract(report(text))} == {"12": False, "40": True}


def test_without_a_word_for_it_nothing_is_a_record() -> None:
    assert [f.record for f in extract(report("On Friday 40 soldiers were killed in the north."))] == [False]


def test_the_other_side_of_a_delivery_is_who_receives_it() -> None:
    (found,) = extract(report("Germany supplied 12 tanks to Ukraine in May 2023."))
    assert (found.event, found.party, found.to) == ("supplied", "Germany", "Ukraine")


def test_a_loss_has_no_other_side() -> None:
    (found,) = extract(report("Russia lost 12 tanks to Ukraine in May 2023."))
    assert found.to is None


TEXT = "Summary: 40 men fell. The long report says that 40 men fell, and that 7 boats sank."
SUMMARY = report(TEXT, segments=(Segment(Span(0, 21), "summary"), Segment(Span(22, len(TEXT)), "body")))
SHORT = figure(SUMMARY, "40", 40, 40, id="short")


def of_the_body(value: float, event: str = "killed") -> Figure:
    start = TEXT.rindex("40")
    return msgspec.structs.replace(
        figure(SUMMARY, "40", value, value, id="long", event=event), span=Span(start, start + 2)
    )


def test_a_figure_of_the_summary_is_joined_to_that_of_the_body() -> None:
    joined = resolve.join_summary(SUMMARY, [SHORT, of_the_body(40)])
    assert [f.same_as for f in joined] == ["long", None]


def test_another_value_or_event_is_not_joined() -> None:
    for other in (of_the_body(41), of_the_body(40, event="wounded")):
        assert [f.same_as for f in resolve.join_summary(SUMMARY, [SHORT, other])] == [None, None]


def test_without_a_summary_nothing_is_joined() -> None:
    plain = msgspec.structs.replace(SUMMARY, segments=())
    assert [f.same_as for f in resolve.join_summary(plain, [SHORT, of_the_body(40)])] == [None, None]
