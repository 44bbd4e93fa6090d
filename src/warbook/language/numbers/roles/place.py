"""A number in its text, and the vocabulary of what may stand beside it."""

import re
from functools import cache
from typing import NamedTuple

from warbook.language.numbers import trie
from warbook.vocabulary import entries

_REACH = 40
COUNTED = re.compile(
    r"[ \n]+(?!(?:was|is|has|his|its|this|as|us|does|across|versus|always|less|plus)\b)"
    r"[a-z-]{2,}(?<![su]s)(?:s|people|men|women|children|troops|personnel)\b(?!')"
)
"""A plural noun right after a number: what it counts."""
STOP = re.compile(r"[.,;:!?\")]|[ \n]+(?:and|when|at|then|now)\b|\Z")
WORD = re.compile(r"[ \n]+[^\W\d]")


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
        pattern, side, capital = _cues(self.lang)[name]
        match = self.right(pattern) if side == "after" else self.left(pattern)
        return None if match and capital and not self.written[match.start(1)].isupper() else match


@cache
def _cues(lang: str) -> dict[str, tuple[re.Pattern[str], str, bool]]:
    """A pattern for each entry, the side of the number that it stands on, and whether it needs a capital."""
    cues: dict[str, tuple[re.Pattern[str], str, bool]] = {}
    for entry in entries("number_roles", lang):
        words, side, capital = trie.pattern(entry.words), entry.data["side"], bool(entry.data.get("capital"))
        if side == "before":
            cues[entry.id] = re.compile(rf"(?<!\w)({words})[ \n]*\Z"), side, capital
        elif side == "after":
            cues[entry.id] = re.compile(rf"[ \n]*({words})(?!\w)"), side, capital
        elif side == "joined":
            cues[entry.id] = re.compile(rf"(?<!\w)({words})-\Z"), "before", capital
        else:
            cues |= {name: (pattern, side, False) for name, (pattern, side) in _months(words).items()}
    return cues


def _months(words: str) -> dict[str, tuple[re.Pattern[str], str]]:
    """A month may stand before or after the day, with other days between."""
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    other_day = rf"(?:{day}(?:[ ]?-[ ]?|,?[ \n]+(?:and|to|or)[ \n]+))"
    before_day = rf"(?<!\d )(?<!\dth )(?<!\dst )(?<!\dnd )(?<!\drd )\b({words})(?:[ \n]+{other_day}?|-)\Z"
    before_year = rf"\b({words})(?:[ \n]+{day}(?:[ ]?-[ ]?{day})?)?(?:[ \n]*,)?(?:[ \n]+|-)\Z"
    after = rf"(?:[ ]?(?:-|,|and|or|to|/)[ ]?\d{{1,2}}(?!\d)){{0,4}}(?:[ \n]+|-|\.[ ])(?:of[ \n]+)?({words})(?!\w)"
    return {
        "month before day": (re.compile(before_day), "before"),
        "month before year": (re.compile(before_year), "before"),
        "month after": (re.compile(after), "after"),
    }
