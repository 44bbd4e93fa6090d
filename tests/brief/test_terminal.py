import io

import msgspec
from builders import days, figure, report
from rich.console import Console

from warbook.app.books import Books
from warbook.brief import terminal
from warbook.model import Finding, Line, Rejection, Repair

REPORT = report("Arland lost 12 tanks in May \x1b[31m[bold]. It lost 40 tanks by June.")
MAY = figure(REPORT, "12", 12, 12, object="tanks", event="destroyed", party="Arland", sources=("Army", "Dawn"))
JUNE = figure(REPORT, "40", 40, None, object="tanks", event="destroyed", period=days("2031-06-01", "2031-06-30"))
FINDING = Finding(
    id="one",
    kind="impossible",
    headline="12 and 40 cannot both be true",
    claims=(MAY.id, JUNE.id),
    sum=(Line("by June", "1,040"), Line("less May", "− 12"), Line("left", "1,028", rule=True)),
    repairs=(Repair(rank=1, words="The year is 2032", edits=(), odds=0.8),),
)


def shown(books: Books) -> str:
    out = io.StringIO()
    terminal.brief(books, Console(file=out, width=110))
    return out.getvalue()


def test_the_brief_starts_with_the_findings_and_names_every_part() -> None:
    words = shown(Books(documents=(REPORT,), figures=(MAY, JUNE), findings=(FINDING,)))
    order = [words.index(part) for part in ("Findings (1)", "Figures (2)", "Sources")]
    assert order == sorted(order)
    assert "12 and 40 cannot both be true" in words
    assert "The year is 2032" in words
    assert "Army, through Dawn" in words


def test_a_sum_is_set_like_a_sum() -> None:
    lines = shown(Books(documents=(REPORT,), figures=(MAY, JUNE), findings=(FINDING,))).splitlines()
    top = next(i for i, line in enumerate(lines) if "by June" in line and "1,040" in line)
    ends = {len(line.rstrip()) for line in lines[top : top + 4]}
    assert len(ends) == 1
    assert set(lines[top + 2].strip()) == {"─"}


def test_report_text_is_neither_markup_nor_a_terminal_command() -> None:
    words = shown(Books(documents=(REPORT,), figures=(MAY,), findings=(FINDING,)))
    assert "\x1b" not in words
    assert "[bold]" in words


def test_what_was_not_read_is_listed() -> None:
    assert "b.txt (byte 4): no text" in shown(
        Books(rejections=(Rejection(name="b.txt", reason="no text", where="byte 4"),))
    )


def test_many_figures_are_cut_with_a_word() -> None:
    many = tuple(
        figure(REPORT, "12", number, number, id=f"many-{number}") for number in range(terminal.MOST_FIGURES + 5)
    )
    assert "and 5 more" in shown(Books(documents=(REPORT,), figures=many))


def test_many_findings_are_cut_with_a_word() -> None:
    many = tuple(msgspec.structs.replace(FINDING, id=str(n)) for n in range(terminal.MOST_FINDINGS + 3))
    words = shown(Books(documents=(REPORT,), figures=(MAY, JUNE), findings=many))
    assert "and 3 more" in words
    assert words.count("The year is 2032") == terminal.MOST_FINDINGS
