from hypothesis import given
from hypothesis import strategies as st

from warbook.language.places import gazetteer
from warbook.vocabulary import entries


def test_a_key_has_no_marks_hyphens_or_apostrophes() -> None:
    assert gazetteer.key("Dar’a-al\nBalad Ōsaka") == "dara al balad osaka"


def test_a_town_goes_by_its_other_spellings() -> None:
    assert gazetteer.candidates("artemivsk")[0].geonames == gazetteer.candidates("bakhmut")[0].geonames


def test_abbreviations_count_only_as_written() -> None:
    assert gazetteer.only_as_written("us") == {"US"}
    assert gazetteer.only_as_written("sudan") == frozenset()


def test_every_place_of_the_vocabulary_is_found_by_all_its_names() -> None:
    for entry in (*entries("countries"), *entries("regions")):
        for word in (*entry.words, *entry.data.get("people", ())):
            assert gazetteer.candidates(gazetteer.key(word)), word
            assert gazetteer.key(word) in set(gazetteer.prefixes(gazetteer.key(word))), word


def test_the_points_of_the_vocabulary_are_on_the_globe() -> None:
    for entry in (*entries("countries"), *entries("regions")):
        latitude, longitude = entry.data["point"]
        assert abs(latitude) <= 90, entry.id
        assert abs(longitude) <= 180, entry.id


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert gazetteer.key(gazetteer.key(name)) == gazetteer.key(name)
