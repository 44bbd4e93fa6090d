"""What words around a figure tell of its days: that something began, a heading, an entry of a chronicle, a length."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from warbook.extraction import grammar, link_event, link_period, stretches
from warbook.extraction.items import Item
from warbook.extraction.periods import bounds, wording
from warbook.extraction.spot import Scene
from warbook.extraction.stretches import Option
from warbook.language.dates import TimeExpression
from warbook.model import Span


def first_told(scene: Scene) -> int | None:
    """The offset at which a text first tells a day or month."""
    told = (t for line in scene.lines for t in line.times if t.start and t.end and (t.precision or 9) <= _TO_THE_MONTH)
    first = next(told, None)
    return first.span.start if first else None


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
    if published is None or not untold or event in bounds.STANDING or wording.dated(item):
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


def entries(scene: Scene) -> list[tuple[Span, TimeExpression]]:
    """The parts of a chronicle and the day of each: paragraphs or items of a list that begin with it, or all between
    two days that stand on lines of their own. None where only one day begins a paragraph."""
    days = (time for line in scene.lines for time in line.times if time.start and time.start == time.end)
    heads = [time for time in days if _is_head(scene.text, time)]
    if len(heads) < 2 and not any(_stands_alone(scene.text, time) for time in heads):
        return []
    ends = [*(time.span.start for time in heads[1:]), len(scene.text)]
    return [
        (Span(time.span.start, _end_of_entry(scene.text, time, following)), time)
        for time, following in zip(heads, ends, strict=True)
    ]


def _end_of_entry(text: str, head: TimeExpression, following: int) -> int:
    if _stands_alone(text, head):
        return following
    blank = _BLANK_LINE.search(text, head.span.end + _HEAD_LINE, following)
    return blank.start() if blank else following


def _stands_alone(text: str, head: TimeExpression) -> bool:
    """Whether a day is all that its paragraph says."""
    return _PARAGRAPH_ENDS.match(text, head.span.end) is not None


_PARAGRAPH_ENDS = re.compile(r"[ \t*'_:.#=]*\n[ ]*\n")
_BLANK_LINE = re.compile(r"\n[ ]*\n")
_MARKUP = re.compile(r"[ \t*#•·'_-]*")
_HEAD_ENDS = re.compile(r"[ \t*'_]*(?:\n|[:.–—-])")
_HEAD_LINE = 8
"""Code points behind a head in which a blank line may still part it from what it heads."""


def _is_head(text: str, time: TimeExpression) -> bool:
    start = text.rfind("\n", 0, time.span.start) + 1
    ahead = _MARKUP.fullmatch(text, start, time.span.start)
    return ahead is not None and _HEAD_ENDS.match(text, time.span.end) is not None


def _tells_another(item: Item, head: TimeExpression) -> bool:
    """Whether the sentence tells a time that the head's day is no part of."""
    times = [(t.start, t.end or t.start) for t in item.line.times if t.start and t.span != head.span]
    return any(end is None or head.start is None or not start <= head.start <= end for start, end in times)


def of_the_entry(item: Item, option: Option, days: Sequence[tuple[Span, TimeExpression]]) -> Option:
    """What an entry of a chronicle counts befell on the day that it begins with, where its sentence tells none."""
    at = item.number.span.start
    block, head = days[bisect_right(days, at, key=lambda one: one[0].start) - 1] if days else (None, None)
    if block is None or not block.start <= at < block.end:
        return option
    if head is None or option.made not in _ELSEWHERE or _tells_another(item, head):
        return option
    return Option(head.start, head.end, "entry", head.span, head.precision)


_ELSEWHERE = frozenset({"open", "as before", "back in", "far in", "text date", "report day", "war since"})
_OF_REPORT = frozenset({"report day", "as before"})
_LATELY = 10
"""Days within which a report on a stretch of days appears."""


def in_length(item: Item, option: Option) -> Option:
    """'Killed in four weeks of fighting', with no day named: the weeks up to the report."""
    if option.made != "open":
        return option
    told = ((one, time) for one, time, back in stretches.lengths(item, None) if not back)
    ending = (one for one, time in told if one.made == "length to report" and time.relation in _WITHIN)
    return next(ending, option)


_WITHIN = frozenset({"in", "over", "within", "during"})


def as_it_stands(item: Item, event: str, option: Option) -> Option:
    """'Their 1,500 men hold the pass', with no day told: strength and control in the present are of the report's.

    In a report of many wars losses are too: '12 soldiers are killed'."""
    published = item.scene.published
    told = event in _NOW or (len(item.scene.parts) > 1 and event in link_event.LOSSES)
    if option.made != "open" or published is None or not told or not _in_the_present(item):
        return option
    return Option(published, published, "report day", precision=1)


def _in_the_present(item: Item) -> bool:
    """'Holds', 'are deployed': the verb over the number is of the present, also in the passive."""
    verb = grammar.clause(item.tree, item.head)
    auxiliaries = {item.tree.lower[child] for child in item.tree.children[verb]}
    return link_period.tense(item) == "present" or not auxiliaries.isdisjoint(_PRESENT)


_PRESENT = frozenset({"is", "are"})


_NOW = frozenset({"present", "held", "deployed"})


def by_an_unknown_day(item: Item, event: str) -> bool:
    """'It had 158 killed and 70 missing by mid-April', where nothing tells the year, is a total up to then as well."""
    days = (t for t in item.line.times if t.relation == "by" and not (t.start or t.end))
    first = next((t for t in days if t.span.start > item.number.span.end), None)
    between = item.scene.text[item.number.span.end : first.span.start] if first else ";"
    return event in link_event.LOSSES and ";" not in between and link_period.tense(item) != "will"


_TOLLS = frozenset({"killed", "wounded", "casualties", "displaced", "missing"})


def begun(item: Item) -> date | None:
    """The day on which something began that the report tells before the number: 'a battle which began on 20 June'."""
    lines = item.scene.lines[max(0, item.line.index + 1 - stretches.FAR) : item.line.index + 1]
    times = (t for line in reversed(lines) for t in reversed(line.times) if t.span.start < item.number.span.start)
    told = (t for t in times if t.start and (t.precision or 9) <= _TO_THE_MONTH and _begins_at(item, t))
    return next((time.start for time in told), None)


def _begins_at(item: Item, time: TimeExpression) -> bool:
    """Whether a word for beginning stands right before a date: 'broke out in', 'began on'."""
    text = item.scene.text
    led = text[max(0, time.span.start - _LED) : time.span.start]
    found = [m for m in link_period.aspect_words().find(led) if m.sense.id == "begin"]
    return bool(found) and len(led[found[-1].span.end :].split()) <= 2 and "." not in led[found[-1].span.end :]


_LED = 40
_TO_THE_MONTH = 4
"""UCDP date_prec of a month."""
