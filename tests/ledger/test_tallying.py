"""What the tallies tell is what counting tells, whatever was read and reviewed before."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from ledger.examples import NEXT_RUN, RUN, figure, harbour, whole_book
from msgspec.structs import replace

from warbook.ledger import STANDING, Book, Filter, Ledger, Name
from warbook.ledger.engine import writing
from warbook.ledger.keys import fold
from warbook.model import Period, Source

FILTERS = [Filter(), Filter(status=STANDING), Filter(status=("corrected",)), Filter(status=("rejected", "accepted"))]


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A book with something of everything, a chain that names a source twice, and a claim that somebody rejected."""
    whole_book(ledger)
    document, data, (_, wounded, tanks) = harbour(id="other", name="other.txt")
    chain = (Source("Élan Herald"), Source("Harbour Office"), Source("Élan Herald"))
    more = figure(document, "120", party="Sudland", sources=chain)
    ledger.store(document, data, [more, wounded, replace(tanks, sources=())], RUN)
    ledger.review(more.id, "rejected", "Ada")
    ledger.store(document, data, [more], NEXT_RUN)
    return ledger


def counted(ledger: Ledger) -> Book:
    """The same book, of which no tally tells."""
    return ledger.as_of(datetime.now(UTC))


@pytest.mark.parametrize("wanted", FILTERS)
def test_names_and_sources_are_as_many_as_counted(full: Ledger, wanted: Filter) -> None:
    book = counted(full)
    for of in ("event", "object", "party", "place", "source", "unit"):
        told = {(fold(name.name), name.claims) for name in full.names(of, wanted)}
        assert told == {(fold(name.name), name.claims) for name in book.names(of, wanted)}
    assert full.sources(wanted) == book.sources(wanted)
    assert full.series(wanted) == book.series(wanted)
    assert full.statuses(wanted) == book.statuses(wanted)
    assert full.count_sources(wanted) == len(full.sources(wanted))


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"measure": "killed/personnel"},
        {"measure": "KILLED"},
        {"measure": "/tanks"},
        {"party": "norland"},
        {"measure": "killed/personnel", "party": "Sudland"},
        {"measure": "killed", "party": "Sudland"},
        {"place": "elan"},
        {"unit": "count"},
        {"document": "other"},
        {"party": "nobody"},
        {"source": "harbour"},
        {"document": "nowhere"},
    ],
)
def test_a_count_read_off_is_a_count(full: Ledger, asked: dict[str, str]) -> None:
    for by_status in FILTERS:
        wanted = Filter(**asked, status=by_status.status)
        claims = full.claims(wanted)
        assert full.count(wanted) == len(claims) == counted(full).count(wanted)
        assert full.count(wanted, up_to=1) == min(1, len(claims))


def test_sources_come_in_pages(full: Ledger) -> None:
    lines = full.sources()
    assert {line.name for line in lines} == {"Harbour Office", "Army spokesman", "Élan Herald"}
    assert full.sources(limit=1) == lines[:1]
    assert full.sources(limit=5, offset=1) == lines[1:]
    everyone = full.sources(Filter(status=("rejected",)))
    assert {line.name: [name.name for name in line.through] for line in everyone} == {
        "Élan Herald": ["Harbour Office"],
        "Harbour Office": ["Élan Herald"],
    }


def test_points_say_what_claims_say(full: Ledger) -> None:
    wanted = Filter(party="Norland", status=STANDING)
    points, claims = full.points(wanted), {claim.figure.id: claim for claim in full.claims(wanted)}
    assert {point.claim for point in points} == set(claims)
    assert [point.first_day for point in points] == sorted(point.first_day for point in points)
    for point in points:
        claim = claims[point.claim]
        said = claim.figure.sources[0].name if claim.figure.sources else None
        assert (point.low, point.high, point.source) == (claim.figure.value.low, claim.figure.value.high, said)
        assert (point.document, point.status, point.entry) == (claim.figure.document, claim.status, claim.entry)
    assert len(full.points(limit=1)) == 1


def test_findings_are_counted_by_kind(full: Ledger) -> None:
    assert full.count_findings() == {"impossible": 2}
    assert full.findings(limit=1, offset=1) == full.findings()[1:]


def test_a_wrong_tally_is_a_fault(full: Ledger) -> None:
    assert full.check() == []
    with writing(full._engine) as connection:
        connection.execute(sa.text("UPDATE tally SET claims = claims + 1 WHERE kind = 'party' AND key = 'norland'"))
    faults = full.check()
    assert faults
    assert all("under party 'norland'" in fault.where for fault in faults)


def test_days_that_are_half_known(ledger: Ledger) -> None:
    document, data, _ = harbour()
    ledger.store(document, data, [figure(document, "120", period=Period())], RUN)
    (point,) = ledger.points()
    assert (point.first_day, point.last_day, point.source) == ("", "", None)


@pytest.mark.parametrize("wanted", FILTERS)
def test_only_the_most_frequent_are_given_where_so_many_are_wanted(full: Ledger, wanted: Filter) -> None:
    for book in (full, counted(full)):
        for of in ("measure", "party", "source"):
            most = [name.claims for name in book.names(of, wanted)]
            assert [name.claims for name in book.names(of, wanted, limit=1)] == most[:1]
        assert [one.claims for one in book.series(wanted, limit=2)] == [one.claims for one in book.series(wanted)][:2]


def test_measures_are_event_and_object(full: Ledger) -> None:
    wanted = Filter(status=STANDING)
    series = full.series(wanted)
    assert {name.name: name.claims for name in full.names("measure", wanted)} == {
        measure: sum(one.claims for one in series if f"{one.event}/{one.object}" == measure)
        for measure in {f"{one.event}/{one.object}" for one in series}
    }


def test_places_are_those_of_the_claims(full: Ledger) -> None:
    assert [(place.name, many) for place, many in full.places()] == [("Élan", 1)]
    assert full.places() == counted(full).places()


def test_speakers_are_the_sources(full: Ledger) -> None:
    for book in (full, counted(full)):
        assert book.speakers() == [Name(line.name, line.claims) for line in book.sources()]
        assert len(book.speakers(limit=1)) == 1


def test_sources_are_found_by_part_of_their_name(full: Ledger) -> None:
    for book in (full, counted(full)):
        assert [line.name for line in book.sources(named="OFFICE")] == ["Harbour Office"]
        assert (book.count_sources(named="elan"), book.count_sources(named="nobody")) == (1, 0)


def test_claims_in_findings_are_counted_by_source_and_kind(full: Ledger) -> None:
    told = {line.name: line.in_findings for line in full.sources(kinds=("impossible", "circular"))}
    assert told == {line.name: line.in_findings for line in full.sources()}
    assert max(told.values()) > 0
    assert {line.in_findings for line in full.sources(kinds=("circular",))} == {0}
