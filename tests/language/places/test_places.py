from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.language import places
from warbook.language.places import PlaceMention

REPORT = (
    "Shelling hit Kramatorsk and the village of Zorivka on Monday, officials in Donetsk Oblast said. "
    "Two people died near Sloviansk, the governor told reporters in Kyiv."
)


def by_name(text: str) -> dict[str, PlaceMention]:
    return {mention.name: mention for mention in places.find(text)}


def test_towns_and_areas_are_found_and_located() -> None:
    found = by_name(REPORT)
    town, area = found["Kramatorsk"], found["Donetsk Oblast"]
    assert (town.kind, town.country, town.area, town.precision) == ("town", "UA", "UA-14", 1)
    assert town.latitude == pytest.approx(48.7, abs=0.2)
    assert town.longitude == pytest.approx(37.6, abs=0.2)
    assert (area.kind, area.precision) == ("admin1", 4)


def test_a_name_of_town_and_area_is_the_town_unless_the_area_is_said() -> None:
    assert by_name("Shells fell on Aleppo, Syria.")["Aleppo"].kind == "town"
    assert by_name("Shells fell on Aleppo Governorate, Syria.")["Aleppo Governorate"].kind == "admin1"


def test_near_a_town_is_less_exact_than_in_it() -> None:
    assert by_name(REPORT)["Sloviansk"].precision == 2


def test_an_unknown_village_is_placed_in_the_area_of_its_neighbours_and_says_so() -> None:
    mention = by_name("Militants attacked the village of Xanbarubi, near Maiduguri, on Friday.")["Xanbarubi"]
    assert mention.kind == "unknown"
    assert mention.country == "NG"
    assert mention.precision is not None
    assert mention.precision >= 4
    assert "not in the gazetteer" in mention.why


def test_what_follows_the_comma_tells_namesakes_apart() -> None:
    texas = by_name("A storm hit Paris, Texas, on Sunday.")["Paris"]
    france = by_name("The talks in Paris, France, failed.")["Paris"]
    assert (texas.country, france.country) == ("US", "FR")


def test_the_rest_of_the_report_tells_namesakes_apart() -> None:
    lebanon = by_name("Clashes broke out in Tripoli, Lebanon said. Beirut and Sidon stayed calm.")["Tripoli"]
    libya = by_name("Clashes broke out in Tripoli. Benghazi, Misrata and the rest of Libya stayed calm.")["Tripoli"]
    assert (lebanon.country, libya.country) == ("LB", "LY")


def test_adjectives_of_a_country_are_kept_apart_from_its_name() -> None:
    found = by_name("Syrian troops crossed into Lebanon.")
    assert (found["Syrian"].kind, found["Syrian"].country) == ("people", "SY")
    assert (found["Lebanon"].kind, found["Lebanon"].country) == ("country", "LB")


def test_a_persons_name_is_no_place() -> None:
    assert set(by_name("Mr. Paris Jackson told Senator Jordan that he was tired.")) == set()


def test_a_sea_is_of_no_country() -> None:
    assert by_name("The frigate sank in the Black Sea.")["Black Sea"].precision == 7


def test_a_name_broken_by_a_line_end_is_the_same_place() -> None:
    wrapped = places.find("Rebels entered Port\nSudan on Friday.")
    assert [(m.kind, m.country) for m in wrapped] == [("town", "SD")]


def test_accents_hyphens_and_apostrophes_do_not_matter() -> None:
    for name in ("Deir ez-Zor", "Deir ez Zor"):
        assert by_name(f"Fighting went on in {name}, Syria.")[name].country == "SY"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_ordered_spans_that_quote_it(text: str) -> None:
    found = places.find(text)
    assert all(text[m.span.start : m.span.end] == m.name for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_number_alone_is_no_place() -> None:
    assert [mention.name for mention in places.find("In August alone it lost 94, Kyiv 31.")] == ["Kyiv"]


@pytest.mark.parametrize(
    ("name", "country"), [("Avdiivka", "UA"), ("Huliaipole", "UA"), ("Fallujah", "IQ"), ("Deraa", "SY")]
)
def test_the_spelling_of_the_press_is_found_without_a_countrys_name(name: str, country: str) -> None:
    text = f"Heavy clashes went on near {name}, where 40 men died."
    assert [(m.name, m.country) for m in places.find(text)] == [(name, country)]


def test_those_who_fight_tell_namesakes_apart() -> None:
    falklands = by_name("British troops fought Argentine forces near Darwin and in Stanley.")
    assert (falklands["Stanley"].country, falklands["Darwin"].country) == ("FK", "FK")
    assert by_name("Boko Haram fighters attacked soldiers near Baga.")["Baga"].country == "NG"


def test_a_hyphened_name_is_not_cut() -> None:
    found = by_name("Police in Port-au-Prince fought gangs, France said.")
    assert found["Port-au-Prince"].country == "HT"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Western officials say that two bridges fell.", []),
        ("The Central bank sent nine lorries to Mubende.", ["Mubende"]),
        ("In Western Province two bridges fell.", ["Western Province"]),
    ],
)
def test_a_direction_before_a_common_noun_is_no_province(text: str, names: list[str]) -> None:
    assert [mention.name for mention in places.find(text)] == names
