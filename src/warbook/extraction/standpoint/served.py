"""For whom a report in the first person speaks that does not name its own side: by the office that it is for, by its
language, by those it tells of as others."""

from collections.abc import Iterator, Mapping, Sequence

from warbook.extraction import conflicts
from warbook.extraction.spot import Scene
from warbook.extraction.standpoint import words
from warbook.extraction.standpoint.foes import alone, foe, named
from warbook.extraction.standpoint.stretch import holding
from warbook.model import Span


def served(scene: Scene, opening: int) -> Iterator[str]:
    """The sides whose offices the title, the header or the first `opening` code points name: 'to the Secretary of War',
    'in the Lok Sabha'."""
    head = "\n".join((scene.title, scene.header, scene.text[:opening]))
    return (party for party, office in words.offices(scene.lang) if office.search(head))


def at_home(scene: Scene) -> str | None:
    """The only one that speaks the language of the text among the sides of the war that the report names most, or of
    several that it names as much, if it is named."""
    counts = named(scene)
    ranked = [
        ((min(2, sum(side in counts for side in war.sides)), sum(counts.get(side, 0) for side in war.sides)), war)
        for war in conflicts.lately(_fought(counts, scene.lang), scene)
    ]
    most = max((rank for rank, _ in ranked), default=None)
    native = {side for rank, war in ranked if rank == most for side in war.sides if side in words.natives(scene.lang)}
    return native.pop() if len(native) == 1 and native <= set(counts) else None


def _fought(counts: Mapping[str, int], lang: str) -> list[conflicts.Conflict]:
    return [war for war in conflicts.conflicts(lang) if any(side in counts for side in war.sides)]


def against_others(scene: Scene, own: Sequence[Span]) -> str | None:
    """The one enemy of those whom the stretches `own` of a text tell of as others ('the Russians', '34 Turks'), if it
    has no allies, and the report names it, or nobody but them."""
    mentions = [m for line in scene.lines for m in line.parties if holding(m.span, own) is not None]
    others = {m.sense.id for m in mentions if m.sense.role == "people" and scene.text[m.span.end - 1] == "s"}
    against = {side for other in others if (side := foe(other, scene))} - others
    counts = named(scene)
    if len(against) != 1 or not (against <= set(counts) or set(counts) == others):
        return None
    return next((side for side in against if alone(side, scene)), None)
