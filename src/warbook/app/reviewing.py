"""Reviewing: what people say of claims, written into the book."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from warbook.errors import UsageError
from warbook.ledger import Ledger, Review, Verdict

__all__ = ["Verdict", "changes", "review"]


def review(
    ledger: Ledger, claims: Sequence[str], verdict: Verdict, reviewer: str, wanted: Mapping[str, Any], note: str = ""
) -> list[Review]:
    """Write one verdict on claims, named by their ids or how these begin; all of it, or nothing.

    Raises UsageError for a correction that cannot be and for a beginning that several ids have, LedgerError for a claim
    that is not in the book.
    """
    ids = list(dict.fromkeys(ledger.id_of(claim) for claim in claims))
    return ledger.review_all(ids, verdict, reviewer, wanted, note=note)


def changes(assignments: Sequence[str]) -> dict[str, Any]:
    """'party=Norland', 'value.low=120', 'sources=["A","B"]' as new values by field; what is no JSON is text.

    Raises UsageError where there is no '='.
    """
    found: dict[str, Any] = {}
    for assignment in assignments:
        field, equals, value = assignment.partition("=")
        if not equals or not field.strip():
            raise UsageError(f"'{assignment}' sets nothing", "FIELD=VALUE, such as party=Norland")
        found[field.strip()] = _value(value)
    return found


def _value(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
