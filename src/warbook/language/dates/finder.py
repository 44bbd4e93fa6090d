"""A whole document → its time expressions, in one pass."""

import re
from collections.abc import Callable
from datetime import date

from warbook.language.dates import calendar, forms, offsets, points, series
from warbook.language.dates.context import Context, is_narrative
from warbook.language.dates.grammar import grammar
from warbook.language.dates.parts import Parts
from warbook.language.dates.reading import Reading
from warbook.language.dates.record import TimeExpression
from warbook.language.dates.tokens import Token, tokens, windows
from warbook.model import Span

MAKERS: dict[str, Callable[[Parts, Context], list[Reading]]] = {
    "point": points.point, "year": series.year, "days": series.days, "months": series.months, "years": series.years,
    "which": offsets.which, "ago": offsets.ago, "later": offsets.later, "window": offsets.window,
    "weekend": offsets.weekend, "year_before": offsets.year_before, "quarter_before": offsets.quarter_before,
    "nothing": lambda parts, context: [],
    "duration": offsets.duration, "set": offsets.repeated, "reference": offsets.reference,
}  # fmt: skip
RELATION = re.compile(
    r"(?<!\w)(as\s+(?:of|at|from)|up\s+(?:to|until)|prior\s+to|by|in|on|at|since|until|till|before|after|during|over|from|to"
    r"|between|within|throughout|through|for|of|following|around|about|and)(?:\s+(?:at\s+least|about|around|the))?[\s\"“'‘(]*$",
    re.IGNORECASE,
)
REACH_OF_RELATION = 24


def find(text: str, published: date | None = None) -> list[TimeExpression]:
    """The time expressions of a document, in text order, apart from one another.

    A date that leaves out its year, month or week is resolved against `published` and the tense around it, or, in a
    narrative (a text that mostly speaks of years long before its publication, or whose publication is not known),
    against the dates before it. What neither settles keeps `start` and `end` None.
    """
    rules = grammar()
    found = [
        Parts(row, match) for row in (tokens(text, *window) for window in windows(text)) for match in rules.matches(row)
    ]
    context = Context(text, published, _tells_a_story(found, published))
    context.day_first = _day_first(found)
    expressions = []
    for parts in found:
        for reading in MAKERS[parts.match.rule.make](parts, context):
            if reading.moment and not reading.aside:
                context.remember(reading.moment, _opens_line(text, parts.tokens[reading.start].start))
            expressions.append(_expression(text, parts, reading))
    return expressions


def _opens_line(text: str, start: int) -> bool:
    return not text[max(0, text.rfind("\n", 0, start) + 1) : start].strip(" \t#*=([")


def _tells_a_story(found: list[Parts], published: date | None) -> bool:
    years = [
        1 - year if "e" in parts else year for parts in found if "y" in parts for year in [parts.number("y")] if year
    ]
    return is_narrative(published, years, sum(_of_news(parts) for parts in found))


def _of_news(parts: Parts) -> bool:
    names = parts.match.parts.keys()
    return (
        "day" in names or parts.match.rule.make == "ago" or (not names & {"m", "b", "y"} and bool(names & {"w", "r"}))
    )


def _day_first(found: list[Parts]) -> bool | None:
    orders = {forms.order(parts.words("numeric")) for parts in found if "numeric" in parts} - {None}
    return orders.pop() if len(orders) == 1 else None


def _expression(text: str, parts: Parts, reading: Reading) -> TimeExpression:
    row: list[Token] = parts.tokens
    start, end = row[reading.start].start, row[reading.end - 1].end
    days = reading.days or ((reading.moment.first, reading.moment.last) if reading.moment else None)
    value = reading.value
    if reading.moment is not None:
        value = calendar.value(reading.moment) + reading.clock
    relation = RELATION.search(text, max(0, start - REACH_OF_RELATION), start)
    return TimeExpression(
        span=Span(start, end),
        kind=reading.kind,
        value=value,
        start=calendar.to_date(days[0]) if days else None,
        end=calendar.to_date(days[1]) if days else None,
        precision=calendar.precision(days[1] - days[0] + 1) if days else None,
        relative=reading.relative,
        phase=reading.phase,
        relation=" ".join(relation[1].lower().split()) if relation else None,
        why=parts.match.rule.id + (f": {reading.why}" if reading.why else ""),
    )
