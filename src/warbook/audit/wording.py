"""Statements, days and numbers in plain words."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

from warbook.audit.statement import Statement

HEDGES = {"about": "about ", "more_than": "more than ", "nearly": "nearly ", "at_most": "at most "}


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def number(value: float) -> str:
    """A number as people write it: whole, with commas."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.1f}"


def rough(value: float) -> str:
    """A computed number to three figures, so that it claims no more than it knows."""
    if value == 0:
        return "0"
    digits = max(len(str(int(abs(value)))) - 3, 0)
    return number(round(value, -digits))


def how_far(times: float) -> str:
    """'it is some 30 times as much', 'it is about a third lower'."""
    if times >= 1.95:
        return f"it is some {rough(times)} times as much"
    if times <= 0.52:
        return f"it is about one in {rough(1 / times)} of that"
    share = round(abs(times - 1) * 20) * 5
    return f"it is about {max(share, 5)} % {'higher' if times > 1 else 'lower'}"


def amount(statement: Statement) -> str:
    """The stated figure with its hedge, and '%' where it is a share."""
    return _amount(statement) + (" %" if statement.unit == "percent" else "")


def _amount(statement: Statement) -> str:
    if statement.point is not None and statement.hedge not in ("between", "order"):
        return HEDGES.get(statement.hedge, "") + number(statement.point)
    if statement.low is not None and statement.high is not None:
        same = statement.low == statement.high
        return number(statement.low) if same else f"{number(statement.low)} to {number(statement.high)}"
    if statement.low is not None:
        return f"at least {number(statement.low)}"
    return f"at most {number(statement.high)}" if statement.high is not None else "no number"


def day(when: date) -> str:
    """'3 December 2022'."""
    return f"{when.day} {when:%B %Y}"


def days(statement: Statement) -> str:
    """'by 3 December 2022', 'in October 2023', 'from … to …'."""
    if statement.end is None:
        return "on a day not given"
    if statement.kind != "flow" or statement.start is None:
        return ("by " if statement.kind == "stock" else "as of ") + day(statement.end)
    if statement.start == statement.end:
        return "on " + day(statement.end)
    if statement.start.day == 1 and (statement.end - statement.start).days in range(27, 31):
        return f"in {statement.end:%B %Y}"
    return f"from {day(statement.start)} to {day(statement.end)}"


def measure(name: str) -> str:
    """'killed or wounded', 'tanks lost'."""
    words = _table()
    event, _, thing = name.partition(":")
    if not thing:
        return words["measure"].get(event, event)
    what = words["thing"].get(thing, thing)
    done = words["event"].get(event) or words["measure"].get(event, event)
    return f"{what} {done}".strip()


def whose(statement: Statement, names: Mapping[str, str]) -> str:
    """The side, with the place and group where the figure is narrower."""
    side = names.get(statement.subject, statement.subject)
    side = f"{side} ({statement.group})" if statement.group else side
    return f"{side} at {statement.place}" if statement.place else side


def who(statement: Statement, names: Mapping[str, str]) -> str:
    """Who says so, and which report has it."""
    origin = statement.origin_name or statement.origin
    return f"{origin}, report {names.get(statement.document, statement.document)}"


def claim(statement: Statement, names: Mapping[str, str]) -> str:
    """One statement as a clause: what, whose, when, who says so."""
    if statement.kind == "superlative":
        return f"that was the highest such figure so far ({who(statement, names)})"
    if statement.kind == "ratio" and statement.against is not None:
        other = names.get(statement.against.subject, statement.against.subject)
        return (
            f"{amount(statement)} {measure(statement.measure)} of {whose(statement, names)} for each "
            f"{measure(statement.against.measure)} of {other} ({who(statement, names)})"
        )
    return (
        f"{whose(statement, names)}: {amount(statement)} {measure(statement.measure)} {days(statement)} "
        f"({who(statement, names)})"
    )
