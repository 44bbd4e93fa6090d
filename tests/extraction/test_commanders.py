"""Who stands for a side in the years of a war."""

from collections.abc import Iterator
from datetime import date

import pytest

from warbook.errors import VocabularyError
from warbook.extraction import commanders
from warbook.extraction.spot import Scene, spot
from warbook.vocabulary import Entry, entries


def parties(scene: Scene) -> list[tuple[str, str]]:
    return [(scene.text[m.span.start : m.span.end], m.sense.id) for line in scene.lines for m in line.parties]


def test_a_marshal_stands_for_his_side_in_the_years_of_his_war() -> None:
    assert parties(spot("In 1811 Soult lost 40 men.")) == [("Soult", "France")]
    assert parties(spot("In 1911 Soult lost 40 men.")) == []
    assert parties(spot("Soult lost 40 men.")) == []


def test_two_men_of_one_war_tell_the_years_of_a_text_without_dates() -> None:
    scene = spot("The French under Soult and Marmont lost 40 men.")
    assert ("Marmont", "France") in parties(scene)
    assert parties(spot("Soult and Marmont lost 40 men.")) == []


def test_two_sides_of_one_time_tell_the_years_beside_a_later_book() -> None:
    text = (
        "Union casualties were 23,055. Confederate casualties are harder to tell: a book of 2005 has 23,231. "
        "The Union buried its dead; a third of the Confederate generals under Lee fell."
    )
    assert {"Union", "Confederacy"} <= set(spot(text).party_counts)
    assert "Union" not in spot("A book of 2005 has 40 dead. The Union buried them.").party_counts


def test_the_day_of_publication_tells_the_years_too() -> None:
    assert parties(spot("Soult lost 40 men.", published=date(1811, 5, 20))) == [("Soult", "France")]


def test_a_general_is_no_capital_in_his_years() -> None:
    scene = spot("On 16 May 1811 Wellington lost 40 men.")
    assert parties(scene) == [("Wellington", "United Kingdom")]
    assert not scene.lines[0].places
    assert parties(spot("In 2011 Wellington sent 40 men.")) == [("Wellington", "New Zealand")]


def test_a_general_of_another_war_of_those_years_is_not_meant() -> None:
    text = "In November 1862 the 7th Brigade of {} lost 40 men, {} lost 30. Barksdale sent word."
    assert ("Barksdale", "Confederacy") in parties(spot(text.format("the Union", "the Confederacy")))
    assert "Confederacy" not in spot(text.format("France", "Mexico")).party_counts


def test_a_general_may_be_the_only_one_named_of_his_side() -> None:
    scene = spot("In May 1811 the Spanish saw 40 dead. Soult lost 30 men.")
    assert ("Soult", "France") in parties(scene)


def test_the_name_of_a_town_is_not_cut_for_a_body() -> None:
    scene = spot("In August 2021 the Taliban lost 40 men at Lashkar Gah.")
    assert [side for _, side in parties(scene)] == ["Taliban"]


def test_a_medium_stands_for_no_side() -> None:
    media = {word for entry in entries("organisations", "en") if entry.data["kind"] == "media" for word in entry.words}
    held = {word for entry in entries("commanders", "en") for word in (*entry.words, *entry.data.get("bodies", ()))}
    assert not media & held


def test_a_state_of_old_stands_up_to_its_end() -> None:
    assert parties(spot("In 1905 the Cape Colony lost 40 men.")) == [("Cape Colony", "Cape Colony")]
    assert parties(spot("In 1975 the Cape Colony lost 40 men.")) == []


def test_a_union_of_states_is_not_meant_before_its_day() -> None:
    assert ("European", "European Union") not in parties(spot("In 1857 the European regiments lost 40 men."))
    assert ("European", "European Union") in parties(spot("In 2022 European governments sent 40 guns."))


def test_every_party_that_is_no_more_is_read_in_its_last_year() -> None:
    for entry in entries("parties", "en"):
        if "until" in entry.data:
            word = (entry.words or (entry.id,))[0]
            read = parties(spot(f"In {entry.data['until']} {word} lost 40 men."))
            assert any(side == entry.id for _, side in read), entry.id


@pytest.fixture
def sides(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Entry]]:
    """Entries of commanders that stand in for the shipped ones."""
    rows: list[Entry] = []
    monkeypatch.setattr(
        commanders, "entries", lambda subject, lang: rows if subject == "commanders" else entries(subject, lang)
    )
    forget()
    yield rows
    forget()


def forget() -> None:
    commanders._standing.cache_clear()
    commanders._matcher.cache_clear()


def side(party: str) -> Entry:
    return Entry(id=f"War: {party}", words=("Zorn",), data={"party": party, "from": 1811, "until": 1812})


def test_a_body_is_that_of_its_years() -> None:
    assert parties(spot("In 1951 the Eighth Army lost 40 men.")) == [("Eighth Army", "United States")]
    assert parties(spot("In 1942 the Eighth Army lost 40 men.")) == [("Eighth Army", "United Kingdom")]


def test_a_name_that_two_sides_have_in_a_year_stands_for_none(sides: list[Entry]) -> None:
    sides.append(side("France"))
    assert [m.sense.id for m in commanders.named("Zorn came.", frozenset({1811}), ())] == ["France"]
    forget()
    sides.append(side("Spain"))
    assert commanders.named("Zorn came.", frozenset({1811}), ()) == []


def test_a_side_that_is_no_party_is_said(sides: list[Entry]) -> None:
    sides.append(side("Zenda"))
    with pytest.raises(VocabularyError, match=r"commanders.toml: 'War: Zenda' is of no party"):
        commanders.named("Zorn came.", frozenset({1811}), ())


@pytest.mark.parametrize("entry", entries("commanders"), ids=lambda entry: entry.id)
def test_every_side_is_a_party_with_years_and_names_once(entry: Entry) -> None:
    assert entry.data["party"] in {party.id for party in entries("parties")}
    assert entry.data["from"] <= entry.data["until"]
    for names in (entry.words, entry.data.get("bodies", ()), entry.data.get("people", ())):
        assert len(names) == len(set(names))


def test_a_party_of_some_years_is_not_meant_in_a_text_of_others() -> None:
    assert parties(spot("On 3 July 1863 the Union lost 40 men.")) == [("Union", "Union")]
    assert parties(spot("On 3 July 2013 the Union lost 40 men.")) == []
    assert parties(spot("The Union lost 40 men.")) == [("Union", "Union")]
