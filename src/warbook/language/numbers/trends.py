"""Whether the text says that something rose or fell by a number, or to it."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from warbook.language.numbers import trie
from warbook.language.numbers.record import Change, Number
from warbook.vocabulary import entries

_LEADING = r"(?:by|to|only|just|as much as|at|a|an|another|a further|to as much as)"
_ALSO = re.compile(r"(?:[ \n]+[a-z]+){0,2},?[ \n]+or[ \n]+")
_REACH = 40


def with_trends(plain: str, numbers: Sequence[Number], lang: str = "en") -> list[Number]:
    """The numbers with `change` set to 'up' or 'down' where the text says so: 'rose 2%, or 3 points'."""
    found: list[Number] = []
    for number in numbers:
        trend = _trend(plain, number, lang) if number.role == "quantity" else None
        if trend is None and found and found[-1].change in ("up", "down") and number.unit != "count":
            between = plain[found[-1].span.end : number.span.start]
            trend = found[-1].change if _ALSO.fullmatch(between) else None
        found.append(number if trend is None else msgspec.structs.replace(number, change=trend))
    return found


def _trend(plain: str, number: Number, lang: str) -> Change | None:
    match = verb_before(plain, number.span.start, lang)
    if match is None:
        return None
    change, only_shares = _verbs(lang)[1][" ".join(match.group(1).split())]
    return None if only_shares and number.unit == "count" else change


def verb_before(plain: str, start: int, lang: str = "en") -> re.Match[str] | None:
    """The verb of rising or falling right before `start`."""
    return _verbs(lang)[0].search(plain, max(0, start - _REACH), start)


@cache
def _verbs(lang: str) -> tuple[re.Pattern[str], dict[str, tuple[Change, bool]]]:
    known: dict[str, tuple[Change, bool]] = {}
    for entry in entries("trends", lang):
        change: Change = "up" if entry.id.startswith("up") else "down"
        known.update(dict.fromkeys(entry.words, (change, bool(entry.data.get("share")))))
    return re.compile(rf"\b({trie.pattern(known)})(?:[ \n]+{_LEADING})?[ \n]+\Z"), known
