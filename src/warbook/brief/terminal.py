"""The books in the terminal. No text of a report is taken for markup or for a command to the terminal."""

from collections.abc import Iterable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from warbook.app.books import Books
from warbook.brief import copies
from warbook.brief.plain import plain
from warbook.brief.view import Origin, Statement, View
from warbook.display import wording
from warbook.model import Figure, Finding, Line, Rejection, Repair

MOST_FINDINGS, MOST_FIGURES = 25, 60


def brief(books: Books, console: Console) -> None:
    """The whole brief: findings first, then figures, sources, copies, and what was not read."""
    view = View(books)
    _heading(console, f"Findings ({len(books.findings)})")
    findings(books, console, most=MOST_FINDINGS)
    _heading(console, f"Figures ({len(books.figures)})")
    shown = [figure for series in view.series for side in series.sides for figure in side.figures]
    figures(shown[:MOST_FIGURES], console)
    if len(shown) > MOST_FIGURES:
        console.print(f"… and {len(shown) - MOST_FIGURES:,} more: --html FILE has them all.", style="dim")
    _heading(console, "Sources")
    origins(view.origins, console)
    if books.copies:
        _heading(console, "Copies")
        copies.show(books, console)
    if books.rejections:
        _heading(console, f"Not read or left aside ({len(books.rejections)})")
        rejections(books.rejections, console)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.rule(Text(words, style="bold"), align="left", characters="═")


def findings(books: Books, console: Console, argue: bool = False, most: int | None = None) -> None:
    """Findings with sum, sentences and repairs, the first `most` of them; with `argue` also the argument in words."""
    view = View(books)
    for number, finding in enumerate(books.findings[:most], 1):
        finding_in_full(number, finding, view.statements(finding), console, argue)
    if most is not None and len(books.findings) > most:
        console.print(f"\n… and {len(books.findings) - most:,} more: --html FILE has them all.", style="dim")
    if not books.findings:
        console.print("None: these figures do not contradict each other.")


def manners(books: Books, console: Console) -> None:
    """How the figures of each origin scatter and stand to those of others. Nobody is graded."""
    if books.manners:
        _heading(console, "How sources speak")
    for name, sentences in sorted(books.manners.items()):
        console.print(plain(name, "bold"))
        for words in sentences:
            _indented(console, plain(words))


def finding_in_full(
    number: int, finding: Finding, statements: Sequence[Statement], console: Console, argue: bool = False
) -> None:
    """One finding: headline, sum, sentences, repairs, what would decide it; with `argue` the argument in words."""
    console.print()
    head = Text(f"{number}. ", style="bold").append_text(plain(finding.headline, "bold"))
    console.print(head, Text(f"[{wording.label('finding', finding.kind)}]", style="bold red"))
    note = f"{wording.sure(finding)} {wording.label('finding_note', finding.kind)} (id {finding.id})"
    _indented(console, plain(note.strip(), "dim"))
    if finding.sum:
        _indented(console, _sum(finding.sum))
    for words in filter(None, (*finding.explanation, finding.reading)) if argue or not finding.sum else ():
        _indented(console, plain(wording.sentence(words)))
    for letter, statement in zip("abcdefghijklmnopqrstuvwxyz", statements, strict=False):
        _indented(console, _statement(letter, statement))
    if finding.repairs:
        _indented(console, Text("What would mend it", style="bold"))
    for repair in sorted(finding.repairs, key=lambda r: r.rank):
        _indented(console, _repair(repair), 5)
    if finding.decided_by:
        decided = plain(wording.sentence(finding.decided_by))
        _indented(console, Text("What would decide it: ", style="bold").append_text(decided))


def _indented(console: Console, thing: Text | Table, left: int = 3) -> None:
    console.print(Padding(thing, (0, 0, 0, left)))


def _sum(lines: Iterable[Line]) -> Table:
    """The sum as it is written on paper: words left, numbers right, a rule before each result."""
    lines = list(lines)
    width = max(len(line.amount) for line in lines)
    table = Table.grid(padding=(0, 3))
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    for line in lines:
        if line.rule:
            table.add_row("", "─" * width)
        table.add_row(plain(line.words), plain(line.amount, "bold"))
    return table


def _statement(letter: str, statement: Statement) -> Table:
    """The sentence with its number marked; below it who says so, for when, and in which report."""
    sentence = Text()
    for piece in statement.pieces:
        sentence.append_text(plain(piece.text, "bold underline" if piece.figure else ""))
    figure = statement.figure
    where = statement.report.title if statement.report else figure.document
    facts = plain(f"{wording.chain(figure)} · {when(figure)} · {where}", "dim")
    table = Table.grid(padding=(0, 1))
    table.add_row(f"({letter})", sentence)
    table.add_row("", facts)
    return table


def _repair(repair: Repair) -> Table:
    chance = wording.sentence(wording.chance(repair.odds))
    text = plain(wording.sentence(repair.words)).append(f" {chance}", style="bold")
    for more in filter(None, (repair.why, repair.support)):
        text.append(" ").append_text(plain(wording.sentence(more), "dim"))
    table = Table.grid(padding=(0, 1))
    table.add_row(f"{repair.rank}.", text)
    return table


def figures(rows: Iterable[Figure], console: Console, reports: Mapping[str, str] | None = None) -> None:
    """A table of figures: what, whose, how many, when, where, who says so; with `reports` (names by id) in which."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("What", ratio=3)
    table.add_column("Side", ratio=2)
    table.add_column("Low", justify="right", no_wrap=True)
    table.add_column("High", justify="right", no_wrap=True)
    table.add_column("When and where", ratio=3)
    table.add_column("Who says so", ratio=3)
    if reports is not None:
        table.add_column("Report", ratio=3)
    for figure in rows:
        unit = wording.label("unit", figure.value.unit)
        table.add_row(
            plain(wording.measure(figure) + (f", {unit}" if unit else "")),
            plain(wording.side(figure)),
            wording.number(figure.value.low, figure.value.unit) or "open",
            wording.number(figure.value.high, figure.value.unit) or "open",
            plain(when(figure)),
            plain(wording.chain(figure) + _modality(figure)),
            *([plain(reports.get(figure.document, figure.document))] if reports is not None else []),
        )
    console.print(table if table.row_count else "None.")


def when(figure: Figure) -> str:
    """The days that the figure covers and its place."""
    place = f", {figure.place.name}" if figure.place else ""
    return wording.period(figure.period, figure.cumulative) + place


def _modality(figure: Figure) -> str:
    return f" ({wording.label('modality', figure.modality)})" if figure.modality != "asserted" else ""


def origins(rows: Iterable[Origin], console: Console) -> None:
    """Who says figures first, and on how many reports that rests."""
    for origin in rows:
        text = plain(origin.name or "The reports in their own voice", "bold")
        text.append(f": {wording.plural(len(origin.figures), 'figure')} in ")
        text.append(wording.plural(len(origin.reports), "report"))
        if origin.name and len(origin.reports) > 1:
            text.append(", one origin")
        if origin.through:
            text.append_text(plain(f"; passed on by {', '.join(origin.through)}"))
        console.print(text)
        for words in origin.manners:
            _indented(console, plain(words, "dim"))


def rejections(rows: Iterable[Rejection], console: Console) -> None:
    """What could not be read and why, a line each."""
    for row in rows:
        place = f" ({row.where})" if row.where else ""
        console.print(plain(f"{row.name}{place}: {row.reason}"), soft_wrap=True)
