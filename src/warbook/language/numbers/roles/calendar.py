"""Numbers that tell when, or how old: dates, years, clock times, ages."""

import re

from warbook.language.numbers.record import Role
from warbook.language.numbers.roles.place import COUNTED, STOP, Place

_DAYS = re.compile(r"\d{1,4}(?:(?:[ ]?-[ ]?|[ \n]+(?:to|and|or)[ \n]+)\d{1,4})?")
_ALSO_WORDS = frozenset({"may", "march", "mar", "dec", "sep"})
_PREPOSITION = re.compile(r"\b(?:on|in|by|since|until|of|early|late|mid|last)[ \n-]+\Z")
_YEARS = re.compile(r"\d{4}(?:(?:[ ]?-[ ]?|[ ]to[ ])(?:\d{4}|\d\d))?")
_OTHER_YEAR = re.compile(r"\d{4}(?:[ ]?-[ ]?|[ \n]+(?:to|and|or)[ \n]+|/|,[ ])\Z")
_NAME = re.compile(r"(?:[A-Z][\w-]+|'s|s')[ \n]+\Z")
_MILITARY_TIME = re.compile(r"[ ]?(?:hours|hrs|h|z)\b")
_FOUR_DIGITS = re.compile(r"[0-2]\d[0-5]\d")
_DOTTED = re.compile(r"[0-2]?\d\.[0-5]\d")
_NAME_COMMA = re.compile(r"[A-Z][\w'-]+(?:[ ]\([^()\d]{1,25}\))?,[ \n]+\Z")
_COMMA_WORD = re.compile(r",[ \n]+[a-z]|\)")
_COMMA = re.compile(r"[a-z)],[ \n]+\Z")
_COMMA_WHO = re.compile(r",[ \n]+(?:who|whose|said|says|told|has|had|was|is)\b")
_HE_IS = re.compile(r"\b(?:he|she|i|who)[ \n]+(?:is|was|am|will be|turned|turns)[ \n]+(?:(?:just|only)[ \n]+)?\Z")
_AGED = re.compile(r"\b(?:aged|ages)[ \n]+(?:between[ \n]+)?\d{1,2}(?:[ \n]+(?:and|to|or)[ \n]+|[ ]?-[ ]?|,[ ])\Z")


def date(place: Place) -> Role | None:
    """'8 May', 'May 8', 'May 2022', '8 and 10 May'."""
    if not _DAYS.fullmatch(place.core) or not (place.low <= 31 or 1000 <= place.low <= 2100):
        return None
    if place.low <= 31:
        match = place.cue("month after") or place.cue("month before day")
    else:
        match = place.cue("month before year")
    if not match or (place.written[match.start(1) : match.end(1)] in _ALSO_WORDS and not _in_month(place, match)):
        return None
    return "date" if place.low <= 31 else "year"


def _in_month(place: Place, month: re.Match[str]) -> bool:
    """'on may 19' in a text without capitals."""
    return _PREPOSITION.search(place.plain, max(0, month.start(1) - 10), month.start(1)) is not None


def year(place: Place) -> Role | None:
    """'in 1987', '2014-18', 'the 2022 elections'; not '2,000' and not '1850 horses'."""
    if not _YEARS.fullmatch(place.core) or not 1000 <= place.low <= 2200:
        return None
    counted = place.right(COUNTED)
    if place.cue("year") or place.left(_OTHER_YEAR):
        return None if counted and place.low < 1900 else "year"
    if place.low >= 1990 and place.left(_NAME, written=True):
        return "year"
    return None if counted or not 1800 <= place.low <= 2100 else "year"


def clock(place: Place) -> Role | None:
    """'5 p.m.', '0630 hours', 'at 2136', 'at 7.45 last evening', 'shortly after eleven'."""
    if place.cue("time"):
        return "time"
    if _FOUR_DIGITS.fullmatch(place.core):
        at = place.core[0] == "0" or (place.cue("clock") and not place.right(COUNTED) and not place.low >= 1900)
        return "time" if at or place.right(_MILITARY_TIME) else None
    if _DOTTED.fullmatch(place.core):
        return "time" if place.cue("clock") and place.cue("part of day") else None
    return "time" if place.low <= 12 and place.cue("hour") and not place.right(COUNTED) else None


def age(place: Place) -> Role | None:
    """'aged 40', 'boys of fourteen', 'she is 80', 'Anna Holm, 25, said'."""
    if not 1 <= place.low < 111:
        return None
    said = place.cue("age") or place.left(_AGED) or (place.cue("of age") and not place.right(COUNTED))
    if said or (place.low >= 5 and (_grown(place) or _after_name(place))):
        return "age"
    return None


def _grown(place: Place) -> bool:
    return bool(place.left(_HE_IS) and place.right(STOP))


def _after_name(place: Place) -> bool:
    if not place.core.isdigit() or not place.left(_COMMA):
        return False
    named = place.left(_NAME_COMMA, written=True) and place.right(_COMMA_WORD, written=True)
    return bool(named or place.right(_COMMA_WHO))
