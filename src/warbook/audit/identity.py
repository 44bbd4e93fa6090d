"""Names for findings that stay the same from run to run."""

import hashlib
from collections.abc import Iterable


def finding_id(kind: str, claims: Iterable[str]) -> str:
    """Twelve hexadecimal digits made from the kind and the claims, whatever their order."""
    return hashlib.sha256("\n".join([kind, *sorted(claims)]).encode()).hexdigest()[:12]
