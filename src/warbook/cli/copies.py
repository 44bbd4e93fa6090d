"""The command that lists copies."""

from rich.console import Console

from warbook.cli.commands import app
from warbook.cli.how import How, reads
from warbook.cli.options import Json, Ledger, SomePaths
from warbook.cli.saying import tell


@app.command()
@reads
def copies(
    how: How,
    paths: SomePaths = None,
    ledger: Ledger = None,
    json: Json = False,
) -> int:
    """List reports that are copies of each other, or take over passages, with the shared words.

    Of the paths where any are given, else of the ledger.
    """
    from warbook.app import copying, reading
    from warbook.brief import copies as words
    from warbook.brief.progress import Step
    from warbook.interchange import copies as exchange
    from warbook.ledger import Ledger as Book

    if paths:
        with Step("Reading", reading.count(paths)) as step:
            books = copying.gather(paths, how.way(), step)
    else:
        with Book.open(ledger, create=False) as book, Step("Comparing"):
            books = copying.among(book.whole())
    if json:
        print(exchange.to_json(books.copies, books.families, books.document))
    else:
        words.show(books, Console())
    return tell(books.rejections)
