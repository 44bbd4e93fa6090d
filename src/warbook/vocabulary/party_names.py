"""What a party is called where it leaves the house."""

from functools import cache

from warbook.vocabulary import entries


def full_name(party: str | None, lang: str = "en") -> str | None:
    """The name and the letters by which texts call it: 'Free Syrian Army (FSA)'; unchanged where it has only one."""
    return _short_forms(lang).get(party, party) if party is not None else None


@cache
def _short_forms(lang: str) -> dict[str, str]:
    found = {}
    for entry in entries("parties", lang):
        name, letters = entry.data.get("long", entry.id), entry.data.get("short", entry.id)
        if name != letters:
            found[entry.id] = f"{name} ({letters})"
    return found


def own_name(name: str | None, lang: str = "en") -> str | None:
    """The party's name in the book, from the name with or without its letters."""
    back = {full: party for party, full in _short_forms(lang).items()}
    return back.get(name, name) if name is not None else None
