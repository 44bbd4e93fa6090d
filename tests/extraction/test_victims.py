import pytest

from warbook.extraction import victims
from warbook.model import Document


def found(text: str) -> list[tuple[str, str]]:
    return [(victim.name, victim.effect) for victim in victims.find(Document(id="d", name="d.txt", text=text))]


@pytest.mark.parametrize(
    ("text", "name", "effect"),
    [
        ("The mayor was murdered on Friday.", "mayor", "killed"),
        ("Gunmen killed a priest in the market.", "priest", "killed"),
        ("The bomb wounded a student.", "student", "wounded"),
        ("A peasant died of his wounds.", "peasant", "killed"),
        ("THE MAYOR WAS MURDERED ON FRIDAY NEAR HIS HOUSE, POLICE SAID.", "MAYOR", "killed"),
    ],
)
def test_who_suffers_is_the_victim(text: str, name: str, effect: str) -> None:
    assert (name.lower(), effect) in [(n.lower(), e) for n, e in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The gunmen threatened to kill the mayor.",
        "The mayor was not killed.",
        "Six priests were killed.",
        "The mayor opened a bridge.",
    ],
)
def test_what_did_not_happen_to_one_person_is_left_out(text: str) -> None:
    assert found(text) == []


def test_the_day_is_that_of_the_sentence() -> None:
    document = Document(id="d", name="d.txt", text="Strelsau, 7 February 1989 -- The mayor was murdered on 5 February.")
    (victim,) = victims.find(document)
    assert str(victim.period.start) == "1989-02-05"
