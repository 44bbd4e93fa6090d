"""Whether two spellings are of one name: 'Kupiansk' and 'Kup'yans'k', 'Fallujah' and 'Al Fallūjah'.

GeoNames has one main name of each town, and the press another, where the alphabet is not Latin. What differs is how an
alphabet is written in ours (y, i and j; doubled letters; a mute h), the article, and little else. 'Rangoon' is no
spelling of 'Yangon' by this measure, 'Ypres' none of 'Ieper'.
"""

import re

from warbook.language.places.gazetteer import key

SHARE = 0.25
"""How many of the letters may be others."""
SHORTEST = 4
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az|ed|en|er|es|ez) (?=\w{3})")
_ALIKE = (
    (re.compile(r"[iyj]+"), "i"),
    (re.compile(r"ou|w"), "u"),
    (re.compile(r"kh|gh|q|c(?=[aouklnrt])"), "k"),
    (re.compile(r"(?<=[a-z])h(?=\b|[^aeiou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def same_name(one: str, other: str) -> bool:
    """Whether the two are one name written in two ways. Short names must agree but for letters that sound alike."""
    a, b = bare(one), bare(other)
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST or a[0] != b[0]:
        return False
    return distance(a, b) <= SHARE * min(len(a), len(b))


def bare(name: str) -> str:
    """A name as it sounds, roughly: without article and marks, letters that stand for one sound alike."""
    form = _ARTICLE.sub("", key(name)).replace(" ", "")
    for letters, one in _ALIKE:
        form = letters.sub(one, form)
    return form


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make the one of the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
