from datetime import date

import msgspec
from builders import report

from warbook.extraction import dateline
from warbook.extraction.extract import scene_of
from warbook.model import Publication, Segment, Span


def test_the_day_stands_between_place_and_dash() -> None:
    assert dateline.day("Tegucigalpa, 7 Feb 89 (Agency) -- [text] A bomb went off.") == date(1989, 2, 7)
    assert dateline.day("KYIV, 24 February 2022 — Columns crossed the border.") == date(2022, 2, 24)


def test_a_sentence_is_no_dateline() -> None:
    assert dateline.day("In Strelsau, on 7 February 1989, a bomb went off.") is None
    assert dateline.day("") is None


def test_the_figures_of_a_dateline_are_blanked_and_offsets_hold() -> None:
    text = "Tegucigalpa, 7 Feb 89 (Agency) -- [text] 5 men fell."
    assert dateline.blanked(text).strip() == "[text] 5 men fell."
    assert len(dateline.blanked(text)) == len(text)


def test_the_place_of_a_dateline_is_found() -> None:
    text = "Tegucigalpa, 7 Feb 89 (Agency) -- A bomb went off."
    span = dateline.place(text)
    assert span is not None
    assert text[span.start : span.end] == "Tegucigalpa"
    assert dateline.place("A bomb went off, 7 people said.") is None


def test_the_date_of_a_header_tells_the_year_of_a_report_that_nothing_else_dates() -> None:
    text = "Policy Note 41 | October 2024\n\nThe strike of 20 September killed 16 commanders. It was read in 2021 as weakness.\n"
    segments = (Segment(Span(0, 29), "published"), Segment(Span(31, len(text)), "body"))
    scene = scene_of(msgspec.structs.replace(report(text), segments=segments, published=None))
    assert scene.text.startswith("                 October 2024")
    assert scene.lines[0].times[0].start == date(2024, 10, 1)
    assert date(2024, 9, 20) in {t.start for line in scene.lines for t in line.times}


def test_a_report_with_a_day_of_its_own_keeps_its_first_sentence() -> None:
    text = "Guide to the Creek: so you stand here, on September 17, 1862.\nThe regiment lost 82 men.\n"
    published = Publication(date(2022, 9, 17))
    assert "1862" in scene_of(report(text, published=published)).text


def test_a_date_below_the_report_is_none_of_its_header() -> None:
    text = "[0:03] The strike killed 16 men.\n\nCopyright 3 May 2019\n"
    segments = (Segment(Span(0, 32), "transcript"), Segment(Span(34, len(text)), "boilerplate"))
    scene = scene_of(msgspec.structs.replace(report(text), segments=segments, published=None))
    assert "2019" not in scene.text
