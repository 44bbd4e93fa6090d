import pytest

from warbook.extraction.incidents import report, where
from warbook.model import Document


def names(text: str) -> set[str]:
    return {name for name, _ in where.mentions(report.read(Document(id="d", name="d.txt", text=text)))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb exploded in downtown San Salvador on Monday.", "San Salvador"),
        ("A bomb exploded in the city of Medellin on Monday.", "Medellin"),
        ("A bomb exploded at the Central American University on Monday.", "Central American University"),
        ("A bomb exploded at El Dorado International Airport on Monday.", "El Dorado International Airport"),
        ("Two bombs exploded in the Catatumbo oil basin on Monday.", "Catatumbo oil basin"),
    ],
)
def test_a_place_is_named_without_the_part_of_it_and_with_its_kind_where_that_is_its_name(text: str, name: str) -> None:
    assert name in names(text)
