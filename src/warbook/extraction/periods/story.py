"""The days of a battle or war that a report tells as a story: all of them, the first, the last, the first few.

An undated report opens with them ('The battle of Keth (3 to 9 May 1917) …'); a dated one that looks back tells of a war
that is over (`conflicts.finished`).
"""

from datetime import timedelta

import msgspec

from warbook.extraction import link_event, link_period, stretches
from warbook.extraction.items import Item
from warbook.extraction.linked import Linked
from warbook.extraction.periods import bounds, wording
from warbook.extraction.stretches import Option
from warbook.extraction.wars import Conflict

_OPENING = 2
"""Sentences that tell the days of a battle."""
_EDGES = ("first day", "last day")


def of_whole(item: Item, event: str, past: Conflict | None) -> Option | None:
    """All of the days: for what a later paragraph counts before it has told a day of its own, for what stands behind a
    heading that counts nothing, and for 'the siege killed 400', 'losses over the whole', 'in the war' (`past`)."""
    if event not in link_event.LOSSES:
        return None
    if wording.said(item, "whole", ";") and not wording.dated(item):
        return _story(item) or _of_war(past)
    if past and wording.said(item, "in the war", ";") and not wording.dated(item):
        return _of_war(past)
    story = _story(item)
    return story if story and (_opens_paragraph(item, story) or _behind_heading(item, story)) else None


def _opens_paragraph(item: Item, story: Option) -> bool:
    scene, line = item.scene, item.line
    start = scene.text.rfind("\n", 0, line.span.start) + 1
    if story.words is None or start <= story.words.end:
        return False
    for index in range(line.index, -1, -1):
        if scene.lines[index].span.end <= start:
            break
        if any((t.start or t.end) and t.span.start >= start for t in scene.lines[index].times):
            return False
    return True


def _behind_heading(item: Item, story: Option) -> bool:
    """Whether the sentence comes right behind the one that tells the days, and that counts nothing."""
    before = item.scene.lines[item.line.index - 1] if item.line.index else None
    if before is None or story.words is None or before.numbers or wording.dated(item):
        return False
    return before.span.start <= story.words.start < before.span.end


def on_an_edge(item: Item) -> Option | None:
    """The first day for 'at the outset', the last for 'on the last day', in a sentence that tells no days."""
    story = None if wording.dated(item) else _story(item)
    if story is None or not story.start or not story.end:
        return None
    name = next((one for one in _EDGES if wording.said(item, one, ";")), None)
    if name is None:
        return None
    day = story.start if name == "first day" else story.end
    return msgspec.structs.replace(story, start=day, end=day, made=name, precision=1)


def in_its_first_days(item: Item, event: str, option: Option) -> Option:
    """'In the first four days of it' is so long from the day on that was chosen, or from the story's first."""
    if event in bounds.STANDING:
        return option
    for time in item.line.times:
        reach = stretches.length(time)
        words = item.scene.text[time.span.start : time.span.end].lower().split()
        if reach is None or "first" not in words[:2] or wording.parted(item, time.span, ";"):
            continue
        start = option.start or next((one.start for one in [_story(item)] if one), None)
        if start is not None:
            return Option(start, start + reach - timedelta(days=1), "first days", time.span, time.precision)
    return option


def before_it(item: Item, event: str, last: Linked | None) -> Option | None:
    """What a figure may take over from the one before: of a battle's first day only strength and what stands in the
    same sentence, for losses told next are of all its days."""
    before = last.option if last else None
    if last is None or before is None or before.made not in _EDGES:
        return before
    return before if event in bounds.STANDING or last.item.line is item.line else _story(item)


def _story(item: Item) -> Option | None:
    """The days with which an undated report opens."""
    if item.scene.published is not None:
        return None
    openings = item.scene.lines[:_OPENING]
    return next((one for line in openings for one in link_period.joined_dates(item, line.times, "whole")), None)


def _of_war(past: Conflict | None) -> Option | None:
    return Option(past.start, past.last, "whole war") if past else None
