"""Records out, as JSON, with the fields that the records have."""

from typing import Any

import msgspec


def to_json(records: Any) -> str:
    """Records (or lists and mappings of them) as indented JSON; days and moments as ISO 8601."""
    return msgspec.json.format(msgspec.json.encode(records), indent=2).decode()
