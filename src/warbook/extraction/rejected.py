"""Figures that a later voice in the text rejects: 'It killed 40, said Kyiv. Moscow dismissed the claim.'"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from warbook.extraction.linked import Linked
from warbook.extraction.spot import Line, Scene
from warbook.model import Source
from warbook.vocabulary import entries


def rejected(scene: Scene, linked: Sequence[Linked], chains: Sequence[tuple[Source, ...]]) -> frozenset[int]:
    """The places in `linked` of the figures that are rejected right after they were told.

    `chains` are their sources. A rejection is of the last figures told before it, in its own sentence or in the one
    before, and of those that the same voice told right before them.
    """
    found: set[int] = set()
    for line in scene.lines if linked else ():
        for at, near in _rejections(scene, line):
            found.update(_meant(scene, linked, chains, line, at, near))
    return frozenset(found)


def _rejections(scene: Scene, line: Line) -> Iterator[tuple[int, bool]]:
    """Where a sentence rejects what was told, and whether that can only be told in the sentence itself."""
    text, lang = scene.text, scene.lang
    outright = _outright(lang).match(text, line.span.start, line.span.end)
    if outright:
        yield outright.start(), False
    for pattern, near in ((_of_it(lang), False), (_verdict(lang), False), (_which(lang), True)):
        found = pattern.search(text, line.span.start, line.span.end)
        if found and not _NEGATED.search(text, line.span.start, found.start()):
            yield found.start(), near


def _meant(
    scene: Scene,
    linked: Sequence[Linked],
    chains: Sequence[tuple[Source, ...]],
    line: Line,
    at: int,
    near: bool,
) -> Iterator[int]:
    """The figures that a rejection at an offset is of."""
    last = bisect_right(linked, at, key=lambda one: one.item.number.span.end) - 1
    inside = near or any(number.span.end <= at for number in line.numbers)
    if last < 0 or line.index - linked[last].item.line.index > (0 if inside else 1):
        return
    told = _origin(chains[last])
    if told and told in scene.text[max(line.span.start, linked[last].item.number.span.end) : at]:
        return  # whoever told it does not reject it
    opening = scene.text.rfind("\n", 0, linked[last].item.number.span.start)
    for place in range(last, -1, -1):
        item = linked[place].item
        same = item.line is linked[last].item.line or (told and item.number.span.start > opening)
        parted = item.line is line and ";" in scene.text[item.number.span.end : at]
        if not same or parted or _origin(chains[place]) != told:
            return
        yield place


_NEGATED = re.compile(r"(?:\b(?:not|never|neither|nor|cannot)|n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _origin(chain: tuple[Source, ...]) -> str:
    return chain[0].name if chain else ""


@cache
def _of_it(lang: str) -> re.Pattern[str]:
    """'Dismissed the figures', 'denied all of it.', 'the claim was rejected'."""
    rejects, what, every = _words("rejects", lang), _words("what", lang), _words("all", lang, "it")
    a_figure = rf"(?!an?\s)(?:[\w'’-]+\s+){{0,3}}(?:{what})\b(?!\s+(?:that|of|by|which)\b)"
    passive = rf"\b(?:{what})\s+(?:is|are|was|were|has been|have been)\s+(?:\w+\s+)?(?:{rejects})\b"
    return re.compile(rf"\b(?:{rejects})\s+(?:{a_figure}|(?:{every})(?=\s*(?:[.,;:!?)\"”’]|$|\sas\s)))|{passive}", re.I)


@cache
def _verdict(lang: str) -> re.Pattern[str]:
    """'That is a lie', 'called this "reckless talk"', ': "fake news"', 'such nonsense'."""
    verdict, calls, every = _words("verdict", lang), _words("calls", lang), _words("all", lang)
    quote = r"[\"“”'‘’«]?"
    it = rf"(?:(?<=[.!?\"“”]\s)|(?<=[\"“])|(?<=and\s))(?:{_words('it', lang)})"
    subject = rf"{it}|\b(?:{every}|they|these|those|which)"
    is_so = rf"(?:{subject})(?:['’]s|['’]re|\s+(?:is|was|are|were))\s+(?:\w+\s+){{0,2}}{quote}"
    called = rf"\b(?:{calls})\s+(?:[\w'’]+\s+){{0,4}}{quote}(?:\w+\s+){{0,2}}"
    alone = r"[:—]\s*[\"“‘«]\s*(?:\w+\s+)?|\bsuch\s+"
    return re.compile(rf"(?:{is_so}|{called}|{alone})(?:{verdict})\b", re.I)


@cache
def _outright(lang: str) -> re.Pattern[str]:
    """A sentence that opens with the verdict: 'Rubbish, says Addis Ababa.', '"Lies!"'."""
    return re.compile(rf"[\"“‘«]?(?:{_words('verdict', lang)})\s*[,.!?]", re.I)


@cache
def _which(lang: str) -> re.Pattern[str]:
    """', a charge that Kyiv rejects', ', figures disputed by Kyiv'."""
    rejects, what, more = _words("rejects", lang), _words("what", lang), _words("what is told of another", lang)
    return re.compile(
        rf",\s+(?:an?\s+|the\s+)?(?:{what}|{more})\s+(?:(?:that|which)\s+(?:[\w'’-]+\s+){{1,5}})?(?:{rejects})\b", re.I
    )


@cache
def _words(name: str, lang: str, *more: str) -> str:
    """The words of entries as alternatives of a pattern, the longest first."""
    found = {word for entry in entries("rejections", lang) if entry.id in (name, *more) for word in entry.words}
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))
