"""Commands that keep a ledger safe: carry it over, copy it, see whether it is whole."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from warbook.cli.commands import app
from warbook.cli.options import Ledger
from warbook.cli.saying import say

NewFile = Annotated[str, typer.Argument(metavar="FILE", help="A new file.", show_default=False)]


@app.command()
def export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A new file, or - for standard output.")],
    ledger: Ledger = None,
) -> int:
    """Write a whole ledger, with all its history, as one JSON Lines file."""
    from warbook.display import wording
    from warbook.ledger import Ledger as Book

    with Book.open(ledger, create=False) as book:
        rows = book.export_to(sys.stdout.buffer) if file == "-" else book.export(file)
        say(f"{file}: {wording.plural(rows, 'row')} of {book.name}")
    return 0


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An exported ledger, or - for standard input.")],
    ledger: Ledger = None,
) -> int:
    """Make a new ledger from an exported one, in SQLite or PostgreSQL. All of it, or nothing."""
    from warbook.display import wording
    from warbook.ledger import Ledger as Book

    if file == "-":
        rows = Book.import_from(sys.stdin.buffer, "standard input", ledger)
    else:
        rows = Book.import_book(file, ledger)
    with Book.open(ledger, create=False) as book:
        print(f"{book.name}: {wording.plural(rows, 'row')} of {'standard input' if file == '-' else file}")
    return 0


@app.command()
def backup(file: NewFile, ledger: Ledger = None) -> int:
    """Copy a ledger while it is in use: SQLite as a ledger, PostgreSQL as an exported one."""
    from warbook.ledger import Ledger as Book

    with Book.open(ledger, create=False) as book:
        book.backup(file)
        size = Path(file).stat().st_size
        say(f"{file}: {size:,} bytes, a copy of {book.name}")
    return 0


@app.command()
def check(ledger: Ledger = None) -> int:
    """See whether a ledger is whole: hashes, references, every number at its place in its text."""
    from warbook.brief.progress import Step
    from warbook.display import wording
    from warbook.ledger import Ledger as Book

    with Book.open(ledger, create=False) as book:
        reports = book.count_documents()
        with Step("Checking", reports) as step:
            faults = book.check(lambda done, total: step())
        for fault in faults:
            say(f"warbook: {fault.where}: {fault.what}")
        many = {"report": reports, "claim": book.count(), "review": book.count_reviews()}
        counts = [wording.plural(count, word) for word, count in many.items()]
        whole = f"{wording.plural(len(faults), 'fault')}, restore it from a backup" if faults else "whole"
        print(f"{book.name}: {', '.join(counts)}: {whole}")
    return 1 if faults else 0
