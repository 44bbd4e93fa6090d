"""What the reader is shown of a report."""

from builders import report

from warbook.extraction.extract import scene_of
from warbook.extraction.reader.sheet import MOST_SIDES, Sheet, sheet_of


def sheet(text: str, **fields: object) -> Sheet:
    return sheet_of(scene_of(report(text, **fields)))


def test_the_head_names_title_day_and_sides() -> None:
    shown = sheet("Mali said JNIM had killed 12 soldiers on 3 May 2023.", title="Ambush near Sévaré")
    head, spans = shown.head(shown.sides)
    assert head.startswith("Ambush near Sévaré. undated. Sides: ")
    assert [head[span.start : span.end] for span in spans] == list(shown.sides)
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


def test_a_round_up_shows_each_war_its_own_sides() -> None:
    text = (
        "Syria said Islamic State and the Free Syrian Army had killed 12 soldiers on 3 May 2014.\n\n"
        "Colombia freed 9 men of the FARC and the ELN.\n\n"
        "Boko Haram shot 5 soldiers of Nigeria; Chad, Niger and Cameroon sent 20 more."
    )
    shown = sheet(text)
    assert [text[heading.start :].split(maxsplit=1)[0] for heading in shown.headings] == ["Syria", "Colombia", "Boko"]
    syria, colombia, nigeria = (set(heading.sides) for heading in shown.headings)
    assert "Islamic State" in syria - colombia - nigeria
    assert "FARC" in colombia - syria - nigeria
    assert set(shown.sides) == syria | colombia | nigeria
