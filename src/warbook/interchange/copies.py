"""Copies as JSON: families of reports that are one text, and every pair of reports that share words."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from warbook.documents import Copy, Family
from warbook.model import Document


def to_json(copies: Iterable[Copy], families: Iterable[Family], documents: Mapping[str, Document]) -> str:
    """One JSON object: `families` (ids, the likely first one first) and `copies` with the passages, in both reports."""
    rows = [{**msgspec.to_builtins(copy), "passages": _passages(copy, documents)} for copy in copies]
    content = {"format": "warbook-copies/1", "families": [family.members for family in families], "copies": rows}
    return msgspec.json.encode(content).decode()


def _passages(copy: Copy, documents: Mapping[str, Document]) -> list[dict[str, Any]]:
    text = documents[copy.document].text if copy.passages else ""
    return [
        {**msgspec.to_builtins(shared), "text": text[shared.document.start : shared.document.end]}
        for shared in copy.passages
    ]
