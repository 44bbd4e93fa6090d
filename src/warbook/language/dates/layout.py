"""Paragraphs of a text. A single line break is only a space: how the lines are wrapped changes nothing."""

import re
from bisect import bisect

BREAK = re.compile(r"\n[ \t\r\f\v]*\n\s*|\n[ \t]*(?=[#*•·–—-]\s)")
MARKS = " \t\n\r#*=•·–—-(["
SENTENCE_END = re.compile(r"[.!?…](?:\[\w{1,3}\]|[\s\"”’')\]])*$")
"""How a sentence ends, with the marks of notes and of what was left out ('in 2015.[3]', '[...]') behind it."""


class Layout:
    """Where the paragraphs of a text begin; the items of a list are paragraphs of their own."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in BREAK.finditer(text))]

    def paragraph(self, place: int) -> int:
        """Number of the paragraph at a place, from 0."""
        return bisect(self.starts, place) - 1

    def before(self, place: int) -> str:
        """The text of the paragraph before a place."""
        return self.text[self.starts[self.paragraph(place)] : place]

    def opens(self, place: int) -> bool:
        """Whether nothing but marks stands before a place in its paragraph."""
        start = self.starts[self.paragraph(place)]
        return place - start < len(MARKS) and not self.text[start:place].strip(MARKS)

    def title(self) -> int:
        """Where the first paragraph ends, if it is no sentence and another follows; else 0."""
        if len(self.starts) < 2 or SENTENCE_END.search(self.text, 0, self.starts[1]):
            return 0
        return self.starts[1]
