"""Numbers that name: models, sections, telephone numbers, links, anything with a number in its name."""

import re

from warbook.language.numbers.record import Role
from warbook.language.numbers.roles.place import COUNTED, STOP, Place

_LETTERED = re.compile(r"([^\W\d_][\w.']*|\d+[^\W\d_]\w*)[-/]?\Z")
_SLASHED = re.compile(r"[a-z][\w./-]*\d[a-z]?/\Z")
_COUNTED_NAME = re.compile(
    r"(?:\d|\b(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|dozen))[ ](?:[A-Z][\w-]+[ ]){1,2}\Z"
)
_DIALLED = re.compile(
    r"\+\d{1,3}[ .-]?\(?\d[\d() .-]{7,}|\(\d{2,5}\)[ ]?\d[\d .-]{5,}|(?<![\d-])\d{2,4}(?:-\d{2,4}){2,}(?![\d-])"
)
_LINE_MARK = re.compile(r"(?:\A|\n)[ ]*\(?\Z")
_DAY_COUNT = re.compile(
    r"(?<!one )(?<!per )(?<!\ba )(?<!each )(?<!every )(?<!last )(?<!this )(?<!next )(?<!that )\b(?:day|week)[ ]\Z"
)
_APART = re.compile(r"[ ]\[\Z")
_GOES_ON = re.compile(r"\][ ][a-z]")
_ADDRESS = re.compile(r"[ ][A-Z][\w'-]+(?:[ ][A-Z][\w'-]+)?[ ](?:Street|Avenue|Road|Lane|Boulevard|Square)\b")
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
    return "model" if follows_name(place) else None


def follows_name(place: Place) -> bool:
    """Whether the digits go on a name: 'M142', 'T-62', 'Kh-59/69', '14 Challenger 2'."""
    if "," in place.core or " " in place.core:
        return False
    if place.cue("month before year"):
        return False
    if place.left(_SLASHED) or (place.low < 100 and place.left(_COUNTED_NAME, written=True)):
        return True
    match = place.left(_LETTERED, written=True)
    if match is None:
        return False
    name = match.group(1)
    if place.written[place.start - 1] not in "-/":
        return name[-1] != "." or (len(name) > 2 and name.isupper())
    return name != name.lower() and not place.cue("joined word")


def mark(place: Place) -> Role | None:
    """'[21]', and '3.' or '3)' at the start of a line; 'more than 8,000 [800] guns' sets a number right."""
    if not place.core.isdigit() or place.low >= 1000:
        return None
    if place.plain[place.start - 1 : place.start] == "[" and place.plain[place.end : place.end + 1] == "]":
        return None if place.left(_APART) and place.right(_GOES_ON) else "section"
    return "section" if place.plain[place.end : place.end + 2] in (". ", ") ") and place.left(_LINE_MARK) else None


def named(place: Place) -> Role | None:
    """'page 40', 'Article 5', 'Resolution 1701', 'School 12', '3 Brigade'; not 'on the front line 45 horses'."""
    if place.cue("page count"):
        return "page"
    if place.low >= 10 and place.right(COUNTED):
        return None
    day_of_war = place.left(_DAY_COUNT) and (place.right(STOP) or place.right(_DAY_END))
    if day_of_war or place.right(_ADDRESS, written=True):
        return "identifier"
    if "," in place.core:
        return None
    for cue, role in _CUES.items():
        if place.cue(cue) and (cue != "temperature" or place.right(STOP)):
            return role
    return None


_CUES: dict[str, Role] = {
    "page": "page",
    "temperature": "measure",
    "section": "section",
    "identifier": "identifier",
    "name with number": "identifier",
    "kind with number": "identifier",
}
