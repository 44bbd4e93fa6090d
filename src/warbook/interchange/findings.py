"""Findings out, as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from warbook.model import Finding


def to_json(findings: Iterable[Finding]) -> str:
    """`{"format": "warbook-findings/1", "findings": […]}`, fields as in `warbook.model.Finding`, indented."""
    record = {"format": "warbook-findings/1", "findings": list(findings)}
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()


def to_bench(record: Mapping[str, Any]) -> str:
    """Findings about a file of claims, by the ids of its claims, indented."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
