"""The side whose service or language a report in the first person is in, where it does not name its own side."""

from collections.abc import Iterator, Mapping

from warbook.extraction import conflicts
from warbook.extraction.spot import Scene
from warbook.extraction.standpoint import words
from warbook.extraction.standpoint.foes import named


def served(scene: Scene, opening: int) -> Iterator[str]:
    """The sides whose offices the title, the header or the first `opening` code points name: 'to the Secretary of War',
    'in the Lok Sabha'."""
    head = "\n".join((scene.title, scene.header, scene.text[:opening]))
    return (party for party, office in words.offices(scene.lang) if office.search(head))


def at_home(scene: Scene) -> str | None:
    """The only one that speaks the language of the text among the sides of the war that the report names most. None
    where it names no side of a war."""
    counts = named(scene)
    ranked = [
        (min(2, sum(side in counts for side in war.sides)), sum(counts.get(side, 0) for side in war.sides), war)
        for war in conflicts.lately(_fought(counts, scene.lang), scene)
    ]
    likely = max(ranked, key=lambda row: (row[0], row[1], not row[2].lesser, row[2].start))[2].sides if ranked else ()
    native = [side for side in likely if side in words.natives(scene.lang)]
    return native[0] if len(native) == 1 else None


def _fought(counts: Mapping[str, int], lang: str) -> list[conflicts.Conflict]:
    return [war for war in conflicts.conflicts(lang) if any(side in counts for side in war.sides)]
