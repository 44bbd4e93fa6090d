"""The vocabulary of standpoints."""

import pytest

from warbook.extraction.standpoint import words
from warbook.vocabulary import Entry, entries


@pytest.mark.parametrize("entry", entries("standpoint"), ids=lambda entry: entry.id)
def test_an_entry_is_found_in_its_example(entry: Entry) -> None:
    assert entry.example
    assert words.of(entry.id, "en").search(entry.example)


def test_what_is_meant_is_told_apart() -> None:
    found = words.roles("en").finditer(
        "Our men saw the enemy and their guns; the enemies' list and tours do not count."
    )
    assert [(m.group(), m.lastgroup) for m in found][:3] == [("Our", "ours"), ("the enemy", "foe"), ("their", "theirs")]
    assert not words.roles("en").search("The tour was ourselves alone.")
