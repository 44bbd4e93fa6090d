from warbook.extraction import incidents
from warbook.model import Document

REPORT = (
    "Terrorists killed two peasants and wounded the mayor in San Miguel on 5 February 1989. "
    "The minister will study the budget. He said that nobody wants to be attacked."
)


def found(text: str) -> list[incidents.Incident]:
    return incidents.find(Document(id="d", name="d.txt", text=text))


def test_an_attack_is_likelier_than_talk_of_attacks() -> None:
    attack, talk = found(REPORT)
    assert attack.likelihood > 2 * talk.likelihood
    assert attack.events == ("killed", "wounded")


def test_place_and_day_are_those_of_the_sentence() -> None:
    attack = found(REPORT)[0]
    assert attack.place is not None
    assert attack.place.name == "San Miguel"
    assert str(attack.period.start) == "1989-02-05"


def test_a_report_without_words_of_violence_has_none() -> None:
    assert found("The harvest was good. Bread was cheap in Strelsau.") == []
