"""Number words used otherwise than to count: 'one can see', 'the third attempt', 'no longer', 'two-storey'."""

import re

from warbook.language.numbers.record import Role
from warbook.language.numbers.roles.place import WORD, Place

_COMPOUND = re.compile(r"-(?!(?:strong|odd|plus|to|or|something)\b)[a-z]{2,}")
_AS = re.compile(r"[ \n]+(?:as|of)\b")
_A_PART = re.compile(r"a[ \n-]+[a-z]+")
_OF = re.compile(r"[ \n]+of\b")
_NUMBERED = re.compile(r"(?:\.|s\.)?[ ]?\d")
_PAST = re.compile(
    r"[ \n]+(?:past|to)[ \n]+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|\d)\b"
)


def compound(place: Place) -> Role | None:
    """'two-storey', 'twelve pounders'; not '500-strong' and 'a 12-man crew'."""
    if place.cue("named by its shot"):
        return "compound"
    if place.low >= 1000:
        return None  # '4,000—are'
    return "compound" if place.right(_COMPOUND) and not place.cue("strength") else None


def pronoun(place: Place) -> Role | None:
    """'one can see', 'the old one'; not 'the one survivor'."""
    if place.core != "one":
        return None
    no_noun = not place.right(WORD) or place.cue("function word")
    return "pronoun" if place.cue("one as pronoun") or (place.cue("pronoun") and no_noun) else None


def same(place: Place) -> Role | None:
    """'as many' alone means a number said before; 'as many as' does not."""
    many = place.core.endswith("many") and (place.right(_AS) or place.cue("multiplied"))
    return "pronoun" if many else None


def share(place: Place) -> Role | None:
    """'the third attempt', 'the first half', 'a quarter past ten' are no shares."""
    core = place.core
    if place.right(_PAST):
        return "time"
    if place.cue("length and"):
        return "duration"
    if core in ("half", "quarter"):
        if place.cue("half of") or (core == "quarter" and not place.right(_OF)):
            return "ordinal"
        return "duration" if place.cue("long half") else None
    if core.isalpha():
        return "ordinal"
    one = _A_PART.fullmatch(core) and not core.endswith(("half", "quarter"))
    return "ordinal" if one and place.right(WORD) and not place.cue("function word") else None


def zero(place: Place) -> Role | None:
    """'no longer', 'No. 4' say nothing of nothing."""
    if place.core != "no":
        return "zero"
    if place.right(_NUMBERED):
        return "identifier"
    return "pronoun" if place.cue("no as particle") or not place.right(WORD) else "zero"
