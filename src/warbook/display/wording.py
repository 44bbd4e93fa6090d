"""The words of the brief: numbers, days, measures and sources as people write them."""

import tomllib
from calendar import month_name, monthrange
from datetime import date
from functools import cache
from importlib import resources

from warbook.model import Figure, Finding, Period, Publication, Value

MONTHS = tuple(month_name)[1:]
LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@cache
def labels() -> dict[str, dict[str, str]]:
    """The names of codes, by kind of code."""
    text = resources.files(__package__).joinpath("labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def label(kind: str, code: str) -> str:
    """The name of a code; the code itself, underscores opened, where no name is given."""
    return labels()[kind].get(code, code.replace("_", " "))


def number(amount: float | None, unit: str = "count") -> str:
    """An amount with thousands separated; money and whole millions of it in words: '61 billion'. '' where None."""
    if amount is None:
        return ""
    if unit not in labels()["unit"]:
        for size, word in LARGE:
            if abs(amount) >= size:
                return f"{_plain(amount / size)} {word}"
    return _plain(amount)


def _plain(amount: float) -> str:
    if abs(amount) >= 1e15:
        return f"{amount:.3g}"
    if amount == int(amount):
        return f"{amount:,.0f}"
    return f"{amount:,.1f}" if abs(amount) >= 1 else f"{amount:.2g}"


def value(said: Value) -> str:
    """A quantity with its bounds and unit: '90,000 or more', '5–6 to 1', '61 billion USD'."""
    unit = label("unit", said.unit)
    low, high = number(said.low, said.unit), number(said.high, said.unit)
    if said.low == said.high:
        words = low or "not said"
    elif not high:
        words = f"{low} or more"
    elif not low:
        words = f"up to {high}"
    else:
        words = f"{low}–{high}"
    return words + ("" if not unit else unit if unit.startswith("%") else f" {unit}")


def day(when: date) -> str:
    """'3 December 2022'."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def period(when: Period, cumulative: bool = False) -> str:
    """The days that a figure covers: 'October 2023', 'total up to 3 December 2022', 'no date'."""
    if when.start is None and when.end is None:
        return "total, no date" if cumulative else "no date"
    if when.end is None:
        return f"since {day(when.start)}" if when.start else "no date"
    if cumulative:
        return f"total up to {day(when.end)}"
    if when.start is None:
        return f"up to {day(when.end)}"
    return _days(when.start, when.end)


def _days(start: date, end: date) -> str:
    if start == end:
        return day(start)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        if (start.year, start.month) == (end.year, end.month):
            return f"{MONTHS[start.month - 1]} {start.year}"
        if start.month == 1 and end.month == 12:
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    return f"{day(start)} – {day(end)}"


def measure(figure: Figure) -> str:
    """What is counted: 'Soldiers killed and wounded', 'Money given'."""
    thing, event = label("object", figure.object), label("event", figure.event)
    return thing if thing.casefold() == event.casefold() else f"{thing} {event}".replace(" :", ":")


def side(figure: Figure) -> str:
    """Whose figure it is, with the narrower group and the receiver: 'Russia (officers)', 'United States to Ukraine'."""
    name = figure.party or "side not said"
    if figure.group:
        name += f" ({figure.group})"
    if figure.to:
        name += f" against {figure.to}" if figure.value.unit == "ratio" else f" to {figure.to}"
    return name


def chain(figure: Figure) -> str:
    """Who says so, the origin first: 'Ministry of Defence, through Reuters'."""
    names = [source.name for source in figure.sources]
    if not names:
        return "the report itself"
    return names[0] + (f", through {', then '.join(names[1:])}" if names[1:] else "")


def plural(count: int, word: str, several: str | None = None) -> str:
    """'1 report', '2 reports'; `several` where the plural is not made with an s."""
    return f"{count:,} {word if count == 1 else several or word + 's'}"


def chance(odds: float) -> str:
    """A probability in words that need no percent sign: '72 in 100'; never a false 0, 1 or 100."""
    if odds < 0.01:
        return "under 1 in 100"
    return "over 99 in 100" if odds > 0.99 else f"{round(odds * 100)} in 100"


def clock(seconds: int) -> str:
    """A second of a video as players show it: '1:06', '1:02:03'."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def published(when: Publication) -> str:
    """The day of publication, no more precise than it is known, and where it was found if not in plain sight."""
    words = {"day": day(when.day), "month": f"{MONTHS[when.day.month - 1]} {when.day.year}", "year": str(when.day.year)}
    return words[when.precision] + (" (as given)" if when.found_in == "given" else "")


def sure(finding: Finding) -> str:
    """How sure it is that something is wrong; '' where nothing need be wrong."""
    if finding.kind in ("disagreement", "circular", "revision"):
        return ""
    if finding.proved:
        return "Shown by arithmetic alone."
    return f"Chance that something is wrong: {chance(finding.likelihood)}." if finding.likelihood < 1 else ""


def sentence(words: str) -> str:
    """A clause as a sentence: a capital letter at the start, a full stop at the end."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".") if words else ""
