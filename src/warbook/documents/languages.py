"""Which language a text is in, and signs that a machine translated it."""

import re
import tomllib
from functools import cache
from importlib import resources

from warbook.vocabulary import entries, languages, table

SAMPLE = 3_000
SHORTEST = 80
"""Letters below which the language is not told from the text."""
SHORTEST_UNLIKE = 20
"""The same where its letters are none of Latin's: then it is not the language that is taken for granted."""
LATIN = "\u024f"
"""The last of Latin's letters."""
CHINESE = frozenset({"wuu", "yue", "gan", "hak", "nan", "lzh"})
"""What Chinese may be taken for where it is short: its other languages are seldom written."""
KNOWN_SHARE = 0.12
WORD = re.compile(r"[^\W\d_]+")


def told(text: str) -> str | None:
    """The primary tag of the language a text is in; None where it is too short to tell."""
    letters = "".join(WORD.findall(text[:SAMPLE]))
    is_latin = 2 * sum(letter <= LATIN for letter in letters) >= len(letters)
    if len(letters) < (SHORTEST if is_latin else SHORTEST_UNLIKE):
        return None
    middle = text[(len(text) - SAMPLE) // 2 :][:SAMPLE] if len(text) > SAMPLE else text
    for sample in (text[:SAMPLE], middle):  # a page begins with its menu, which has few function words
        words = WORD.findall(sample.lower())
        share, best = max((sum(word in known for word in words), lang) for lang, known in _function_words().items())
        if share >= KNOWN_SHARE * max(len(words), 1):
            return best
    from py3langid import classify

    found = str(classify(middle)[0])
    return "zh" if found in CHINESE else found


@cache
def _words(lang: str, subject: str) -> frozenset[str]:
    return frozenset(word for entry in entries("common", lang) if entry.id == subject for word in entry.words)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The commonest words of each language, those with a vocabulary first."""
    text = resources.files(__package__).joinpath("languages.toml").read_text(encoding="utf-8")
    others = {lang: frozenset(words.split()) for lang, words in tomllib.loads(text).items()}
    return {**others, **{lang: _words(lang, "function") for lang in sorted(languages())}}


@cache
def _signs(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table("common", lang).get("machine_signs", []))


def machine_signs(text: str, lang: str) -> list[str]:
    """Places that look as if a machine had translated the text, at most one of each kind."""
    sample = text[: 4 * SAMPLE]
    found = [match for pattern in _signs(lang) if (match := pattern.search(sample))]
    signs = [f"'{_around(sample, match)}'" for match in found]
    names = _words(lang, "names")
    small = next((word for word in WORD.findall(sample) if word.islower() and word in names), None)
    return [*signs, f"'{small}' without a capital"] if small else signs


def _around(text: str, match: re.Match[str]) -> str:
    """What was matched, with the word before it."""
    start = text.rfind(" ", 0, max(match.start() - 1, 0)) + 1
    return " ".join(text[start : match.end()].split())
