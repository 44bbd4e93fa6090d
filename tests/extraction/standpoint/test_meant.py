"""Whom a report means by 'our soldiers' and 'the enemy'."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import standpoint
from warbook.extraction.spot import spot

DAY = date(2024, 5, 3)


def meant(text: str, title: str = "", day: date | None = DAY, header: str = "") -> list[tuple[str, str]]:
    scene = spot(text, title, day, header=header)
    return [(text[one.span.start : one.span.end], one.party) for one in standpoint.meant(scene)]


def test_the_enemy_is_that_of_the_greater_war_where_a_lesser_one_goes_on_too() -> None:
    title = "Russian Ministry of Defence, evening update"
    assert meant("The enemy lost 40 men.", title, date(2024, 12, 1)) == [("The enemy", "Ukraine")]


def test_a_side_that_puts_out_a_statement_speaks_of_itself_and_its_enemy() -> None:
    title = "General Staff of the Armed Forces of Ukraine, evening update"
    text = "The enemy lost 40 men. Eleven of our soldiers were wounded."
    assert meant(text, title) == [("The enemy", "Russia"), ("our", "Ukraine")]


def test_whom_a_statement_is_about_does_not_speak_in_it() -> None:
    title = "Pentagon briefing on Houthi attacks by the Houthis"
    assert meant("Our ships shot down two missiles.", title) == [("Our", "United States")]


def test_an_enemy_that_nobody_names_is_the_only_one_there_is_in_the_war_of_the_day() -> None:
    text = "In a week we destroyed 41 tanks of the enemy."
    assert meant(text, "Azerbaijan: address by the president", date(2020, 10, 20))[-1] == ("the enemy", "Armenia")


def test_of_several_enemies_the_one_that_is_named_is_meant() -> None:
    title = "Statement by the Israeli army"
    assert ("The enemy", "Hezbollah") in meant("Hezbollah fired rockets. The enemy lost ten men.", title)
    assert meant("The enemy lost ten men.", title, DAY) == []


def test_those_who_fight_together_are_no_enemies() -> None:
    title = "Statement by the Donetsk People's Republic"
    text = "Russia sent us bread. The enemy lost ten men."
    assert ("The enemy", "Ukraine") in meant(text, title, date(2015, 2, 1))


def test_invaders_show_whose_land_it_is() -> None:
    text = "The invaders stormed our positions near Kharkiv. Two of our soldiers fell."
    assert meant(text) == [("The invaders", "Russia"), ("our", "Ukraine"), ("our", "Ukraine")]


def test_a_people_called_invaders_are_the_enemy_of_who_speaks() -> None:
    text = "The Russian invaders shelled the town and we lost nine men."
    assert ("we", "Ukraine") in meant(text)


def test_a_header_tells_who_speaks() -> None:
    text = "We confirm eight of their boats destroyed. All of our boats came back."
    found = meant(text, header="COLOMBO | Media Centre | 20 June 2007", day=date(2007, 6, 20))
    assert found[0] == ("We", "Sri Lanka")
    assert ("their", "Liberation Tigers of Tamil Eelam") in found


def test_a_quotation_speaks_for_whom_it_is_from() -> None:
    text = 'Kyiv is silent. "We lost nine men, the enemy a hundred," said Gerasimov, whom Zelensky called a liar.'
    assert meant(text) == [("We", "Russia"), ("the enemy", "Ukraine")]


def test_he_goes_on_speaking_in_the_next_quotation() -> None:
    text = '"We lost nine men there," Syrskyi says. "But we held the bridge," he adds.'
    assert meant(text) == [("We", "Ukraine"), ("we", "Ukraine")]


def test_a_speaker_who_is_nobody_known_speaks_for_nobody() -> None:
    assert meant('"We lost nine men there," a farmer says. Ukraine and Russia are silent.') == []


def test_one_whose_words_are_told_says_the_enemy_too() -> None:
    assert meant("Kyiv puts the enemy's losses at 300 men.") == [("the enemy", "Russia")]


def test_who_asks_in_a_transcript_speaks_for_nobody() -> None:
    text = "GEN. SYRSKYI: We lost nine men.\nREPORTER: And how many did we take?\nGEN. SYRSKYI: We took ten."
    assert meant(text) == [("We", "Ukraine"), ("We", "Ukraine")]


def test_they_are_the_enemy_only_beside_us() -> None:
    title = "Statement by the Ukrainian army"
    assert ("theirs", "Russia") in meant("Ours were buried at night, theirs lay there.", title)
    assert meant("They were buried at night.", title) == []


@pytest.mark.parametrize(
    "text",
    [
        "Our correspondent in Kyiv counted nine wrecks.",
        "By our estimate Russia lost 40 tanks.",
        "Our surgeons in Kharkiv treated 40 people.",
        "The US said that they had lost nothing.",
    ],
)
def test_a_report_that_takes_no_side_means_nobody(text: str) -> None:
    assert meant(text) == []


@given(st.lists(st.sampled_from(["we", "the enemy", "their", '"', "Kyiv says", "Russian invaders", ".", "\n", "A:"])))
def test_what_is_found_are_words_of_the_text_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    found = standpoint.meant(spot(text, "Statement by the Ukrainian army", DAY))
    assert [one.span.start for one in found] == sorted({one.span.start for one in found})
    assert all(text[one.span.start : one.span.end].strip() for one in found)


def test_a_signature_tells_who_speaks() -> None:
    text = "The Turkish army came over the ridge. The occupiers lost seven men and our forces none."
    signed = f"{text}\n\nHPG Press Liaison Centre"
    assert meant(signed) == [("The occupiers", "Turkey"), ("our", "PKK")]
    assert ("our", "PKK") not in meant(text)


def test_a_side_whose_name_leads_the_title_speaks() -> None:
    text = "The Turkish army came over the ridge. The occupiers lost seven men and our forces none."
    assert meant(text, "HPG: The balance of June") == [("The occupiers", "Turkey"), ("our", "PKK")]


def test_a_body_named_alone_at_the_head_speaks() -> None:
    text = (
        "Ministry of Defence of the Russian Federation. Group North: the adversary's losses came to 1,475 servicemen."
    )
    assert meant(text) == [("the adversary", "Ukraine")]


def test_he_is_the_enemy_in_old_dispatches() -> None:
    title = "Admiral Togo's report"
    day = date(1904, 3, 10)
    text = "The enemy came out at dawn. He was beaten off with his boats on fire. Our loss is two men."
    assert meant(text, title, day)[:3] == [("The enemy", "Russia"), ("He", "Russia"), ("his", "Russia")]


def test_he_is_somebody_who_was_named_since() -> None:
    title = "Admiral Togo's report"
    text = "The enemy came out and shot at Captain Mori. He lost his boat. Our loss is two men."
    assert ("He", "Russia") not in meant(text, title, date(1904, 3, 10))
