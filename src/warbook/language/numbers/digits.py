"""Digit groups with the separators of any locale."""

import re
import unicodedata

_GROUPED = re.compile(r"\d{1,3}([,.' ])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
_DECIMAL = re.compile(r"\d*[.,]\d+")
LONGEST = 15
"""A run of more digits counts nothing; it names something."""


def value(written: str, decimal: bool = False) -> float | None:
    """The value of a digit group, None where it is none ('3.2.1', a run of 400 digits).

    'decimal' tells that a scale or a unit of measure follows: '5.300' is then 5.3, else 5300.
    """
    if sum(map(str.isdigit, written)) > LONGEST:
        return None
    if written.isdigit():
        return float(written)
    if (match := _GROUPED.fullmatch(written)) and not (decimal and _looks_decimal(written)) and written[0] != "0":
        separator = match.group(1)
        whole = written.replace(separator, "").replace(",", ".")
        return float(whole) if whole.count(".") < 2 else None
    if _INDIAN.fullmatch(written):
        return float(written.replace(",", ""))
    if _DECIMAL.fullmatch(written):
        return float(written.replace(",", "."))
    return None


def _looks_decimal(written: str) -> bool:
    return written.count(".") == 1 and "," not in written


def fraction(written: str) -> float | None:
    """The value of '3/4', '10 1/2' or '½'; None where it is no fraction ('9/11', '24/7')."""
    if len(written) == 1:
        return unicodedata.numeric(written)
    *whole, parts = written.split(" ")
    above, below = (int(part) for part in parts.split("/"))
    if not above < below or below not in (2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 64, 100):
        return None
    return (int(whole[0]) if whole else 0) + above / below
