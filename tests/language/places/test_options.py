from warbook.language.places import gazetteer
from warbook.language.places.options import options, organisation


def test_the_word_for_its_kind_picks_the_kind() -> None:
    assert options("Kharkiv Oblast").places[0].kind == gazetteer.ADMIN1
    assert {c.kind for c in options("Kharkiv City").places} == {gazetteer.TOWN}


def test_a_bearing_is_left_aside() -> None:
    found = options("Southern Lebanon")
    assert (found.places[0].country, found.part) == ("LB", "lebanon")


def test_a_part_will_do_for_where_but_is_not_the_place() -> None:
    found = options("Nairobi Dragons Stadium")
    assert (found.part, found.exact) == ("nairobi", False)


def test_names_made_only_of_words_for_kinds_are_unknown() -> None:
    assert options("District Town").exact in (True, False)
    assert options("Xyzzy Qwop").places == ()


def test_a_body_is_told_from_the_place_in_its_name() -> None:
    assert organisation("Quay Institute")
    assert organisation("Harare Institute of Technology")
    assert not organisation("San Miguel Department")
    assert not organisation("Nairobi Dragons Stadium")
    assert not organisation("Kharkiv")
