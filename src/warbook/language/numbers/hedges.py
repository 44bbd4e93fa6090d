"""Words that bound or blur an amount, before and after it."""

import re
from functools import cache
from typing import NamedTuple

from warbook.language.numbers import trie
from warbook.vocabulary import entries

_REACH = 40
_MOST = 3
_SPLIT = re.compile(
    r"(?:[ \n]+[a-z][a-z'-]*){1,5}?,?[ \n]+"
    r"(at the (?:very )?(?:least|most)|at least|at most|or more|or so|tops|or less|or fewer)"
    r"(?=[.,;:)!?\"]|\s*\Z|\s*\n|[ ]+(?:in|on|of|from|by|since|were|was|have|has|had)\b)"
)


class Hedge(NamedTuple):
    """A hedge: what it does to the amount ('low', 'high', 'about', 'more', 'exact') and where it stands."""

    bound: str
    start: int
    end: int


def before(plain: str, start: int, lang: str = "en") -> list[Hedge]:
    """The hedges that stand before an amount that starts at `start`, the nearest first."""
    lexicon = _lexicon(lang)
    found: list[Hedge] = []
    while len(found) < _MOST:
        backwards = plain[max(0, start - _REACH) : start][::-1]
        if (match := lexicon.before.match(backwards)) is None:
            break
        words = " ".join(match.group(1)[::-1].split())
        found.append(Hedge(lexicon.bounds["before", words], start - match.end(1), start - match.start(1)))
        start -= match.end(1)
    return found


def after(plain: str, end: int, lang: str = "en") -> Hedge | None:
    """The hedge right after an amount that ends at `end`: 'or more', '-odd', '+', ', tops'."""
    lexicon = _lexicon(lang)
    match = lexicon.after.match(plain, end)
    if match is None:
        return None
    return Hedge(lexicon.bounds["after", " ".join(match.group(1).split())], match.start(1), match.end())


def split_off(plain: str, end: int, lang: str = "en") -> Hedge | None:
    """The hedge that the counted noun splits off: '550 men dead at the least'."""
    match = _SPLIT.match(plain, end, end + 80)
    if match is None:
        return None
    bound = _lexicon(lang).bounds.get(("after", " ".join(match.group(1).split())))
    return Hedge(bound, match.start(1), match.end(1)) if bound else None


class _Lexicon(NamedTuple):
    bounds: dict[tuple[str, str], str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _lexicon(lang: str) -> _Lexicon:
    bounds = {(e.data["side"], word): e.data["bound"] for e in entries("hedges", lang) for word in e.words}
    backwards = trie.pattern(word[::-1] for side, word in bounds if side == "before")
    afterwards = trie.pattern(word for side, word in bounds if side == "after")
    return _Lexicon(
        bounds,
        re.compile(rf"[ \n\"]*({backwards})(?![\w-])"),
        re.compile(rf"(?:,?[ \n]*|-)({afterwards})(?![\w]|[ \n]*[\d$€£])"),
    )
