from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger.examples import NEXT_RUN, RUN, TEXT, figure, harbour, replaced, report, whole_book

from warbook.errors import LedgerError
from warbook.ledger import Ledger
from warbook.ledger.tables import metadata, tally
from warbook.model import Anchor, Figure, Period, Place, Rejection, Source, Span, Value

days = st.none() | st.dates()
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
spans = st.none() | st.builds(Span, st.integers(0, 10**9), st.integers(0, 10**9))
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
figures = st.fixed_dictionaries(
    {
        "value": st.builds(Value, numbers, numbers, texts, st.none() | texts),
        "party": st.none() | texts,
        "to": st.none() | texts,
        "group": st.none() | texts,
        "event": texts,
        "object": texts,
        "period": st.builds(Period, days, days, st.none() | st.integers(1, 5), spans, st.booleans()),
        "place": st.none() | st.builds(Place, texts, spans, numbers, numbers, st.none() | texts),
        "sources": st.lists(st.builds(Source, texts, st.none() | texts, spans), max_size=3).map(tuple),
        "why": st.lists(texts, max_size=3).map(tuple),
        "cumulative": st.booleans(),
        "modality": st.sampled_from(["asserted", "planned", "possible", "denied"]),
    }
)


def changes(ledger: Ledger) -> int:
    """How many moments the book has: one for every transaction that wrote something."""
    with ledger._engine.connect() as connection:
        return int(connection.execute(sa.text("SELECT count(*) FROM moment")).scalar_one())


def test_a_report_comes_back_as_it_was_read(ledger: Ledger) -> None:
    document, data, found = harbour(anchors=(Anchor(Span(0, 28), "second", 66, "https://video.example/?t=66"),))
    stored = ledger.store(document, data, found, RUN)
    assert (stored.new_report, stored.new, stored.wrote) == (True, 3, True)
    assert ledger.document(document.id) == document
    assert ledger.data(document.id) == data
    assert ledger.figures() == found
    line = ledger.report(document.id)
    assert (line.name, line.title, line.size, line.claims, line.run) == (
        "harbour.txt",
        document.title,
        len(data),
        3,
        RUN,
    )
    assert ledger.documents() == [line]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=figures)
def test_every_figure_comes_back_exactly(ledger: Ledger, fields: dict[str, object]) -> None:
    document, data = report()
    wanted: Figure = figure(document, "120", **fields)
    ledger.store(document, data, [wanted], RUN)
    assert ledger.figures() == [wanted]


def test_reading_a_report_twice_writes_nothing(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    assert ledger.knows(document, data, RUN)
    before = changes(ledger)
    again = ledger.store(document, data, reversed(found), RUN)
    assert (again.wrote, again.same, changes(ledger)) == (False, 3, before)


def test_another_run_adds_only_what_it_reads_differently(ledger: Ledger) -> None:
    document, data, (dead, wounded, tanks) = harbour()
    ledger.store(document, data, [dead, wounded, tanks], RUN)
    assert not ledger.knows(document, data, NEXT_RUN)
    better = figure(document, "14", event="destroyed", object="tanks", party="Sudland")
    stored = ledger.store(document, data, [dead, better], NEXT_RUN)
    assert (stored.new, stored.changed, stored.gone, stored.same) == (0, 1, 1, 1)
    assert ledger.figures() == [dead, better]
    assert ledger.claim(wounded.id).figure == wounded
    assert [run for run, _ in ledger.runs()] == [RUN, NEXT_RUN]


def test_a_figure_that_a_later_run_finds_again_is_back(ledger: Ledger) -> None:
    document, data, found = harbour()
    for figures, run in ((found, RUN), (found[:1], NEXT_RUN), (found, RUN)):
        ledger.store(document, data, figures, run)
    assert ledger.figures() == found


def test_new_metadata_of_a_known_report_is_a_new_reading(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    dated = replaced(document, outlet="Harbour Herald")
    assert not ledger.knows(dated, data, RUN)
    assert ledger.store(dated, data, found, RUN).same == 3
    assert ledger.document(document.id) == dated
    assert ledger.count_documents() == 1


def test_the_past_can_be_seen_as_it_was(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    first = ledger.report(document.id).read
    changed = replaced(document, outlet="Harbour Herald")
    ledger.store(changed, data, found[:1], NEXT_RUN)
    ledger.reject(Rejection(name="broken.pdf", reason="is empty"))
    then = ledger.as_of(first)
    assert then.figures() == found
    assert then.document(document.id) == document
    assert then.documents()[0].claims == 3
    assert then.rejections() == []
    assert len(then.runs()) == 1
    assert ledger.figures() == found[:1]


def test_a_moment_before_the_first_is_an_empty_book(ledger: Ledger) -> None:
    document, data, found = harbour()
    before = ledger.as_of(datetime(2020, 1, 1, tzinfo=UTC))
    ledger.store(document, data, found, RUN)
    assert before.figures() == []
    assert before.count_documents() == 0
    with pytest.raises(LedgerError, match="no claim"):
        before.claim(found[0].id)


def test_rejections_are_written_once(ledger: Ledger) -> None:
    rejection = Rejection(name="broken.pdf", reason="is empty", where="byte 0")
    assert ledger.reject(rejection)
    assert not ledger.reject(rejection)
    assert [refused.rejection for refused in ledger.rejections()] == [rejection]


def test_what_was_read_since_is_not_listed_and_was_then(ledger: Ledger) -> None:
    first, other = (
        Rejection(name="a\0.pdf", reason="is empty"),
        Rejection(name="a\0.pdf", reason="is empty", where="page 2"),
    )
    for one in (first, other):
        ledger.reject(one)
    then = ledger.rejections()[0].at
    ledger.settle([first])
    assert [one.rejection.where for one in ledger.rejections()] == ["page 2"]
    assert ledger.as_of(then).count_rejections() == 2
    assert ledger.reject(first)
    assert not ledger.reject(first)
    assert ledger.count_rejections() == 2
    assert list(ledger.check()) == []


def test_the_same_id_with_other_bytes_is_refused(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    other, others = report(TEXT.replace("120", "121"), id=document.id)
    with pytest.raises(LedgerError, match="another report with the id"):
        ledger.store(other, others, [], RUN)
    assert ledger.figures() == found


def test_a_figure_that_is_not_at_its_place_is_refused_whole(ledger: Ledger) -> None:
    document, data, found = harbour()
    wrong = figure(document, "14", span=Span(0, 2))
    with pytest.raises(LedgerError, match="does not stand there"):
        ledger.store(document, data, [*found, wrong], RUN)
    assert ledger.count_documents() == 0
    assert changes(ledger) == 0


def test_a_number_too_large_is_refused(ledger: Ledger) -> None:
    document, data, _ = harbour()
    with pytest.raises(LedgerError, match="too large"):
        ledger.store(document, data, [figure(document, "120", value=Value(float("inf"), None))], RUN)


def test_text_with_odd_characters_is_kept(ledger: Ledger) -> None:
    document, data = report("A \0 null, a \x1b escape, 12 soldiers of Élan \U0001f6f3.\n")
    found = [figure(document, "12", party="Élan\0", sources=(Source("\0 office"),))]
    ledger.store(document, data, found, RUN)
    assert ledger.document(document.id) == document
    assert ledger.figures() == found


def test_reports_that_share_their_bytes_under_two_ids_are_two(ledger: Ledger) -> None:
    document, data, _ = harbour()
    for id in ("record 1", "record 2"):
        ledger.store(replaced(document, id=id), data, [], RUN)
    assert [line.id for line in ledger.documents()] == ["record 1", "record 2"]
    assert ledger.documents(limit=1, offset=1)[0].id == "record 2"


def test_an_unknown_report_is_a_clear_line(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no report 'nowhere'"):
        ledger.document("nowhere")
    with pytest.raises(LedgerError, match="no report 'nowhere'"):
        ledger.data("nowhere")


def test_the_database_itself_refuses_to_change_or_remove(ledger: Ledger) -> None:
    whole_book(ledger)
    for table in set(metadata.tables.values()) - {tally}:
        column = next(iter(table.c))
        for statement in (sa.update(table).values({column: column}), sa.delete(table)):
            with pytest.raises(sa.exc.DBAPIError, match="append-only"), ledger._engine.begin() as connection:
                connection.execute(statement)
