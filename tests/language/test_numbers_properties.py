"""What holds for any text: spans lie in it, written numbers come back, dress does not matter."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.language.numbers import Number, find

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
ONES += ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SIZES = [(10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")]


def spelled(value: int, hyphen: str = "-", link: str = " and ") -> str:
    """An integer in English words."""
    for size, name in SIZES:
        if value >= size:
            rest = f"{link if value % size < 100 else ' '}{spelled(value % size, hyphen, link)}" if value % size else ""
            return f"{spelled(value // size, hyphen, link)} {name}{rest}"
    if value >= 20:
        return TENS[value // 10 - 2] + (hyphen + ONES[value % 10] if value % 10 else "")
    return ONES[value]


def shapes(text: str) -> list[tuple[object, ...]]:
    """What is said, without where."""
    return [(n.low, n.high, n.unit, n.role, n.change, n.per) for n in find(text)]


def quantity(text: str) -> Number:
    (number,) = [number for number in find(text) if number.role == "quantity"]
    return number


@given(st.text())
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    numbers = find(text)
    assert all(0 <= n.span.start <= n.core.start < n.core.end <= n.span.end <= len(text) for n in numbers)
    assert [n.core.start for n in numbers] == sorted({n.core.start for n in numbers})


@given(
    st.lists(
        st.sampled_from([*"0123456789.,:/-+$%()[]'\"½ \n", "two", "half", "a", "of", "to", "and", "more than", "m"])
    )
)
def test_heaps_of_number_parts_do_no_harm(parts: list[str]) -> None:
    text = " ".join(parts) + "".join(parts)
    assert all(0 <= n.span.start < n.span.end <= len(text) for n in find(text))


@given(st.integers(2, 10**12 - 1), st.sampled_from([" ", "-"]), st.sampled_from([" ", " and "]))
def test_numbers_in_words_come_back(value: int, hyphen: str, link: str) -> None:
    number = quantity(f"They counted {spelled(value, hyphen, link)} of them.")
    assert (number.low, number.high) == (value, value)


@given(st.integers(1000, 10**12), st.sampled_from([",", ".", "'", "’", "\u202f", "\xa0", "\u2009", " "]))
def test_digits_with_any_separator_come_back(value: int, separator: str) -> None:
    number = quantity(f"They counted {value:,} of them.".replace(",", separator))
    assert (number.low, number.high) == (value, value)


@given(st.integers(1, 10**9), st.sampled_from([0x660, 0x6F0, 0x966, 0xFF10]))
def test_digits_of_other_scripts_come_back(value: int, zero: int) -> None:
    digits = "".join(chr(zero + int(digit)) for digit in f"{value:,}".replace(",", ""))
    number = quantity(f"They counted {digits} of them.") if value > 2200 else None
    assert number is None or number.low == value


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(["million", "billion", "bn", "thousand"]))
def test_scales_multiply(whole: int, tenth: int, scale: str) -> None:
    sizes = {"million": 10**6, "billion": 10**9, "bn": 10**9, "thousand": 1000}
    number = quantity(f"It cost ${whole}.{tenth} {scale} in all.")
    assert number.low == pytest.approx((whole + tenth / 10) * sizes[scale])
    assert number.unit == "USD"


SENTENCES = [
    "Over 40,520 sheep and between 5 and 6 goats - some 200 square miles of 'wet' land - were lost.",
    'The dam cost $61 billion, or 6% of GDP; a third of it, $20-25 billion, went to "nobody".',
    "In May 2022, 10,000-12,000 people (at least forty of them ill) left; the mayor's aide, 25, wasn't among them.",
    "Carts 7,255 (+12); two hundred and fifty-six barges, twenty-odd boats or so, tens of thousands of tubs.",
]


@pytest.mark.parametrize("text", SENTENCES)
@given(data=st.data())
def test_dress_does_not_matter(text: str, data: st.DataObject) -> None:
    dressed = text
    for plain, others in (("-", "‐‑–—−"), ("'", "’‘ʼ"), ('"', "“”„«»"), (" ", "\xa0\u2009\u202f\t\n")):
        dressed = dressed.replace(plain, data.draw(st.sampled_from([plain, *others])))
    assert shapes(dressed) == shapes(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_runs_of_blanks_do_not_matter(text: str) -> None:
    assert shapes(text.replace(" ", "    ")) == shapes(text)


@given(st.text(alphabet=string.ascii_uppercase + " .,", max_size=300))
def test_capitals_without_numbers_hold_no_quantity_in_digits(text: str) -> None:
    assert all(not text[n.core.start].isdigit() for n in find(text))


@pytest.mark.parametrize(
    "text",
    [
        "9" * 400, "1," * 400, "1 " * 400, "$" * 400, "one " * 400, "a million " * 200, "½" * 99, "+1" * 300,
        "T-1" * 200, "\u202e12 men\u202c 12", "١٢٣ رجل", "😀12😀", "\x00\x01 5 \ufffd", "ONE HUNDRED MEN", "a " * 900,
        bytes(range(256)).decode("latin-1") * 4, "between " * 300, "more than " * 300 + "5", "(" * 400 + "5",
        "5 to " * 300, "no " * 300, "12:" * 300, "1:0",
    ],
)  # fmt: skip
def test_garbage_is_survived(text: str) -> None:
    numbers = find(text)
    assert all(0 <= n.span.start < n.span.end <= len(text) for n in numbers)


def test_a_run_of_digits_is_no_quantity() -> None:
    assert {number.role for number in find("9" * 400)} == {"section"}
