"""Each word for 'us' and for the enemy, with the side that is meant."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from warbook.extraction.spot import Meant, Scene
from warbook.extraction.standpoint import words
from warbook.extraction.standpoint.foes import foe
from warbook.extraction.standpoint.own import own_side
from warbook.extraction.standpoint.quoted import spoken
from warbook.extraction.standpoint.stretch import holding, line_at, touched
from warbook.model import Span


def meant(scene: Scene) -> tuple[Meant, ...]:
    """The words whose side is known, in text order; none that lies inside a party's name."""
    found = list(words.said(scene.text, scene.lang))
    if all(word.lastgroup in (words.THEIRS, words.HIS) for word in found):
        return ()
    voices = spoken(scene, words.speech(scene.lang))
    spans = [one.span for one in voices]
    own = _between(len(scene.text), spans)
    author, partial = own_side(scene, own)
    taken = [m.span for line in scene.lines for m in line.parties]
    rows: list[Meant] = []
    for word in found:
        span = Span(*word.span())
        if touched(span, taken):
            continue
        role = str(word.lastgroup)
        place = holding(span, spans)
        side = voices[place].side if place is not None else _told_by(scene, span, role, author, partial)
        if side is not None:
            rows += _stands_for(scene, span, role, side, rows)
    return tuple(rows)


def _told_by(scene: Scene, span: Span, role: str, author: str | None, partial: bool) -> str | None:
    """The side whose words the report gives outside quotations: its own, if it takes sides. One whose words are only
    told says 'the enemy' too ('Kyiv puts the enemy's losses at …')."""
    if partial or role != words.FOE:
        return author if partial else None
    line = line_at(scene, span.start)
    if line is None:
        return None
    told = [m for m in line.parties if m.span.end <= span.start]
    said = words.speech(scene.lang).search(scene.text, line.span.start, line.span.end)
    return told[0].sense.id if told else author if said else None


def _stands_for(scene: Scene, span: Span, role: str, side: str, before: Sequence[Meant]) -> Iterator[Meant]:
    if role == words.OURS:
        yield Meant(span, side, role)
        return
    against = foe(side, scene)
    told = _spoken_of if role == words.HIS else _contrasted
    if against and (role == words.FOE or told(scene, span, against, before)):
        yield Meant(span, against, role)


def _contrasted(scene: Scene, span: Span, against: str, before: Sequence[Meant]) -> bool:
    """Whether 'they' are the enemy: spoken of beside 'us', or 'their losses' behind a sentence on the enemy, with no
    other party named before."""
    line = line_at(scene, span.start)
    if line is None or any(m.span.end <= span.start and m.sense.id != against for m in line.parties):
        return False
    first = scene.lines[line.index - 1].span.start if line.index else line.span.start
    near = list(takewhile(lambda one: one.span.start >= first, reversed(before)))
    if any(one.role == words.OURS and one.span.start >= line.span.start for one in near):
        return True
    owned = words.of("theirs", scene.lang).fullmatch(scene.text, span.start, span.end)
    return bool(owned) and any(one.role == words.FOE and one.span.start < line.span.start for one in near)


def _spoken_of(scene: Scene, span: Span, against: str, before: Sequence[Meant]) -> bool:
    """Whether 'he' is the enemy, as in old dispatches: spoken of in this sentence or the one before, and nobody named
    since."""
    line = line_at(scene, span.start)
    last = next((one for one in reversed(before) if one.role in (words.FOE, words.HIS)), None)
    if line is None or last is None or last.span.start < scene.lines[max(0, line.index - 1)].span.start:
        return False
    return last.party == against and not _NAME.search(scene.text, last.span.end, span.start)


_NAME = re.compile(r"(?<![.!?\n] )(?<![.!?]\n)\b[A-Z][a-z]")
"""A capital that begins no sentence."""


def _between(length: int, voices: Sequence[Span]) -> list[Span]:
    """The stretches of the report's own voice: what lies between those of others."""
    stretches, at = [], 0
    for span in voices:
        if span.start > at:
            stretches.append(Span(at, span.start))
        at = max(at, span.end)
    return [*stretches, Span(at, length)] if at < length else stretches
