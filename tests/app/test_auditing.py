import pytest
from builders import figure, report

from warbook.app.auditing import audited, only, origins
from warbook.app.books import Books
from warbook.errors import UsageError
from warbook.model import Finding

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
