"""Titles, bylines, dates and datelines, in the ways that reports write them."""

import pytest

from warbook.documents import kind_at, read, readable
from warbook.documents.header import is_byline
from warbook.model import Document

BODY = (
    "The bridge over the river fell on Monday night after nine hours of shelling, the regional administration told "
    "reporters, and 14 people were pulled dead from the water before dawn."
)


DAYS = ("2006-04-12", "2006-04-23", "2006-04-24")


def draft(*lines: str) -> Document:
    (report,) = read("\n\n".join([*lines, BODY, BODY.replace("Monday", "Tuesday")]).encode(), "r.txt")
    assert isinstance(report, Document)
    return report


def kinds(report: Document) -> list[str]:
    return [segment.kind for segment in report.segments]


def test_title_byline_date_and_outlet_stand_above_the_body() -> None:
    report = draft("BRIDGE FALLS AFTER NINE HOURS", "By MARTA KOVAL", "4 May 2023", "River Gazette")
    assert kinds(report) == ["title", "byline", "published", "byline", "body", "body"]
    assert report.title == "BRIDGE FALLS AFTER NINE HOURS"
    assert report.authors == ("MARTA KOVAL",)
    assert report.outlet == "River Gazette"
    assert report.published is not None
    assert str(report.published.day) == "2023-05-04"
    assert report.text[report.published.span.start : report.published.span.end] == "4 May 2023"  # type: ignore[union-attr]
    assert "KOVAL" not in readable(report)


@pytest.mark.parametrize(
    "line",
    [
        "Published: 4 May 2023, 10:12 GMT",
        "Thursday, May 4, 2023",
        "Posted on 2023-05-04 at 09:30",
        "4th of May 2023 | 10.12 am",
        "May 4 2023",
    ],
)
def test_a_line_with_a_date_and_little_else_is_the_date_of_publication(line: str) -> None:
    report = draft("Bridge falls after nine hours", line)
    assert report.published is not None
    assert (str(report.published.day), report.published.precision) == ("2023-05-04", "day")
    assert "published" in kinds(report)


def test_a_day_that_may_be_a_month_is_read_the_way_the_report_writes_dates() -> None:
    american = draft(
        "Bridge falls",
        "5/4/23",
        "It had stood since June 3, 1961, when the first lorries crossed it on a summer morning in the rain with flags.",
    )
    assert american.published is not None
    assert str(american.published.day) == "2023-05-04"
    assert "month first" in american.remarks[0]
    silent = draft("Bridge falls", "5/4/23")
    assert silent.published is not None
    assert (silent.published.day.year, silent.published.precision) == (2023, "year")
    assert "only its year" in silent.remarks[0]


def test_no_date_is_ever_guessed() -> None:
    assert draft("Bridge falls", "By Marta Koval").published is None
    assert draft("Bridge falls", "Posted 5 hours ago").published is None
    assert draft("Bridge falls on 30 February 2023").published is None


def test_a_dateline_gives_the_place_and_is_not_read() -> None:
    report = draft(
        "Bridge falls",
        "RIVNE, Ukraine, May 4, 2023 (Newsline) - Nine hours of shelling took the bridge, and 14 people drowned in the river.",
    )
    assert report.place == "Rivne"
    assert report.published is not None
    assert report.published.found_in == "dateline"
    assert "Newsline" not in readable(report)
    assert "14 people drowned" in readable(report)


def test_a_row_of_a_tally_is_no_dateline() -> None:
    report = draft(
        "Losses", "TANKS — 300 were lost in the week, twice as many as in the week before it, the staff said."
    )
    assert "TANKS" in readable(report)


@pytest.mark.parametrize(
    "line",
    [
        "By Marta Koval",
        "Writing by A. Holt; editing by P. Maes",
        "Additional reporting by Omar Said in Tyre",
        "Author: Marta Koval",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line, "en")


@pytest.mark.parametrize(
    "line",
    [
        "By nightfall 40 men had crossed",
        "By then the town was lost",
        "Translation is slow work at the front",
        "Analysis by the ministry found that 40 men were missing",
    ],
)
def test_lines_that_are_no_byline(line: str) -> None:
    assert not is_byline(line, "en")


def test_a_byline_below_the_body_is_found_too() -> None:
    (report,) = read(f"{BODY}\n\nAdditional reporting by Omar Said".encode(), "r.txt")
    assert isinstance(report, Document)
    assert kind_at(report, report.text.index("Omar")) == "byline"


def test_the_head_of_a_press_release_is_no_outlet_and_its_number_no_figure() -> None:
    report = draft("Ferry sinks off Keth", "Press release No. 14", "2 November 2024", "FOR IMMEDIATE RELEASE")
    assert report.outlet is None
    assert "14\n" not in readable(report).replace(" ", "")
    assert report.title == "Ferry sinks off Keth"


def test_the_first_head_of_a_chronicle_is_no_day_of_publication() -> None:
    parts = [f"{day}\n\nShells fell on the harbour, and {n} men were hurt." for n, day in enumerate(DAYS, 2)]
    (report,) = read("\n\n".join(parts).encode(), "r.txt")
    assert isinstance(report, Document)
    assert report.published is None
    assert DAYS[0] in readable(report)
    (single,) = read(parts[0].encode(), "r.txt")
    assert isinstance(single, Document) and single.published is not None
