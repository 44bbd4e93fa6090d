"""For whom a report in the first person speaks that does not name its own side: by the office that it is for, or by
those it tells of as others."""

from collections.abc import Iterator, Sequence

from warbook.extraction.spot import Scene
from warbook.extraction.standpoint import words
from warbook.extraction.standpoint.foes import alone, foe, named
from warbook.extraction.standpoint.stretch import holding
from warbook.model import Span


def served(scene: Scene, opening: int) -> Iterator[str]:
    """The sides whose offices the title, the header or the first `opening` code points name: 'to the War Office',
    'in the Lok Sabha'."""
    head = "\n".join((scene.title, scene.header, scene.text[:opening]))
    return (party for party, office in words.offices(scene.lang) if office.search(head))


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
