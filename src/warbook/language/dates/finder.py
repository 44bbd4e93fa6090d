"""A whole document → its time expressions, in one pass."""

from collections.abc import Callable
from datetime import date

from warbook.language.dates import calendar, lengths, offsets, plot, points, series
from warbook.language.dates.context import Context
from warbook.language.dates.grammar import grammar
from warbook.language.dates.named import resolved
from warbook.language.dates.parts import Parts
from warbook.language.dates.reading import Reading
from warbook.language.dates.record import TimeExpression
from warbook.language.dates.relations import relation
from warbook.language.dates.tokens import Token, tokens, windows
from warbook.model import Span

MAKERS: dict[str, Callable[[Parts, Context], list[Reading]]] = {
    "point": points.point, "year": series.year, "days": series.days, "years": series.years,
    "months": series.months, "seasons": series.seasons,
    "which": offsets.which, "ago": offsets.ago, "anniversary": offsets.anniversary, "later": offsets.later,
    "window": lengths.window,
    "weekend": offsets.weekend, "year_before": offsets.year_before, "quarter_before": offsets.quarter_before,
    "month_day": offsets.month_day, "weekday_of_week": offsets.weekday_of_week, "week_of": offsets.week_of,
    "edge": lengths.edge, "two_days_off": offsets.two_days_off, "night_into": points.night_into,
    "duration": lengths.duration, "set": lengths.repeated, "reference": lengths.reference,
    "year_to": lengths.year_to, "nothing": lambda parts, context: [],
}  # fmt: skip


def find(text: str, published: date | None = None, title: str = "") -> list[TimeExpression]:
    """The time expressions of a document, in text order, apart from one another.

    A date that leaves out its year, month or week is resolved against `published` and the tense around it, or, in a
    narrative (a text that mostly speaks of years long before its publication, or whose publication is not known),
    against the dates before it and the year in its `title`. What neither settles keeps `start` and `end` None.
    """
    found = [parts for window in windows(text) for parts in _matched(tokens(text, *window))]
    context = plot.survey(text, published, found, title)
    expressions = []
    for parts in found:
        for reading in MAKERS[parts.match.rule.make](parts, context):
            if reading.moment and not reading.aside and relation(text, parts.place[0]) != "since":
                context.remember(reading.moment)
            expressions.append(_expression(text, parts, reading))
    return resolved(text, expressions)


_NOT_HELD = Token(0, 0, "", {})


def _matched(row: list[Token]) -> list[Parts]:
    """The matches in a stretch of tokens. Those that no match asks about are not held, for a long text has many."""
    matches = list(grammar().matches(row))
    asked = {at for match in matches for at in range(match.start - 1, match.end)}
    held = [token if at in asked else _NOT_HELD for at, token in enumerate(row)]
    return [Parts(held, match) for match in matches]


def _expression(text: str, parts: Parts, reading: Reading) -> TimeExpression:
    row: list[Token] = parts.tokens
    start, end = row[reading.start].start, row[reading.end - 1].end
    days = reading.days
    if days is None and reading.moment is not None and not parts.match.rule.data.get("fiscal"):
        days = calendar.narrowed(reading.moment.first, reading.moment.last, reading.phase, halved=reading.halved)
    value = reading.value
    if reading.moment is not None:
        value = calendar.value(reading.moment) + reading.clock
    return TimeExpression(
        span=Span(start, end),
        kind=reading.kind,
        value=value,
        start=calendar.to_date(days[0]) if days else None,
        end=calendar.to_date(days[1]) if days else None,
        precision=calendar.precision(days[1] - days[0] + 1) if days else None,
        relative=reading.relative,
        phase=reading.phase,
        relation=relation(text, start, end),
        why=parts.match.rule.id + (f": {reading.why}" if reading.why else ""),
    )
