"""What the commands that read say of how to read: one set of options, given to each of them."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_type_hints

import msgspec
import typer

from warbook.cli.options import Published, Quick, day

if TYPE_CHECKING:
    from warbook.app.reading import Way

Command = Callable[..., int]


class How(msgspec.Struct, frozen=True, kw_only=True):
    """The options of reading, as the user gave them."""

    published: Published = None
    text_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column of a table that holds the text.")
    ] = None
    date_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column with the date of publication.")
    ] = None
    url_column: Annotated[str | None, typer.Option(metavar="NAME", help="The column with the address.")] = None
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch from inside your own network too.")] = (
        False
    )
    keep: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Keep what is fetched in this folder.")] = None
    quick: Quick = False

    def way(self) -> "Way":
        """How to read, in the words of the use case."""
        from warbook.app.reading import Way

        return Way(
            published=day(self.published),
            text=self.text_column,
            date=self.date_column,
            url=self.url_column,
            allow_private=self.allow_private,
            keep=self.keep,
            quick=self.quick,
        )


def reads(command: Command) -> Command:
    """Gives a command the options of reading, behind its own; it gets them in one argument, `how`."""
    own = [given for name, given in inspect.signature(command).parameters.items() if name != "how"]
    hints = get_type_hints(How, include_extras=True)
    defaults = {field.name: field.default for field in msgspec.structs.fields(How)}
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
        for name, default in defaults.items()
    ]
    keyword = [given.replace(kind=inspect.Parameter.KEYWORD_ONLY) for given in own]

    @wraps(command)
    def with_how(**given: object) -> int:
        return command(how=How(**{name: given.pop(name) for name in defaults}), **given)  # type: ignore[arg-type]

    with_how.__signature__ = inspect.Signature([*keyword, *shared])  # type: ignore[attr-defined]
    with_how.__annotations__ = {given.name: given.annotation for given in [*keyword, *shared]} | {"return": int}
    return with_how
