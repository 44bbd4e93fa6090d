"""The time of day that an expression tells, as TIMEX3 has it from 'T' on."""

from warbook.language.dates import forms
from warbook.language.dates.parts import Parts

CLOCK_CHARACTERS, LONGEST_CLOCK = frozenset("0123456789:"), len("00:00:00")


def clock_of(parts: Parts) -> str | None:
    """'T06:30', 'TNI', '' where no time of day is said; None where the figures are no time of day."""
    if "t" in parts:
        return _clock_time(parts)
    for name in ("iso", "group"):
        if name in parts:
            text = parts.words(name).upper()
            return forms.iso(text)[1] if name == "iso" else forms.group(text, 2000)[1]
    if "n" in parts:
        return "TNI"
    return parts.name("p") or str(parts.match.rule.data.get("clock", ""))


def _clock_time(parts: Parts) -> str | None:
    text = parts.words("t").replace(".", ":")
    if not set(text) <= CLOCK_CHARACTERS or len(text) > LONGEST_CLOCK:
        return None
    hour, minute, *_ = (
        [*text.split(":"), "0"] if ":" in text else ((text[:2], text[2:]) if len(text) == 4 else (text, "0"))
    )
    hours, minutes = int(hour), int(minute)
    if "mer" in parts:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (parts.number("mer") or 0)
    return f"T{hours:02}:{minutes:02}" if hours <= 24 and minutes < 60 else None
