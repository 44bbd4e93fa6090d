"""Whose book a figure belongs to: differently written names of one origin are folded to one key.

'Ukrainian Ministry of Defense', 'Ukraine's Ministry of Defence' and 'the Ukrainian defence ministry' are one
origin; 'reports' of two articles are two. Names are folded by origins.toml, not recognised one by one.
"""

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

POSSESSIVE = re.compile(r"(?<=\w)['’‘ʼ`”\"]s\b|(?<=s)['’](?=\s|$)")
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w&-]+")


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("origins.toml").read_text(encoding="utf-8"))


def words_of(name: str) -> list[str]:
    """The words of a name, folded: no case, accents, possessives; countries and offices by one name each."""
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", name)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    table = _table()
    found: list[str] = []
    for word in WORD.findall(plain):
        power = table["power"].get(word, word)
        found += table["office"].get(power, power).split()
    return found


@cache
def origin_key(name: str) -> str | None:
    """The key of an origin; None where the name says nobody in particular."""
    table = _table()
    idle, nobody = set(table["idle"]["words"]), set(table["nobody"]["words"])
    words = [w for w in words_of(name) if w not in idle]
    if not words or all(w in nobody for w in words):
        return None
    powers = {w for p in table["power"].values() for w in p.split()} - {"defence", "army", "government"}
    power = sorted({w for w in words if w in powers})
    rest = sorted({w for w in words if w not in powers})
    offices = {tuple(sorted(set(o.split()))): book for book, names in table["one_book"].items() for o in names}
    book = offices.get(tuple(rest)) if power else None
    return " ".join([*power, book] if book else [*power, *rest])
