from datetime import date

import pytest
from ledger.examples import RUN, figure, finding, harbour, report

from warbook.errors import UsageError
from warbook.ledger import STANDING, Filter, Ledger, Name, SourceLine

WANTED = [
    (Filter(), ["120", "some 300", "14"]),
    (Filter(measure="killed/personnel"), ["120"]),
    (Filter(measure="lost"), ["14"]),
    (Filter(measure="/personnel"), ["120", "some 300"]),
    (Filter(party="NORLAND"), ["120", "some 300"]),
    (Filter(place="elan"), ["120"]),
    (Filter(source="harbour"), ["120", "some 300", "14"]),
    (Filter(source="Army"), ["some 300"]),
    (Filter(source="100%"), []),
    (Filter(start=date(2031, 7, 1)), []),
    (Filter(end=date(2031, 6, 15)), ["some 300"]),
    (Filter(start=date(2031, 6, 30)), ["120", "some 300"]),
    (Filter(text="dead killed"), []),
    (Filter(text="KILLED near"), ["120"]),
    (Filter(text="élan"), ["120"]),
    (Filter(text='"killed near"'), ["120"]),
    (Filter(text='"near killed"'), []),
    (Filter(text="near killed"), ["120"]),
    (Filter(text="!?"), []),
    (Filter(text="near OR ' NOT * ("), []),
    (Filter(unit="count", at_least=100, at_most=250), ["120", "some 300"]),
    (Filter(status=STANDING), ["120", "some 300", "14"]),
    (Filter(status=("rejected",)), []),
    (Filter(document="elsewhere"), []),
    (Filter(party="' OR 1=1 --"), []),
]


@pytest.fixture(autouse=True)
def stored(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)


@pytest.mark.parametrize(("wanted", "numbers"), WANTED)
def test_a_filter_means_these_claims(ledger: Ledger, wanted: Filter, numbers: list[str]) -> None:
    assert [figure.number for figure in ledger.figures(wanted)] == numbers
    assert [figure.number for figure in ledger.figures(wanted, limit=50)] == numbers
    assert [figure.number for figure in ledger.figures(wanted, "-report", limit=2)] == numbers[::-1][:2]
    assert ledger.count(wanted) == len(numbers)
    assert ledger.count(wanted, up_to=2) == min(len(numbers), 2)


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("report", ["120", "some 300", "14"]),
        ("-entered", ["14", "some 300", "120"]),
        ("amount", ["14", "120", "some 300"]),
        ("-amount", ["some 300", "120", "14"]),
        ("-period", ["120", "some 300", "14"]),
        ("measure", ["120", "14", "some 300"]),
        ("source", ["some 300", "14", "120"]),
    ],
)
def test_claims_come_in_the_order_asked_for(ledger: Ledger, sort: str, numbers: list[str]) -> None:
    assert [figure.number for figure in ledger.figures(sort=sort)] == numbers


def test_pages_follow_each_other(ledger: Ledger) -> None:
    pages = [ledger.figures(sort="-amount", limit=2, offset=start) for start in (0, 2, 4)]
    assert [[figure.number for figure in page] for page in pages] == [["some 300", "120"], ["14"], []]


def test_an_unknown_order_is_a_clear_line(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="cannot be sorted by 'colour'"):
        ledger.figures(sort="colour")  # type: ignore[arg-type]


def test_names_are_counted(ledger: Ledger) -> None:
    assert ledger.names("party") == [Name("Norland", 2), Name("Sudland", 1)]
    assert ledger.names("source") == [Name("Harbour Office", 2), Name("Army spokesman", 1)]
    assert ledger.names("event", Filter(party="Norland")) == [Name("killed", 1), Name("wounded", 1)]
    assert ledger.names("place") == [Name("Élan", 1)]
    assert ledger.names("unit") == [Name("count", 3)]
    with pytest.raises(UsageError, match="cannot be counted by"):
        ledger.names("record")


def test_sources_in_numbers_of_claims(ledger: Ledger) -> None:
    _, _, found = harbour()
    ledger.store_findings([finding(found[0].id)], "audit 1")
    assert ledger.sources() == [
        SourceLine(name="Harbour Office", claims=3, origin=2, alone=2, in_findings=1),
        SourceLine(name="Army spokesman", claims=1, origin=1, alone=0, through=(Name("Harbour Office", 1),)),
    ]
    assert [line.name for line in ledger.sources(Filter(measure="killed"))] == ["Harbour Office"]


def test_running_totals_are_told_from_other_figures(ledger: Ledger) -> None:
    assert [one.number for one in ledger.figures(Filter(cumulative=True))] == ["120"]
    assert [one.number for one in ledger.figures(Filter(cumulative=False))] == ["some 300", "14"]
    assert ledger.count(Filter(cumulative=False, start=date(2031, 6, 1))) == 1


def test_a_sample_of_a_large_selection_keeps_what_findings_concern(ledger: Ledger) -> None:
    lines = "".join(f"On day {number} there were {number + 1000} dead.\n" for number in range(60))
    document, data = report(lines)
    figures = [figure(document, str(number + 1000), party="Westland") for number in range(60)]
    ledger.store(document, data, figures, RUN)
    ledger.store_findings([finding(figures[31].id)], "audit")
    wanted = Filter(measure="killed/personnel", party="Westland")
    few, many = ledger.sample(wanted, most=10)
    assert many == 60
    assert 5 <= len(few) <= 10
    assert figures[31].id in {claim.figure.id for claim in few}
    whole, _ = ledger.sample(wanted, most=60)
    assert len(whole) == 60
