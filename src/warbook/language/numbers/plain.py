"""A copy of a text in which only one kind of quote, dash, space and digit is left. It has the same length."""

import unicodedata
from functools import cache

SPACES = (
    "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u2060"
)
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043"
APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`\uff07"
QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
OTHERS = {
    "\u066c": ",",
    "\u066b": ".",
    "\u066a": "%",
    "\uff05": "%",
    "\uff0c": ",",
    "\uff0e": ".",
    "\uff04": "$",
    "\uff0b": "+",
}


def plain(text: str) -> str:
    """The text in lower case with plain quotes, dashes, spaces and digits; every character keeps its place."""
    for character in set(text):
        if (character < " " or character > "~") and (other := _other(character)) != character:
            text = text.replace(character, other)
    return text.lower()


def straight(text: str) -> str:
    """As `plain`, with the letters as written."""
    for character in set(text):
        if (character < " " or character > "~") and (other := _other(character)) != character:
            text = text.replace(character, other)
    return text


@cache
def _other(character: str) -> str:
    for family, plain_one in ((SPACES, " "), (DASHES, "-"), (APOSTROPHES, "'"), (QUOTES, '"')):
        if character in family:
            return plain_one
    if character in OTHERS:
        return OTHERS[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    lower = character.lower()
    return character if len(lower) == 1 else lower[0]
