"""Dates of publication in other languages than English: the month is read where it is the only one of its name."""

from datetime import date

import pytest

from warbook.documents import read
from warbook.documents.calendars import date_of, is_date_line
from warbook.model import Document

BODY = "<p>The bridge over the river fell on Monday after nine hours of shelling, and 14 people were killed.</p>"


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("2 ноября 2024", None),
        ("Суббота, 2 ноября 2024 г., 14:05", "ru"),
        ("14:05 2 ноя 2024", "ru-RU"),
        ("2024年11月2日 14:05", None),
        ("2024년 11월 2일", "ko"),
        ("2 de novembro de 2024", None),
        ("le 2 novembre 2024 à 10h30", "fr"),
        ("2. listopadu 2024", None),
        ("2 listopada 2024", "pl"),
        ("2024. november 2.", "hu"),
        ("2024 m. lapkričio 2 d.", "lt"),
        ("٢ نوفمبر ٢٠٢٤", "ar"),
        ("ngày 2 tháng 11 năm 2024", None),
        ("Kasım 2, 2024", "tr"),
        ("2α Νοεμβρίου 2024", "el"),
    ],
)
def test_a_day_is_read(said: str, lang: str | None) -> None:
    assert date_of(said, lang) == (date(2024, 11, 2), "day")


def test_a_month_alone_is_a_month_and_the_first_of_a_month_a_day() -> None:
    assert date_of("novembre 2024") == (date(2024, 11, 1), "month")
    assert date_of("1er novembre 2024") == (date(2024, 11, 1), "day")


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("2 listopada 2024", None),  # October in Zagreb, November in Warsaw
        ("2 ноября 2024 / 3 марта 2024", "ru"),
        ("2 ноября", "ru"),
        ("2 ноября 2023 - 2024", "ru"),
        ("31 февраля 2024", "ru"),
        ("۱۱ آبان ۱۴۰۳", "fa"),
        ("Kapitel 2024", "de"),
    ],
)
def test_what_names_no_one_day_is_left_open(said: str, lang: str | None) -> None:
    assert date_of(said, lang) is None


def test_the_name_of_a_month_means_what_it_means_in_the_language_of_the_page() -> None:
    assert date_of("2 listopada 2024", "hr") == (date(2024, 10, 2), "day")


@pytest.mark.parametrize(
    ("lang", "head", "above", "found_in"),
    [
        ("pl", '<meta property="article:published_time" content="2 listopada 2024">', "", "metadata"),
        ("en", "", '<p><time datetime="2 ноября 2024">yesterday</time></p>', "metadata"),
        ("en", "", '<div class="byline">Olena Koval, 2 ноября 2024, 10:15</div>', "byline"),
        ("en", "", '<p><span class="pub-date">2024年11月2日 10:15</span></p>', "byline"),
    ],
)
def test_a_page_carries_the_day_that_it_names(lang: str, head: str, above: str, found_in: str) -> None:
    page = f"<html lang={lang}><head><title>T</title>{head}</head><body><h1>Bridge falls</h1>{above}{BODY * 3}</body></html>"
    (report,) = read(page.encode(), "p.html")
    assert isinstance(report, Document)
    assert report.published is not None
    assert (report.published.day, report.published.found_in) == (date(2024, 11, 2), found_in)


@pytest.mark.parametrize(
    "line", ["Опубликовано: 2 ноября 2024 г.", "2 листопада 2024", "2024年11月2日", "Samedi 2 août 2024"]
)
def test_a_line_above_the_report_that_is_a_date_is_its_day(line: str) -> None:
    body = "The bridge fell on Monday after nine hours of shelling, and 14 people were killed, the harbour office said."
    (report,) = read(f"Bridge falls\n\n{line}\n\n{body}\n\n{body}\n".encode(), "r.txt")
    assert isinstance(report, Document)
    assert report.published is not None
    assert report.text[report.published.span.start : report.published.span.end] == line  # type: ignore[union-attr]
    assert report.title == "Bridge falls"


def test_a_line_that_only_holds_a_date_is_read() -> None:
    assert not is_date_line("В ноябре 2024 погибли 400 солдат и 30 офицеров")
    assert not is_date_line("Les pertes du mois d'août 2024 selon l'état-major")
