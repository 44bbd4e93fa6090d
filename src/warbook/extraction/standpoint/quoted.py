"""Whose words the stretches of a text are: those in quotation marks, and turns of a transcript under a name."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from warbook.extraction import lexicon
from warbook.extraction.lexicon import Mention
from warbook.extraction.spot import Scene
from warbook.extraction.standpoint import words
from warbook.extraction.standpoint.stretch import line_at, parties, touched
from warbook.language import quotations
from warbook.model import Span

_LABEL = re.compile(r"^[\s\[(]*(?:[\d:.]+[\])\s]*)?[-–—]?[ ]?([^\n:]{1,80}):(?=\s)", re.MULTILINE)
_SHORT = 3
"""Words of a quotation that is a word or two held at arm's length, not somebody's speech."""
_CLAUSE, _APART = 300, 400
"""Code points before a quotation in which its speaker is looked for, and between two that one person speaks."""


class Spoken(msgspec.Struct, frozen=True):
    """A stretch in another voice than the report's. `side`: the party it speaks for; None where that is not told."""

    span: Span
    side: str | None


def spoken(scene: Scene, speech: re.Pattern[str]) -> list[Spoken]:
    """The quotations and turns of a text, in text order. `speech` finds verbs of saying."""
    turns = list(_turns(scene))
    taken = [turn.span for turn in turns]
    quotes: list[Spoken] = []
    for span in quotations.find(scene.text):
        if len(scene.text[span.start : span.end].split()) <= _SHORT or touched(span, taken):
            continue
        quotes.append(Spoken(span, _speaker(scene, span, quotes, speech)))
    return sorted([*turns, *quotes], key=lambda one: one.span.start)


def _turns(scene: Scene) -> Iterator[Spoken]:
    """'CDR. X: …', up to the next such label. Those of askers and of parties only: others speak as the report does."""
    labels = [m for m in _LABEL.finditer(scene.text) if _names_somebody(m.group(1))]
    ends = [*(label.start() for label in labels[1:]), len(scene.text)]
    for label, end in zip(labels, ends, strict=False):
        span = Span(label.end(), end)
        named = _parties_of(label.group(1), scene.lang)
        asks = words.of("asker", scene.lang).search(label.group(1))
        if (named or asks) and len(labels) > 1:
            yield Spoken(span, named[0].sense.id if named and not asks else None)


def _parties_of(label: str, lang: str) -> list[Mention]:
    """The parties that a label names, in capitals too: 'GEN. SYRSKYI'."""
    return lexicon.parties(lang).find(label) or lexicon.parties(lang).find(label.title())


def _names_somebody(label: str) -> bool:
    """Whether a label is a name in capitals or of capitalised words, as a speaker's is."""
    return all(word[:1].isupper() or not word[:1].isalpha() for word in label.split()) and len(label.split()) <= 8


def _speaker(scene: Scene, quote: Span, before: Sequence[Spoken], speech: re.Pattern[str]) -> str | None:
    """The party named nearest a quotation in the words that say whose it is; for 'he' and 'they', whoever was quoted
    before, or the only party of the sentence before."""
    following, leading = _clause_after(scene.text, quote), _clause_before(scene.text, quote)
    for clause in (following, leading):
        stretch = scene.text[clause.start : clause.end]
        if not speech.search(stretch) and not stretch.rstrip().endswith(":"):
            continue
        named = parties(scene, clause)
        if named:
            return (named[0] if clause is following else named[-1]).sense.id
        if words.of("he", scene.lang).search(stretch):
            near = before and _near(scene.text, before[-1].span, quote)
            return before[-1].side if near else _named_before(scene, quote)
    none_said = not scene.text[leading.start : leading.end].strip() and not following.end > following.start
    return before[-1].side if none_said and before and _near(scene.text, before[-1].span, quote) else None


_END = re.compile(r"[;\n\"“”«»]|[.!?](?=\s|$)")


def _clause_after(text: str, quote: Span) -> Span:
    """The words behind a quotation that belong to it: up to the end of the clause; none behind a full stop."""
    if text[quote.end - 2 : quote.end - 1] in ".!?" and not text[quote.end :].lstrip(" ")[:1].islower():
        return Span(quote.end, quote.end)
    end = _END.search(text, quote.end)
    return Span(quote.end, end.start() if end else len(text))


def _clause_before(text: str, quote: Span) -> Span:
    first = max(0, quote.start - _CLAUSE)
    return Span(max((m.end() for m in _END.finditer(text, first, quote.start)), default=first), quote.start)


def _named_before(scene: Scene, quote: Span) -> str | None:
    """The only party of the sentence before that of the quotation."""
    line = line_at(scene, quote.start)
    before = scene.lines[line.index - 1].parties if line and line.index else ()
    named = {mention.sense.id for mention in before}
    return named.pop() if len(named) == 1 else None


def _near(text: str, one: Span, other: Span) -> bool:
    return text[one.end : other.start].count("\n") <= 2 and other.start - one.end < _APART
