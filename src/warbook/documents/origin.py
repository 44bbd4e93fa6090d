"""Which of two reports came first, as far as dates or words tell."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from warbook.model import Document

SHORTEST_NAME = 4


class Direction(NamedTuple):
    """The id of the earlier report and what tells so; None where nothing does. `named`: the later one names it."""

    first: str | None
    why: str = ""
    named: bool = False


def direction(one: Document, other: Document) -> Direction:
    """Which report is the origin: the one that the other names or links, else the one published on an earlier day."""
    named = [(a, b) for a, b in ((one, other), (other, one)) if _names(a, b)]
    if len(named) == 1:
        late, early = named[0]
        return Direction(early.id, f"it names {_names(late, early)}", named=True)
    if one.published and other.published:
        days = [one.published, other.published]
        if all(day.precision == "day" for day in days) and days[0].day != days[1].day:
            early = one if days[0].day < days[1].day else other
            apart = abs((days[0].day - days[1].day).days)
            return Direction(early.id, f"published {apart} day{'s' * (apart > 1)} later")
    return Direction(None)


def _names(report: Document, origin: Document) -> str:
    """How a report names another: its address, its site or its outlet; empty where it does not."""
    if origin.url and origin.url == report.url:
        return ""
    host = (urlsplit(origin.url).hostname or "").removeprefix("www.") if origin.url else ""
    own = (urlsplit(report.url).hostname or "").removeprefix("www.") if report.url else ""
    if host and host != own and host in report.text:
        return host
    outlet = origin.outlet or ""
    if len(outlet) >= SHORTEST_NAME and outlet != report.outlet and re.search(rf"\b{re.escape(outlet)}\b", report.text):
        return outlet
    return ""
