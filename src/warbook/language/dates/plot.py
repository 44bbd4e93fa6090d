"""A first look over a whole document: is it a story or news, how does it write dates, which years does it tell."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise

import msgspec

from warbook.language.dates import calendar, forms, offsets, story
from warbook.language.dates.calendar import Moment
from warbook.language.dates.choose import from_publication
from warbook.language.dates.context import FAR_DAYS, Context
from warbook.language.dates.dateline import dateline, heads
from warbook.language.dates.layout import Layout
from warbook.language.dates.parts import Parts
from warbook.language.dates.points import in_year, written, year_moment, year_of
from warbook.language.dates.relations import is_aside, is_range, relation
from warbook.language.dates.story import Point

FAR = 2  # years from publication at which a year speaks of history
MANY, OUTWEIGHS = 4, 5  # so many years of history, so many years to a word of news, make a document a story
OUTSIDE = -1  # the paragraph of what no paragraph tells: the publication itself
YEAR = re.compile(r"(?<![\d,.])(?:1[0-9]|20)\d\d(?![\d,]|\.\d)")
FORMS = {"iso", "numeric", "compact", "group"}
Place = tuple[int, int]
At = Callable[[int], Moment | None]


class Mark(msgspec.Struct, frozen=True):
    """A match with what it gives in a year, and the year that it names itself."""

    parts: Parts
    at: At
    year: int | None = None
    step: int | None = None


def survey(text: str, published: date | None, found: list[Parts], title: str = "") -> Context:
    """The context in which the matches of a document are read. Without `published`, a dateline stands for it."""
    layout = Layout(text)
    published = published or dateline(text, layout, found)
    context = Context(text, published, _is_story(layout, found, published))
    orders = {forms.order(words) for parts in found if (words := parts.words("numeric")) and "." not in words} - {None}
    context.day_first = orders.pop() if len(orders) == 1 else None
    marks = [mark for parts in found if (mark := _mark(parts, context))]
    if context.narrative or any(_is_far(mark, context) for mark in marks):
        context.years = _years_told(layout, found, marks, context, _years_in(title) if context.narrative else [])
    context.years |= _ranges(text, marks, context)
    return context


def _is_story(layout: Layout, found: list[Parts], published: date | None) -> bool:
    if published is None:
        return True
    dated = [parts for parts in found if "y" in parts]
    far = [parts for parts in dated if "e" in parts or published.year - (parts.number("y") or 0) >= FAR]
    words_of_news = sum(map(_of_news, found)) + any(heads(layout, parts) for parts in found if "m" in parts)
    if len(far) >= MANY and len(dated) > OUTWEIGHS * words_of_news:
        return True
    if len(far) == len(dated) and any("m" in parts for parts in far) and not words_of_news:
        return True
    return not words_of_news and _goes_through_years(found, published)


def _goes_through_years(found: list[Parts], published: date) -> bool:
    """Whether days are told in order from one year into another, with days between them that leave out the year; what
    comes behind them may do so only where the year of publication has been reached."""
    years = [parts.number("y") for parts in found if "m" in parts]
    named = [year for year in years if year]
    if len(set(named)) < 2 or named != sorted(named):
        return False
    first, last = years.index(named[0]), len(years) - 1 - years[::-1].index(named[-1])
    return None in years[first:last] and (last == len(years) - 1 or named[-1] == published.year)


def _of_news(parts: Parts) -> bool:
    """Whether words count from the day of writing: 'today', 'last week'; 'next morning' is a story's as well."""
    names = parts.match.parts.keys()
    if parts.match.rule.make == "anniversary":
        return False
    if "day" in names or parts.match.rule.make == "ago":
        return True
    if "p" in names and parts.number("r") == 1:
        return False
    return not names & {"m", "b", "y"} and bool(names & {"w", "r"})


def _is_far(mark: Mark, context: Context) -> bool:
    moment = mark.at(mark.year) if mark.year is not None else None
    return bool(moment and context.published and context.published.first - moment.first > FAR_DAYS)


def _mark(parts: Parts, context: Context) -> Mark | None:
    """What a match adds to the story; None where it is no date of its own."""
    names = parts.match.parts.keys()
    if parts.match.rule.make == "anniversary":
        day = next(iter(offsets.anniversary(parts, context))).moment
        return Mark(parts, partial(_always, day), calendar.civil(day.first)[0]) if day else None
    if names & FORMS:
        moment = written(parts, context)[0]
        return Mark(parts, lambda year: moment, calendar.civil(moment.first)[0]) if moment else None
    step = _year_step(parts)
    if step is not None:
        return Mark(parts, year_moment, None, step) if context.narrative else None
    at = in_year(parts)
    if at is None or names & {"r", "b"}:
        return None
    year, how = year_of(parts, context)
    return Mark(parts, at, None if how else year)


def _year_step(parts: Parts) -> int | None:
    """1 for 'the following year', 0 for 'that year'; None for all else."""
    if parts.match.rule.make != "which" or parts.name("u") != "year":
        return None
    return parts.number("b") if "b" in parts else parts.number("r")


def _years_in(title: str) -> list[int]:
    """The year of a title, the first and last of 'Battle of Mosul (2016–2017)'."""
    return [int(year) for year in YEAR.findall(title)]


def _years_told(
    layout: Layout, found: list[Parts], marks: list[Mark], context: Context, titled: list[int]
) -> dict[Place, int | None]:
    """The years of the dates by their places. `titled`: the years that the report's title names."""
    by_place = {mark.parts.place: mark for mark in marks}
    places: list[Place] = []
    rows: list[Point] = []
    since: list[tuple[Mark, int]] = []
    hint = titled[0] if titled else None
    heading = len(titled) == 1
    for parts in found:
        place = parts.place
        mark = by_place.get(place)
        paragraph = layout.paragraph(place[0])
        if mark is None:
            year, how = year_of(parts, context)
            if year is not None and not how:
                hint, heading = year, layout.opens(place[0])
            elif context.published and not context.narrative and _of_news(parts):
                published = context.published
                this_year = calendar.civil(published.first)[0]
                rows.append(Point(at=partial(_always, published), year=this_year, paragraph=paragraph))
                places.append(place)
            continue
        if mark.step is None and relation(layout.text, place[0]) == "since":
            since.append((mark, len(rows)))
            hint = mark.year if mark.year is not None else hint
            continue
        if mark.year is not None and is_aside(layout.text, place[0]):
            continue
        rows.append(_point(mark, hint, heading, paragraph, context))
        places.append(place)
        if mark.year is not None and titled:
            hint, heading, titled = None, False, []  # from here on the text tells its years itself
        hint = hint if heading else None
    if not context.narrative and context.published:
        this_year = calendar.civil(context.published.first)[0]
        rows.append(Point(at=partial(_always, context.published), year=this_year, paragraph=OUTSIDE))
        places.append((len(layout.text), len(layout.text)))
    told = story.years(rows)
    years = dict(zip(places, told, strict=True))
    for mark, at in since:
        if context.narrative and mark.year is None:
            years[mark.parts.place] = _year_before(mark, rows, told, at)
    return years


def _always(moment: Moment, year: int) -> Moment:
    return moment


def _point(mark: Mark, hint: int | None, heading: bool, paragraph: int, context: Context) -> Point:
    news = None
    if not context.narrative and mark.year is None:
        moment = from_publication(mark.at, mark.parts, context)[0]
        news = calendar.civil(moment.first)[0] if moment else None
    return Point(at=mark.at, year=mark.year, step=mark.step, hint=hint, heading=heading, paragraph=paragraph, news=news)


def _year_before(mark: Mark, rows: list[Point], told: list[int | None], at: int) -> int | None:
    """For 'since April': the year of the last April before the date that the story stands at."""
    for index in (at - 1, at):
        year = told[index] if 0 <= index < len(told) else None
        here = rows[index].at(year) if year is not None else None
        if here is not None and year is not None:
            return next((y for y in (year, year - 1) if (m := mark.at(y)) and m.first <= here.last), None)
    return None


def _ranges(text: str, marks: list[Mark], context: Context) -> dict[Place, int | None]:
    """The years of dates that are one end of a range whose other end tells them: 'from 1 December to 5 May 2021'."""
    years: dict[Place, int | None] = {}
    for first, second in pairwise(marks):
        if not is_range(text, first.parts.place, second.parts.place):
            continue
        if first.year is None and second.year is not None:
            years[first.parts.place] = _nearest(first.at, second.at(second.year), (0, -1))
        elif second.year is None:
            start = first.at(first.year) if first.year is not None else _read(first, context)
            end = _read(second, context) if first.year is None else None
            if start and end and start.first > end.last:  # 'January to November' in December: not from next January on
                years[first.parts.place] = _nearest(first.at, end, (0, -1))
                years[second.parts.place] = calendar.civil(end.first)[0]
                continue
            years[second.parts.place] = _nearest(second.at, start, (0, 1))
    return {place: year for place, year in years.items() if year is not None}


def _read(mark: Mark, context: Context) -> Moment | None:
    year = context.years.get(mark.parts.place)
    if year is not None:
        return mark.at(year)
    return None if context.narrative else from_publication(mark.at, mark.parts, context)[0]


def _nearest(at: At, other: Moment | None, steps: tuple[int, int]) -> int | None:
    """The year, from that of the other end on, in which a date does not lie on the wrong side of it."""
    if other is None:
        return None
    year = calendar.civil(other.first)[0]
    for step in steps:
        moment = at(year + step)
        if moment and (moment.last >= other.first if steps[1] > 0 else moment.first <= other.last):
            return year + step
    return None
