"""Whose pesos: money whose name several countries use is taken for that of the country that a report names most."""

from collections import Counter
from functools import cache

from warbook.extraction.spot import Scene
from warbook.extraction.states import states_by_code
from warbook.vocabulary import Entry, entries


def settled(unit: str, said: str, scene: Scene) -> str:
    """The code of a currency, from the unit that its words alone give; the unit itself where no country tells."""
    entry = _shared(scene.lang).get(unit)
    if entry is None or not _is_shared(entry, said):
        return unit
    codes: dict[str, str] = entry.data["of"]
    return next((codes[land] for land in _lands(scene) if land in codes), unit)


def _is_shared(entry: Entry, said: str) -> bool:
    """'Rs. 400' may be anybody's, 'Indian rupees' not."""
    words = entry.data.get("shared", entry.words)
    others = {*entry.words, *entry.data.get("signs", ())} - set(words)
    return any(word in said for word in words) and not any(other in said.lower() or other in said for other in others)


def _lands(scene: Scene) -> list[str]:
    """The countries of a report's places and sides, those named most first."""
    code_of = {state: code for code, state in states_by_code(scene.lang).items()}
    named = Counter(place.country for line in scene.lines for place in line.places if place.country)
    for mention in (*scene.title_parties, *(m for line in scene.lines for m in line.parties)):
        if mention.sense.id in code_of:
            named[code_of[mention.sense.id]] += 1
    return [land for land, _ in named.most_common()]


@cache
def _shared(lang: str) -> dict[str, Entry]:
    return {entry.id: entry for entry in entries("currencies", lang) if "of" in entry.data}
