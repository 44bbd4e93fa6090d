"""Commands by which people decide, and by which they see what was decided."""

from typing import Annotated, get_args

import typer
from rich.console import Console

from warbook.cli.commands import app
from warbook.cli.opening import opened
from warbook.cli.options import AsOf, Json, Ledger, Note, Reviewer
from warbook.errors import UsageError

Claims = Annotated[list[str], typer.Argument(metavar="CLAIM…", help="Ids of claims, or how they begin.")]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim, or how it begins.")]


@app.command()
def review(
    claims: Claims,
    by: Reviewer,
    *,
    accept: Annotated[bool, typer.Option("--accept", help="They are as the report says.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="They are no claims, or not to be used.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take all reviews of them back.")] = False,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Correct a field: party=Norland, value.low=120, to=null."),
    ] = None,
    note: Note = "",
    ledger: Ledger = None,
) -> int:
    """Accept, correct or reject claims. The machine's reading stays in the book, and so does every review."""
    from warbook.app import reviewing
    from warbook.brief import account
    from warbook.ledger import Ledger as Book

    chosen = [name for name, on in (("accepted", accept), ("rejected", reject), ("reopened", reopen)) if on]
    chosen += ["corrected"] if set_ else []
    if len(chosen) != 1:
        raise UsageError("a review says one thing", "one of --accept, --reject, --reopen, or --set FIELD=VALUE")
    verdict = next(one for one in get_args(reviewing.Verdict) if one == chosen[0])
    with Book.open(ledger, create=False) as book:
        for written in reviewing.review(book, claims, verdict, by, reviewing.changes(set_ or []), note):
            account.review(written, Console(stderr=True))
    return 0


@app.command()
def history(claim: Claim, ledger: Ledger = None, as_of: AsOf = None, json: Json = False) -> int:
    """Show all that the book ever said of a claim, and who made it say so."""
    from warbook.brief import account
    from warbook.interchange import records

    with opened(ledger, as_of) as book:
        steps = book.history(book.id_of(claim))
        if json:
            print(records.to_json(steps))
        else:
            account.history(steps, book.document(steps[0].figure.document), Console())
    return 0
