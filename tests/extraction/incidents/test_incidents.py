from datetime import date

from warbook.extraction import incidents
from warbook.extraction.incidents import Incidents
from warbook.model import Document

REPORT = (
    "Strelsau, 7 February 1989 (Agency) -- Terrorists killed two peasants and wounded the mayor in San Miguel "
    "on 5 February. The victims were shot by six gunmen in front of the church, police said."
)
TALK = (
    "Strelsau, 7 February 1989 (Agency) -- The minister said that the budget for attacks on poverty will be studied. "
    "He said that nobody wants to be attacked in this debate about bread."
)


def found(text: str) -> Incidents:
    return incidents.find(Document(id="d", name="d.txt", text=text))


def test_a_report_of_an_attack_scores_above_talk_of_attacks() -> None:
    assert found(REPORT).score > found(TALK).score + 1


def test_the_days_of_the_attack_are_read_against_the_dateline() -> None:
    scores = {when.days: when.score for when in found(REPORT).when}
    said = (date(1989, 2, 5), date(1989, 2, 5))
    assert max(scores, key=scores.__getitem__) == said
    assert scores[said] > 0


def test_the_dead_and_the_hurt_are_told_apart() -> None:
    told = {(toll.harm.effect, toll.harm.number) for toll in found(REPORT).toll if toll.score > 0}
    assert {("killed", 2), ("wounded", 1)} <= told
    assert ("killed", 6) not in told
    assert ("wounded", 2) not in told


def test_the_place_is_that_of_the_attack_not_of_the_dateline() -> None:
    scores = {where.place.name: where.score for where in found(REPORT).where}
    assert scores["San Miguel"] > scores["Strelsau"]


def test_a_report_in_capitals_is_read_alike() -> None:
    told = {(toll.harm.effect, toll.harm.number) for toll in found(REPORT.upper()).toll if toll.score > 0}
    assert ("killed", 2) in told


def test_a_report_without_words_of_violence_has_none() -> None:
    assert found("The harvest was good. Bread was cheap in Strelsau.") == Incidents(score=-1.0)
