from hypothesis import given
from hypothesis import strategies as st

from warbook.language.places import gazetteer
from warbook.vocabulary import entries, table


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


def test_the_spelling_of_the_press_is_close_to_the_main_one_and_an_old_name_is_not() -> None:
    spelled = {name: gazetteer.candidates(gazetteer.key(name))[0].spelling for name in ("Kupiansk", "Fallujah")}
    assert spelled == {"Kupiansk": gazetteer.CLOSE, "Fallujah": gazetteer.CLOSE}
    assert gazetteer.candidates("artemivsk")[0].spelling == gazetteer.OTHER


def test_a_place_of_the_press_that_geonames_lacks_is_in_the_vocabulary() -> None:
    (green,) = gazetteer.candidates("goose green")
    assert (green.country, green.kind, green.geonames) == ("FK", gazetteer.TOWN, 0)


def test_a_town_that_the_vocabulary_names_too_stands_once_and_goes_by_that_name() -> None:
    (ypres,) = gazetteer.candidates("ypres")
    assert (ypres.country, ypres.spelling) == ("BE", gazetteer.CLOSE)
    assert ypres.geonames


def test_the_points_of_battlefields_are_near_their_countries() -> None:
    codes = {entry.id: entry.data for entry in entries("countries")}
    for country, named in table("battlefields").items():
        latitude, longitude = codes[country]["point"]
        reach = 8 + (codes[country]["size"] / 12_000) ** 0.5 * 2
        for name, point in named.items():
            assert abs(point[0] - latitude) < reach, name
            assert abs(point[1] - longitude) < 2 * reach, name
