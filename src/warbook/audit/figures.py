"""The product's own figures as statements to audit."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources

import msgspec
from dateutil.relativedelta import relativedelta

from warbook.audit.bounds import interval
from warbook.audit.origins import origin_key
from warbook.audit.statement import Against, Book, Hedge, Kind, Statement
from warbook.model import Document, Figure, Publication, Span


@cache
def _kinds(name: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["kinds"][name])


COUNTRY = 6
"""UCDP where_prec of a whole country."""


def book_of(
    figures: Sequence[Figure], documents: Mapping[str, Document], families: Mapping[str, str] | None = None
) -> Book:
    """A book of figures: its statements, when the wars of its sides began as the figures have it, and names for
    people.

    `families` names for each report that is one text with others the first of them: they have one voice.
    """
    begun: dict[str, Counter[date]] = defaultdict(Counter)
    for figure in figures:
        if figure.cumulative and figure.party and figure.period.start and not _of_the_year(figure):
            begun[figure.party][figure.period.start] += 1
    starts = {party: max(days, key=lambda d: (days[d], -d.toordinal())) for party, days in begun.items()}
    names = {id_: document.title or document.name for id_, document in documents.items()}
    return Book(statements=tuple(statements_from(figures, documents, families)), starts=starts, names=names)


def statements_from(
    figures: Sequence[Figure], documents: Mapping[str, Document], families: Mapping[str, str] | None = None
) -> list[Statement]:
    """Statements of the figures that a report asserts in its own right.

    Left out: what is planned, possible or denied, figures without a side, and a summary's repetitions of the body.
    A figure called the highest so far yields two statements: itself and the superlative, with the figure's id
    followed by '#record'.
    """
    expressions = _expressions(figures)
    found = []
    for figure in figures:
        document = documents.get(figure.document)
        if figure.modality != "asserted" or not figure.party or figure.same_as:
            continue
        if figure.value.low is None and figure.value.high is None:
            continue
        family = documents.get((families or {}).get(figure.document, ""))
        statement = _statement(figure, document, expressions, family)
        found.append(statement)
        if figure.record and statement.kind == "flow":
            found.append(_superlative(statement))
    return _with_parts_marked(found)


def _with_parts_marked(statements: Sequence[Statement]) -> list[Statement]:
    """Of several figures that one report gives for the same thing and days all but the largest are parts of it.

    A report that says 'lost 900 tanks, 300 of them captured' counts twice what has one name here; it does not
    contradict itself. The parts still say that the whole is no less than they.
    """
    largest: dict[tuple[object, ...], float] = {}
    for s in statements:
        key = (s.document, s.series, s.kind, s.start, s.end)
        largest[key] = max(largest.get(key, 0.0), s.point or s.high or 0.0)
    found = []
    for s in statements:
        top = largest[s.document, s.series, s.kind, s.start, s.end]
        part = s.kind in ("stock", "flow") and interval(s)[1] < 0.98 * top
        found.append(msgspec.structs.replace(s, partial=True) if part else s)
    return found


def _expressions(figures: Sequence[Figure]) -> dict[tuple[str, date], Span]:
    """For each report and last day the date expression that gives it, so that figures which inherit it share it."""
    found: dict[tuple[str, date], Span] = {}
    for figure in figures:
        if figure.period.words is not None and figure.period.end is not None:
            found.setdefault((figure.document, figure.period.end), figure.period.words)
    return found


def _place(figure: Figure) -> str | None:
    """The place of a figure where it is narrower than a country: a country is the scale of the war itself."""
    place = figure.place
    return None if place is None or (place.precision or 0) >= COUNTRY else place.name


def _said(words: Span, document: Document | None) -> str:
    """The date expression as it is worded: a report that repeats 'October 2023' slips in all of them or in none."""
    return " ".join(document.text[words.start : words.end].lower().split()) if document else str(words.start)


def _statement(
    figure: Figure, document: Document | None, expressions: Mapping[tuple[str, date], Span], family: Document | None
) -> Statement:
    published = document.published.day if document and document.published else None
    start, end = figure.period.start, figure.period.end
    dated = end is not None
    end = end or published
    kind = _kind(figure, start, end)
    words = figure.period.words
    if words is None and figure.period.end is not None:
        words = expressions.get((figure.document, figure.period.end))
    name = figure.sources[0].name if figure.sources else None
    text = family.id if family else figure.document
    own_voice = f"report {text}"
    return Statement(
        id=figure.id,
        document=figure.document,
        family=family.id if family else None,
        origin=(origin_key(name) or f"{name} in {own_voice}") if name else own_voice,
        origin_name=name or (f"the text of '{family.title or family.name}'" if family else "the report itself"),
        subject=figure.party or "",
        measure=figure.event if figure.object == "personnel" else f"{figure.event}:{figure.object}",
        alternatives=tuple(figure.readings),
        kind=kind,
        point=_point(figure),
        low=figure.value.low,
        high=figure.value.high,
        hedge=_hedge(figure),
        start=start if kind == "flow" else None,
        end=end,
        published=_last_day(document.published) if document and document.published else None,
        outlet=document.outlet if document else None,
        expression=f"{text}@{_said(words, document)}" if words else f"{figure.document}@report",
        dated=dated,
        against=Against(figure.to, figure.event) if kind == "ratio" and figure.to else None,
        text=figure.quote,
        place=_place(figure),
        country=figure.place.country if figure.place else None,
        group=figure.group,
        unit="count" if figure.value.unit == "ratio" else figure.value.unit,
        partial=figure.object in _kinds("mixed") or (kind == "flow" and figure.place is not None),
    )


def _last_day(published: Publication) -> date:
    """The last day on which a report may have appeared: 'October 2024' may be the 31st."""
    unit = {"day": relativedelta(), "month": relativedelta(day=31), "year": relativedelta(month=12, day=31)}
    return published.day + unit[published.precision]


def _kind(figure: Figure, start: date | None, end: date | None) -> Kind:
    if figure.value.unit == "ratio":
        return "ratio"
    if figure.event in _kinds("level"):
        return "level"
    if figure.cumulative and not _of_the_year(figure):
        return "stock"
    return "flow" if start is not None and end is not None and start <= end else "level"


def _of_the_year(figure: Figure) -> bool:
    """Whether a total is one 'so far this year': of a stretch, for no war begins with it at zero."""
    start, end = figure.period.start, figure.period.end
    return start is not None and end is not None and (start.month, start.day) == (1, 1)


def _point(figure: Figure) -> float | None:
    low, high = figure.value.low, figure.value.high
    if low is not None and high is not None:
        return low if low == high else None
    return low if low is not None else high


def _hedge(figure: Figure) -> Hedge:
    low, high = figure.value.low, figure.value.high
    if high is None:
        return "more_than"
    if low is None:
        return "at_most"
    if low != high:
        return "between"
    return "about" if figure.value.hedge else "exact"


def _superlative(statement: Statement) -> Statement:
    return msgspec.structs.replace(
        statement,
        id=f"{statement.id}#record",
        figure=statement.id,
        kind="superlative",
        of=statement.id,
        point=None,
        low=None,
        high=None,
        hedge="record",
    )
