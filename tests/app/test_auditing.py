from datetime import date

import pytest
from builders import days, figure, report

from warbook.app.auditing import audited, only, origins
from warbook.app.books import Books
from warbook.errors import UsageError
from warbook.model import Document, Finding, Publication

DAWN = report("Dawn: 12 men fell, 30 were hurt.", name="dawn.txt", title="Dawn")
DUSK = report("Dusk: 12 men fell, 30 were hurt.", name="dusk.txt", title="Dusk")


def test_one_origin_has_one_name_however_it_is_spelt() -> None:
    figures = (
        figure(DAWN, "12", 12, 12, sources=("Arland's Ministry of Defence",)),
        figure(DAWN, "30", 30, 30, sources=("Arland's Ministry of Defence",)),
        figure(DUSK, "12", 12, 12, sources=("the Arland Ministry of Defense", "Dusk")),
    )
    books = Books(documents=(DAWN, DUSK), figures=figures)
    assert set(origins(books).values()) == {"Arland's Ministry of Defence"}


def test_nobody_in_particular_is_another_one_in_each_report() -> None:
    figures = tuple(figure(document, "12", 12, 12, sources=("Reports",)) for document in (DAWN, DUSK))
    assert set(origins(Books(documents=(DAWN, DUSK), figures=figures)).values()) == {
        "reports in Dawn",
        "reports in Dusk",
    }


def test_a_report_in_its_own_voice_has_no_origin() -> None:
    books = audited(Books(documents=(DAWN,), figures=(figure(DAWN, "12", 12, 12),)))
    assert books.origin(books.figures[0]) is None


def test_one_finding_is_asked_for_by_the_start_of_its_id() -> None:
    books = Books(findings=tuple(Finding(id=id, kind="revision", headline=id, claims=()) for id in ("abc1", "abd2")))
    assert [finding.id for finding in only(books, "abc").findings] == ["abc1"]
    with pytest.raises(UsageError, match="2 findings"):
        only(books, "ab")
    with pytest.raises(UsageError, match="no finding"):
        only(books, "x")


SHARED = "The road to the mill was cut at noon and nobody has come through since, a driver said. Arland lost 12 tanks in May. "


def told(day: int, number: str) -> Document:
    name = f"{day}.txt"
    when = Publication(date(2031, 6, day))
    return report(f"{SHARED}It lost {number} guns in May.", name=name, title=f"Day {day}", published=when)


def test_a_family_of_copies_counts_once_and_has_one_voice() -> None:
    may = days("2031-05-01", "2031-05-31")
    reports = [told(3, "40"), told(4, "40"), told(5, "14")]
    guns = [
        figure(
            one, number, float(number), float(number), object="artillery", event="destroyed", party="Arland", period=may
        )
        for one, number in zip(reports, ("40", "40", "14"), strict=True)
    ]
    books = audited(Books(documents=tuple(reports), figures=tuple(guns)))
    assert [family.members for family in books.families] == [tuple(one.id for one in reports)]
    kinds = {finding.kind: finding for finding in books.findings}
    assert kinds["circular"].headline == "3 reports, one origin: the text of 'Day 3'"
    assert "disagreement" not in kinds  # a copy with another number does not stand against its original
    assert guns[2].id in kinds["impossible"].claims


def test_reports_that_share_a_passage_only_are_two_voices() -> None:
    one, other = (report(f"{SHARED}{text}", name=f"{text[:3]}.txt") for text in ("Ash. " * 80, "Elm. " * 80))
    books = audited(Books(documents=(one, other), figures=()))
    assert [copy.kind for copy in books.copies] == ["passages"]
    assert not books.families
