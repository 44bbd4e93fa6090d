from datetime import date

from warbook.extraction import dateline


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
