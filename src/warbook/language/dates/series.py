"""Years, and several days, months or years that share what only one of them says: '3 to 5 May 2021', '1932-33'."""

import re
from collections.abc import Callable
from functools import partial

from warbook.language.dates import calendar
from warbook.language.dates.calendar import Moment
from warbook.language.dates.choose import choose
from warbook.language.dates.context import Context
from warbook.language.dates.parts import Parts
from warbook.language.dates.points import year_of
from warbook.language.dates.reading import Reading, reading
from warbook.vocabulary import table

NEXT_WORD = re.compile(r"(?!\s*\n\s*\n)\s+([a-z]+)")
CODE = re.compile(r"(?:[A-Z]-|\b[Nn]os?\.\s?|№\s?)$")  # of a plate or a model, or a number in a row
LAST_WORD = re.compile(r"([^\W\d_]+|\S)[^\S\n]*[\"“‘'`(]*[^\S\n]*\n?[^\S\n]*[\"“‘'`(]*$")
LONGEST_WORD = 40
COMMON_YEARS = range(1400, 2100)  # others need a word that is sure


def year(parts: Parts, context: Context) -> list[Reading]:
    """A year that stands alone, unless the words around it say that it counts something."""
    number, how = year_of(parts, context)
    if number is None or (parts.match.end - parts.match.start == 1 and not _is_year(parts, number, context)):
        return []
    if "thousand" in parts.words("y") and not _is_led(parts, context):
        return []
    return [reading(parts, moment=Moment("year", number), relative=bool(how), why=how)]


def _is_year(parts: Parts, number: int, context: Context) -> bool:
    token, words = parts.tokens[parts.match.start], table("time_words")["around_year"]
    beside = context.text[max(0, token.start - 5) : token.start]
    if beside[-1:] in words["never_beside"] or CODE.search(beside):
        return False
    before = LAST_WORD.search(context.text, max(0, token.start - LONGEST_WORD), token.start)
    after = NEXT_WORD.match(context.text, token.end)
    word, following = before[1].lower() if before else "", after[1] if after else ""
    plural = _is_plural(following)
    if word in words["sure"]:
        return not (plural and number % 100 == 0)
    usual = number in COMMON_YEARS and token.text.isdigit()
    counts = plural or word in words["never"] or word.endswith("ed") or following in words["counted"]
    return usual and not counts


def _is_led(parts: Parts, context: Context) -> bool:
    """Whether a word leads to a year in words: 'in two thousand and six', not 'two thousand and six men'."""
    first = parts.tokens[parts.ranges("y")[0][0]].start
    before = LAST_WORD.search(context.text, max(0, first - LONGEST_WORD), first)
    after = NEXT_WORD.match(context.text, parts.place[1])
    leading = (*table("time_words")["around_year"]["sure"], "of", "by", "from", "to", "and")
    led = before is not None and before[1].lower() in leading
    return led and not (after and _is_plural(after[1]))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and len(word) > 3 and word not in table("time_words")["around_year"]["verbs"]


def days(parts: Parts, context: Context) -> list[Reading]:
    """'April 6-7', '3 to 5 May 2021': one reading a day; the month goes with the number that it stands beside."""
    month, numbers = parts.number("m") or 1, parts.days()
    year_number, how = year_of(parts, context)
    found = []
    for at, (start, end) in enumerate(numbers):
        means = parts.tokens[start].meanings
        day = int(means.get("day", means.get("nthdigits", 0)))
        first = parts.match.start if at == 0 else start
        last = parts.match.end if at == len(numbers) - 1 else end
        if year_number is not None:
            moment, relative, why = calendar.of_day(year_number, month, day), bool(how), how
        else:
            moment, relative, why = choose(partial(_day, month=month, day=day), parts, context)
        found.append(Reading(start=first, end=last, moment=moment, relative=relative, why=why or "month shared"))
    return found


def _day(year: int, month: int, day: int) -> Moment | None:
    return calendar.of_day(year, month, day)


def months(parts: Parts, context: Context) -> list[Reading]:
    """'between March and June 2021': one reading a month, in one year unless they run over its end."""
    return _two(parts, context, "m")


def seasons(parts: Parts, context: Context) -> list[Reading]:
    """'the spring and early summer of 1943': one reading a season, likewise."""
    return _two(parts, context, "s")


def _two(parts: Parts, context: Context, name: str) -> list[Reading]:
    year_number, how = year_of(parts, context)
    first, second = (_in_year(parts, name, at) for at in (0, 1))
    if year_number is None or first is None or second is None:
        return []
    earlier, later = first(year_number), second(year_number)
    if earlier.first > later.first:
        earlier = first(year_number - 1)
    (_, middle), (other, _) = parts.ranges(name)[:2]
    phases = {start: parts.phase(at) for at, (start, _) in enumerate(parts.ranges("mod"))}
    first_phase = next((phase for start, phase in phases.items() if start < middle), None)
    other, last_phase = next(((start, phase) for start, phase in phases.items() if start >= middle), (other, None))
    return [
        Reading(start=parts.match.start, end=middle, moment=earlier, phase=first_phase, why="year shared"),
        Reading(start=other, end=parts.match.end, moment=later, phase=last_phase, relative=bool(how), why=how),
    ]


def _in_year(parts: Parts, name: str, at: int) -> Callable[[int], Moment] | None:
    value = parts.value(name, at)
    if isinstance(value, int):
        return partial(_month, month=value)
    return partial(_season, season=calendar.SEASONS.index(value)) if value else None


def _month(year: int, month: int) -> Moment:
    return calendar.month_of(year, month)


def _season(year: int, season: int) -> Moment:
    return Moment("season", year * len(calendar.SEASONS) + season)


def years(parts: Parts, context: Context) -> list[Reading]:
    """'1942-43', '499 to 493 BC': one reading a year."""
    first, second = parts.number("y", 0), parts.number("y", 1)
    if first is None or second is None:
        return []
    (start, middle), (other, end) = parts.ranges("y")[:2]
    if "e" in parts:
        first, second, end = 1 - first, 1 - second, parts.match.end
    elif second < 100:
        second += first // 100 * 100
    if second < first or second - first > 1000:
        return []
    return [
        Reading(start=start, end=middle, moment=Moment("year", first)),
        Reading(start=other, end=end, moment=Moment("year", second)),
    ]
