"""What the reader is shown of a report."""

from builders import report

from warbook.extraction.extract import scene_of
from warbook.extraction.reader.sheet import MOST_SIDES, Sheet, sheet_of


def sheet(text: str, **fields: object) -> Sheet:
    return sheet_of(scene_of(report(text, **fields)))


def test_the_head_names_title_day_and_sides() -> None:
    shown = sheet("Mali said JNIM had killed 12 soldiers on 3 May 2023.", title="Ambush near Sévaré")
    assert shown.head.startswith("Ambush near Sévaré. undated. Sides: ")
    assert [shown.head[span.start : span.end] for span in shown.head_sides] == list(shown.sides)
    assert {"Mali", "JNIM"} <= set(shown.sides)


def test_numbers_stand_in_text_order_and_marks_where_sides_are_named() -> None:
    shown = sheet("Ukraine lost 40 tanks. Russian crews lost nine.")
    assert [shown.text[span.start : span.end] for span in shown.numbers] == ["40", "nine"]
    assert [(shown.text[m.span.start : m.span.end], m.party, m.kind) for m in shown.marks] == [
        ("Ukraine", "Ukraine", "name"),
        ("Russian", "Russia", "people"),
    ]


def test_the_opponent_in_a_known_war_is_a_side_though_nobody_names_it() -> None:
    assert "Ukraine" in sheet("On 3 May 2023 Russia lost 40 tanks.").sides


def test_a_named_place_brings_its_state() -> None:
    assert "Sudan" in sheet("Shelling killed 12 people in Khartoum on Monday.").sides


def test_a_report_that_names_everybody_keeps_a_few_sides() -> None:
    names = "Mali, Niger, Chad, Sudan, Libya, Egypt, Syria, Iraq, Iran, Yemen, Oman, Qatar and Jordan"
    assert len(sheet(f"{names} sent 12 soldiers.").sides) <= MOST_SIDES
