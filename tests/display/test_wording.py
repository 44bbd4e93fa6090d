import msgspec
import pytest
from builders import days, figure, report

from warbook.display import wording
from warbook.model import Finding, Period, Value

REPORT = report("Arland lost 12 tanks.")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(90000, None), "90,000 or more"),
        (Value(None, 903), "up to 903"),
        (Value(903, 903), "903"),
        (Value(10000, 12000), "10,000–12,000"),
        (Value(5, 6, "ratio"), "5–6 to 1"),
        (Value(6, 6, "percent_gdp"), "6% of GDP"),
        (Value(33.3, 33.3, "percent"), "33.3%"),
        (Value(61e9, 61e9, "USD"), "61 billion USD"),
        (Value(200, 200, "mi2"), "200 sq mi"),
        (Value(None, None), "not said"),
        (Value(0, 0), "0"),
    ],
)
def test_a_value_reads_as_people_write_it(value: Value, words: str) -> None:
    assert wording.value(value) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (days("2031-05-01", "2031-05-31"), "May 2031"),
        (days("2031-05-04", "2031-05-04"), "4 May 2031"),
        (days("2031-05-04", "2031-05-09"), "4–9 May 2031"),
        (days("2031-01-01", "2031-12-31"), "2031"),
        (days("2031-04-30", "2031-05-02"), "30 April 2031 – 2 May 2031"),
        (days("2031-05-04", None), "since 4 May 2031"),
        (days(None, "2031-05-04"), "up to 4 May 2031"),
        (days("9999-01-01", "9999-12-31"), "9999"),
        (Period(), "no date"),
    ],
)
def test_a_period_reads_as_people_write_it(period: Period, words: str) -> None:
    assert wording.period(period) == words


def test_a_running_total_says_so() -> None:
    assert wording.period(days("2031-01-01", "2031-05-04"), cumulative=True) == "total up to 4 May 2031"


def test_the_origin_stands_first() -> None:
    assert (
        wording.chain(figure(REPORT, "12", 12, 12, sources=("Army", "Dawn", "Dusk"))) == "Army, through Dawn, then Dusk"
    )
    assert wording.chain(figure(REPORT, "12", 12, 12)) == "the report itself"


def test_a_measure_reads_as_people_say_it() -> None:
    assert wording.measure(figure(REPORT, "12", 12, 12, object="tanks", event="destroyed")) == "Tanks destroyed or lost"
    assert wording.measure(figure(REPORT, "12", 12, 12, event="present")) == "Soldiers: strength"
    assert wording.measure(figure(REPORT, "12", 12, 12, event="attacks", object="attacks")) == "Attacks"


def test_a_chance_is_never_written_as_certain() -> None:
    assert wording.chance(0.9999) == "over 99 in 100"
    assert wording.chance(0.99) == "99 in 100"
    assert wording.chance(0.01) == "1 in 100"
    assert wording.chance(0.0001) == "under 1 in 100"


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert wording.label("object", "river_barges") == "river barges"


def test_a_second_reads_as_a_player_shows_it() -> None:
    assert wording.clock(66) == "1:06"
    assert wording.clock(3723) == "1:02:03"


def test_only_what_may_be_wrong_has_a_chance_of_it() -> None:
    doubt = Finding(id="one", kind="implausible", headline="x", claims=(), likelihood=0.72)
    assert wording.sure(doubt) == "Chance that something is wrong: 72 in 100."
    assert wording.sure(msgspec.structs.replace(doubt, proved=True)) == "Shown by arithmetic alone."
    assert wording.sure(msgspec.structs.replace(doubt, kind="disagreement")) == ""


def test_a_clause_becomes_a_sentence() -> None:
    assert wording.sentence("the year is 2032") == "The year is 2032."
    assert wording.sentence("Both stand.") == "Both stand."
    assert wording.sentence("") == ""
