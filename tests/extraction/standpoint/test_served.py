"""Whom 'we' means where a report does not name its own side."""

from datetime import date

import pytest

from warbook.extraction import standpoint
from warbook.extraction.spot import spot
from warbook.extraction.standpoint import words
from warbook.extraction.standpoint.served import served
from warbook.vocabulary import Entry, entries

INKERMAN = date(1854, 11, 7)


def meant(text: str, title: str, day: date) -> list[tuple[str, str]]:
    scene = spot(text, title, day)
    return [(text[one.span.start : one.span.end], one.party) for one in standpoint.meant(scene)]


@pytest.mark.parametrize("entry", entries("offices"), ids=lambda entry: entry.id)
def test_an_office_speaks_for_its_side(entry: Entry) -> None:
    assert list(served(spot(entry.example or ""), 100)) == [entry.id]


def test_who_speaks_to_an_office_is_of_its_side() -> None:
    title = "Statement in the Lok Sabha by the Minister of Defence"
    found = meant("When the enemy opened this war Pakistani aircraft struck. We lost 4 men.", title, date(1971, 12, 10))
    assert found == [("the enemy", "Pakistan"), ("We", "India")]


def test_an_office_tells_nothing_of_a_report_that_says_no_we() -> None:
    assert meant("The enemy lost 40 men, the Pentagon said.", "", date(2020, 5, 3))[:1] != [("The enemy", "Iran")]
    assert standpoint.meant(spot("The Pentagon counted 40 men.", "White House brief", date(2020, 5, 3))) == ()


def test_a_general_who_writes_to_somebody_speaks_for_his_side() -> None:
    title = "Sir Garnet Wolseley to a minister, Ismailia, Sept. 13"
    text = "Ismailia, Sept. 13. Egypt's men stood behind a bank. Our loss was 57 men. The enemy ran."
    assert meant(text, title, date(1882, 9, 13)) == [("Our", "United Kingdom"), ("The enemy", "Egypt")]


def test_who_has_allies_is_not_told_from_them_by_the_enemy() -> None:
    text = "We lost four men. The Russians left 900 behind, and the French were with us."
    assert meant(text, "", INKERMAN) == []


def test_those_told_of_as_others_are_the_enemy() -> None:
    text = "Of our men nine were hit. We took 34 Turks."
    assert ("our", "Greece") in meant(text, "", date(1921, 8, 25))


def test_our_allies_are_not_ourselves() -> None:
    text = "We had 16 killed at Port Said; our French allies lost 10."
    title = "Statement in the House of Commons"
    assert meant(text, title, date(1956, 11, 8))[0] == ("We", "United Kingdom")


def test_a_country_of_capitals_is_not_us() -> None:
    assert not list(words.said("US troops lost 40 men.", "en"))
    assert [word.group() for word in words.said("They shot at us.", "en")] == ["They", "us"]


def test_friendly_fire_is_nobodys() -> None:
    assert not list(words.said("Two fell by friendly fire.", "en"))


def test_a_dateline_in_a_land_that_does_not_fight_tells_nothing() -> None:
    text = "PARIS, 22 March. Libya lost 900 men to Chad. Of our own three fell."
    assert meant(text, "", date(1987, 3, 22))[:1] != [("our", "France")]


def test_a_war_that_has_just_ended_still_has_its_enemies() -> None:
    text = "Our loss was two killed. The enemy's loss was 630."
    found = meant(text, "Sam Houston's report of the battle", date(1836, 4, 25))
    assert found == [("Our", "Texas"), ("The enemy", "Mexico")]


def test_a_name_in_capitals_under_a_letter_signs_it() -> None:
    text = "The enemy lost 120 men at New Orleans, ours not six.\n\nI have the honour to be, &c.\n\nANDREW JACKSON."
    assert ("The enemy", "United Kingdom") in meant(text, "A letter", date(1814, 12, 29))
