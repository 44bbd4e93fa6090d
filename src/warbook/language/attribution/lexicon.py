"""Which words can be cues, and of which kind: 'say', 'think', 'want' … (`vocabulary/en/cues.toml`)."""

from functools import cache

from warbook.vocabulary import entries

_VOWELS = "aeiou"


@cache
def kinds(lang: str = "en") -> dict[str, tuple[str, ...]]:
    """Word in lower case → the kinds of cue that it can be, in the order of the vocabulary."""
    found: dict[str, list[str]] = {}
    for entry in entries("cues", lang):
        nominal = entry.data.get("nominal", False)
        for base in entry.words:
            for form in (base, base + "s") if nominal else inflected(base):
                found.setdefault(form, []).append(entry.id)
        for form in entry.data.get("forms", ()):
            found.setdefault(form, []).append(entry.id)
    return {word: tuple(dict.fromkeys(ids)) for word, ids in found.items()}


def inflected(base: str) -> tuple[str, ...]:
    """The forms that a regular English verb may have; some are no words ('visitted'), which does no harm here."""
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base, base + "es", base + "ed", base + "ing"
    forms = (base, base + "s", base + "ed", base + "ing")
    doubles = len(base) > 2 and base[-2] in _VOWELS and base[-1] not in _VOWELS + "wxy" and base[-3] not in _VOWELS
    return (*forms, base + base[-1] + "ed", base + base[-1] + "ing") if doubles else forms
