"""Who the enemy of a side is, in the wars of the vocabulary and in the words of a report."""

from collections.abc import Sequence

from warbook.extraction.conflicts import going_on, greater, lately
from warbook.extraction.spot import Scene
from warbook.extraction.wars import Conflict, conflicts
from warbook.vocabulary import entries


def foe(side: str, scene: Scene) -> str | None:
    """The enemy of `side`: of those that the report names the one named most; where it names none, the only one there
    is in the wars of its day, or the state of the only camp. In a war that is not known, the other party of a report
    that names two."""
    wars = [war for war in conflicts(scene.lang) if side in war.sides]
    now = going_on(wars, scene) or lately(wars, scene)
    against = _against(now, side)
    counts = named(scene)
    if against:
        told = [other for other in against if other in counts]
        if told:
            return max(told, key=lambda other: counts[other])
        return _only(_against(greater(now), side), greater(now), scene.lang)
    others = [party for party in counts if party != side]
    return others[0] if len(others) == 1 and side in counts else None


def opposed(one: str, other: str, scene: Scene) -> bool:
    """Whether two parties fight each other in a war of the vocabulary that fits the report's day."""
    wars = [war for war in conflicts(scene.lang) if one in war.sides and other in war.sides]
    return any(other in _opposed(war, one) for war in going_on(wars, scene))


def alone(side: str, scene: Scene) -> bool:
    """Whether a side has no allies in the wars that the report may be about."""
    wars = lately([war for war in conflicts(scene.lang) if side in war.sides], scene)
    return not any(_allied(war, side, other) for war in wars for other in war.sides if other != side)


def may_fight(side: str, scene: Scene) -> bool:
    """Whether a side is one of a war that the report may be about; of any, where it names no two sides of one."""
    counts = named(scene)
    wars = [war for war in lately(conflicts(scene.lang), scene) if sum(other in counts for other in war.sides) > 1]
    return not wars or any(side in war.sides for war in wars)


def named(scene: Scene) -> dict[str, int]:
    """How often each party is named, title and text."""
    counts = dict(scene.party_counts)
    for mention in scene.title_parties:
        counts[mention.sense.id] = counts.get(mention.sense.id, 0) + 1
    return counts


def _only(against: Sequence[str], wars: Sequence[Conflict], lang: str) -> str | None:
    """The only one of several enemies, or the first state of those that fight together."""
    if len(against) == 1:
        return against[0]
    states = {entry.id for entry in entries("parties", lang) if entry.data["kind"] == "state"}
    together = all(any(_allied(war, against[0], other) for war in wars) for other in against)
    return next((other for other in against if other in states), None) if together else None


def _against(wars: Sequence[Conflict], side: str) -> list[str]:
    return list(dict.fromkeys(other for war in wars for other in _opposed(war, side)))


def _opposed(war: Conflict, side: str) -> tuple[str, ...]:
    return tuple(other for other in war.sides if not _allied(war, side, other))


def _allied(war: Conflict, one: str, other: str) -> bool:
    return one == other or any(one in camp and other in camp for camp in war.camps)
