"""Whether a report tells of war at all."""

from datetime import date

import pytest
from builders import report
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import about
from warbook.extraction.extract import extract, tells_of_war
from warbook.model import Publication

MATCH = """The Jets beat the Rangers 4-2 on Saturday night before 18,400 fans, and the goalkeeper stopped 31 shots in his
third win of the season. The home team attacked from the start: its captain scored two goals in the first half and his
team mates hit the post three times. The coach praised the defence, which won 22 of its tackles, and said that the
players had recovered well after the defeat in the cup final. The striker, who missed nine games with an injury, played
all 90 minutes. Next week the club travels to the league leaders, who lost five of their last eight home games."""
MARKET = """Shares of the carmaker rose 4 percent on Tuesday after the company reported quarterly earnings above the
forecasts of analysts. Revenue climbed to 12.4 billion euros, helped by strong sales of small models, and the board
raised the dividend. The chief executive said that customers had ordered 240,000 cars since the launch in spring. The
bank kept its rating, and traders expect the central bank to leave interest rates unchanged next month. Bond yields
fell, and the index of the largest companies closed 0.7 percent higher, its best day since the start of the year."""
FRONT = """Shelling killed 12 soldiers and wounded 31 on Saturday, the ministry said, and nine tanks were destroyed when
the brigade attacked the village from the north. The garrison had held the bridge for three weeks. A spokesman for the
rebels put their own dead at four and claimed that government troops had lost 60 men. Two drones were shot down over
the town, where a shell hit the market. Some 4,000 people have fled to the valley since the offensive began in May."""


@pytest.mark.parametrize("text", [MATCH, MARKET])
def test_sports_and_markets_have_no_figures_of_war(text: str) -> None:
    page = report(text, published=Publication(date(2024, 5, 6)))
    assert not tells_of_war(page)
    assert extract(page, quick=True) == []


def test_a_report_of_fighting_is_read() -> None:
    assert tells_of_war(report(FRONT))
    assert len(extract(report(FRONT), quick=True)) > 5


def test_one_stretch_of_war_keeps_a_long_report() -> None:
    assert tells_of_war(report("\n\n".join([MATCH, MARKET, FRONT, FRONT, MARKET, MATCH])))


def test_two_sides_of_one_war_keep_a_report_whatever_its_words() -> None:
    day = Publication(date(2024, 5, 6))
    assert tells_of_war(report(f"{MARKET} Ukraine and Russia were not mentioned.", published=day))
    assert not tells_of_war(report(f"{MARKET} Ukraine was not mentioned.", published=day))


def test_a_few_words_are_not_judged() -> None:
    assert tells_of_war(report("The Jets won 4-2."))


@given(st.text())
def test_any_text_is_weighed(text: str) -> None:
    found = about.words(text)
    assert about.weighed(found, about.weights()) == about.weighed(reversed(found), about.weights())
    assert [word for some in about.stretches(found) for word in some] == found
