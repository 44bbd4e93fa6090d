"""The kinds of findings, the gravest first."""

from warbook.model import FindingKind

KINDS: tuple[FindingKind, ...] = (
    "impossible",
    "anachronism",
    "copy error",
    "implausible",
    "revision",
    "disagreement",
    "circular",
)
CLASHING: tuple[FindingKind, ...] = ("impossible", "anachronism", "copy error", "implausible", "disagreement")
"""The kinds in which claims contradict each other or themselves."""
