"""Who 'the group' and 'the organisation' are that say something: the last one that was named before."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from warbook.extraction.lexicon import Matcher, Mention, matcher, parties
from warbook.model import Span
from warbook.vocabulary import entries

REACH = 1200
"""Code points before such a noun within which the name stands."""


class Named:
    """The armed groups and other bodies that a text names, found when first asked for."""

    def __init__(self, text: str, lang: str = "en") -> None:
        self._text = text
        self._lang = lang
        self._found: dict[str, list[Span]] = {}

    def before(self, name: str, start: int) -> str | None:
        """Whom a noun at `start` stands for, as the text names them; None for any other noun, or where nobody fits."""
        wanted = _nouns(self._lang).get(name)
        row = self._spans(wanted) if wanted else ()
        at = bisect_left(row, start, key=lambda span: span.start) - 1
        if at < 0 or row[at].end < start - REACH:
            return None
        return self._text[row[at].start : row[at].end]

    def _spans(self, wanted: str) -> Sequence[Span]:
        if wanted not in self._found:
            groups = [one.span for one in parties(self._lang).find(self._text) if _is_group(one)]
            others = [one.span for one in _bodies(self._lang).find(self._text)] if wanted == "body" else []
            self._found[wanted] = sorted([*groups, *others])
        return self._found[wanted]


def _is_group(mention: Mention) -> bool:
    return mention.sense.role == "name" and mention.sense.entry.data["kind"] == "group"


@cache
def _nouns(lang: str) -> dict[str, str]:
    return {word: str(entry.data["of"]) for entry in entries("standing_speakers", lang) for word in entry.words}


@cache
def _bodies(lang: str) -> Matcher:
    named = (entry for entry in entries("organisations", lang) if entry.data["kind"] == "body")
    return matcher("cue", named, fold_case=False)
