"""What holds for every report, whatever it says."""

import random

import msgspec
import pytest
from builders import report
from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.extraction.extract import QUICKLY, claim_id, extract
from warbook.model import Document, Figure, Span

SIMPLE = "Russia lost 40 tanks on 3 May 2023, the ministry said."
STORY = (
    "The mayor’s office said that 12 people were killed and 30 wounded on 3 May 2023. "
    "Over 4,500 residents fled.\n\nUkraine shot down nine drones – the most in a week – and lost two helicopters."
)


def said(figure: Figure) -> tuple[object, ...]:
    """What a figure claims, without where it stands."""
    dates = (figure.period.start, figure.period.end, figure.cumulative)
    return figure.value, figure.event, figure.object, figure.party, dates, figure.modality


def test_a_plain_sentence_is_read_whole() -> None:
    (found,) = extract(report(SIMPLE))
    assert (found.number, found.value.low, found.value.high) == ("40", 40, 40)
    assert (found.event, found.object, found.party) == ("destroyed", "tanks", "Russia")
    assert [source.name for source in found.sources] == ["ministry"]
    assert found.why


def test_a_table_gives_each_number_to_the_side_of_its_column() -> None:
    table = "Kind | Russia | Ukraine\nTanks destroyed | 40 | 12\nSoldiers killed | 900 | none"
    found = extract(report(f"What both armies lost in May 2023:\n\n{table}\n\nNobody else counts."))
    told = {(f.number, f.event, f.object, f.party) for f in found}
    assert {("40", "destroyed", "tanks", "Russia"), ("12", "destroyed", "tanks", "Ukraine")} <= told
    assert {("900", "killed", "personnel", "Russia"), ("none", "killed", "personnel", "Ukraine")} <= told
    assert found[0].quote == "Tanks destroyed | 40 | 12"
    assert len({f.id for f in found}) == len(found)


def test_a_quick_reading_is_that_of_the_linker_alone_and_says_so() -> None:
    quick, alone = extract(report(STORY), quick=True), extract(report(STORY), trust={})
    assert [(said(figure), figure.why) for figure in quick] == [(said(f), (QUICKLY, *f.why)) for f in alone]


def test_every_figure_opens_at_its_words() -> None:
    figures = extract(report(STORY))
    assert len(figures) >= 4
    for figure in figures:
        assert STORY[figure.span.start : figure.span.end] == figure.number
        assert STORY[figure.sentence.start : figure.sentence.end] == figure.quote
        assert figure.number in figure.quote


def test_figures_come_in_text_order_with_ids_of_their_own() -> None:
    figures = extract(report(STORY))
    assert [f.span for f in figures] == sorted(f.span for f in figures)
    assert len({f.id for f in figures}) == len(figures)


def test_reading_twice_gives_the_same() -> None:
    assert extract(report(STORY)) == extract(report(STORY))


def test_an_id_outlives_a_change_of_the_reading() -> None:
    (before,) = extract(report(SIMPLE))
    (after,) = extract(report(SIMPLE.replace("40 tanks", "41 ships")))
    assert before.value != after.value
    assert before.id == after.id == claim_id("report-txt", before.span)


def test_an_id_tells_documents_places_and_kinds_apart() -> None:
    ids = {claim_id("a", Span(1, 2)), claim_id("b", Span(1, 2)), claim_id("a", Span(1, 3)), claim_id("a", Span(11, 2))}
    assert len(ids | {claim_id("a", Span(1, 2), "finding")}) == 5


def test_what_is_no_report_is_not_read() -> None:
    document = report(SIMPLE)
    (body,) = document.segments
    assert extract(msgspec.structs.replace(document, segments=(msgspec.structs.replace(body, kind="cookie"),))) == []


@pytest.mark.parametrize(
    "changed",
    [
        SIMPLE.replace(" ", "\u00a0"),
        SIMPLE.replace("40 tanks", "40\u202ftanks"),
        SIMPLE.replace(" ", "  "),
        SIMPLE.replace("tanks on", "tanks\non"),
        f"“{SIMPLE}”",
        f"– {SIMPLE}",
        f"\n\n{SIMPLE}\n\n",
        SIMPLE.upper(),
        SIMPLE.replace(" ", "\u2009"),
        f"\ufeff{SIMPLE}",
    ],
    ids=["no-break", "narrow", "double", "wrapped", "quoted", "dash", "blank lines", "capitals", "thin", "byte order"],
)
def test_dress_does_not_change_what_is_said(changed: str) -> None:
    (plain,), (found,) = extract(report(SIMPLE)), extract(report(changed))
    assert said(found) == said(plain)
    assert changed[found.span.start : found.span.end] == "40"


def noise(seed: int) -> str:
    return random.Random(seed).randbytes(2000).decode("latin-1")


GARBAGE = {
    "nothing": "",
    "blanks": " \n\n\t ",
    "null characters": "\0" * 40,
    "one long number": "9" * 400,
    "digits": "".join(random.Random(1).choices("0123456789", k=2000)),
    "marks": "((((--- ... ,,, $$$ %%% ]]]",
    "capitals": "ZXQV WRT 40 PLKJ. " * 10,
    "right to left": "اب 40 تث جح. " * 10,
    "emoji": "🚀💥🔥 40 😀. " * 20,
}


@pytest.mark.parametrize("text", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_holds_no_figures(text: str) -> None:
    assert extract(report(text)) == []


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_hold_no_figures(seed: int) -> None:
    assert extract(report(noise(seed))) == []


@given(st.lists(st.integers(0, 10**9), max_size=60), st.sampled_from([" ", "\n", ", ", " - "]))
@settings(max_examples=30, deadline=None)
def test_numbers_alone_hold_no_figures(numbers: list[int], between: str) -> None:
    assert extract(report(between.join(map(str, numbers)))) == []


def test_a_number_beyond_all_measure_does_not_break_the_report() -> None:
    figures = extract(report(f"They lost {'9' * 400} guns. {SIMPLE}"))
    assert "40" in [figure.number for figure in figures]


PIECES = [
    SIMPLE,
    "40",
    "tanks",
    "killed",
    "Russia",
    "\n\n",
    "- ",
    "“",
    "”",
    "(",
    ")",
    " ",
    ". ",
    ",",
    "½",
    "3 May",
    "🚀",
    "İ",
    "%",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=15).map(" ".join))
def test_whatever_is_read_opens_at_its_words(text: str) -> None:
    document: Document = report(text)
    for figure in extract(document):
        assert document.text[figure.span.start : figure.span.end] == figure.number != ""
        assert figure.sentence.start <= figure.span.start < figure.span.end <= figure.sentence.end
