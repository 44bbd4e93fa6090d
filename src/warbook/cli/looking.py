"""Commands that look into a ledger: its reports, and words in them."""

from typing import Annotated

import typer
from rich.console import Console

from warbook.cli.commands import app
from warbook.cli.opening import opened
from warbook.cli.options import AsOf, Json, Ledger

Most = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many of each.")]


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD…", help='Words, or "a phrase in quotation marks".')],
    *,
    ledger: Ledger = None,
    as_of: AsOf = None,
    limit: Most = 20,
    json: Json = False,
) -> int:
    """Find words in the reports of a ledger, and the claims in whose sentences they stand."""
    from warbook.brief import account
    from warbook.interchange import records
    from warbook.ledger import Filter

    asked = " ".join(f'"{word}"' if " " in word else word for word in words)
    with opened(ledger, as_of) as book:
        hits = book.search(asked, limit)
        claims = book.claims(Filter(text=asked), "-entered", limit)
        if json:
            print(records.to_json({"passages": hits, "claims": claims}))
        else:
            account.hits(hits, claims, Console())
    return 0


@app.command()
def reports(ledger: Ledger = None, as_of: AsOf = None, json: Json = False) -> int:
    """List the reports of a ledger: when they came in, what read them, how many claims they make."""
    from warbook.brief import account
    from warbook.interchange import records

    with opened(ledger, as_of) as book:
        found = book.documents()
        if json:
            print(records.to_json(found))
        else:
            account.reports(found, Console())
    return 0
