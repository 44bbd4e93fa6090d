import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.language.numbers import Number, find


def quantities(text: str) -> list[Number]:
    return [number for number in find(text) if number.role == "quantity"]


def said(text: str) -> list[str]:
    return [text[number.span.start : number.span.end] for number in quantities(text)]


def the_number(text: str) -> Number:
    (number,) = quantities(text)
    return number


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("The flood drowned over 40,520 sheep.", "over 40,520", 40520, None),
        ("Between 5 and 6 barges sank.", "Between 5 and 6", 5, 6),
        ("They counted two hundred and fifty-six carts.", "two hundred and fifty-six", 256, 256),
        ("Half a million voters stayed at home.", "Half a million", 500_000, 500_000),
        ("Some 1.2m voters came.", "Some 1.2m", 1_200_000, 1_200_000),
        ("It has 10k readers.", "10k", 10_000, 10_000),
        ("It has 3million readers.", "3million", 3_000_000, 3_000_000),
        ("Hundreds queued.", "Hundreds", 200, 999),
        ("Fourteen Challenger 2 tanks queued.", "Fourteen", 14, 14),
        ("Tens of thousands queued.", "Tens of thousands", 20_000, 99_999),
        ("Several hundred queued.", "Several hundred", 300, 900),
        ("A further 415 queued.", "A further 415", 415, 415),
        ("Up to two dozen goats strayed.", "Up to two dozen", None, 24),
        ("At least forty goats strayed.", "At least forty", 40, None),
        ("Twenty-odd goats strayed.", "Twenty-odd", 20, None),
        ("Thirty or more goats strayed.", "Thirty or more", 30, None),
        ("Five to six thousand goats strayed.", "Five to six thousand", 5000, 6000),
        ("The herd grew by 10,000–12,000 goats.", "10,000–12,000", 10_000, 12_000),
        ("The list has 1 234 567 names.", "1 234 567", 1_234_567, 1_234_567),
        ("The list has 1.234.567 names.", "1.234.567", 1_234_567, 1_234_567),
        ("The list has 1’234 names.", "1’234", 1234, 1234),
        ("The list has ١٬٢٣٤ names.", "١٬٢٣٤", 1234, 1234),
        ("A couple of goats strayed.", "A couple", 2, 2),
        ("Six to eight hundred thousand voted.", "Six to eight hundred thousand", 600_000, 800_000),
        ("Between 3 and 4000 fell.", "Between 3 and 4000", 3000, 4000),
        ("An army of 150-200,000 marched.", "150-200,000", 150_000, 200_000),
        ("Between 20 and 3000 fled.", "Between 20 and 3000", 20, 3000),
        ("Between 5 and 90,000 fled.", "Between 5 and 90,000", 5, 90_000),
        ("Perhaps 2000 at most came.", "Perhaps 2000 at most", None, 2000),
        ("Thousands upon thousands came.", "Thousands upon thousands", 2000, 9999),
        ("Goats strayed, 550 lost at the least.", "550", 550, None),
        ("It never reached more than 40.", "more than 40", None, 40),
        ("It could not have been less than 40.", "less than 40", 40, None),
        ("The herd did not amount to 40.", "did not amount to 40", None, 40),
        ("They put it at a low of 40 to a high of some 60.", "40 to a high of some 60", 40, 60),
        ("Planes flew over some 40 roofs.", "some 40", 40, 40),
    ],
)
def test_bounds(text: str, words: str, low: float | None, high: float | None) -> None:
    number = the_number(text)
    assert text[number.span.start : number.span.end] == words
    assert (number.low, number.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "words", "low", "unit"),
    [
        ("The dam cost $61 billion.", "$61 billion", 61e9, "USD"),
        ("The dam cost 85 billion kroner.", "85 billion kroner", 85e9, "NOK"),
        ("It spends 6% of GDP on dams.", "6% of GDP", 6, "percent_gdp"),
        ("A third of the goats strayed.", "A third", 100 / 3, "percent"),
        ("Nine in ten goats strayed.", "Nine in ten", 90, "percent"),
        ("Eight on ten goats strayed.", "Eight on ten", 80, "percent"),
        ("Nine of each ten goats strayed.", "Nine of each ten", 90, "percent"),
        ("The dam cost R3.2 billion.", "R3.2 billion", 3.2e9, "ZAR"),
        ("It took 40 N.C.O.s along.", "40", 40, "count"),
        ("Goats strayed, thirteen for every sheep.", "thirteen", 13, "ratio"),
        ("Hail fell more than 40 times.", "more than 40 times", 40, "count"),
        ("**505** – the square miles of the park.", "505", 505, "mi2"),
        ("A couple thousand goats strayed.", "A couple thousand", 2000, "count"),
        ("The park covers some 200 square miles.", "some 200 square miles", 200, "mi2"),
        ("The park covers 7,400 km².", "7,400 km²", 7400, "km2"),
        ("The barn holds 40 tons of hay.", "40 tons", 40, "t"),
        ("Prices doubled.", "doubled", 2, "ratio"),
        ("Sheep outnumber goats ten to one.", "ten to one", 10, "ratio"),
    ],
)
def test_units(text: str, words: str, low: float, unit: str) -> None:
    number = the_number(text)
    assert text[number.span.start : number.span.end] == words
    assert number.low == pytest.approx(low)
    assert number.unit == unit


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The feast fell on 8 May.", "date"),
        ("The barn was built in 1987.", "year"),
        ("The bell rang at 12:30.", "time"),
        ("He is 25 years old.", "age"),
        ("Anna Holm, 25, said so.", "age"),
        ("It took three years.", "duration"),
        ("The barn is six miles from the border.", "distance"),
        ("It was their 94th feast.", "ordinal"),
        ("It was their fifty-fourth feast.", "ordinal"),
        ("It took a week and a half.", "duration"),
        ("Those pieces are twelve pounders.", "compound"),
        ("The R77 rusts in the yard.", "model"),
        ("The T-62 rusts in the yard.", "model"),
        ("Call +44 20 7946 0958 now.", "phone"),
        ("Article 5 forbids it.", "section"),
        ("See page 40.", "page"),
        ("Nobody was hurt.", "zero"),
        ("Resolution 1701 was passed.", "identifier"),
        ("It is hotter than 30 degrees Celsius.", "measure"),
        ("One can see the hills.", "pronoun"),
    ],
)
def test_what_counts_nothing_says_why(text: str, role: str) -> None:
    assert {number.role for number in find(text)} == {role}


def test_a_change_and_the_new_total_are_two_numbers() -> None:
    assert [(n.low, n.change) for n in quantities("Rents rose from 45 to 61.")] == [(45, "="), (61, "=")]
    assert [n.low for n in quantities("The stock grew by 12 to 85.")] == [12, 85]


def test_as_many_means_the_number_before() -> None:
    assert [n.low for n in quantities("Forty barges left and as many came back.")] == [40, 40]


def test_a_number_that_is_left_out_says_so() -> None:
    assert [(n.low, n.rest) for n in quantities("Of 40 barges all but three sank.")] == [(40, False), (3, True)]


def test_an_article_in_a_tally_is_marked() -> None:
    text = "They lost 26 barges and a ferry."
    assert [(text[n.core.start : n.core.end], n.role) for n in find(text)] == [("26", "quantity"), ("a", "article")]


def test_a_bare_amount_takes_the_money_said_before() -> None:
    text = "Holm gave €1.1 billion, Berg 690 million, Dahl 450 million."
    assert [n.unit for n in quantities(text)] == ["EUR", "EUR", "EUR"]


def test_a_list_gives_each_number() -> None:
    text = "Carts 7,255 (+12), barges 13,942 (+3)"
    assert [number.low for number in quantities(text)] == [7255, 12, 13942, 3]


@pytest.mark.parametrize("text", ["", "9" * 400, "٣" * 50, "😀" * 9 + " 12", "ABC DEF " * 50, "a\x00b" * 9, "½" * 99])
def test_odd_text_is_read_without_harm(text: str) -> None:
    assert all(0 <= n.span.start <= n.core.start < n.core.end <= n.span.end <= len(text) for n in find(text))


@given(st.text())
def test_spans_lie_in_the_text(text: str) -> None:
    for number in find(text):
        assert 0 <= number.span.start <= number.core.start < number.core.end <= number.span.end <= len(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_commas_come_back(value: int) -> None:
    (number,) = find(f"They counted {value:,} of them.")
    assert number.low == number.high == value


def test_random_bytes_are_read_without_harm() -> None:
    text = bytes(range(256)).decode("latin-1") * 3
    assert find(text) == find(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Their losses were five times Borland's.", "ratio"), ("The mill burned five times Tuesday.", "count")],
)
def test_times_compare_with_an_owner(text: str, unit: str) -> None:
    assert the_number(text).unit == unit
