"""The days of a figure that hangs on a whole war: one that goes on, one that has just begun, one that is over."""

from datetime import date, timedelta

import msgspec

from warbook.extraction import grammar, link_event, link_period
from warbook.extraction.items import Item
from warbook.extraction.lexicon import speech_words
from warbook.extraction.periods import told, wording
from warbook.extraction.spot import Scene
from warbook.extraction.stretches import Option
from warbook.extraction.wars import Conflict
from warbook.language.dates import TimeExpression, calendar
from warbook.model import Span

FRESH = timedelta(days=366)
"""So long after a war began its totals are of all of it; later they may be of some part."""


def over_the_war(item: Item, event: str, option: Option, over: Conflict | None) -> Option:
    """'Its final list has 170 servicemen': what a report on a war that is over counts without a day befell in that war
    (gold/GUIDELINES.md: the period of a total of a finished war is its dates); likewise what somebody stated later."""
    if over is None or over.last is None or event not in link_event.LOSSES or link_period.tense(item) == "will":
        return option
    dated = any(_inside(time, over.start, over.last) for time in item.line.times)
    stated = option.start is not None and option.start > over.last and _is_stated(item)
    if not stated and (option.made != "open" or dated):
        return option
    return Option(over.start, over.last, "whole war", precision=calendar.precision((over.last - over.start).days + 1))


def _is_stated(item: Item) -> bool:
    """Whether the verb over the number is one of saying: 'on 3 December the ministry listed 2,783 dead'."""
    verb = grammar.verb_above(item.tree, item.head)
    return verb is not None and item.tree.lower[verb] in speech_words(item.scene.lang)


def _inside(time: TimeExpression, start: date, end: date) -> bool:
    """Whether a date lies in the war: 'last year' in a look back may be when somebody said so."""
    return (time.start or date.min) <= end and start <= (time.end or date.max) and bool(time.start or time.end)


def of_what_began(item: Item, event: str, option: Option, origin: date | None, total: bool) -> Option:
    """Where the wording tells no first day of a total: since the day on which, as the report says, something began, or
    in a war's first year since that began ('two million have fled so far')."""
    if not total or option.start is not None or option.end is None or event not in link_event.LOSSES:
        return option
    began = told.begun(item)
    if began is None and option.made.startswith("until"):
        began = origin
    fresh = began is not None and began <= option.end <= began + FRESH
    return msgspec.structs.replace(option, start=began, made=f"war {option.made}") if fresh else option


def counted_from_its_start(item: Item, option: Option, origin: date | None) -> bool:
    """'From 24 February to 23 August 2022 …' in a report of September: what the sentence itself counts from a war's
    first day, for two weeks or more, until lately."""
    published, start, end = item.scene.published, option.start, option.end
    if option.made != "here span" or published is None or start is None or end is None or start != origin:
        return False
    return start + _SOME_WEEKS <= end <= published <= end + _LATELY


_LATELY = timedelta(days=31)
_SOME_WEEKS = timedelta(days=14)


def since_the_war(item: Item, origin: date | None) -> Option | None:
    """'12,700 civilians have died since the invasion began': from the war's first day, up to the report.

    None where the words stand beyond a stop, a comma or another number, where the sentence tells a day ('by 31 May'),
    or nobody knows when the war began.
    """
    if origin is None or wording.dated(item):
        return None
    words = wording.said(item, "war began", ",;:")
    return _from_its_start(item.scene, origin, words) if words else None


def _from_its_start(scene: Scene, origin: date, words: Span) -> Option:
    """From a war's first day up to the report, or up to the last day that an undated one states."""
    published, latest = scene.published, scene.latest
    if published is None and latest is not None and latest.end is not None and latest.end >= origin:
        return Option(origin, latest.end, "war until text date", latest.span, latest.precision)
    end = published if published and published >= origin else None
    return Option(origin, end, "war until report", words)
