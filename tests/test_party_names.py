"""The names of parties as they leave the house and come back."""

import pytest

from warbook.vocabulary import Entry, entries
from warbook.vocabulary.party_names import full_name, own_name


@pytest.mark.parametrize(
    "entry", [e for e in entries("parties") if {"short", "long"} & e.data.keys()], ids=lambda entry: entry.id
)
def test_a_name_comes_back_from_its_long_form(entry: Entry) -> None:
    party = entry.id
    assert own_name(full_name(party)) == own_name(party) == party
    assert set(entry.data.get("short", party).split(", ")) <= set(entry.words)


def test_letters_stand_behind_the_name() -> None:
    assert full_name("Free Syrian Army") == "Free Syrian Army (FSA)"
    assert full_name("PKK") == "Kurdistan Workers' Party (PKK)"


def test_names_without_letters_stay_as_they_are() -> None:
    assert (full_name("Ukraine"), full_name(None), own_name("Borland")) == ("Ukraine", None, "Borland")
