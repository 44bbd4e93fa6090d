"""The words that show a standpoint, from the vocabularies of roles and of standpoints."""

import re
from collections.abc import Iterator
from functools import cache

from warbook.vocabulary import entries

OURS, FOE, THEIRS, HIS = "ours", "foe", "theirs", "his"
_NEITHER = "neither"


@cache
def of(name: str, lang: str) -> re.Pattern[str]:
    """Finds the words of one entry of the vocabulary of standpoints as whole words, whatever their case."""
    return _any_of(next(entry.words for entry in entries("standpoint", lang) if entry.id == name))


@cache
def speech(lang: str) -> re.Pattern[str]:
    """Finds verbs of saying."""
    return _any_of(tuple(word for entry in entries("speech", lang) for word in entry.words))


def said(text: str, lang: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Those words in a stretch of a text, in order; 'US' is a country."""
    for word in roles(lang).finditer(text, start, len(text) if end is None else end):
        if word.lastgroup != _NEITHER and not (word.group().isupper() and len(word.group()) > 1):
            yield word


@cache
def roles(lang: str) -> re.Pattern[str]:
    """Finds the words for 'us', for the enemy, for 'them' and 'him'; the group that matched says which."""
    ours = next(entry.words for entry in entries("roles", lang) if entry.id == "we")
    known = {entry.id: entry.words for entry in entries("standpoint", lang)}
    groups = (
        (_NEITHER, known["neither"]),
        (OURS, (*ours, *known["friendly"])),
        (FOE, known["foe"]),
        (THEIRS, known["others"]),
        (HIS, known["his"]),
    )
    return re.compile("|".join(f"(?P<{name}>{_any_of(words).pattern})" for name, words in groups), re.IGNORECASE)


@cache
def offices(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """By party, what finds the offices that its own people speak for or to, as they are written."""
    return tuple((entry.id, _any_of(entry.words, re.NOFLAG)) for entry in entries("offices", lang))


def _any_of(words: tuple[str, ...], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    row = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{row})(?![\w-])", flags)
