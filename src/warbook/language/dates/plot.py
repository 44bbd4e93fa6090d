"""A first look over a whole document: is it a story or news, how does it write dates, which years does it tell."""

import re
from bisect import bisect
from datetime import date

from warbook.language.dates import forms, story
from warbook.language.dates.context import Context
from warbook.language.dates.parts import Parts
from warbook.language.dates.points import in_year, year_moment, year_of
from warbook.language.dates.story import Point

FAR = 2  # years from publication at which a year speaks of history
MANY = 4  # so many years of history make a document a story, where the years said far outnumber the words of news
OUTWEIGHS = 5
NEWLINE = re.compile(r"\n")
YEARS = ("year", "years")


def survey(text: str, published: date | None, found: list[Parts]) -> Context:
    """The context in which the matches of a document are read."""
    context = Context(text, published, _is_story(found, published))
    orders = {forms.order(parts.words("numeric")) for parts in found if "numeric" in parts} - {None}
    context.day_first = orders.pop() if len(orders) == 1 else None
    if context.narrative:
        context.years = _years_told(text, found, context)
    return context


def _is_story(found: list[Parts], published: date | None) -> bool:
    if published is None:
        return True
    years = [parts.number("y") or 0 for parts in found if "y" in parts]
    far = sum("e" in parts or abs((parts.number("y") or 0) - published.year) >= FAR for parts in found if "y" in parts)
    return far >= MANY and len(years) > OUTWEIGHS * sum(map(_of_news, found))


def _of_news(parts: Parts) -> bool:
    names = parts.match.parts.keys()
    if "day" in names or parts.match.rule.make == "ago":
        return True
    return not names & {"m", "b", "y"} and bool(names & {"w", "r"})


def _years_told(text: str, found: list[Parts], context: Context) -> dict[tuple[int, int], int | None]:
    places: list[tuple[int, int]] = []
    points: list[Point] = []
    breaks = [newline.start() for newline in NEWLINE.finditer(text)]
    hint: int | None = None
    heading = False
    for parts in found:
        at, step, (year, how) = in_year(parts), _year_step(parts), year_of(parts, context)
        if at is None and step is None:
            if parts.match.rule.make in YEARS and year is not None:
                hint, heading = year, _opens_line(text, parts.place[0])
        elif step is not None or not {"r", "b"} & parts.match.parts.keys():
            paragraph = bisect(breaks, parts.place[0])
            known = None if how else year
            points.append(
                Point(at=at or year_moment, year=known, step=step, hint=hint, heading=heading, paragraph=paragraph)
            )
            places.append(parts.place)
            hint = hint if heading else None
    return dict(zip(places, story.years(points), strict=True))


def _year_step(parts: Parts) -> int | None:
    """1 for 'the following year', 0 for 'that year'; None for all else."""
    if parts.match.rule.make != "which" or parts.name("u") != "year":
        return None
    return parts.number("b") if "b" in parts else parts.number("r")


def _opens_line(text: str, start: int) -> bool:
    return not text[max(0, text.rfind("\n", 0, start) + 1) : start].strip(" \t#*=([")
