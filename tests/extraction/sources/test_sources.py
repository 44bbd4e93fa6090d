import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.extraction.reader.beside import Beside
from warbook.extraction.reader.sheet import sheet_of
from warbook.extraction.sources import chains
from warbook.extraction.sources.floor import Floor
from warbook.extraction.sources.ranking import ask, load, settle
from warbook.extraction.spot import spot
from warbook.language import sentences
from warbook.model import Span


def names(text: str) -> list[list[str]]:
    """The chain of each number in digits."""
    figures = [Span(m.start(), m.end()) for m in re.finditer(r"\d[\d,]*", text)]
    return [[source.name for source in chain] for chain in chains(text, sentences.split(text), figures)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The health ministry said that 40 people had been killed.", ["health ministry"]),
        ("At least 40 people were killed, according to the city council.", ["city council"]),
        ("Kyiv says that 40 tanks were destroyed.", ["Kyiv"]),
        ("Two trains met near the station, and 40 people died.", []),
        ("Floods in Ituri claimed 80 lives.", []),
        ("According to preliminary estimates, 40 tanks were destroyed.", []),
        ("The ministry said that, according to preliminary data, 40 tanks were destroyed.", ["ministry"]),
        ("According to UN estimates, 40 tanks were destroyed.", ["UN estimates"]),
        ("Save the Children estimates that 40 people drowned.", ["Save the Children"]),
        (
            "A nurse at the town hospital in Veldmark said that 40 people had been treated.",
            ["nurse at the town hospital"],
        ),
        ('"We counted 40 bodies," said a beekeeper reached by telephone in Veldmark.', ["beekeeper"]),
        ("Losses: 40 tanks and a barge.", []),
        ("Some 40 of the soldiers died, the news outlet Veldmark said on Saturday.", ["Veldmark"]),
        ("“We lost 40 men in the raid,” one of the officers told Reuters.", ["one of the officers", "Reuters"]),
        ("At least 40 people died, according to a report by Reuters.", ["Reuters"]),
        (
            "The health ministry has confirmed that the strikes killed 40 people, according to a report by Reuters.",
            ["health ministry", "Reuters"],
        ),
    ],
)
def test_who_says_so(text: str, expected: list[str]) -> None:
    assert names(text) == [expected]


def test_a_source_holds_for_the_figures_of_its_sentence() -> None:
    assert names("The city council said that 40 people were killed and 83 were wounded.") == [["city council"]] * 2


def test_two_voices_of_one_sentence_keep_what_each_of_them_says() -> None:
    found = names("According to Kyiv, 6,000 soldiers were killed there, while Moscow stated that 4,000 had died.")
    assert found == [["Kyiv"], ["Moscow"]]


def test_the_group_that_speaks_is_the_last_one_named() -> None:
    assert names("Hezbollah fired on the town. The group said that 40 of its men had died.") == [["Hezbollah"]]


def test_a_transcript_names_the_speaker_before_his_office() -> None:
    (chain,) = names("LT. GEN. PAUL ORLIN, Director of the Joint Staff: Last night we struck 40 depots.")
    assert chain == ["PAUL ORLIN"]


def test_the_body_comes_first_for_a_spokesman_in_apposition() -> None:
    (chain,) = names("Pavel Orlin, chief spokesman for the Ruritanian government, said that 40 soldiers had died.")
    assert chain == ["Ruritanian government", "Pavel Orlin"]


def test_who_speaks_for_a_land_is_named_without_it() -> None:
    (chain,) = names("US spokesman Pavel Orlin told reporters that 40 soldiers had died.")
    assert chain == ["Pavel Orlin"]
    (chain,) = names("Hezbollah spokesman Pavel Orlin said that 40 soldiers had died.")
    assert chain == ["Hezbollah", "Pavel Orlin"]


def test_who_speaks_in_a_place_is_not_the_place() -> None:
    (chain,) = names("In Veldmark, relief workers said, 6,000 people had arrived.")
    assert chain == ["relief workers"]


def test_a_medium_passes_on_what_somebody_says() -> None:
    (chain,) = names("According to a report by CNN, Ruritanian officials revealed that 30,000 men may be sent.")
    assert chain == ["Ruritanian officials", "CNN"]


def test_its_army_is_the_army_of_the_side_before() -> None:
    (chain,) = names("Moscow said nothing of that. Its defence ministry said that 35 drones had been shot down.")
    assert chain == ["Moscow's defence ministry"]


def test_the_spokesman_is_who_spoke_last_by_name() -> None:
    first, second = names(
        "Colonel Pavel Orlin said that 40 tanks were lost. The spokesman added that 12 guns had burnt."
    )
    assert (first, second) == (["Colonel Pavel Orlin"], ["Colonel Pavel Orlin"])


def test_for_a_spokesman_the_body_comes_first() -> None:
    (chain,) = names("Defence Ministry spokesman Pavel Orlin said that 40 tanks had been destroyed.")
    assert chain == ["Defence Ministry", "Pavel Orlin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The General Staff says that 40 tanks burnt. The same staff put the guns at 12.", "General Staff"),
        (
            "Ruritania's defence ministry gave none. Its minister said that 40 tanks burnt.",
            "Ruritania's defence ministry",
        ),
        (
            "The European Union said that it would send shells. Its chief diplomat said that 40 trucks had come.",
            "European Union",
        ),
        ("Defence Minister Rudolf Rassen resigned from the ministry. Its minister said that 40 tanks burnt.", "Rassen"),
    ],
)
def test_who_is_named_before_is_not_a_source_of_its_own(text: str, expected: str) -> None:
    assert expected in names(text)[-1][0]


def test_every_source_opens_at_its_words() -> None:
    text = "According to the General Staff, 40 tanks were destroyed."
    ((source,),) = chains(text, sentences.split(text), [Span(32, 34)])
    assert source.span is not None
    assert text[source.span.start : source.span.end] == source.name == "General Staff"


def test_no_figures_no_chains() -> None:
    assert chains("Nobody said a word.", [Span(0, 19)], []) == []


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="The UN said “12”: 9, by X. \n•", min_size=1, max_size=90))
def test_any_text_gives_one_chain_for_each_figure(text: str) -> None:
    figures = [Span(m.start(), m.end()) for m in re.finditer(r"\d+", text)]
    assert len(chains(text, sentences.split(text), figures)) == len(figures)


class Sure(Beside):
    """A reader that hears one name only, and never the report's own voice."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(sheet_of(spot(text)), None)
        self.heard = Span(text.index(name), text.index(name) + len(name))

    def own_voice(self) -> float:
        return -9.0

    def voice(self, span: Span) -> float:
        return 0.0 if span.start < self.heard.end and self.heard.start < span.end else -9.0

    def likeliest_voice(self) -> tuple[Span, float] | None:
        return self.heard, 0.0


def heard(text: str, name: str) -> list[str]:
    """The chain of '40' where the reader hears `name`."""
    figure = Span(text.index("40"), text.index("40") + 2)
    (chain,) = chains(text, sentences.split(text), [figure], beside={figure: Sure(text, name)}, trust=9.0)
    return [source.name for source in chain]


def test_the_reader_may_hear_a_voice_that_no_cue_tells() -> None:
    assert heard("The health ministry met on Monday. Over 40 were dead.", "health ministry") == ["health ministry"]


def test_a_figure_that_a_voice_is_seen_to_say_is_left_to_that_voice() -> None:
    text = "The health ministry met on Monday. The city council said that 40 people were dead."
    assert heard(text, "health ministry") == ["city council"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 2,000 of the dead were soldiers, according to the health ministry.", "health ministry"),
        ("At least 40 of them were police officers, according to the city council.", "city council"),
    ],
)
def test_those_who_are_counted_are_no_source(text: str, expected: str) -> None:
    assert names(text) == [[expected]]


def test_of_two_full_names_of_one_length_the_later_one_is_meant() -> None:
    text = "Captain Adam Reed spoke. General Adam Reed said that 40 tanks burnt. Reed said that 12 guns burnt."
    assert names(text)[1] == ["General Adam Reed"]


def test_questions_are_put_one_by_one() -> None:
    text = "The council said that 40 died. The ministry said that 12 were hurt."
    figures = [Span(m.start(), m.end()) for m in re.finditer(r"\d+", text)]
    asked = ask(Floor(text, sentences.split(text), figures), figures)
    assert [option.figure for option in next(asked).options] == [figures[0]] * 3
    assert [option.name for option in settle(asked, load())] == ["ministry"]
