from datetime import date

from builders import report

from warbook.extraction.incidents.told import told
from warbook.model import Period

ATTACK = (
    "Strelsau, 7 February 1989 (Agency) -- Terrorists killed two peasants and wounded the mayor in San Miguel "
    "on 5 February. The victims were shot by six gunmen in front of the church, police said."
)


def test_an_attack_is_told_with_its_day_place_and_dead() -> None:
    (event,) = told(report(ATTACK))
    assert event.chance > 0.5
    assert Period(date(1989, 2, 5), date(1989, 2, 5), stated=True) in event.periods
    assert [place.name for place in event.places] == ["San Miguel"]
    assert {t.counted for t in event.casualties if ATTACK[t.span.start : t.span.end] == "two"} == {True}
    assert not any(t.counted for t in event.casualties if t.number == 1)
    assert ("killed", 2, "two") in [(t.effect, t.number, ATTACK[t.span.start : t.span.end]) for t in event.casualties]


def test_a_report_of_a_harvest_tells_of_no_attack() -> None:
    assert told(report("Strelsau, 7 February 1989 (Agency) -- The harvest of wheat fell by 12 percent.")) == []
