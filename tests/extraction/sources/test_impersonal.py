"""Names of nobody in the vocabulary."""

import pytest

from warbook.extraction.sources.impersonal import is_nobody
from warbook.vocabulary import Entry, entries


def named(sentence: str | None) -> str:
    """Who is named in 'According to … nine posts fell.'"""
    assert sentence
    return sentence.removeprefix("According to ").removesuffix(" nine posts fell.")


@pytest.mark.parametrize("entry", entries("impersonal"), ids=lambda entry: entry.id)
def test_each_entry_is_told_from_a_name(entry: Entry) -> None:
    assert is_nobody(named(entry.example))
    assert not is_nobody(named(entry.unlike))
