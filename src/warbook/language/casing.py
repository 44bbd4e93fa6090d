"""Case restored to text that is written all in capitals, as old wires and telexes are.

A word is written small where it is a common word or made from one; with a capital where it begins a sentence, is a
month, a title before a name, part of a place's name, or no known word. The text keeps its length: every offset holds.
"""

import re
from functools import cache

from warbook.language.lexicon import common_words, given_names
from warbook.language.places import gazetteer
from warbook.vocabulary import entries, table

FEWEST_LETTERS = 30
SHARE = 0.85
"""Share of capitals among the letters of a block above which it counts as written all in capitals."""
_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENING = re.compile(r"(?:[.!?:]['\"”’)\]]*\s+|\]\s*|\A\s*|--\s+|[.,:?!]\s+[\"“]\s*)\Z")
_SWAPS = """s/ es/ ed/ ed/e d/ ing/ ing/e ly/ er/ er/e ers/ ers/e ies/y ied/y ist/ ists/ ist/ism ists/ism ness/ ment/
ments/ able/ able/e ive/ion ation/e ations/e ion/ ion/e ions/e al/ ally/al ity/ ity/e ous/ ful/ less/ ally/ic
or/ ors/"""
_SUFFIXES = [tuple(pair.split("/")) for pair in _SWAPS.split()]
"""Endings, and what stands in their place in the word that they were put to."""
_ENDINGS = ("tion", "tions", "ing", "ness", "ment", "ments", "ously", "fully", "edly", "ists", "isms", "bility")
_PREFIXES = ("un", "re", "non", "in", "dis", "mis", "over", "under", "counter", "anti", "inter", "super", "para", "sub")


def restore(text: str, lang: str = "en") -> str:
    """`text` with its case restored in the blocks that are all in capitals; the same text where there is none."""
    return _BLOCK.sub(lambda match: _restored(match.group(), lang) if _capitals(match.group()) else match.group(), text)


def _capitals(block: str) -> bool:
    letters = sum(map(str.isalpha, block))
    return letters >= FEWEST_LETTERS and sum(map(str.isupper, block)) >= SHARE * letters


def _restored(block: str, lang: str) -> str:
    words = list(_WORD.finditer(block))
    places = _in_places(block, words)
    out, at = [], 0
    for index, match in enumerate(words):
        word = match.group()
        following = words[index + 1].group() if index + 1 < len(words) else ""
        beside = block[max(0, match.start() - 3) : match.start()] + block[match.end() : match.end() + 3]
        if index in places:
            new = _capital(word.lower()) if index - 1 not in places else _title(word, lang)
        else:
            new = _word(word, following, any(map(str.isdigit, beside)), lang)
        if new.islower() and _OPENING.search(block, max(0, match.start() - 12), match.start()):
            new = _capital(new)
        out += [block[at : match.start()], new if len(new) == len(word) else word]
        at = match.end()
    return "".join([*out, block[at:]])


def _word(word: str, following: str, figure: bool, lang: str) -> str:
    """A word that is in no place's name as it is written inside a sentence."""
    low = word.lower()
    if "." in word or (len(word) > 1 and not any(c in "aeiouy" for c in low)) or low in _initials(lang):
        return word
    if low in _always(lang) or (figure and low in _months(lang)):
        return _title(word, lang)
    if len(word) <= 3 and low not in common_words() and low not in given_names():
        return word
    if low in _titles(lang) and following and not is_common(following.lower()):
        return _title(word, lang)
    plain = re.sub(r"['’]s?$", "", low)
    return low if is_common(plain) else _title(word, lang)


def is_common(low: str) -> bool:
    """Whether a word in small letters is a common word, or made from one by an ending or a beginning."""
    share = common_words().get(low)
    if share is not None or low in _words_of_reports():
        return True
    if low in given_names():
        return False
    if any(low.endswith(ending) and len(low) > len(ending) + 3 for ending in _ENDINGS):
        return True
    return any(_known(stem) for stem in _stems(low))


def _stems(low: str) -> list[str]:
    bare = [low, *(low[len(p) :] for p in _PREFIXES if low.startswith(p) and len(low) > len(p) + 3)]
    return [*bare[1:], *(w[: -len(a)] + b for w in bare for a, b in _SUFFIXES if w.endswith(a) and len(w) > len(a) + 2)]


def _known(stem: str) -> bool:
    return len(stem) > 2 and common_words().get(stem, 0.0) > 0.8


def _in_places(block: str, words: list[re.Match[str]]) -> set[int]:
    """The words that stand in a name of several words that the gazetteer knows, one of them no common word."""
    found: set[int] = set()
    forms = [gazetteer.key(match.group()) for match in words]
    for first in range(len(words)):
        if first in found:
            continue
        for length in (4, 3, 2):
            part = forms[first : first + length]
            if len(part) < length or all(is_common(form) for form in part[:1] + part[-1:]):
                continue
            between = block[words[first].start() : words[first + length - 1].end()]
            if not re.search(r"[^\w\s'’.-]", between) and gazetteer.candidates(" ".join(part)):
                found.update(range(first, first + length))
                break
    return found


def _title(word: str, lang: str) -> str:
    low = word.lower()
    return low if low in _joining(lang) else _capital(low)


def _capital(low: str) -> str:
    return re.sub(r"[^\W\d_]", lambda m: m.group().upper(), low, count=1)


@cache
def _joining(lang: str) -> frozenset[str]:
    return _of(lang, "joining")


@cache
def _titles(lang: str) -> frozenset[str]:
    return _of(lang, "title")


@cache
def _months(lang: str) -> frozenset[str]:
    return frozenset(word.lower() for part in ("month", "month_short") for word in table("months", lang)[part])


@cache
def _always(lang: str) -> frozenset[str]:
    """Months that are no common word, days, countries and their people."""
    names = {word.lower() for e in entries("countries", lang) for word in (*e.words, *e.data.get("people", ()))}
    names |= {word.lower() for e in entries("regions", lang) for word in (*e.words, *e.data.get("people", ()))}
    days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    return frozenset(names | days | (_months(lang) - {"may", "march", "mar", "sat", "dec"}))


@cache
def _words_of_reports() -> frozenset[str]:
    return frozenset(word for entry in entries("casing") for word in entry.words)


@cache
def _initials(lang: str) -> frozenset[str]:
    return frozenset(w.lower() for e in entries("countries", lang) for w in e.words if w.isupper() and len(w) > 2)


def _of(lang: str, which: str) -> frozenset[str]:
    return frozenset(w.lower().removesuffix(".") for e in entries("names", lang) if e.id == which for w in e.words)
