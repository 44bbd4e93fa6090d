"""Findings out, as JSON."""

from collections.abc import Iterable

import msgspec

from warbook.model import Finding


def to_json(findings: Iterable[Finding]) -> str:
    """`{"format": "warbook-findings/1", "findings": […]}`, fields as in `warbook.model.Finding`, indented."""
    record = {"format": "warbook-findings/1", "findings": list(findings)}
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
