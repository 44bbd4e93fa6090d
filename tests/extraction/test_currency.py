"""Money whose name several countries use."""

import pytest

from warbook.extraction.currency import settled
from warbook.extraction.spot import spot


@pytest.mark.parametrize(
    ("text", "unit", "said", "expected"),
    [
        ("Mexico spent 18 billion pesos.", "peso", "18 billion pesos", "MXN"),
        ("The Philippines spent 18 billion pesos in Manila.", "peso", "18 billion pesos", "PHP"),
        ("The navy of Sri Lanka got Rs. 14 billion.", "INR", "Rs. 14 billion", "LKR"),
        ("Sri Lanka borrowed ₹14 crore.", "INR", "₹14 crore", "INR"),
        ("Pakistan owes 40 Indian rupees.", "INR", "40 Indian rupees", "INR"),
        ("They paid 40 pesos.", "peso", "40 pesos", "peso"),
        ("Mexico spent $40.", "USD", "$40", "USD"),
    ],
)
def test_money_belongs_to_the_country_that_is_spoken_of(text: str, unit: str, said: str, expected: str) -> None:
    assert settled(unit, said, spot(text)) == expected
