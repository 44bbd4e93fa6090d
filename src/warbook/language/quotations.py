"""Quoted stretches of a text: pairs of quotation marks, and paragraphs that open with a mark and do not close it."""

import re

from warbook.model import Span

LONGEST = 6000
"""Code points after which an opened quotation that never closes is taken for a stray mark."""

_MARKS = re.compile(r"[\"“”„«»]|``|''|(?<!\w)[‘'](?=[^\W\d])|(?<=[\w.,!?…])[’'](?!\w)|\n[^\S\n]*\n")
_OPENERS = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’"}
_SINGLE = re.compile(r"[‘'](?=[^\W\d])")


def find(text: str) -> list[Span]:
    """The quotations of `text`, marks included, in order and without overlap.

    A paragraph that opens with a mark and is not closed counts to its end when the next paragraph opens with a mark
    again, as is the custom for long quotations. Nested quotations belong to the outer one.
    """
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for match in _MARKS.finditer(text):
        mark = match.group()
        if "\n" in mark:
            if opened is not None:
                if _goes_on(text, match.end()):
                    found.append(Span(opened[0], match.start()))
                opened = None
            continue
        if opened is None:
            opened = _opening(text, match)
        elif mark in _closers(opened[1]) and match.start() - opened[0] <= LONGEST:
            found.append(Span(opened[0], match.end()))
            opened = None
        elif match.start() - opened[0] > LONGEST:
            opened = _opening(text, match)
    return found


def _opening(text: str, match: re.Match[str]) -> tuple[int, str] | None:
    mark, at = match.group(), match.start()
    if mark in ("”", "»", "''", "’"):
        return None
    if mark == "'" and not _SINGLE.match(text, at):
        return None
    if mark == '"' and at and text[at - 1].isalnum():
        return None
    return at, mark


def _closers(mark: str) -> str:
    return _OPENERS.get(mark, mark) if mark != '"' else '"”'


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 4].lstrip()[:1] in ("“", '"', "«", "‘")
