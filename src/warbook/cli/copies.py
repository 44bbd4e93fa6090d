"""The command that lists copies."""

from rich.console import Console

from warbook.cli.commands import app
from warbook.cli.options import AllowPrivate, DateColumn, Json, Ledger, SomePaths, TextColumn, UrlColumn
from warbook.cli.saying import tell


@app.command()
def copies(
    paths: SomePaths = None,
    ledger: Ledger = None,
    text_column: TextColumn = None,
    date_column: DateColumn = None,
    url_column: UrlColumn = None,
    allow_private: AllowPrivate = False,
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
        way = reading.Way(text=text_column, date=date_column, url=url_column, allow_private=allow_private)
        with Step("Reading", reading.count(paths)) as step:
            books = copying.gather(paths, way, step)
    else:
        with Book.open(ledger, create=False) as book, Step("Comparing"):
            books = copying.among(book.whole())
    if json:
        print(exchange.to_json(books.copies, books.families, books.document))
    else:
        words.show(books, Console())
    return tell(books.rejections)
