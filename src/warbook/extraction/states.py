"""The states to which the places of a sentence belong, as parties."""

from functools import cache

from warbook.extraction.spot import Line
from warbook.vocabulary import entries


@cache
def states_by_code(lang: str) -> dict[str, str]:
    """The party of each country code: the state that shares a name with the country."""
    parties = {word: entry.id for entry in entries("parties", lang) for word in (entry.id, *entry.words)}
    return {
        country.id: party
        for country in entries("countries", lang)
        for party in [next((parties[w] for w in country.words if w in parties), None)]
        if party
    }


def states_of(line: Line, lang: str) -> list[str]:
    """The states in which the places of a sentence lie, in text order."""
    found = (states_by_code(lang).get(place.country or "") for place in line.places)
    return [state for state in found if state]
