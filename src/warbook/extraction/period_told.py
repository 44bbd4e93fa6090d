"""What the wording around a figure tells of its days, whatever was weighed: of a battle's story, of a war going on."""

from bisect import bisect_right
from datetime import date

import msgspec

from warbook.extraction import link_event, link_period
from warbook.extraction.items import Item
from warbook.extraction.spot import Scene
from warbook.extraction.stretches import Option
from warbook.language.dates import TimeExpression
from warbook.model import Span


def first_told(scene: Scene) -> int | None:
    """The offset at which a text first tells a day or month."""
    told = (t for line in scene.lines for t in line.times if t.start and t.end and (t.precision or 9) <= _TO_THE_MONTH)
    first = next(told, None)
    return first.span.start if first else None


def of_whole_story(item: Item, event: str) -> Option | None:
    """The days of the battle that an undated report opens with ('The battle of Keth (3 to 9 May 1917) …'), for what a
    later paragraph counts before it has told a day of its own: the losses of the whole."""
    scene, line = item.scene, item.line
    story = _story(item) if event in link_event.LOSSES else None
    start = scene.text.rfind("\n", 0, line.span.start) + 1
    if story is None or story.words is None or start <= story.words.end:
        return None
    for index in range(line.index, -1, -1):
        if scene.lines[index].span.end <= start:
            break
        if any((t.start or t.end) and t.span.start >= start for t in scene.lines[index].times):
            return None
    return story


def on_its_first_day(item: Item) -> Option | None:
    """The first of those days, for a sentence that says 'at the outset', 'on the first day', and no day of its own."""
    story = _story(item)
    text = item.scene.text[item.line.span.start : item.line.span.end]
    if story is None or story.start is None or any(t.start or t.end for t in item.line.times):
        return None
    if all(mention.sense.id != "first day" for mention in link_period.aspect_words().find(text)):
        return None
    return msgspec.structs.replace(story, end=story.start, made="first day", precision=1)


def _story(item: Item) -> Option | None:
    """The days with which an undated report opens."""
    if item.scene.published is not None:
        return None
    openings = item.scene.lines[:_OPENING]
    return next((one for line in openings for one in link_period.joined_dates(item, line.times, "whole")), None)


_OPENING = 2
"""Sentences that tell the days of a battle."""


def since_it_began(item: Item, event: str) -> Option | None:
    """'The war broke out in May 2021. It has killed 400.': from then up to the report.

    None where the figure is of something else than what goes on, or another date stands between.
    """
    published = item.scene.published
    if published is None or event not in _TOLLS or link_period.tense(item) != "perfect":
        return None
    lines = item.scene.lines[max(0, item.line.index - 1) : item.line.index + 1]
    before = [t for line in lines for t in line.times if t.span.start < item.number.span.start]
    last = before[-1] if before else None
    if last is None or last.start is None or last.start > published or not _begins_at(item, last):
        return None
    return Option(last.start, published, "since it began", last.span, last.precision)


def of_the_heading(item: Item, event: str, option: Option) -> Option:
    """'Summary of 13 to 24 June.' at the head of a dated report is the period of what it counts without a day of its
    own, but for what stands at its end."""
    published = item.scene.published
    untold = option.made == "open" or (option.made in _OF_REPORT and option.start == option.end == published)
    if published is None or not untold or event in STANDING or any(t.start or t.end for t in item.line.times):
        return option
    return _heading(item, published) or option


def _heading(item: Item, published: date) -> Option | None:
    """The days that the first sentence tells, where it counts nothing and they end shortly before the report."""
    first = item.scene.lines[0]
    told = link_period.joined_dates(item, first.times, "heading")
    told += [Option(t.start, t.end, "heading", t.span, t.precision) for t in first.times if t.start != t.end]
    ends = [one.end for one in told if one.start and one.end]
    if first.numbers or len(ends) != 1 or len(told) != 1:
        return None
    return told[0] if 0 <= (published - ends[0]).days <= _LATELY else None


_OF_REPORT = frozenset({"report day", "as before"})
_LATELY = 10
"""Days within which a report on a stretch of days appears."""


def as_it_stands(item: Item, event: str, option: Option) -> Option:
    """'Their 1,500 men hold the pass', with no day told: strength and control in the present are of the report's."""
    published = item.scene.published
    if option.made != "open" or published is None or event not in _NOW or link_period.tense(item) != "present":
        return option
    return Option(published, published, "report day", precision=1)


_NOW = frozenset({"present", "held"})


def by_an_unknown_day(item: Item, event: str) -> bool:
    """'It had 158 killed and 70 missing by mid-April', where nothing tells the year, is a total up to then as well."""
    bounds = (t for t in item.line.times if t.relation == "by" and not (t.start or t.end))
    first = next((t for t in bounds if t.span.start > item.number.span.end), None)
    between = item.scene.text[item.number.span.end : first.span.start] if first else ";"
    return event in link_event.LOSSES and ";" not in between and link_period.tense(item) != "will"


_TOLLS = frozenset({"killed", "wounded", "casualties", "displaced", "missing"})


def _begins_at(item: Item, time: TimeExpression) -> bool:
    """Whether a word for beginning stands right before a date: 'broke out in', 'began on'."""
    text = item.scene.text
    led = text[max(0, time.span.start - _LED) : time.span.start]
    found = [m for m in link_period.aspect_words().find(led) if m.sense.id == "begin"]
    return bool(found) and len(led[found[-1].span.end :].split()) <= 2 and "." not in led[found[-1].span.end :]


_LED = 40
_MIDDLE = 15
"""The day of a month that 'mid-May' tells where it bounds a period or dates a strength."""
STANDING = frozenset({"present", "held", "deployed"})
"""Strength and control: of a day, and no total."""


def on_its_last_day(option: Option, time: TimeExpression, item: Item) -> Option:
    """600 men 'by the end of June' or 'at the end of June' stood there on the 30th."""
    words = item.scene.text[time.span.start : time.span.end].lower()
    if option.end is None or (time.relation != "by" and not (time.phase == "end" and "end" in words.split())):
        return option
    return msgspec.structs.replace(option, start=option.end, precision=1)


def at_the_middle(option: Option, item: Item, event: str) -> Option:
    """'By mid-May' is up to the 15th, 'since mid-May' from then on; 600 men 'in mid-May' stood there on the 15th."""
    words = option.words
    time = next((t for t in item.scene.lines[_line_of(item, words)].times if t.span == words), None) if words else None
    if time is None or not _is_mid_month(time):
        return option
    stands = event in STANDING and (option.start, option.end) == (time.start, time.end)
    start = _middle(option.start) if option.start == time.start and (stands or option.end != time.end) else option.start
    end = _middle(option.end) if option.end == time.end and (stands or option.start != time.start) else option.end
    return msgspec.structs.replace(option, start=start, end=end)


def _is_mid_month(time: TimeExpression) -> bool:
    start, end = time.start, time.end
    return time.phase == "mid" and bool(start and end and start.day == _TENTH + 1 and end.day == 2 * _TENTH)


_TENTH = 10


def _middle(day: date | None) -> date | None:
    return day.replace(day=_MIDDLE) if day else None


def _line_of(item: Item, words: Span) -> int:
    lines = item.scene.lines
    return max(0, bisect_right(lines, words.start, key=lambda line: line.span.start) - 1)


_TO_THE_MONTH = 4
"""UCDP date_prec of a month."""
