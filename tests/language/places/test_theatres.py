from collections import Counter

from warbook.language.names import runs, words
from warbook.language.places import theatres
from warbook.vocabulary import entries, table


def fought_in(text: str) -> Counter[str]:
    among = words(text)
    return theatres.fought_in(among, runs(text, among))


def test_a_group_tells_where_it_fights() -> None:
    assert set(fought_in("A spokesman of the Houthis spoke of shelling.")) == {"YE", "SA"}
    assert set(fought_in("Viet Cong fighters and the Khmer Rouge met.")) == {"VN", "KH"}


def test_a_part_of_a_groups_name_tells_nothing() -> None:
    assert not fought_in("A street lined with Rapid Transit stops and Supreme courts.")


def test_two_states_that_fight_tell_of_a_third_land() -> None:
    assert theatres.between(["GB", "AR", "US"]) == {"FK"}
    assert theatres.between(["GB", "US"]) == set()


def test_war_is_told_by_its_words_unless_there_are_too_few_to_tell() -> None:
    opening = "The mayor opened a library on Sunday, and many came to read. " * 5
    assert theatres.subject(words(opening)) == "news"
    assert theatres.subject(words(opening + "Troops shelled the town and rebels withdrew.")) == "war"
    assert theatres.subject(words("COLOMBO, 20 June")) == "war"


def test_theatres_name_known_parties_and_countries() -> None:
    parties, countries = ({entry.id for entry in entries(subject)} for subject in ("parties", "countries"))
    for theatre in table("theatres")["theatre"]:
        assert set(theatre.get("groups", ())) <= parties, theatre
        assert {*theatre["countries"], *theatre.get("between", ())} <= countries, theatre
