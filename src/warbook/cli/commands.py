"""One thin command a use case. Each imports what it needs when it runs, so that --help is quick."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from warbook import __version__
from warbook.cli.how import How, reads
from warbook.cli.opening import opened
from warbook.cli.options import AsOf, Json, Ledger, Paths, SomePaths, day
from warbook.cli.saying import say, tell
from warbook.errors import UsageError
from warbook.model import Rejection
from warbook.vocabulary.party_names import own_name

app = typer.Typer(
    name="warbook",
    help="Keeps the books on a war: files every figure under who said it, and finds what cannot be true together.",
    epilog="Start with: warbook brief FOLDER --html brief.html",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
@reads
def brief(
    how: How,
    paths: SomePaths = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one HTML page too.")] = None,
    ledger: Ledger = None,
) -> int:
    """Read reports and show what they say and what cannot be true together.

    With --ledger the reports are added to it, and the brief is of the whole ledger.
    """
    from warbook.app import auditing, balancing, gathering, keeping, reading
    from warbook.app.beside import Beside
    from warbook.brief import page, terminal
    from warbook.brief.progress import Step
    from warbook.display import wording
    from warbook.ledger import Ledger as Book

    refused: Iterable[Rejection]
    way = how.way()
    total = reading.count(paths or [])
    if paths and not ledger:
        with Step("Reading", total) as step:
            books = gathering.gather(paths, way, step)
        refused = books.rejections
        with Step("Auditing"):
            books = auditing.audited(books)
    else:
        with Book.open(ledger, create=bool(paths)) as book:
            way = msgspec.structs.replace(way, keep=way.keep or Beside(book.name).fetched)
            with Step("Reading", total) as step:
                kept = keeping.keep(paths or [], book, way, step)
                refused = [item for item in kept if isinstance(item, Rejection)]
            with Step("Auditing"):
                books = balancing.audited(book)
    terminal.brief(books, Console())
    if html:
        with Step("Drawing"):
            page.write(books, html)
        counts = zip(("report", "figure", "finding"), (books.documents, books.figures, books.findings), strict=True)
        say(f"{html}: {', '.join(wording.plural(len(many), word) for word, many in counts)}")
    return tell(refused)


@app.command()
@reads
def extract(
    how: How,
    paths: Paths,
    *,
    events: Annotated[
        bool, typer.Option("--events", help="With the days, places and dead of the attacks told; takes twice as long.")
    ] = False,
    relations: Annotated[
        bool, typer.Option("--relations", help="With who says what, figures or not; takes twice as long.")
    ] = False,
) -> int:
    """Print the figures of reports as JSON Lines, one report a line."""
    from warbook.app import reading
    from warbook.brief.progress import Step
    from warbook.interchange import figures
    from warbook.interchange.events import events_to_exchange, relations_to_exchange

    refused = []
    way = how.way()
    with Step("Reading", reading.count(paths)) as step:
        for item in reading.opened(paths, way, step):
            found = item if isinstance(item, Rejection) else reading.in_its_way(item.document, way)
            if isinstance(found, Rejection):
                refused.append(found)
                found = () if found.aside and (events or relations) else found
            if isinstance(item, reading.Opened) and not isinstance(found, Rejection):
                record = figures.to_exchange(item.document, found)
                if events:
                    record["events"] = events_to_exchange(item.document, reading.events(item.document))
                if relations:
                    said = reading.relations(item.document, way)
                    record["relations"] = relations_to_exchange(item.document, said)
                print(figures.line(record), flush=True)
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
    status: Annotated[
        str | None, typer.Option(help="unreviewed, accepted, corrected or rejected; all but the last otherwise.")
    ] = None,
    sort: Annotated[str, typer.Option(help="report, period, amount, measure, party …; -amount: the largest first.")] = (
        "report"
    ),
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="The first N of them.")] = None,
    as_of: AsOf = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")] = False,
    parquet: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a table for data frames.")] = None,
) -> int:
    """List the figures of a ledger. The options narrow the list down."""
    from warbook.app import keeping
    from warbook.brief import terminal
    from warbook.interchange import figures, table
    from warbook.ledger import STANDING, Filter, one_of

    if json + csv + (parquet is not None) > 1:
        raise UsageError("--json, --csv and --parquet exclude each other", "give one of them")
    wanted = Filter(
        measure=measure, party=own_name(party), source=source, place=place, start=day(since), end=day(until), text=text,
        status=(one_of("status", status),) if status else STANDING,
    )  # fmt: skip
    with opened(ledger, as_of) as book:
        found = book.figures(wanted, one_of("sort", sort), limit)
        if parquet:
            table.write_parquet(found, parquet)
            say(f"{parquet}: {len(found):,} figures")
        elif csv:
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
    as_of: AsOf = None,
    json: Json = False,
) -> int:
    """Show what cannot be true together in a ledger, or in a file of claims."""
    from warbook.app import auditing, balancing
    from warbook.app.books import Books
    from warbook.brief import terminal
    from warbook.brief.progress import Step
    from warbook.interchange import findings

    refused: list[Rejection] = []
    if claims:
        with Step("Auditing"):
            done = auditing.audit_claims(claims)
        books, refused = Books(findings=done.findings), list(done.refused)
    else:
        with opened(ledger, as_of) as book, Step("Auditing"):
            books = balancing.audited(book)
    if explain:
        books = auditing.only(books, explain)
    if json and claims and not explain:
        print(findings.to_bench(done.bench))
    elif json:
        print(findings.to_json(books.findings))
    else:
        terminal.findings(books, Console(), argue=explain is not None)
        if not explain:
            terminal.manners(books, Console())
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
