"""The years of a story: which year each date means that leaves its year out, all of them together.

A story mostly goes forward, in small steps; it goes back where a new paragraph takes up another thread; a year named on
the way, above all in a heading, holds for the dates after it. Each of these is a cost, and the cheapest path from one
dated point to the next (Viterbi) gives the years. So a date is told by the dates after it as well as by those before,
and one year said in passing does not carry off all that follow.
"""

from collections.abc import Callable, Iterator
from math import log1p

import msgspec

from warbook.language.dates.calendar import Moment

STEP_AHEAD, STEP_BACK = 1.0, 0.7  # for each doubling or so of the months between two dates
TURN_BACK, TURN_BACK_IN_PARAGRAPH = 0.3, 1.4  # for going back at all
AGAINST_YEAR, AGAINST_HEADING = 2.0, 4.0  # for another year than the one named since the date before
AGAINST_STEP = 8.0  # for another year than the one that 'the following year' counts to
AGAINST_UNNAMED = 0.7  # for a year that no date nearby names, at the head of a story
AGAINST_UNNAMED_LATER = 0.2  # the same behind a year that was named
LEAP, LEAP_MONTHS = 3.0, 18  # for a step of so many months ahead within a paragraph
HOP, HOP_MONTHS = 0.9, 9  # the same in a story
AGAINST_NEWS = 2.5  # in news, for another year than the one that publication tells
NEIGHBOURS = (-1, 0, 1)
MONTH = 30.4


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A date of the text. `year` is None where the text leaves it out; `at` gives the date in a year.

    `step` is set for 'the following year' (1) and its like, counted from the hint or the date before; `hint` is the
    year that was named since the date before, in a `heading` or not; `paragraph` is the number of its paragraph; `news`
    is the year that the day of publication tells.
    """

    at: Callable[[int], Moment | None]
    year: int | None = None
    step: int | None = None
    hint: int | None = None
    heading: bool = False
    news: int | None = None
    paragraph: int = 0


def years(points: list[Point]) -> list[int | None]:
    """The year of each point; None for those before which no year is named, if no later date has one of its own."""
    named = [at for at, point in enumerate(points) if point.hint is not None or point.year is not None]
    if not named:
        return [None] * len(points)
    start = 0 if any(point.year is not None for point in points) else named[0]
    return [None] * start + _cheapest(points[start:])


def _cheapest(points: list[Point]) -> list[int | None]:
    options = list(_options(points))
    costs = {year: cost + _against(points[0], year) for year, cost in options[0].items()}
    back: list[dict[int, int]] = []
    for at in range(1, len(points)):
        before, point = points[at - 1], points[at]
        row: dict[int, float] = {}
        links: dict[int, int] = {}
        for year, own in options[at].items():
            cost, links[year] = min((costs[y] + _step(before, y, point, year), y) for y in costs)
            row[year] = own + cost + _against(point, year)
        costs = row
        back.append(links)
    chosen: list[int | None] = [min(costs, key=lambda year: costs[year])]
    for links in reversed(back):
        last = chosen[-1]
        chosen.append(links[last] if last is not None else None)
    return chosen[::-1]


def _options(points: list[Point]) -> Iterator[dict[int, float]]:
    """The years that each point may mean, and their costs: its own, or those named near it, before and after."""
    after: list[int | None] = []
    following: int | None = None
    for point in reversed(points):
        after.append(following)
        following = point.year if point.year is not None else following
    before: int | None = None
    hints: set[int] = set()
    for point, later in zip(points, reversed(after), strict=True):
        if point.hint is not None:
            hints.add(point.hint)
        if point.year is not None:
            before, hints = point.year, set()
            yield {point.year: 0.0}
            continue
        around = (before, later) if point.news is None else (before, point.news)
        named = {year for year in around if year is not None} | hints
        unnamed = AGAINST_UNNAMED if before is None else AGAINST_UNNAMED_LATER
        near = {year + step: 0.0 if year + step in named else unnamed for year in named for step in NEIGHBOURS}
        yield {year: cost for year, cost in near.items() if point.at(year)} or near


def _against(point: Point, year: int) -> float:
    if point.news is not None and year != point.news:
        return AGAINST_NEWS
    if point.hint is None or point.hint == year:
        return 0.0
    return AGAINST_HEADING if point.heading else AGAINST_YEAR


def _step(before: Point, year_before: int, point: Point, year: int) -> float:
    if point.step is not None:
        counted_from = year_before if point.hint is None else point.hint
        return 0.0 if year == counted_from + point.step else AGAINST_STEP
    first, second = before.at(year_before), point.at(year)
    if first is None or second is None:
        return 0.0
    if second.last < first.first:
        turn = TURN_BACK_IN_PARAGRAPH if before.paragraph == point.paragraph else TURN_BACK
        return turn + STEP_BACK * log1p((first.first - second.last) / MONTH)
    months = max(0, second.first - first.last) / MONTH
    leap = _leap(months, point) if before.paragraph == point.paragraph else 0.0
    return leap + STEP_AHEAD * log1p(months)


def _leap(months: float, point: Point) -> float:
    if months > LEAP_MONTHS:
        return LEAP
    return HOP if months > HOP_MONTHS and point.news is None else 0.0
