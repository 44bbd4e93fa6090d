import pytest

from warbook.extraction import place
from warbook.extraction.spot import spot
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


@pytest.mark.parametrize("body", ["United Nations", "Red Cross"])
def test_who_counts_is_no_place(body: str) -> None:
    assert at("12", f"Shelling killed 12 people, according to the {body}.") is None


@pytest.mark.parametrize("title", ["", "Massacre in Maiduguri"])
def test_what_was_spotted_before_is_taken_over(title: str) -> None:
    assert place.setting_of(REPORT, title, spotted=spot(REPORT, title)) == place.setting_of(REPORT, title)


def test_nothing_is_sought_twice_in_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    spotted = spot(REPORT)
    monkeypatch.setattr("warbook.language.places.find", lambda *_: pytest.fail("sought again"))
    assert [m.name for m in place.setting_of(REPORT, spotted=spotted).mentions] == [
        "Kostiantynivka",
        "Kupiansk",
        "Kyiv",
    ]
