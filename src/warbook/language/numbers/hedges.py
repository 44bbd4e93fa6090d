"""Words that bound or blur an amount, before and after it."""

import re
from functools import cache
from typing import NamedTuple

from warbook.language.numbers import trie
from warbook.vocabulary import Entry, entries

_REACH = 40
_MOST = 3
_SPLIT_TAIL = r"(?=[.,;:)!?\"]|\s*\Z|\s*\n|[ ]+(?:in|on|of|from|by|since|were|was|have|has|had)\b)"
_DENIED = re.compile(r"\b(?:never|not|cannot|[a-z]+n't|without|nor|hardly)(?:[ \n]+[a-z']+){0,4}[ \n]+\Z")


class Hedge(NamedTuple):
    """A hedge: what it does to the amount, where it stands, and whether it belongs to the number's span."""

    bound: str
    start: int
    end: int
    inside: bool = True


def before(plain: str, start: int, lang: str = "en") -> list[Hedge]:
    """The hedges that stand before an amount that starts at `start`, in the order of the text."""
    lexicon = _lexicon(lang)
    found: list[Hedge] = []
    while len(found) < _MOST:
        match = lexicon.before.match(plain[max(0, start - _REACH) : start][::-1])
        if match is None:
            break
        entry = lexicon.entries["before", _one_blank(match.group(1)[::-1])]
        if found and entry.data.get("preposition"):
            break  # 'sent over some 550': the missiles went over
        hedge = Hedge(entry.data["bound"], start - match.end(1), start - match.start(1), not entry.data.get("outside"))
        denied = entry.data.get("denied")
        if denied and _DENIED.search(plain, max(0, hedge.start - _REACH), hedge.start):
            hedge = hedge._replace(bound=denied)  # 'never reached more than a quarter', 'could not be under 500'
        found.insert(0, hedge)
        start = hedge.start
    return found


def after(plain: str, end: int, following: int, lang: str = "en") -> list[Hedge]:
    """The hedges after an amount: right behind it ('or more', '-odd', ', tops') or split off ('550 men at the least').

    They end before `following`, where the next number starts.
    """
    lexicon = _lexicon(lang)
    found: list[Hedge] = []
    while (match := lexicon.after.match(plain, end)) and match.end() < following:
        entry = lexicon.entries["after", _one_blank(match.group(1))]
        found.append(Hedge(entry.data["bound"], match.start(1), match.end(), not entry.data.get("outside")))
        end = match.end()
    if not found and (match := lexicon.split.match(plain, end)) and match.end() < following:
        entry = lexicon.entries["after", _one_blank(match.group(1))]
        found.append(Hedge(entry.data["bound"], match.start(1), match.end(1), inside=False))
    return found


def _one_blank(words: str) -> str:
    return " ".join(words.split())


class _Lexicon(NamedTuple):
    entries: dict[tuple[str, str], Entry]
    before: re.Pattern[str]
    after: re.Pattern[str]
    split: re.Pattern[str]


@cache
def _lexicon(lang: str) -> _Lexicon:
    known = {(entry.data["side"], word): entry for entry in entries("hedges", lang) for word in entry.words}
    backwards = trie.pattern(word[::-1] for side, word in known if side == "before")
    afterwards = trie.pattern(word for side, word in known if side == "after")
    apart = trie.pattern(word for (side, word), entry in known.items() if side == "after" and entry.data.get("split"))
    return _Lexicon(
        known,
        re.compile(rf"[ \n\"]*({backwards})(?!\w)"),
        re.compile(rf"(?:,?[ \n]*|-)({afterwards})(?![\w]|[ \n]*[\d$€£]|[ \n]+than\b)"),
        re.compile(rf"(?:[ \n]+[a-z][a-z'-]*){{1,5}}?,?[ \n]+({apart}){_SPLIT_TAIL}"),
    )
