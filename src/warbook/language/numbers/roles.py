"""Why a number counts nothing: dates, years, ages, models, sections … Each rule looks at the words beside it."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from warbook.language.numbers import trie
from warbook.language.numbers.record import Role
from warbook.vocabulary import entries

UNIT_ROLES: dict[str, Role] = {"duration": "duration", "age": "age", "distance": "distance", "measure": "measure"}
SHAPE_ROLES: dict[str, Role] = {
    "date": "date", "time": "time", "ordinal": "ordinal", "decade": "year", "zero": "zero", "article": "article",
}  # fmt: skip
_REACH = 40
_COUNTED = re.compile(
    r"[ \n]+(?!(?:was|is|has|his|its|this|as|us|does|across|versus|always|less|plus)\b)"
    r"[a-z-]{2,}(?<![su]s)(?:s|people|men|women|children|troops|personnel)\b(?!')"
)
_YEARS = re.compile(r"\d{4}(?:(?:[ ]?-[ ]?|[ ]to[ ])(?:\d{4}|\d\d))?")
_OTHER_YEAR = re.compile(r"\d{4}(?:[ ]?-[ ]?|[ \n]+(?:to|and|or)[ \n]+|/|,[ ])\Z")
_MILITARY_TIME = re.compile(r"[ ]?(?:hours|hrs|h|z)\b")
_LINE_MARK = re.compile(r"(?:\A|\n)[ ]*\(?\Z")
_NAME_COMMA = re.compile(r"[A-Z][\w'-]+,[ \n]+\Z")
_COMMA_WORD = re.compile(r",[ \n]+[a-z]")
_LETTERED = re.compile(r"([^\W\d_][\w.']*|\d+[^\W\d_]\w*)[-/]?\Z")
_DIALLED = re.compile(r"(?:\+\d{1,3}[ .-]?|\()\(?\d[\d() .-]{6,}")
_COMPOUND = re.compile(r"-(?!(?:strong|odd|plus|to|or|something)\b)[a-z]{2,}")


class Place(NamedTuple):
    """A number in its text: what the rules look at. `written` and `plain` have the offsets of the text."""

    written: str
    plain: str
    start: int
    end: int
    low: float
    digits: bool
    lang: str

    @property
    def core(self) -> str:
        """The number itself."""
        return self.plain[self.start : self.end]

    def left(self, pattern: re.Pattern[str], written: bool = False) -> re.Match[str] | None:
        """The pattern (which ends in \\Z) right before the number."""
        return pattern.search(self.written if written else self.plain, max(0, self.start - _REACH), self.start)

    def right(self, pattern: re.Pattern[str], written: bool = False) -> re.Match[str] | None:
        """The pattern right after the number."""
        return pattern.match(self.written if written else self.plain, self.end)

    def cue(self, name: str) -> re.Match[str] | None:
        """An entry of the vocabulary of roles beside the number, on its side."""
        pattern, side = _lexicon(self.lang)[name]
        return self.right(pattern) if side == "after" else self.left(pattern)


def role(place: Place) -> Role | None:
    """Why the number counts nothing, or None where no rule says so."""
    for rule in _DIGIT_RULES if place.digits else _WORD_RULES:
        if found := rule(place):
            return found
    return None


def _link(place: Place) -> Role | None:
    first = max(place.plain.rfind(" ", 0, place.start), place.plain.rfind("\n", 0, place.start)) + 1
    if not 4 <= place.start - first <= 300:
        return None
    chunk = place.plain[first : place.start]
    return "identifier" if "://" in chunk or "www." in chunk or "@" in chunk else None


def _phone(place: Place) -> Role | None:
    first = place.start
    while first > max(0, place.start - 20) and place.plain[first - 1] in "+()-. 0123456789":
        first -= 1
    for run in _DIALLED.finditer(place.plain, first, place.start + 24):
        if run.start() <= place.start < run.end() and sum(map(str.isdigit, run.group())) >= 9:
            return "phone"
    return None


def _no_value(place: Place) -> Role | None:
    return "section" if place.low != place.low else None  # NaN: '3.2.1'


def _date(place: Place) -> Role | None:
    """'8 May', 'May 8', 'May 2022', '8 and 10 May'."""
    if not place.core.replace("-", "").replace(" ", "").isdigit() or not (place.low <= 31 or 1000 <= place.low <= 2100):
        return None
    match = (place.low <= 31 and place.cue("month after")) or place.cue("month before")
    if not match or place.written[match.start(1) : match.end(1)] in ("may", "march", "mar", "dec", "sep"):
        return None
    return "date" if place.low <= 31 else "year"


def _model(place: Place) -> Role | None:
    """'T-62', 'M142', '2S19', 'Kh-59/69'."""
    after = place.written[place.end : place.end + 2]
    if after[:1].isalpha() or (after[:1] == "-" and after[1:].isupper()):
        return "model"
    match = place.left(_LETTERED, written=True)
    if match is None or "," in place.core or " " in place.core:
        return None
    name = match.group(1)
    if place.written[place.start - 1] not in "-/":
        return "model" if name[-1:] != "." else None
    return "model" if name != name.lower() and not place.cue("joined word") and not place.cue("month before") else None


def _clock(place: Place) -> Role | None:
    if place.cue("time"):
        return "time"
    return "time" if re.fullmatch(r"[0-2]\d[0-5]\d", place.core) and place.right(_MILITARY_TIME) else None


def _mark(place: Place) -> Role | None:
    """'[21]', and '3.' or '3)' at the start of a line."""
    if not place.core.isdigit() or place.low >= 1000:
        return None
    around = place.plain[max(0, place.start - 1) : place.end + 2]
    if around[:1] == "[" and around[-2:-1] == "]":
        return "section"
    return "section" if around[-2:] in (". ", ") ") and place.left(_LINE_MARK) else None


def _age(place: Place) -> Role | None:
    if place.cue("age"):
        return "age"
    named = place.digits and place.low < 111 and place.core.isdigit() and place.left(_NAME_COMMA, written=True)
    return "age" if named and place.right(_COMMA_WORD, written=True) else None


def _year(place: Place) -> Role | None:
    if not _YEARS.fullmatch(place.core) or not 1000 <= place.low <= 2100:
        return None
    counted = place.right(_COUNTED)
    if place.cue("year") or place.left(_OTHER_YEAR):
        return None if counted and place.low < 1900 else "year"
    return None if counted or place.low < 1800 else "year"


def _named(place: Place) -> Role | None:
    if "," in place.core:
        return None
    if place.cue("section"):
        return "section"
    if place.cue("page"):
        return "page"
    name = place.cue("name with number")
    return "identifier" if place.cue("identifier") or (name and place.written[name.start(1)].isupper()) else None


def _compound(place: Place) -> Role | None:
    """'two-storey', 'a 12-man crew'; not '500-strong'."""
    return "compound" if place.right(_COMPOUND) else None


def _pronoun(place: Place) -> Role | None:
    return "pronoun" if place.core == "one" and (place.cue("pronoun") or place.cue("one as pronoun")) else None


_DIGIT_RULES: tuple[Callable[[Place], Role | None], ...] = (
    _link, _phone, _no_value, _date, _model, _clock, _mark, _age, _year, _named, _compound,
)  # fmt: skip
_WORD_RULES: tuple[Callable[[Place], Role | None], ...] = (_pronoun, _age, _compound)


@cache
def _lexicon(lang: str) -> dict[str, tuple[re.Pattern[str], str]]:
    """A pattern for each entry and the side of the number that it stands on."""
    patterns: dict[str, tuple[re.Pattern[str], str]] = {}
    for entry in entries("number_roles", lang):
        words, side = trie.pattern(entry.words), entry.data["side"]
        if side == "before":
            patterns[entry.id] = re.compile(rf"(?<!\w)({words})[ \n]*\Z"), "before"
        elif side == "after":
            patterns[entry.id] = re.compile(rf"[ \n]*({words})(?!\w)"), "after"
        elif side == "hyphen":
            patterns[entry.id] = re.compile(rf"(?<!\w)({words})-\Z"), "before"
        else:
            patterns |= _beside(entry.id, words)
    return patterns


def _beside(name: str, words: str) -> dict[str, tuple[re.Pattern[str], str]]:
    """A month may stand before or after the day, with other days between."""
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    before = rf"\b({words})(?:[ \n]*,)?(?:[ \n]+(?:{day}(?:[ ]?-[ ]?\d{{1,2}})?(?:,|[ \n]+(?:and|to|or))?[ \n]*)*|-)\Z"
    after = rf"(?:[ ]?(?:-|,|and|or|to|/)[ ]?\d{{1,2}}(?!\d))*(?:[ \n]+|-|\.[ ])(?:of[ \n]+)?({words})(?!\w)"
    return {f"{name} before": (re.compile(before), "before"), f"{name} after": (re.compile(after), "after")}
