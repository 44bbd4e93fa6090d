"""The kinds of findings, the gravest first."""

KINDS = ("impossible", "anachronism", "copy error", "implausible", "revision", "disagreement", "circular")
CLASHING = ("impossible", "anachronism", "copy error", "implausible", "disagreement")
"""The kinds in which claims contradict each other or themselves."""
