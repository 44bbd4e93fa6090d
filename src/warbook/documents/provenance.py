"""What a report says of where it comes from: first published elsewhere, translated, perhaps by a machine."""

import re
from collections.abc import Iterator
from functools import cache

from warbook.documents import languages
from warbook.documents.drafts import Draft
from warbook.vocabulary import entries

LARGE = r"[^\W\d_a-z][\w'’&-]*"
SITE = r"(?:https?://)?(?:[a-z\d-]+\.)+[a-z]{2,}\b(?:/[^\s<>\"')\]]*)?"
NAME = rf"(?P<name>{SITE}|{LARGE}(?:(?: (?:of|the|and|de)){{0,2}}[ .]{LARGE}){{0,6}})"
ENOUGH_SIGNS = 2
EDGE = 3_000
"""Characters at the start and the end of a report in which it speaks of itself."""


@cache
def _cues(lang: str, subject: str) -> tuple[str, ...]:
    words = next(entry.words for entry in entries("headers", lang) if entry.id == subject)
    return tuple(sorted(words, key=len, reverse=True))


def _find(edges: str, lang: str, subject: str, tail: str) -> re.Match[str] | None:
    """The first cue of a subject with what follows it; a search for plain words first, as most reports have none."""
    low = edges.lower()
    for cue in _cues(lang, subject):
        start = low.find(cue)
        if start >= 0 and (match := re.compile(rf".{{{len(cue)}}}{tail}", re.DOTALL).match(edges, start)):
            return match
    return None


def _own(draft: Draft) -> Iterator[str]:
    """The text without its readers' comments, who may say the like of other reports."""
    done = 0
    for segment in draft.segments:
        if segment.kind == "comments":
            yield draft.text[done : segment.span.start]
            done = max(done, segment.span.end)
    yield draft.text[done:]


def note(draft: Draft, lang: str) -> None:
    """Adds remarks on the report's origin. A machine translation is suspected, with reasons, never asserted."""
    text = "".join(_own(draft))
    edges = text if len(text) <= 2 * EDGE else f"{text[:EDGE]}\n{text[-EDGE:]}"
    first = _find(edges, lang, "first-published", rf"(?: (?:in|by|on|at|with permission from))?(?: the)? {NAME}")
    if first:
        draft.remarks.append(f"Originally published elsewhere: {first['name'].strip()}")
    translated = _find(edges, lang, "translated-from", rf" {NAME}")
    if translated:
        draft.remarks.append(f"Translated from: {translated['name'].split(' by ')[0].strip()}")
    said = _find(edges, lang, "machine-translated", r"\b")
    signs = languages.machine_signs(draft.text, lang)
    if said:
        draft.remarks.append(f"It says of itself that a machine translated it: '{said.group()}'")
    elif len(signs) >= ENOUGH_SIGNS:
        draft.remarks.append(f"A machine translation is suspected, for the wording at {', '.join(signs)}")
