"""Corrections of a figure's fields, and what several reviews of one claim come to."""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any

import msgspec

from warbook.errors import UsageError
from warbook.ledger.records import Change, Status, Verdict
from warbook.model import Figure, Period, Value

EVIDENCE = {"id", "document", "span", "number", "sentence", "quote", "why"}
FIELDS: tuple[str, ...] = (
    *(name for name in Figure.__struct_fields__ if name not in EVIDENCE),
    *(f"value.{name}" for name in Value.__struct_fields__),
    *(f"period.{name}" for name in Period.__struct_fields__ if name != "words"),
)
"""What a reviewer may correct, as paths into a Figure. What the report says, and where, is evidence and stays."""


def corrections(figure: Figure, wanted: Mapping[str, Any]) -> tuple[Change, ...]:
    """What is to be changed in a figure, with the values from before. `wanted` has new values (as JSON) by field.

    A place may be given as its name, sources as a list of names. Raises UsageError where a field cannot be corrected,
    cannot have that value, or nothing would change.
    """
    before = msgspec.to_builtins(figure)
    changes = [Change(field, _at(before, field), _plain(field, new)) for field, new in wanted.items()]
    after = _valid(figure, changes)
    tree = msgspec.to_builtins(after)
    changes = [Change(change.field, change.old, _at(tree, change.field)) for change in changes]
    changes = [change for change in changes if change.old != change.new]
    if not changes:
        raise UsageError("nothing would change by this correction", "accept the claim instead")
    return tuple(changes)


def apply(figure: Figure, changes: Iterable[Change]) -> Figure:
    """The figure with the changes made, one after the other."""
    tree = msgspec.to_builtins(figure)
    for change in changes:
        *above, name = change.field.split(".")
        inner = tree
        for step in above:
            inner = inner[step]
        inner[name] = change.new
    return msgspec.convert(tree, Figure)


def outcome(reviews: Iterable[tuple[Verdict, tuple[Change, ...]]]) -> tuple[Status, tuple[Change, ...]]:
    """The status that reviews give a claim, and all corrections that hold; in the order they were written.

    The last verdict gives the status; corrections add up; 'reopened' takes all of it back.
    """
    status: Status = "unreviewed"
    held: tuple[Change, ...] = ()
    for verdict, changes in reviews:
        if verdict == "reopened":
            status, held = "unreviewed", ()
        else:
            status, held = verdict, held + changes
    return status, held


def _at(tree: Any, field: str) -> Any:
    if field not in FIELDS:
        raise UsageError(f"'{field}' cannot be corrected", f"one of {', '.join(FIELDS)}")
    for step in field.split("."):
        tree = tree[step]
    return tree


def _plain(field: str, new: Any) -> Any:
    new = msgspec.to_builtins(new)
    if field == "place" and isinstance(new, str):
        return {"name": new}
    if field == "sources" and isinstance(new, list):
        return [{"name": source} if isinstance(source, str) else source for source in new]
    return new


def _valid(figure: Figure, changes: list[Change]) -> Figure:
    try:
        after = apply(figure, changes)
    except msgspec.ValidationError as error:
        raise UsageError(f"the claim cannot be corrected so: {error}") from error
    if not all(bound is None or isfinite(bound) for bound in (after.value.low, after.value.high)):
        raise UsageError("the claim cannot be corrected so: a bound is no finite number")
    low, high, start, end = after.value.low, after.value.high, after.period.start, after.period.end
    if low is not None and high is not None and low > high:
        raise UsageError(f"the claim cannot be corrected so: at least {low:g} but at most {high:g}")
    if start is not None and end is not None and start > end:
        raise UsageError(f"the claim cannot be corrected so: from {start} until {end}")
    return after
