"""How the tokens of time look: words, numbers, and the figures that are a date or a clock time by themselves."""

import re
from functools import cache

from warbook.language.dates import lexicon

FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
LONGEST_NUMBER = 9  # digits; longer ones count no days
YEARS = range(1000, 2101)  # what four digits may name
DAY, TWO_OR_FOUR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:\d{4}|\d{2})"
ROMAN = "XI{0,2}|IX|IV|VI{0,3}|I{1,3}|X"
"""The months as Roman numerals."""
MILITARY = r"(?:Z|hrs|hours)\b"
HOUR = r"(?:[01]\d|2[0-3])[0-5]\d"


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _shapes() -> dict[str, str]:
    """Kind of token → its pattern; the first that fits wins. HOLIDAYS, MONTHS and SHORT stand for words."""
    return {
        "holiday": r"\b(?i:HOLIDAYS)\b",
        "iso": r"\b\d{4}-\d\d-\d\d?(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])",
        "numeric": rf"\b\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark){TWO_OR_FOUR}(?!\d|[./-]\d)",
        "roman": rf"\b\d{{1,2}}(?:\.[ ]?|[ ])(?:{ROMAN})(?:\.[ ]?|[ ])\d{{4}}\b",
        "compact": rf"\b(?:19|20)\d\d(?:0[1-9]|1[0-2]){DAY}\b",
        "group": rf"\b{DAY}{HOUR}(?:[A-IK-Z][ ]?)?(?:MONTHS)[ ]?{TWO_OR_FOUR}\b",
        "clock": rf"\b\d{{1,2}}:\d\d(?::\d\d)?(?!\d)|\b\d{{1,2}}\.\d\d(?=\s?[ap]\.?m\b)|\b{HOUR}(?=\s?{MILITARY})",
        "decade": r"(?:\b\d{3}0|(?<=['’‘])[2-9]0)['’]?[sS]\b",
        "shortdecade": r"\b[2-9]0s\b",
        "part_of_year": r"\b(?:[QH][1-4]|[1-4][QH])(?!\d{3})",
        "shortyear": r"(?<=\s)['’‘]\d\d\b(?!s)",
        "poss": r"['’][sS]\b",
        "nthdigits": r"\b\d{1,2}(?:st|nd|rd|th)\b|\b[123]?[23]d\b",
        "short": r"\b(?:SHORT)\.(?=\s*[\d,]|\s?[-–—/]|\s+(?:to|and|or|through|until)\s)",
        "dotted": r"\b(?i:[ap]\.\s?m\.?|[ap]m)(?!\w)|\bB\.\s?C\.(?:\s?E\.)?|\bA\.\s?D\.",
        "stuck": rf"\d{{4,}}(?!{MILITARY})(?=[^\W\d_])",
        "number": r"\d{1,3}[½¼¾]|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+",
        "word": r"[^\W\d_]+",
        "sign": r"\S",
    }


@cache
def pattern() -> re.Pattern[str]:
    """One pattern for all tokens; the group that matched names the kind."""
    holidays = _any(list(lexicon.holidays())).replace(r"\ ", r"\s+").replace("'", "['’‘]")
    months = _any([month.upper() for month in lexicon.classes()["month_short"]])
    words = {"HOLIDAYS": holidays, "MONTHS": months, "SHORT": _any(list(lexicon.short_forms()))}
    shapes = "|".join(f"(?P<{kind}>{shape})" for kind, shape in _shapes().items())
    return re.compile(re.sub("|".join(words), lambda found: words[found[0]], shapes))


def meanings(kind: str, text: str, before: str) -> lexicon.Meaning:
    """Class → value of a token that is no plain word. `before` is the character before it."""
    if kind in ("sign", "stuck") or FOREIGN_DIGIT.search(text):
        return {}
    if kind == "number":
        return _number(text, before)
    if kind in ("short", "dotted"):
        return lexicon.meanings(re.sub(r"\s|\.", "", text))
    if kind == "nthdigits":
        number = int(text.rstrip("sthndr"))
        return {kind: number} if 1 <= number <= 31 else {}
    if kind == "shortyear":
        return {kind: int(text[1:])}
    return {"numeric" if kind == "roman" else kind: text}


def _number(text: str, before: str) -> lexicon.Meaning:
    digits = text.replace(",", "")
    if digits[-1] in FRACTIONS:
        return {"decimal": digits[:-1] + FRACTIONS[digits[-1]]}
    if len(digits) > LONGEST_NUMBER:
        return {}
    if "." in digits:
        return {"decimal": digits}
    found: lexicon.Meaning = {"digits": int(digits)}
    if len(text) <= 2 and 1 <= int(text) <= 31:
        found["day"] = int(text)
    if len(text) == 4 and int(text) in YEARS and before not in ("$", "€", "£", "#"):
        found["year"] = int(text)
    if len(text) == 4 and int(text[:2]) < 24 and int(text[2:]) < 60:
        found["hhmm"] = text
        if text[0] == "0":
            found["zero_hour"] = text
    if len(text) == 2:
        found["yy"] = int(text)
    return found
