"""What a report says of where it comes from: first published elsewhere, translated, perhaps by a machine."""

import re
from functools import cache

from warbook.documents import languages
from warbook.documents.drafts import Draft
from warbook.vocabulary import entries

NAME = r"(?P<name>[^\W\d_a-z][\w'’&-]*(?:[ .](?:of|the|and|de|[^\W\d_a-z][\w'’&-]*)){0,6})"
ENOUGH_SIGNS = 2
EDGE = 3_000
"""Characters at the start and the end of a report in which it speaks of itself."""


@cache
def _pattern(lang: str, subject: str, tail: str) -> re.Pattern[str]:
    words = next(entry.words for entry in entries("headers", lang) if entry.id == subject)
    joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?i:{joined})\b{tail}")


def note(draft: Draft, lang: str) -> None:
    """Adds remarks on the report's origin. A machine translation is suspected, with reasons, never asserted."""
    edges = draft.text if len(draft.text) <= 2 * EDGE else f"{draft.text[:EDGE]}\n{draft.text[-EDGE:]}"
    first = _pattern(lang, "first-published", rf"(?: (?:in|by|on|at|with permission from))?(?: the)? {NAME}").search(
        draft.text
    )
    if first:
        draft.remarks.append(f"Originally published elsewhere: {first['name'].strip()}")
    translated = _pattern(lang, "translated-from", rf" {NAME}").search(edges)
    if translated:
        draft.remarks.append(f"Translated from: {translated['name'].split(' by ')[0].strip()}")
    said = _pattern(lang, "machine-translated", "").search(edges)
    signs = languages.machine_signs(draft.text, lang)
    if said:
        draft.remarks.append(f"It says of itself that a machine translated it: '{said.group()}'")
    elif len(signs) >= ENOUGH_SIGNS:
        draft.remarks.append(f"A machine translation is suspected, for the wording at {', '.join(signs)}")
