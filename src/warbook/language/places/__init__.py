"""Places that a text names: where they stand, which place is meant, and where that is.

    find(text) -> list[PlaceMention]

Names come from a gazetteer (GeoNames) and from context ('the village of …'); a small learned model decides which
capitalised words are places, another which namesake is meant, from the other places of the document. A text that
tells of war is read with weights that were learned from reports of war too.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from warbook.language.names import Run, Word, runs, words
from warbook.language.places import resolve, tagger
from warbook.language.places.features import Match, Uses, features, matches, uses
from warbook.language.places.gazetteer import ADMIN1, COUNTRY, KINDS, OTHER, TOWN, WHERE_PREC, Candidate, key
from warbook.language.places.options import Options, options, organisation
from warbook.language.places.resolve import Named
from warbook.language.places.theatres import Subject
from warbook.model import Place, Span
from warbook.vocabulary import table

Kind = Literal["town", "admin1", "admin2", "region", "water", "sea", "mountain", "country", "people", "unknown"]
BIAS: dict[Subject, float] = {"news": 0.5, "war": 0.7}
"""Speaks for places where the tagger is unsure: found and wrong costs as much as missed, and less where war is told."""
Read = tuple[Run, list[Match]]
_AROUND = frozenset({"near", "outside", "around", "outskirts", "toward", "towards"})


class Models(NamedTuple):
    """What was learned: which words name places, and which namesake is meant."""

    spots: tagger.Weights
    where: resolve.Matrix

    @classmethod
    def shipped(cls, of: Subject) -> "Models":
        """Those that come with Warbook, for reports of war or for other news."""
        return cls(tagger.shipped(of), resolve.shipped(of))


class PlaceMention(msgspec.Struct, frozen=True, gc=False):
    """A place that a text names. `country` is ISO 3166-1, `area` ISO 3166-2 (first order), `precision` UCDP where_prec.

    `kind` 'people' are adjectives and people of a place ('Syrian'). Latitude and longitude are None where nothing is
    known about the place; `why` says in words how it was read. `organisation`: it is the name of a body that only has a
    place's in it, 'Cavan Council', and does not say where anything happened.
    """

    span: Span
    name: str
    kind: Kind
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    area: str = ""
    precision: int | None = None
    geonames: int | None = None
    why: tuple[str, ...] = ()
    organisation: bool = False

    def place(self) -> Place:
        """The record of the ledger's model."""
        return Place(self.name, self.span, self.latitude, self.longitude, self.country, self.precision)


def _is_direction(text: str, span: Span, lang: str) -> bool:
    """Whether a name only says in which direction a common noun lies: 'Western officials'."""
    after = text[span.end : span.end + 2]
    return (
        text[span.start : span.end] in table("regions", lang)["directions"]["words"]
        and after[:1] == " "
        and after[1:].islower()
    )


def find(text: str, lang: str = "en", models: Models | None = None) -> list[PlaceMention]:
    """All places that `text` names, in order, without overlap. `models` stand in for the shipped ones (in training)."""
    among = words(text, lang)
    read = [(run, matches(run)) for run in runs(text, among, lang)]
    used = uses(among, read)
    models = models or Models.shipped(used.subject)
    found = _spots(text, among, read, used, models.spots)
    spans = [
        span
        for span in found
        if any(map(str.isalpha, text[span.start : span.end])) and not _is_direction(text, span, lang)
    ]
    names = [text[span.start : span.end] for span in spans]
    known = [options(name) for name in names]
    named = [
        Named(option.places, key(name), _after(text, spans, known, at))
        for at, (name, option) in enumerate(zip(names, known, strict=True))
    ]
    chosen = resolve.choose(named, models.where, used.theatres)
    mentions = [
        _mention(text, span, option, None if at is None else _seat(option, option.places[at]))
        for span, option, at in zip(spans, known, chosen, strict=True)
    ]
    return _lend(mentions)


def _spots(text: str, among: list[Word], read: list[Read], used: Uses, weights: tagger.Weights) -> list[Span]:
    """Where places are named."""
    spans, bias = [], BIAS[used.subject]
    for run, hits in read:
        labels = tagger.best_labels(weights, features(text, among, run, hits, used), bias)
        spans += [Span(run.words[a].start, run.words[b].end) for a, b in tagger.spans_of(labels)]
    return spans


def _after(text: str, spans: Sequence[Span], known: list[Options], at: int) -> tuple[Candidate, ...]:
    """What the next name may mean, if only a comma or bracket stands between: 'Paris, Texas'."""
    if at + 1 < len(spans) and text[spans[at].end : spans[at + 1].start].strip() in (",", "(", "in", ", in"):
        return tuple(c for c in known[at + 1].places if c.kind in (ADMIN1, COUNTRY))
    return ()


def _seat(option: Options, place: Candidate) -> Candidate:
    """The town instead of the area that is named after it, if the name alone is said: 'in Aleppo' is in the town."""
    if place.kind != ADMIN1:
        return place
    towns = (c for c in option.places if c.kind == TOWN and c.area == place.area and c.spelling != OTHER)
    return next(towns, place)


def _mention(text: str, span: Span, option: Options, place: Candidate | None) -> PlaceMention:
    name = text[span.start : span.end]
    if place is None:
        return PlaceMention(span, name, "unknown", why=("not in the gazetteer",), organisation=organisation(name))
    kind: Kind = KINDS[place.kind] if option.exact else "unknown"
    precision = WHERE_PREC[place.kind]
    before = text[max(0, span.start - 20) : span.start].lower().split()
    if place.kind == TOWN and (not option.exact or set(before[-2:]) & _AROUND):
        precision = 2
    why = [
        f"{len(option.places)} of that name in the gazetteer"
        if option.exact
        else f"only '{option.part}' is in the gazetteer"
    ]
    return PlaceMention(
        span, name, kind, round(place.latitude, 5), round(place.longitude, 5), place.country, place.area, precision,
        place.geonames or None, tuple(why), not option.exact and organisation(name),
    )  # fmt: skip


def _lend(found: list[PlaceMention]) -> list[PlaceMention]:
    """Give a name that the gazetteer lacks the point of the place named nearest to it, as that of an area."""
    located = [m for m in found if m.latitude is not None and m.kind in ("town", "admin1", "admin2", "region")]
    if not located:
        return found
    return [mention if mention.latitude is not None else _lent(mention, located) for mention in found]


def _lent(mention: PlaceMention, located: list[PlaceMention]) -> PlaceMention:
    after = bisect_left(located, mention.span.start, key=lambda other: other.span.start)
    beside = located[max(0, after - 1) : after + 1]
    near = min(beside, key=lambda other: abs(other.span.start - mention.span.start))
    return msgspec.structs.replace(
        mention,
        latitude=near.latitude,
        longitude=near.longitude,
        country=near.country,
        area=near.area,
        precision=max(WHERE_PREC[ADMIN1], near.precision or 0),
        why=("not in the gazetteer", f"somewhere near '{near.name}', the nearest place named"),
    )
