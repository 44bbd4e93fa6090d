"""Numbers that name: models, sections, telephone numbers, links, anything with a number in its name."""

import re

from warbook.language.numbers.record import Role
from warbook.language.numbers.roles.place import COUNTED, STOP, Place

_LETTERED = re.compile(r"([^\W\d_][\w.']*|\d+[^\W\d_]\w*)[-/]?\Z")
_SLASHED = re.compile(r"\d[a-z]?/\Z")
_DIALLED = re.compile(
    r"\+\d{1,3}[ .-]?\(?\d[\d() .-]{7,}|\(\d{2,5}\)[ ]?\d[\d .-]{5,}|(?<![\d-])\d{2,4}(?:-\d{2,4}){2,}(?![\d-])"
)
_LINE_MARK = re.compile(r"(?:\A|\n)[ ]*\(?\Z")
_DAY_COUNT = re.compile(r"(?<!one )(?<!per )(?<!\ba )(?<!each )(?<!every )\bday[ ]\Z")
_DAY_END = re.compile(r"[ ]of\b|[ ]*\n")


def link(place: Place) -> Role | None:
    """A number inside a web or mail address."""
    first = max(place.plain.rfind(" ", 0, place.start), place.plain.rfind("\n", 0, place.start)) + 1
    if not 4 <= place.start - first <= 300:
        return None
    chunk = place.plain[first : place.start]
    return "identifier" if "://" in chunk or "www." in chunk or "@" in chunk else None


def phone(place: Place) -> Role | None:
    """'+44 20 7946 0958', '206-48-60'."""
    first = place.start
    while first > max(0, place.start - 20) and place.plain[first - 1] in "+()-. 0123456789":
        first -= 1
    for run in _DIALLED.finditer(place.plain, first, place.start + 24):
        if run.start() <= place.start < run.end() and sum(map(str.isdigit, run.group())) >= 7:
            return "phone"
    return None


def no_value(place: Place) -> Role | None:
    """'3.2.1', or a run of digits too long to count anything."""
    return "section" if place.low != place.low else None


def model(place: Place) -> Role | None:
    """'T-62', 'M142', '2S19', 'Kh-59/69'."""
    after = place.written[place.end : place.end + 2]
    if after[:1].isalpha() or (after[:1] == "-" and after[1:].isupper()):
        return "model"
    if "," in place.core or " " in place.core:
        return None
    if place.left(_SLASHED):
        return "model"
    match = place.left(_LETTERED, written=True)
    if match is None:
        return None
    name = match.group(1)
    if place.written[place.start - 1] not in "-/":
        return "model" if name[-1] != "." or (len(name) > 2 and name.isupper()) else None
    plain_word = name == name.lower() or place.cue("joined word") or place.cue("month before year")
    return None if plain_word else "model"


def mark(place: Place) -> Role | None:
    """'[21]', and '3.' or '3)' at the start of a line."""
    if not place.core.isdigit() or place.low >= 1000:
        return None
    if place.plain[place.start - 1 : place.start] == "[" and place.plain[place.end : place.end + 1] == "]":
        return "section"
    return "section" if place.plain[place.end : place.end + 2] in (". ", ") ") and place.left(_LINE_MARK) else None


def named(place: Place) -> Role | None:
    """'page 40', 'Article 5', 'Resolution 1701', 'School 12', '3 Brigade'; not 'on the front line 45 horses'."""
    if place.low >= 10 and place.right(COUNTED):
        return None
    if place.left(_DAY_COUNT) and (place.right(STOP) or place.right(_DAY_END)):
        return "identifier"
    if "," in place.core:
        return None
    for cue, role in _CUES.items():
        if place.cue(cue):
            return role
    return None


_CUES: dict[str, Role] = {
    "page": "page",
    "section": "section",
    "identifier": "identifier",
    "name with number": "identifier",
    "kind with number": "identifier",
}
