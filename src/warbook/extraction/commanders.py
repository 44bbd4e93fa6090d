"""Persons, bodies and nicknames that stand for a side in the years of one war: 'Soult' for France in a text of 1811.

The same name may stand for another side in another war, for a town or for nobody, so that it counts only in a text that
speaks of those years and of that war (vocabulary `commanders`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import cache, lru_cache
from typing import Any

import msgspec

from warbook.errors import VocabularyError
from warbook.extraction.lexicon import Matcher, Mention, Sense, within
from warbook.extraction.wars import conflicts
from warbook.language.dates import TimeExpression
from warbook.model import Span
from warbook.vocabulary import entries

_LONGEST = 3
"""Years that a stretch of time may span to tell the years of a text."""
_ROLES = (("leader", "words"), ("name", "bodies"), ("people", "people"))


class Standing(msgspec.Struct, frozen=True):
    """A name with the side that it stands for from one year to another, both included."""

    sense: Sense
    first: int
    last: int


def years_of(times: Iterable[TimeExpression], published: date | None) -> frozenset[int]:
    """The years that a text speaks of: those of its dates, and of its publication."""
    found = {published.year} if published else set()
    for time in times:
        if time.kind == "date" and time.start and time.end and time.end.year - time.start.year <= _LONGEST:
            found.update(range(time.start.year, time.end.year + 1))
    return frozenset(found)


def years_of_names(text: str, parties: Iterable[Mention], lang: str = "en") -> frozenset[int]:
    """The years of a text without dates: those in which most of its names stood for sides that it names as well, if
    they are two or more."""
    sides = {mention.sense.id for mention in parties}
    names = {text[m.span.start : m.span.end] for m in _matcher(lang).find(text)}
    counts: Counter[int] = Counter()
    for name in names:
        stood = [one for one in _standing(lang)[name] if one.sense.id in sides]
        counts.update({year for one in stood for year in range(one.first, one.last + 1)})
    most = max(counts.values(), default=0)
    return frozenset(year for year, count in counts.items() if count == most) if most >= _SOME else frozenset()


def years_of_sides(parties: Iterable[Mention]) -> frozenset[int]:
    """The years of a text that names two sides time and again that stood only then: the Union and the Confederacy."""
    counts = Counter(mention.sense.id for mention in parties if "until" in mention.sense.entry.data)
    entry = {mention.sense.id: mention.sense.entry.data for mention in parties if counts[mention.sense.id] >= _SOME}
    spans = [_stood(data) for data in entry.values() if "until" in data]
    shared = Counter(year for span in spans for year in span)
    return frozenset(year for year, count in shared.items() if count >= _SOME)


_SOME = 2
"""Names that tell the years of a text; sides, and times that each is named, that do; sides that tell its war."""


def named(text: str, years: frozenset[int], sides: Iterable[str], lang: str = "en") -> list[Mention]:
    """Those who stand for one side in `years`, in text order, in the wars of those years in which `sides` fight."""
    found = []
    for mention in _matcher(lang).find(text) if years else ():
        words = text[mention.span.start : mention.span.end]
        senses = {
            one.sense.id: one.sense
            for one in _standing(lang)[words]
            if any(one.first <= year <= one.last for year in years)
        }
        if len(senses) == 1:
            found.append(Mention(mention.span, "party", tuple(senses.values())))
    return _of_the_war(text, found, years, frozenset(sides), lang)


def _of_the_war(
    text: str, found: Sequence[Mention], years: frozenset[int], sides: frozenset[str], lang: str
) -> list[Mention]:
    """Those whose side, or one that it has to do with in a war of `years`, is named as well, be it by another of them;
    all of them, where one side at most is named beside, and those of whose side no war of those years is known."""
    names = {(text[one.span.start : one.span.end], one.sense.id) for one in found}
    kept = set()
    for name, side in names:
        others = sides | {other for word, other in names if word != name}
        around = _of_wars_with(side, years, lang)
        if len(others) < _SOME or not around or others & around:
            kept.add(name)
    return [one for one in found if text[one.span.start : one.span.end] in kept]


@lru_cache(maxsize=1024)
def _of_wars_with(side: str, years: frozenset[int], lang: str) -> frozenset[str]:
    """The sides of all wars of `years` that a side fights in."""
    wars = (war for war in conflicts(lang) if side in war.sides and any(map(war.in_year, years)))
    return frozenset(other for war in wars for other in war.sides)


def of_the_time(mention: Mention, years: frozenset[int]) -> bool:
    """Whether a party that was one for some years only may be meant in a text of `years`: 'the Union' up to 1865."""
    stood = _stood(mention.sense.entry.data)
    return not years or any(year in stood for year in years)


def _stood(data: Mapping[str, Any]) -> range:
    """The years of a party; without `from` it is older than what is read, without `until` it still stands."""
    return range(data.get("from", MINYEAR), data.get("until", MAXYEAR) + 1)


def joined(text: str, parties: Sequence[Mention], commanders: Sequence[Mention]) -> list[Mention]:
    """All of both in text order; of two that overlap the longer one. Of two as long the commander or body of those
    years, but where the words are the very name of a party."""
    if not commanders:
        return list(parties)
    kept = [one for one in parties if not any(_displaces(text, other, one) for other in over(commanders, one.span))]
    held = [one for one in commanders if not over(kept, one.span)]
    return sorted([*kept, *held], key=lambda mention: mention.span)


def _displaces(text: str, commander: Mention, party: Mention) -> bool:
    size, other = (one.span.end - one.span.start for one in (commander, party))
    return size > other or (size == other and text[party.span.start : party.span.end] != party.sense.id)


def over(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The mentions that overlap a span."""
    near = within(mentions, Span(span.start - _REACH, span.end + _REACH))
    return [one for one in near if one.span.start < span.end and span.start < one.span.end]


_REACH = 60
"""Code points that a name has at most."""


@cache
def _standing(lang: str) -> dict[str, list[Standing]]:
    """By name, exactly as it is written, for whom it stands and when. Raises VocabularyError for an unknown party."""
    parties = {entry.id: entry for entry in entries("parties", lang)}
    found: dict[str, list[Standing]] = {}
    for entry in entries("commanders", lang):
        party, first, last = parties.get(entry.data["party"]), entry.data["from"], entry.data["until"]
        if party is None:
            raise VocabularyError(f"vocabulary {lang}/commanders.toml: '{entry.id}' is of no party of parties.toml")
        for role, key in _ROLES:
            for word in entry.words if key == "words" else entry.data.get(key, ()):
                found.setdefault(word, []).append(Standing(Sense("party", party, role), first, last))
    return found


@cache
def _matcher(lang: str) -> Matcher:
    senses = {word: [one.sense for one in row] for word, row in _standing(lang).items()}
    return Matcher(senses, "party", fold_case=False)
