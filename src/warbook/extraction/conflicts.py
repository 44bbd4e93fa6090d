"""The war that a report is about, from the parties that it names most: gives the day on which running totals begin."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from warbook.extraction.spot import Scene
from warbook.extraction.wars import Conflict, conflicts


def origin(scene: Scene) -> date | None:
    """The day on which the war began that the report is about, None where the parties do not tell.

    A war counts if two of its sides are named and it had begun, and not long ended, when the report was published; or
    if it is the only one in which the party that is named most then fights.
    """
    ranked = [
        (sum(scene.party_counts.get(side, 0) for side in war.sides), not war.lesser, war.start, war)
        for war in going_on(conflicts(), scene)
        if sum(side in scene.party_counts for side in war.sides) >= 2
    ]
    return max(ranked, key=lambda row: row[:3])[3].start if ranked else _alone(scene)


def _alone(scene: Scene) -> date | None:
    """The first day of the one war that goes on at the report's day and of whose sides the largest share is named;
    of two such wars the one whose side is named more often, and none where that is a tie."""
    if scene.published is None:
        return None
    ranked = []
    for war in greater(conflicts()):
        named = [scene.party_counts[side] for side in war.sides if side in scene.party_counts]
        if named and fits(war, scene.published):
            ranked.append((len(named) / len(war.sides), sum(named), war.start))
    ranked.sort(reverse=True)
    clear = ranked and (len(ranked) == 1 or ranked[0][:2] > ranked[1][:2])
    return ranked[0][2] if clear else None


def finished(scene: Scene) -> Conflict | None:
    """The war that a dated report looks back on, if it was over by then (`told`). None where that one goes on."""
    war = told(scene, scene.published) if scene.published else None
    return war if war and war.last and scene.published and war.last < scene.published else None


def past(scene: Scene) -> Conflict | None:
    """As `finished`; of an undated report also the war to whose end, or beyond, it tells days."""
    latest = scene.latest.end if scene.latest else None
    war = told(scene, latest) if latest and not scene.published else None
    return war if war and war.last and latest and war.last <= latest else finished(scene)


def told(scene: Scene, until: date) -> Conflict | None:
    """Of all wars with two sides named that had begun by a day the one in which most days of the text lie."""
    times = [time for line in scene.lines for time in line.times]
    days = [time.start for time in times if time.start and time.end and (time.precision or 9) <= _TO_A_YEAR]
    ranked = []
    for war in conflicts():
        if sum(side in scene.party_counts for side in war.sides) < 2 or war.start > until:
            continue
        last = war.end or until
        inside = sum(war.start <= day <= last for day in days)
        named = sum(scene.party_counts.get(side, 0) for side in war.sides)
        ranked.append((inside, named, not war.lesser, war.start - last, war))
    found = max(ranked, key=lambda row: row[:4], default=None)
    return found[4] if found and found[0] else None


_TO_A_YEAR = 5
"""UCDP date_prec of a year."""
MOST_WARS = 3
MEMORY = 50
"""Years for which a war that is over may still be what a report is about."""


def opponents(scene: Scene, named: Sequence[str]) -> tuple[str, ...]:
    """The sides of the wars that a report may be about: of the one that most of `named` fight in, then of the likeliest
    one for each of the first of them; a lesser one with a single side named only where no war has two. Empty where none
    of them fights. Where no war of theirs goes on, those of living memory count."""
    fought = [war for war in conflicts() if set(war.sides) & set(named)]
    ranked = [
        (len(set(war.sides) & set(named)), not war.lesser, -_first(war, named), war.start, war)
        for war in going_on(fought, scene) or [war for war in fought if _remembered(war, scene)]
    ]
    ranked.sort(key=lambda row: row[:4], reverse=True)
    if ranked and ranked[0][0] > 1:
        ranked = [row for row in ranked if row[0] > 1 or not row[4].lesser]
    own = [next((row[4] for row in ranked if side in row[4].sides), None) for side in named[:MOST_WARS]]
    likely = [row[4] for row in ranked[:1]] + [war for war in own if war is not None]
    return tuple(dict.fromkeys(side for war in likely for side in war.sides))


def _first(war: Conflict, named: Sequence[str]) -> int:
    return min(named.index(side) for side in war.sides if side in named)


def greater(wars: Iterable[Conflict]) -> list[Conflict]:
    """Those that are not lesser ones; all, where there are only such."""
    every = list(wars)
    return [war for war in every if not war.lesser] or every


def going_on(wars: Iterable[Conflict], scene: Scene) -> list[Conflict]:
    """Those that went on when the report was written; of an undated one, in a year that the names in it tell."""
    day = as_of(scene)
    if day is None and scene.years:
        return [war for war in wars if any(war.in_year(year) for year in scene.years)]
    return [war for war in wars if fits(war, day)]


def lately(wars: Iterable[Conflict], scene: Scene) -> list[Conflict]:
    """Those that went on when the report was written, then those that had ended within the year before."""
    every, day = list(wars), as_of(scene)
    over = [war for war in every if day and war.end and timedelta(0) < day - war.end < _YEAR]
    return [*going_on(every, scene), *over]


_YEAR = timedelta(days=366)


def _remembered(war: Conflict, scene: Scene) -> bool:
    day = as_of(scene)
    return day is None or (war.start <= day and (war.end is None or day.year - war.end.year <= MEMORY))


def as_of(scene: Scene) -> date | None:
    """The day that the report speaks of: its own, or else the last one that its text states; of a memoir the last one
    that it tells of."""
    return scene.spoken or scene.published or (scene.latest.end if scene.latest else None)


def fits(war: Conflict, published: date | None) -> bool:
    """Whether a war's totals are counted on a day; a report without one may be about any."""
    return published is None or (war.start <= published and (war.end is None or published <= war.end))
