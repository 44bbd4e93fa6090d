"""Names that are of nobody: 'preliminary data', 'our latest estimates'."""

from functools import cache

from warbook.vocabulary import entries


def is_nobody(name: str, lang: str = "en") -> bool:
    """Whether a name tells a sort of knowledge only, and nobody who has it."""
    *which, what = name.lower().split() or [""]
    return what in _words("what", lang) and all(word in _words("of what sort", lang) for word in which)


@cache
def _words(name: str, lang: str) -> frozenset[str]:
    return frozenset(word for entry in entries("impersonal", lang) if entry.id == name for word in entry.words)
