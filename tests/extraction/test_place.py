from warbook.extraction import place
from warbook.model import Place, Span

REPORT = (
    "Rockets hit a market in Kostiantynivka on Friday, killing 14 people, the mayor said. "
    "In Kupiansk 3 soldiers were wounded. Officials in Kyiv gave no further details."
)


def at(number: str, text: str = REPORT, title: str = "") -> Place | None:
    start = text.index(number)
    return place.choose(place.setting_of(text, title), Span(start, start + len(number)), "killed")


def test_a_figure_belongs_to_the_place_of_its_sentence() -> None:
    for number, name in (("14", "Kostiantynivka"), ("3", "Kupiansk")):
        found = at(number)
        assert found is not None
        assert (found.name, found.country) == (name, "UA")
        assert found.span is not None
        assert REPORT[found.span.start : found.span.end] == name


def test_a_place_named_only_in_the_title_has_no_span() -> None:
    found = at("12", "Gunmen killed 12 villagers at dawn.", title="Massacre in Maiduguri")
    assert found is not None
    assert (found.name, found.span) == ("Maiduguri", None)


def test_a_report_without_places_gives_none() -> None:
    assert at("12", "Gunmen killed 12 villagers at dawn.") is None


def test_adjectives_of_nations_are_no_places_of_figures() -> None:
    assert at("40", "The army killed 40 Syrian soldiers.") is None


def test_a_body_named_after_a_place_is_no_place_of_a_figure() -> None:
    assert at("40", "Analysts at the Quay Institute expect Ruritania to lose 40 tanks.") is None
