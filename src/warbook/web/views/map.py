"""Claims by place, each place no more precise than the report is.

A mark stands for a named place that the gazetteer knows. How far around it a claim may be is UCDP's where_prec: 1 the
place itself, 2 near it, 3 its district, 4 its province, 5 an uncertain area, 6 a country, 7 between countries. A
country is no point: what is known of a country only stands in the list, not on the map.
"""

import math

import msgspec

from warbook.ledger import Book
from warbook.model import Place
from warbook.web.room import STANDS, Room

DRAWN = 400
LISTED = 300
AROUND = {1: 0.0, 2: 25.0, 3: 50.0, 4: 100.0, 5: 150.0}
"""How many kilometres around its mark a claim may be, by precision."""
COUNTRY = 6
DEGREE_KM = 111.2


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its claims. `around` is in kilometres; None where it is not drawn."""

    name: str
    claims: int
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    precision: int | None = None
    around: float | None = None


class Map(msgspec.Struct, frozen=True, kw_only=True):
    """The places of a book: those drawn, the wholes of countries, those that the gazetteer does not know.

    `without` counts the claims that name no place, `more` the places left out.
    """

    drawn: tuple[Spot, ...]
    countries: tuple[Spot, ...]
    unknown: tuple[Spot, ...]
    without: int
    more: int = 0


class Frame(msgspec.Struct, frozen=True):
    """The part of the world that is shown, in degrees: `left` and `top`, `width` and `height` (north is up)."""

    left: float
    top: float
    width: float
    height: float
    squeeze: float

    def x(self, longitude: float) -> float:
        """Where a longitude is drawn, in the units of the frame."""
        return longitude * self.squeeze

    def lines(self) -> tuple[list[float], list[float]]:
        """The meridians and parallels that are drawn."""
        step = next((s for s in (1, 2, 5, 10, 30) if self.height / s <= 7), 60)
        west, east = self.left / self.squeeze, (self.left + self.width) / self.squeeze
        meridians = [float(d) for d in range(math.ceil(west / step) * step, math.floor(east) + 1, step)]
        south, north = -(self.top + self.height), -self.top
        return meridians, [float(d) for d in range(math.ceil(south / step) * step, math.floor(north) + 1, step)]


def places(room: Room, book: Book) -> Map:
    """The places of the book with their claims, the most frequent first."""
    return room.remembered(book, ("places",), lambda: _places(book))


def _places(book: Book) -> Map:
    found = book.places(STANDS)
    spots = [_spot(place, claims) for place, claims in found[: DRAWN + LISTED]]
    return Map(
        drawn=tuple(spot for spot in spots if spot.around is not None)[:DRAWN],
        countries=tuple(s for s in spots if s.around is None and (s.precision or 0) >= COUNTRY)[:LISTED],
        unknown=tuple(s for s in spots if s.around is None and (s.precision or 0) < COUNTRY)[:LISTED],
        without=book.count(STANDS) - sum(claims for _, claims in found),
        more=len(found) - len(spots),
    )


def _spot(place: Place, claims: int) -> Spot:
    known = place.latitude is not None and place.longitude is not None
    point = known and (place.precision or 5) < COUNTRY
    return Spot(
        name=place.name,
        claims=claims,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        precision=place.precision,
        around=AROUND.get(place.precision or 5, 150.0) if point else None,
    )


def frame(spots: tuple[Spot, ...]) -> Frame:
    """The part of the world that holds all spots, not too close, twice as wide as high."""
    points = [(s.latitude, s.longitude) for s in spots if s.latitude is not None and s.longitude is not None]
    if not points:
        return Frame(-180.0, -80.0, 360.0, 150.0, 1.0)
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    middle = (south + north) / 2
    squeeze = max(0.2, math.cos(math.radians(middle)))
    west, east = min(lon for _, lon in points) * squeeze, max(lon for _, lon in points) * squeeze
    height = max(24.0, (north - south) * 1.25, (east - west) * 1.25 / 2)
    height = min(height, 170.0)
    top = min(max(-middle - height / 2, -88.0), 88.0 - height)
    return Frame((west + east) / 2 - height, top, 2 * height, height, squeeze)


def radius(claims: int, frame: Frame) -> float:
    """How large a mark is: its area grows with the claims, between a readable least and most."""
    return frame.height * min(0.035, 0.009 + 0.004 * math.log2(claims + 1))


def halo(spot: Spot) -> float:
    """The radius around a mark within which the claim may be, in degrees of latitude."""
    return (spot.around or 0.0) / DEGREE_KM
