"""What a number is, once found."""

from typing import Literal

import msgspec

from warbook.model import Span

Role = Literal[
    "quantity", "zero", "article",  # may count something: a number, nothing said in words, an 'a' in a tally
    "date", "year", "time", "age", "duration", "distance", "measure", "ordinal", "model", "phone", "section",
    "score", "page", "identifier", "pronoun", "compound",
]  # fmt: skip
Change = Literal["=", "<", ">", "~", "up", "down"]


class Number(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One number of a text.

    `span` is the shortest stretch that carries the quantity, its hedge and its unit of measure ('over 40,520', '$61
    billion', 'some 200 square miles'); `core` the bare digits or words. `low` and `high` are the bounds as said, None
    where open. `unit` is 'count', 'percent', 'percent_gdp', 'ratio', a currency code, or a unit of `units.toml`; `per`
    what it is divided by ('day', 'barrel'). `hedge` holds the words that blur the number, also those split off it.
    `role` is 'quantity', or why it is no figure. `change` is '=', '~' (about), '<', '>', or the way the text says that
    the thing moved by or to this number. `rest`: the number is what is left out of the thing counted ('all but 5').
    """

    span: Span
    core: Span
    low: float | None
    high: float | None
    unit: str = "count"
    per: str | None = None
    hedge: str | None = None
    role: Role = "quantity"
    change: Change = "="
    rest: bool = False
