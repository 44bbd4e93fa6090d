"""One thin command a use case. Each imports what it needs when it runs, so that --help is quick."""

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warbook import __version__
from warbook.cli.options import Json, Ledger, Paths, Published, SomePaths
from warbook.cli.saying import say, tell
from warbook.errors import UsageError
from warbook.model import Rejection

app = typer.Typer(
    name="warbook",
    help="Keeps the books on a war: files every figure under who said it, and finds what cannot be true together.",
    epilog="Start with: warbook brief FOLDER --html brief.html",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def brief(
    paths: SomePaths = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one HTML page too.")] = None,
    ledger: Ledger = None,
    published: Published = None,
) -> int:
    """Read reports and show what they say and what cannot be true together.

    With --ledger the reports are added to it, and the brief is of the whole ledger.
    """
    from warbook.app import auditing, gathering, keeping, reading
    from warbook.brief import page, terminal, wording
    from warbook.brief.progress import Step
    from warbook.ledger import Ledger as Book

    refused: Iterable[Rejection]
    total = reading.count(paths or [])
    if paths and not ledger:
        with Step("Reading", total) as step:
            books = gathering.gather(paths, _day(published), step)
        refused = books.rejections
    else:
        with Book.open(ledger, create=bool(paths)) as book:
            with Step("Reading", total) as step:
                kept = keeping.keep(paths or [], book, _day(published), step)
                refused = [item for item in kept if isinstance(item, Rejection)]
            books = keeping.books(book)
    with Step("Auditing"):
        books = auditing.audited(books)
    terminal.brief(books, Console())
    if html:
        with Step("Drawing"):
            page.write(books, html)
        counts = zip(("report", "figure", "finding"), (books.documents, books.figures, books.findings), strict=True)
        say(f"{html}: {', '.join(wording.plural(len(many), word) for word, many in counts)}")
    return tell(refused)


@app.command()
def read(paths: Paths, ledger: Ledger = None, published: Published = None) -> int:
    """Read reports into a ledger. Reading a report twice changes nothing."""
    from warbook.app import keeping, reading
    from warbook.brief import wording
    from warbook.brief.progress import Step
    from warbook.ledger import Ledger as Book
    from warbook.ledger import Stored

    stored: list[Stored] = []
    refused: list[Rejection] = []
    total = reading.count(paths)
    with Book.open(ledger) as book, Step("Reading", total) as step:
        for item in keeping.keep(paths, book, _day(published), step):
            if isinstance(item, Rejection):
                refused.append(item)
            else:
                stored.append(item)
        name = book.name
    print(
        f"{name}: {wording.plural(len(stored), 'report')} read, {sum(s.new_report for s in stored)} new; "
        f"figures: {sum(s.new for s in stored)} new, {sum(s.changed for s in stored)} read differently, "
        f"{sum(s.gone for s in stored)} no longer found, {sum(s.same for s in stored)} as before"
    )
    return tell(refused)


@app.command()
def extract(paths: Paths, published: Published = None) -> int:
    """Print the figures of reports as JSON Lines, one report a line."""
    from warbook.app import reading
    from warbook.brief.progress import Step
    from warbook.interchange import figures

    refused = []
    with Step("Reading", reading.count(paths)) as step:
        for item in reading.opened(paths, _day(published), step):
            if isinstance(item, Rejection):
                refused.append(item)
            else:
                print(figures.line(figures.to_exchange(item.document, reading.figures(item.document))), flush=True)
    return tell(refused)


@app.command()
def claims(
    *,
    ledger: Ledger = None,
    measure: Annotated[str | None, typer.Option(help="killed, destroyed/tanks, or /tanks.")] = None,
    party: Annotated[str | None, typer.Option(help="Whose figure it is.")] = None,
    source: Annotated[str | None, typer.Option(help="Part of the name of who says so.")] = None,
    place: Annotated[str | None, typer.Option(help="Where.")] = None,
    since: Annotated[datetime | None, typer.Option("--from", metavar="DATE", formats=["%Y-%m-%d"])] = None,
    until: Annotated[datetime | None, typer.Option("--to", metavar="DATE", formats=["%Y-%m-%d"])] = None,
    text: Annotated[str | None, typer.Option(help="Words that the sentence holds.")] = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")] = False,
) -> int:
    """List the figures of a ledger. The options narrow the list down."""
    from warbook.app import keeping
    from warbook.brief import terminal
    from warbook.interchange import figures, table
    from warbook.ledger import STANDING, Filter
    from warbook.ledger import Ledger as Book

    if json and csv:
        raise UsageError("--json and --csv exclude each other", "give one of them")
    wanted = Filter(
        measure=measure, party=party, source=source, place=place, start=_day(since), end=_day(until), text=text,
        status=STANDING,
    )  # fmt: skip
    with Book.open(ledger, create=False) as book:
        found = book.figures(wanted)
        if csv:
            table.write_csv(found, sys.stdout)
        elif json:
            for document, some in keeping.by_report(book, found):
                print(figures.line(figures.to_exchange(document, some)))
        else:
            terminal.figures(found, Console(), {report.id: report.title or report.name for report in book.documents()})
    return 0


@app.command()
def audit(
    *,
    ledger: Ledger = None,
    claims: Annotated[Path | None, typer.Option(metavar="FILE", help="Audit a file of claims instead.")] = None,
    explain: Annotated[str | None, typer.Option(metavar="ID", help="One finding, with the argument in words.")] = None,
    json: Json = False,
) -> int:
    """Show what cannot be true together in a ledger, or in a file of claims."""
    from warbook.app import auditing, keeping
    from warbook.app.books import Books
    from warbook.brief import terminal
    from warbook.brief.progress import Step
    from warbook.interchange import findings
    from warbook.ledger import Ledger as Book

    refused: list[Rejection] = []
    if claims:
        with Step("Auditing"):
            done = auditing.audit_claims(claims)
        books, refused = Books(findings=done.findings), list(done.refused)
    else:
        with Book.open(ledger, create=False) as book, Step("Auditing"):
            books = auditing.audited(keeping.books(book))
    if explain:
        books = auditing.only(books, explain)
    if json and claims and not explain:
        print(findings.to_bench(done.bench))
    elif json:
        print(findings.to_json(books.findings))
    else:
        terminal.findings(books, Console(), argue=explain is not None)
    return tell(refused)


@app.command()
def rejects(ledger: Ledger = None) -> int:
    """List what could not be read into a ledger, and why."""
    from warbook.brief import terminal
    from warbook.ledger import Ledger as Book

    with Book.open(ledger, create=False) as book:
        terminal.rejections((refused.rejection for refused in book.rejections()), Console())
    return 0


@app.callback(invoke_without_command=True)
def _warbook(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        print(f"warbook {__version__}")
    elif context.invoked_subcommand is None:
        print(context.get_help())


def _day(when: datetime | None) -> date | None:
    return when.date() if when else None
