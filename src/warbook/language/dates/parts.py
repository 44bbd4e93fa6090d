"""The captured tokens of a match → values: numbers, names of units, parts of a day."""

import msgspec

from warbook.language.dates.grammar import Match
from warbook.language.dates.record import Phase
from warbook.language.dates.tokens import Token

# Which class of a token a capture's name asks for, the first that the token has.
MEANT = {
    "y": ("year", "shortyear", "digits", "yy"),
    "e": ("bc", "ad"),
    "m": ("month", "month_short"),
    "d": ("day", "nthdigits", "nth"),
    "w": ("weekday", "weekday_short", "weekdays"),
    "s": ("season", "fall"),
    "p": ("part", "nightword"),
    "n": ("nightword",),
    "q": ("nth", "nthdigits", "nth_last"),
    "c": ("nth", "nthdigits"),
    "edge": ("nth_last", "nth", "early"),
    "r": ("which",),
    "b": ("beside", "followed", "hinge"),
    "by": ("later", "hinge", "ago"),
    "u": ("unit", "units", "weekend"),
    "mod": ("early", "phase", "later_mod"),
    "mer": ("meridiem",),
    "z": ("zone",),
    "om": ("of_month",),
    "day": ("dayword",),
    "t": ("clock", "hhmm", "digits"),
    "dec": ("decade", "shortdecade", "decades"),
}  # fmt: skip
HALVES = {"first": "start", "second": "end", "latter": "end", "last": "end"}
PHASES: dict[str, Phase] = {"start": "start", "mid": "mid", "end": "end"}
VAGUE = -1.0
OPENERS = ("", ".", "!", "?", ":", '"', "“", "‘", "(", "*")


class Parts(msgspec.Struct, frozen=True):
    """The captures of a match: each name's token ranges, with their values."""

    tokens: list[Token]
    match: Match

    def __contains__(self, name: str) -> bool:
        return name in self.match.parts

    @property
    def place(self) -> tuple[int, int]:
        """Where the match stands in the text: first and last code point."""
        return self.tokens[self.match.start].start, self.tokens[self.match.end - 1].end

    def is_title(self, name: str) -> bool:
        """Whether a captured word after the first has a capital, as in a title ('60 Minutes')."""
        return any(start > self.match.start and self.tokens[start].text.istitle() for start, _ in self.ranges(name))

    def in_name(self, text: str) -> bool:
        """Whether the match is one word that ends a name, as in 'Long March' or 'Arab Spring'."""
        at = self.match.start
        if self.match.end - at > 1 or at == 0 or not self.tokens[at].text[:1].isupper():
            return False
        before = self.tokens[at - 1]
        opens = text[max(0, before.start - 3) : before.start].strip()
        beside = not text[before.end : self.tokens[at].start].strip()
        return beside and before.text.istitle() and not before.meanings and opens[-1:] not in OPENERS

    def ranges(self, name: str) -> list[tuple[int, int]]:
        """The token ranges captured under a name, in text order."""
        return self.match.parts.get(name, [])

    def words(self, name: str) -> str:
        """The captured words, in lower case, with single spaces."""
        return " ".join(t.text.lower() for a, b in self.ranges(name)[:1] for t in self.tokens[a:b])

    def number(self, name: str, at: int = 0) -> int | None:
        """The value of a capture as a whole number."""
        value = self.value(name, at)
        return value if isinstance(value, int) else None

    def name(self, name: str, at: int = 0) -> str | None:
        """The value of a capture as a word."""
        value = self.value(name, at)
        return value if isinstance(value, str) else None

    def days(self) -> list[tuple[int, int]]:
        """The token ranges of all day numbers of a list, outside the year."""
        years = {at for start, end in self.ranges("y") for at in range(start, end)}
        tokens = range(self.match.start, self.match.end)
        return [
            (at, at + 1) for at in tokens if at not in years and {"day", "nthdigits"} & self.tokens[at].meanings.keys()
        ]

    def value(self, name: str, at: int = 0) -> int | str | None:
        """What the captured token means in the class that its capture asks for; numbers in words are added up."""
        ranges = self.ranges(name)
        if at >= len(ranges):
            return None
        start, end = ranges[at]
        if name == "y" and {"ones", "teens"} & self.tokens[start].meanings.keys():
            return _year_in_words(self.tokens[start:end])
        token = self.tokens[start]
        if name in ("d", "q", "c") and end - start > 1:
            return sum(int(v) for t in self.tokens[start:end] for k, v in t.meanings.items() if k in ("tens", "nth"))
        for wanted in MEANT.get(name, (name,)):
            if wanted in token.meanings:
                return token.meanings[wanted]
        return HALVES.get(token.text.lower()) if name == "mod" else None

    def phase(self, at: int = 0) -> Phase | None:
        """'start', 'mid' or 'end', as 'early' and 'the end of' say."""
        return PHASES.get(self.name("mod", at) or "")

    @property
    def halved(self) -> bool:
        """Whether the phase is that of a half: 'the first half of May'."""
        ranges = self.ranges("mod")
        return bool(ranges) and self.tokens[ranges[0][0]].text.lower() in HALVES

    def count(self, name: str = "n") -> float | None:
        """A count as a number, VAGUE where it is not said ('several'), None where there is none."""
        ranges = self.ranges(name)
        return count(self.tokens[ranges[0][0] : ranges[0][1]]) if ranges else None


def count(tokens: list[Token]) -> float:
    """'forty-two', '3', 'two and a half', 'a hundred and six', 'a couple of', 'several' (VAGUE)."""
    total = 0.0
    for at, token in enumerate(tokens):
        word, means = token.text.lower(), token.meanings
        if "vague" in means:
            return float(means["vague"]) or VAGUE
        if "digits" in means or "decimal" in means:
            total += float(means.get("digits", means.get("decimal", 0)))
        elif word in ("hundred", "thousand", "dozen"):
            total = (total or 1) * {"hundred": 100, "thousand": 1000, "dozen": 12}[word]
        elif word in ("half", "quarter"):
            total += 0.5 if word == "half" else 0.25
        elif word in ("a", "an") and at == 0:
            total = 1 if len(tokens) == 1 else 0
        else:
            total += sum(float(means.get(name, 0)) for name in ("ones", "teens", "tens"))
    return total


def _year_in_words(tokens: list[Token]) -> int | None:
    """'nineteen ninety-four' → 1994, 'two thousand and six' → 2006, 'eighteen twelve' → 1812."""
    values = [float(t.meanings.get(n, 0)) for t in tokens for n in ("ones", "teens", "tens") if n in t.meanings]
    if any(token.text.lower() == "thousand" for token in tokens):
        return 2000 + int(sum(values[1:]))
    return int(values[0] * 100 + sum(values[1:])) if len(values) > 1 else None
