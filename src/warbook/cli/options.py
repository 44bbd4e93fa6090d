"""Arguments and options that several commands share."""

from datetime import date, datetime
from typing import Annotated

import typer

PATHS = "Reports: files, folders, http(s) addresses, or - for standard input."
Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help=PATHS, show_default=False)]
SomePaths = Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", help=PATHS, show_default=False)]
Ledger = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="The ledger: a file or a database URL; warbook.db where none is named."),
]
Published = Annotated[
    datetime | None,
    typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="When the reports were published, such as 2024-11-02."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
QUICK = (
    "Read by rules and linker, without the reader: about five times as fast, but the event, thing and side of a figure "
    "are all right much less often (CHANGELOG.md has the figures). Each claim says that it was read so."
)
Quick = Annotated[bool, typer.Option("--quick", envvar="WARBOOK_QUICK", help=QUICK, show_envvar=True)]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The book as it then was: a day (to its end), or 2024-11-02T18:30."),
]
Reviewer = Annotated[
    str, typer.Option("--by", metavar="NAME", envvar="WARBOOK_REVIEWER", help="Who decides.", show_default=False)
]
Note = Annotated[str, typer.Option(metavar="WORDS", help="Why; kept with the decision.", show_default=False)]


def day(when: datetime | None) -> date | None:
    """The day that an option names."""
    return when.date() if when else None
