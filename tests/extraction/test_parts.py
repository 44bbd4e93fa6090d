"""The parts of a report that tells of more than one war."""

from datetime import date

from builders import report
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import ranker
from warbook.extraction.extract import extract, scene_of
from warbook.extraction.link import Linker
from warbook.extraction.parts import MOST, alone, part_of, parts
from warbook.extraction.spot import Scene, spot
from warbook.model import Publication

MAY = Publication(date(2014, 5, 3), "day", "given")
SYRIA = "Syria lost 12 men to Islamic State, and the Free Syrian Army 3."
COLOMBIA = "Colombia lost 9 men to the FARC and two to the ELN."
NIGERIA = "Nigeria lost 5 men to Boko Haram; Chad, Niger and Cameroon sent help."


def scene(*paragraphs: str) -> Scene:
    return spot("\n\n".join(paragraphs), published=MAY.day)


def openings(shown: Scene) -> list[str]:
    return [shown.text[shown.lines[part.line].span.start :].split(maxsplit=1)[0] for part in parts(shown)]


def test_a_report_of_few_sides_is_one_part() -> None:
    shown = scene(SYRIA, COLOMBIA, "Peru lost 2 men.")
    assert [(part.line, part.counts) for part in parts(shown)] == [(0, shown.party_counts)]


def test_a_round_up_is_parted_where_another_war_begins() -> None:
    assert openings(scene(SYRIA, COLOMBIA, NIGERIA)) == ["Syria", "Colombia", "Nigeria"]


def test_a_paragraph_that_names_nobody_goes_on_with_the_war_before() -> None:
    assert openings(scene(SYRIA, "Snow fell on the front.", COLOMBIA, NIGERIA)) == ["Syria", "Colombia", "Nigeria"]


def test_who_fights_in_the_same_war_goes_on_with_it() -> None:
    assert openings(scene(SYRIA, "Rebels shelled Syria.", COLOMBIA, NIGERIA)) == ["Syria", "Colombia", "Nigeria"]


def test_a_part_has_sides_and_sentences_of_its_own() -> None:
    shown = scene_of(report("\n\n".join((SYRIA, COLOMBIA, NIGERIA)), published=MAY))
    _, colombia, _ = alone(shown)
    assert set(colombia.party_counts) == {"Colombia", "FARC", "ELN"}
    assert [part_of(shown, line.index) for line in colombia.lines] == [1] * len(colombia.lines)


def test_a_figure_is_of_a_side_of_its_own_part() -> None:
    text = "\n\n".join((SYRIA, NIGERIA, COLOMBIA, "Eleven soldiers were wounded."))
    figures = {figure.number: figure.party for figure in extract(report(text, published=MAY), quick=True)}
    assert figures["Eleven"] in ("Colombia", "FARC", "ELN")


@given(st.lists(st.sampled_from([SYRIA, COLOMBIA, NIGERIA, "Nobody came.", "France and Italy met."]), max_size=9))
def test_parts_cover_all_sentences_in_order_with_few_sides_each(paragraphs: list[str]) -> None:
    shown = scene(*paragraphs)
    found = parts(shown)
    assert [part.line for part in found] == sorted({part.line for part in found})
    assert found[0].line == 0
    assert len(found) == 1 or all(len(part.counts) <= MOST for part in found)
    assert sum(sum(part.counts.values()) for part in found) == sum(shown.party_counts.values())


def test_what_was_told_of_one_war_is_not_looked_back_on_in_the_next() -> None:
    linker = Linker(scene_of(report("\n\n".join((SYRIA, NIGERIA, COLOMBIA)), published=MAY)), ranker.weights(), {})
    assert {linked.party for linked in linker.link()} > {linked.party for linked in linker.history.past}
    assert {linked.party for linked in linker.history.past} <= {"Colombia", "FARC", "ELN"}
