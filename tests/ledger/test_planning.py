from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger.examples import RUN, figure, report

from warbook.ledger import Filter, Ledger, SortOrder, planning
from warbook.ledger.selecting import SORTS
from warbook.model import Document, Figure, Period, Source, Value

NUMBERS = [str(number) for number in range(100, 160)]
TEXT = "".join(
    f"Line {place}: {number} were {'lost' if place % 7 else 'rarely found'}.\n" for place, number in enumerate(NUMBERS)
)
filters = st.builds(
    Filter,
    measure=st.sampled_from([None, "killed", "killed/tanks", "/personnel", "lost/tanks"]),
    party=st.sampled_from([None, "Norland", "Sudland"]),
    source=st.sampled_from([None, "office", "army"]),
    start=st.sampled_from([None, date(2031, 1, 20)]),
    end=st.sampled_from([None, date(2031, 2, 10)]),
    text=st.sampled_from([None, "lost", "rarely"]),
    at_least=st.sampled_from([None, 120]),
    at_most=st.sampled_from([None, 140]),
)
sorts = st.sampled_from([sign + name for name in SORTS for sign in ("", "-")])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    document, data = report(TEXT, name="many.txt")
    ledger = Ledger.open(tmp_path_factory.mktemp("many") / "book.db")
    ledger.store(document, data, [_figure(document, place) for place in range(len(NUMBERS))], RUN)
    return ledger


def _figure(document: Document, place: int) -> Figure:
    amount = int(NUMBERS[place])
    return figure(
        document,
        NUMBERS[place],
        value=Value(amount, amount),
        event=("killed", "lost")[place % 2],
        object=("personnel", "tanks", "ships")[place % 3],
        party=(None, "Norland", "Sudland")[place % 3 - 1],
        period=Period(date(2031, 1, 1 + place % 28), date(2031, 2, 1 + place % 28)) if place % 5 else Period(),
        sources=(Source("Harbour Office"), Source("Army"))[: place % 3],
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters, sorts, st.tuples(st.integers(1, 9), st.integers(0, 9)), st.sampled_from([1, 50_000]))
def test_every_way_gives_the_same_page(
    book: Ledger, wanted: Filter, sort: SortOrder, page: tuple[int, int], counted: int
) -> None:
    """With a low limit of counting every plan walks, with a high one it may find; both give what no plan gives."""
    limit, offset = page
    whole = book.figures(wanted, sort)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "COUNTED", counted)
        assert book.figures(wanted, sort, limit, offset) == whole[offset : offset + limit]
    assert book.count(wanted) == len(whole)
