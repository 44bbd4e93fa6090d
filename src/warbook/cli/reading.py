"""The command that reads into a ledger, and what its options say of how to read."""

from collections import Counter
from typing import Annotated

import msgspec
import typer

from warbook.cli.commands import app
from warbook.cli.how import How, reads
from warbook.cli.options import Ledger, Paths
from warbook.cli.saying import say, tell
from warbook.model import Rejection


@app.command()
@reads
def read(
    how: How,
    paths: Paths,
    ledger: Ledger = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where the last run into this ledger stopped.")
    ] = False,
) -> int:
    """Read reports into a ledger. Reading a report twice changes nothing.

    Beside the ledger lie the pages that were fetched, as a web archive, and the list of what failed.
    """
    from warbook.app import keeping, reading
    from warbook.app.beside import Beside
    from warbook.brief.progress import Step
    from warbook.display import wording
    from warbook.ledger import Ledger as Book

    done: Counter[str] = Counter()
    refused: list[Rejection] = []
    total = reading.count(paths)
    with Book.open(ledger) as book:
        beside = Beside(book.name)
        way = how.way()
        way = msgspec.structs.replace(
            way, keep=way.keep or beside.fetched, journal=beside.journal, resume=resume and book.count_documents() > 0
        )
        try:
            with Step("Reading", total) as step:
                for item in keeping.keep(paths, book, way, step):
                    if isinstance(item, Rejection):
                        refused.append(item)
                    else:
                        done.update(reports=1, fresh=int(item.new_report))
                        done.update(new=item.new, changed=item.changed, gone=item.gone, same=item.same)
        finally:
            if beside.write_failures(reading.failures(beside.journal)):
                say(f"{beside.failures}: what could not be read, and why")
    print(
        f"{beside.ledger}: {wording.plural(done['reports'], 'report')} read, {done['fresh']} new; "
        f"figures: {done['new']} new, {done['changed']} read differently, {done['gone']} no longer found, "
        f"{done['same']} as before"
    )
    return tell(refused)
