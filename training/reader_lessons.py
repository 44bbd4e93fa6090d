"""Annotated documents as lessons for the reader: a sheet, and for each of its numbers what is right."""

import re
from collections.abc import Sequence
from random import Random
from typing import Any

import msgspec
from lessons import fits, party_id

from warbook.extraction import conflicts, link_event, link_object, link_period
from warbook.extraction.items import items
from warbook.extraction.reader.labels import FORMS, MODALITIES, form_of
from warbook.extraction.reader.sheet import Heading, Mark, Sheet, sheet_of
from warbook.extraction.spot import Scene
from warbook.model import Span
from warbook.vocabulary import Entry, entries

REPORT, OPEN = -1, -2
"""Days that rest on no words of the text: the report's own day, and none."""


class Answer(msgspec.Struct, kw_only=True):
    """What is right for one number. Empty lists: not known, nothing is taught. `parties` holds places in the sheet's
    sides, -1 for none; `days` places in its dates, or REPORT, OPEN; `bounds`, where no single date tells the days, the
    places of the first and the last; `sources` spans of the text, one of which is said,
    None where the report speaks itself."""

    figure: bool
    event: int = 0
    object: int = 0
    modality: int = 0
    running: int = 0
    parties: list[int] = []
    days: list[int] = []
    forms: list[int] = []
    bounds: list[int] = []
    sources: list[Span] | None = None


class Lesson(msgspec.Struct, kw_only=True):
    """A sheet and the answers for its numbers, in order."""

    id: str
    sheet: Sheet
    answers: list[Answer]


def lesson(scene: Scene, row: dict[str, Any], same_name: Any) -> Lesson:
    """The lesson of an annotated document. `same_name` tells whether two party names mean the same."""
    sheet = sheet_of(scene)
    pairs = aligned(sheet.numbers, row["figures"])
    found = items(scene)
    assert len(found) == len(sheet.numbers)
    origin = conflicts.origin(scene)
    answers = []
    for item, gold in zip(found, pairs, strict=True):
        if gold is None:
            answers.append(Answer(figure=False))
            continue
        days, forms, bounds = _days(item, gold, origin, sheet)
        answers.append(
            Answer(
                figure=True,
                event=link_event.EVENTS.index(gold["event"]),
                object=link_object.OBJECTS.index(gold["object"]),
                modality=MODALITIES.index(gold.get("modality", "asserted")),
                running=int(bool(gold.get("cumulative"))),
                parties=_parties(gold, sheet.sides, same_name),
                days=days,
                forms=forms,
                bounds=bounds,
                sources=_sources(gold, sheet.text, item.number.span),
            )
        )
    return Lesson(id=row["id"], sheet=sheet, answers=answers)


def aligned(numbers: Sequence[Span], figures: list[dict[str, Any]]) -> list[dict[str, Any] | None]:
    """Each number with the annotated figure that it overlaps most, or None; each figure once."""
    rows = sorted(
        (
            (-overlap, i, j)
            for i, span in enumerate(numbers)
            for j, gold in enumerate(figures)
            if (overlap := min(span.end, gold["end"]) - max(span.start, gold["start"])) > 0
        )
    )
    pairs: dict[int, int] = {}
    for _, i, j in rows:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [figures[pairs[i]] if i in pairs else None for i in range(len(numbers))]


def _parties(gold: dict[str, Any], sides: Sequence[str], same_name: Any) -> list[int]:
    if gold["party"] is None:
        return [-1]
    exact = [place for place, side in enumerate(sides) if side == party_id(gold["party"])]
    return exact or [place for place, side in enumerate(sides) if same_name(gold["party"], side)]


def _sources(gold: dict[str, Any], text: str, number: Span) -> list[Span] | None:
    """Every place where the origin's name stands, the nearest eight."""
    if not gold["sources"]:
        return None
    name = re.compile(r"\s+".join(map(re.escape, gold["sources"][0].split())), re.IGNORECASE)  # lines may be wrapped
    found = [Span(*match.span()) for match in name.finditer(text)]
    return sorted(found, key=lambda span: abs(span.start - number.start))[:8]


def _days(item: Any, gold: dict[str, Any], origin: Any, sheet: Sheet) -> tuple[list[int], list[int], list[int]]:
    """The dates and forms that give the annotated days; two dates only where no single one does."""
    days, forms, pairs = set(), set(), []
    for option, _ in link_period.candidates(item, gold["event"], origin, None):
        if not fits(option, gold):
            continue
        if option.first is not None and option.words is not None:
            pairs.append(option)
            continue
        if option.words is not None:
            days |= set(_inside(sheet, option.words))
        elif option.made == "open":
            days.add(OPEN)
        else:
            days.add(REPORT)
        forms.add(FORMS.index(form_of(option.like or option.made)))
    if forms or not pairs:
        return sorted(days), sorted(forms), []
    bounds = [place for words in (pairs[0].first, pairs[0].words) for place in _inside(sheet, words)]
    return [], [FORMS.index("pair")], bounds


def _inside(sheet: Sheet, words: Span) -> list[int]:
    return [place for place, s in enumerate(sheet.dates) if words.start <= s.start and s.end <= words.end]


def renamed(lesson: Lesson, chance: Random) -> Lesson:
    """The lesson with its sides exchanged for others, everywhere: what is learnt must not rest on who they are."""
    sheet = lesson.sheet
    known = _forms()
    others: dict[str, str] = {}
    for side in sheet.sides:
        if side in known and chance.random() < 0.8:
            pool = [p for p in _pool(known[side].data["kind"]) if p not in sheet.sides and p not in others.values()]
            others[side] = chance.choice(pool)
    edits: list[tuple[int, int, str]] = []
    for mark in sheet.marks:
        if mark.party in others:
            said = sheet.text[mark.span.start : mark.span.end]
            word = _word(known[others[mark.party]], mark.kind, said, chance)
            if word is None:  # no such word for the other side: leave this side as it is
                others.pop(mark.party)
    for mark in sheet.marks:
        if mark.party in others:
            said = sheet.text[mark.span.start : mark.span.end]
            edits.append(
                (mark.span.start, mark.span.end, _word(known[others[mark.party]], mark.kind, said, chance) or said)
            )
    return _edited(lesson, edits, others)


def _edited(lesson: Lesson, edits: list[tuple[int, int, str]], others: dict[str, str]) -> Lesson:
    sheet = lesson.sheet
    pieces, moves, last, shift = [], [], 0, 0
    for start, end, word in edits:
        if start < last:
            continue
        pieces += [sheet.text[last:start], word]
        moves.append((start, end, shift, shift + len(word) - (end - start)))
        shift += len(word) - (end - start)
        last = end
    text = "".join([*pieces, sheet.text[last:]])

    def moved(span: Span) -> Span:
        start, end = span.start, span.end
        first = (
            start + next((before for s, e, before, _ in reversed(moves) if s == start), 0)
            if any(s == start for s, *_ in moves)
            else start + _shift(moves, start)
        )
        return Span(first, max(first + 1, end + _shift(moves, end)))

    answers = [
        msgspec.structs.replace(a, sources=[moved(s) for s in a.sources] if a.sources else a.sources)
        for a in lesson.answers
    ]
    new = Sheet(
        title=sheet.title if not edits else _retitled(sheet.title, others),
        published=sheet.published,
        text=text,
        sides=tuple(others.get(side, side) for side in sheet.sides),
        headings=tuple(
            Heading(moved(Span(one.start, one.start + 1)).start, tuple(others.get(side, side) for side in one.sides))
            for one in sheet.headings
        ),
        numbers=tuple(moved(s) for s in sheet.numbers),
        marks=tuple(Mark(moved(m.span), others.get(m.party, m.party), m.kind) for m in sheet.marks),
        dates=tuple(moved(s) for s in sheet.dates),
        openings=tuple(moved(Span(at, at + 1)).start for at in sheet.openings),
    )
    return Lesson(id=lesson.id, sheet=new, answers=answers)


def _shift(moves: list[tuple[int, int, int, int]], offset: int) -> int:
    return next((after for _, end, _, after in reversed(moves) if end <= offset), 0)


def _retitled(title: str, others: dict[str, str]) -> str:
    """The title without the names that were exchanged in the text."""
    known = _forms()
    for side, other in others.items():
        for kind in ("words", "people"):
            for word in _words(known[side], kind):
                title = title.replace(word, (_words(known[other], kind) or [other])[0])
    return title


_KINDS = {"name": "words", "people": "people", "seat": "seats", "leader": "leaders"}


def _words(entry: Entry, kind: str) -> list[str]:
    return list(entry.words) if kind == "words" else list(entry.data.get(kind, ()))


def _word(entry: Entry, kind: str, said: str, chance: Random) -> str | None:
    words = _words(entry, _KINDS[kind])
    alike = [w for w in words if w.endswith("s") == said.endswith("s")] if kind == "people" else words
    if not alike:
        return None
    word = alike[0] if chance.random() < 0.7 else chance.choice(alike)
    return word.upper() if said.isupper() and len(said) > 4 else word


def _forms() -> dict[str, Entry]:
    return {entry.id: entry for entry in entries("parties", "en")}


def _pool(kind: Any) -> list[str]:
    return [entry.id for entry in entries("parties", "en") if entry.data["kind"] == kind]
