"""Units of time, and how far a count of them reaches."""

from warbook.language.dates import calendar
from warbook.language.dates.calendar import Moment, Unit
from warbook.language.dates.parts import VAGUE

LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ME", "WE": "WE",
}  # fmt: skip
OF_CLOCK = ("second", "minute", "hour")
UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "week": ("week", 1), "fortnight": ("week", 2), "WE": ("weekend", 1), "month": ("month", 1),
    "quarter": ("quarter", 1), "year": ("year", 1), "decade": ("decade", 1), "century": ("century", 1),
    "millennium": ("millennium", 1),
}  # fmt: skip


def length(count: float | None, unit: str | None) -> str | None:
    """'P3W'; 'PXD' where the count is not said."""
    if unit is None or count is None:
        return None
    if unit == "fortnight" and count != VAGUE:
        count *= 2
    if unit in ("decade", "century", "millennium") and count != VAGUE and count != int(count):
        count, unit = count * calendar.YEARS_IN[unit], "year"
    if unit == "decade" and count not in (VAGUE, 1.0):
        count, unit = count * 10, "year"
    shown = "X" if count == VAGUE else f"{count:g}"
    return f"P{'T' if unit in OF_CLOCK else ''}{shown}{LETTERS[unit]}"


def shifted(anchor: Moment, unit: tuple[Unit, int], count: float) -> Moment | None:
    """The stretch `count` units after the one that holds the anchor; None where the anchor is too coarse."""
    kind, size = unit
    if kind in ("decade", "century", "millennium"):
        kind, size = "year", calendar.YEARS_IN[kind]
    if count != int(count):
        kind, count = (
            ("month", count * 12) if kind == "year" else ("day", count * {"week": 7, "month": 30}.get(kind, 1))
        )
    if kind in ("day", "week") and anchor.unit not in ("day", "week"):
        return None
    return calendar.containing(kind, anchor.first).shifted(round(count * size))


def reach(anchor: Moment, unit: tuple[Unit, int], count: float, step: int) -> tuple[int, int]:
    """First and last day between an anchor and the day `count` units off, ahead (step 1) or back (-1)."""
    other = calendar.moved(anchor.index, unit[0], step * count * unit[1])
    return (other, anchor.index) if step < 0 else (anchor.index, other)
