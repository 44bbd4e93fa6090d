"""Sources named after the figures: 'These figures, reported by the ministry, …' holds for those just given.

It holds back to the start of the paragraph, and on until another voice starts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from warbook.extraction.sources.naming import whole_name
from warbook.model import Source, Span
from warbook.vocabulary import entries

_BREAK = re.compile(r"\n\s*\n|(?<=[.!?”\"])\n")
_VAGUE = re.compile(r"^(?:the |some )?(?:reports?|figures|data|sources|estimates)$", re.IGNORECASE)
_NAME = re.compile(
    r"\s+(?:the\s+|an?\s+)?([^,.;:()]{3,80}?)(?=[,.;:()]|\s(?:reflect|show|cover|are|were|is|was|have|has|indicate|suggest)\b)"
)
HOLDS_ON = 400
"""Code points after the statement for which its source goes on where no other is heard."""


def apply(text: str, figures: Sequence[Span], found: Sequence[tuple[Source, ...]]) -> list[tuple[Source, ...]]:
    """The chains again, with silent and vague ones ('reports') filled in by a source named afterwards."""
    chains = list(found)
    statements = _statements(text)
    breaks = [m.end() for m in _BREAK.finditer(text)] if statements else []
    for start, source in statements:
        at = bisect_right(breaks, start) - 1
        begin = breaks[at] if at >= 0 else 0
        first, last = (bisect_left(figures, offset, key=lambda span: span.start) for offset in (begin, start))
        for place in range(first, last):
            if _open(chains[place]):
                chains[place] = (source,)
        _carry_on(chains, figures, start, source)
    return chains


def _carry_on(chains: list[tuple[Source, ...]], figures: Sequence[Span], start: int, source: Source) -> None:
    for place in range(bisect_left(figures, start, key=lambda span: span.start), len(figures)):
        if figures[place].start > start + HOLDS_ON or not _open(chains[place]):
            return
        chains[place] = (source,)


def _open(chain: tuple[Source, ...]) -> bool:
    return not chain or bool(_VAGUE.match(chain[0].name))


def _statements(text: str) -> list[tuple[int, Source]]:
    found = []
    for match in _pattern().finditer(text):
        name = _NAME.match(text, match.end())
        if name:
            span = whole_name(text, Span(name.start(1), name.end(1)))
            cue = text[match.start("cue") : match.end("cue")]
            found.append((match.start(), Source(" ".join(text[span.start : span.end].split()), cue, span)))
    return found


@cache
def _pattern(lang: str = "en") -> re.Pattern[str]:
    words = {
        entry.id: "|".join(map(re.escape, sorted(entry.words, key=len, reverse=True)))
        for entry in entries("afterwards", lang)
    }
    return re.compile(
        rf"\b(?:{words['points back']})\b[^.;:\n]{{0,30}}?\b(?P<cue>{words['hands over']})\b", re.IGNORECASE
    )
