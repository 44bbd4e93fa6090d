"""Vocabulary: data, not code. One TOML file a subject and language; this loader checks the form of every entry.

A file holds `[[entry]]` tables. Each has an `id` and `words` (one or more spellings), and may have `example` (a
sentence in which the entry must be found) and `unlike` (one in which it must not); other keys are the entry's own.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from warbook.errors import VocabularyError


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that text can name, with the words that name it. `data` holds the subject's own keys."""

    id: str
    words: tuple[str, ...]
    example: str | None = None
    unlike: str | None = None
    data: dict[str, Any] = {}


OWN_KEYS = frozenset({"id", "words", "example", "unlike"})


@cache
def languages() -> frozenset[str]:
    """The languages that have a vocabulary, as primary tags: 'en'. Other folders, such as Python's own, hold none."""
    folders = (folder for folder in resources.files(__name__).iterdir() if folder.is_dir())
    return frozenset(folder.name for folder in folders if any(file.name.endswith(".toml") for file in folder.iterdir()))


@cache
def table(subject: str, lang: str = "en") -> dict[str, Any]:
    """The whole TOML file of a subject. Raises VocabularyError where it is missing or no TOML."""
    name = f"{lang}/{subject}.toml"
    try:
        return tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"vocabulary {name}: {error}", "see vocabulary/__init__.py for the form") from error


@cache
def entries(subject: str, lang: str = "en") -> tuple[Entry, ...]:
    """The entries of a subject in file order. Raises VocabularyError where one lacks id or words, or repeats an id."""
    found: dict[str, Entry] = {}
    for number, row in enumerate(table(subject, lang).get("entry", []), 1):
        entry = _entry(row, f"vocabulary {lang}/{subject}.toml, entry {number}")
        if entry.id in found:
            raise VocabularyError(f"vocabulary {lang}/{subject}.toml: id '{entry.id}' stands twice")
        found[entry.id] = entry
    return tuple(found.values())


def _entry(row: dict[str, Any], where: str) -> Entry:
    data = {key: value for key, value in row.items() if key not in OWN_KEYS}
    try:
        entry = msgspec.convert({**{k: row[k] for k in OWN_KEYS & row.keys()}, "data": data}, Entry)
    except msgspec.ValidationError as error:
        raise VocabularyError(f"{where}: {error}") from error
    if not entry.words or not all(word.strip() for word in entry.words):
        raise VocabularyError(f"{where}: '{entry.id}' has no words")
    return entry
