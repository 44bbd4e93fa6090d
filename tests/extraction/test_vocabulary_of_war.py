"""Every entry of the vocabulary of war is found where it says so, and not where it says not."""

import pytest

from warbook.extraction import lexicon
from warbook.extraction.lexicon import Matcher
from warbook.vocabulary import Entry, entries

MATCHERS: dict[str, Matcher] = {
    "events": lexicon.events(),
    "things": lexicon.things(),
    **{name: lexicon.matcher("cue", entries(name)) for name in ("roles", "speech", "aspect", "modality", "afterwards")},
}
ROWS = [pytest.param(name, entry, id=f"{name}-{entry.id}") for name in MATCHERS for entry in entries(name)]
UNLIKE = [row for row in ROWS if row.values[1].unlike]


def senses(matcher: Matcher, text: str) -> set[str]:
    return {sense.id for mention in matcher.find(text) for sense in mention.senses}


@pytest.mark.parametrize(("subject", "entry"), ROWS)
def test_an_entry_is_found_in_its_example(subject: str, entry: Entry) -> None:
    assert entry.example, "every entry shows a sentence in which it is found"
    assert entry.id in senses(MATCHERS[subject], entry.example)


@pytest.mark.parametrize(("subject", "entry"), UNLIKE)
def test_an_entry_is_not_found_in_the_sentence_it_is_unlike(subject: str, entry: Entry) -> None:
    assert entry.unlike
    assert entry.id not in senses(MATCHERS[subject], entry.unlike)


@pytest.mark.parametrize(("subject", "entry"), ROWS)
def test_every_word_of_an_entry_is_found_alone(subject: str, entry: Entry) -> None:
    lost = [word for word in entry.words if entry.id not in senses(MATCHERS[subject], f"Then {word} 40.")]
    assert lost == []


@pytest.mark.parametrize("entry", entries("parties"), ids=lambda entry: entry.id)
def test_every_word_of_a_party_is_found_in_its_role(entry: Entry) -> None:
    wanted = [("name", word) for word in entry.words]
    for role, key in (("people", "people"), ("seat", "seats"), ("leader", "leaders")):
        wanted += [(role, word) for word in entry.data.get(key, ())]
    lost = []
    for role, word in wanted:
        (first, *_) = lexicon.parties().find(f"{word} lost 40 men.") or [None]
        if first is None or (entry.id, role) not in {(sense.id, sense.role) for sense in first.senses}:
            lost.append((role, word))
    assert lost == []


@pytest.mark.parametrize("subject", MATCHERS)
def test_no_entry_lists_a_word_twice(subject: str) -> None:
    twice = {
        entry.id: sorted({word for word in entry.words if entry.words.count(word) > 1}) for entry in entries(subject)
    }
    assert {id_: words for id_, words in twice.items() if words} == {}
