"""A sheet cut into pages of tokens: what the encoder takes in one go."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from warbook.extraction.reader.sheet import Sheet
from warbook.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LENGTH = 320
"""Tokens of text on a page, beside the head. A report of usual length is one page."""
OVERLAP = 128
HEAD = 96
"""Tokens of the head at most."""
PLAIN, NUMBER, PARTY, DATE, SIDE = range(5)
"""What a token is marked as."""
_ENDS = frozenset(".!?")
_DRESS = str.maketrans(
    {
        **dict.fromkeys("‘’‛", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("–—‑", "-"),
        **dict.fromkeys("\u00a0\u202f", " "),
    }
)
"""The dress of quotes, dashes and blanks is not read; nothing changes its place."""

Range = tuple[int, int]
"""First and last place of a stretch among the page's tokens, both included."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens and what is marked among them.

    `ids` and `marks` are parallel. `starts` and `ends` are the code points of each token in the sheet's text, -1 in the
    head. `breaks` and `stops` count, up to each token, the ends of sentences and lines, and the semicolons; `labels`
    are the places of colons. `numbers` are those that this page decides: their place in the sheet and their range.
    `parties` are mentions: the place of the party in the sheet's sides, its range, and its kind; `dates` likewise.
    """

    ids: list[int]
    marks: list[int]
    starts: list[int]
    ends: list[int]
    breaks: list[int]
    stops: list[int]
    labels: list[int]
    numbers: list[tuple[int, Range]]
    parties: list[tuple[int, Range, str]]
    dates: list[tuple[int, Range]]


def pages(sheet: Sheet, tokenizer: "Tokenizer", *, whole: bool = False) -> list[Page]:
    """The pages of a sheet that hold a number, or with `whole` all of them.

    No page reaches beyond its part of the report. Each number is decided on one page, where it has most text around it.
    """
    text = _Tokens(sheet, tokenizer)
    homes: dict[tuple[int, int], list[tuple[int, Range]]] = {}
    if whole:
        homes = {
            (first, part): []
            for part, (a, b) in enumerate(text.parts)
            for first in range(a, max(a + 1, b - OVERLAP), LENGTH - OVERLAP)
        }
    for place, held in text.numbers:
        part = text.part_of(held)
        a, b = text.parts[part]
        first = a + _home((held[0] - a, held[1] - a), b - a)
        homes.setdefault((first, part), []).append((place, held))
    return [text.page(first, part, homes[first, part]) for first, part in sorted(homes)]


def plain(text: str) -> str:
    """The text as it is cut into tokens, every code point in its place."""
    return text.translate(_DRESS)


def specials(tokenizer: "Tokenizer") -> tuple[int, int]:
    """The tokens that open and part a text: those of BERT, or of RoBERTa and MPNet."""
    for names in (("[CLS]", "[SEP]"), ("<s>", "</s>")):
        opening, parting = (tokenizer.token_to_id(name) for name in names)
        if opening is not None and parting is not None:
            return opening, parting
    raise ValueError("a tokenizer without marks for the beginning and end of a text")


def _home(held: Range, length: int) -> int:
    """The first token of the window in which a range has most text around it. Windows overlap by OVERLAP tokens."""
    step = LENGTH - OVERLAP
    last = max(0, -(-(length - LENGTH) // step))
    near = range(max(0, (held[0] - LENGTH) // step), min(last, held[0] // step) + 1)
    return step * max(near, key=lambda w: (min(held[0] - step * w, min(length, step * w + LENGTH) - held[1]), -w))


class _Tokens:
    """A sheet in tokens: of its text and its head, with the ranges of all that is marked."""

    def __init__(self, sheet: Sheet, tokenizer: "Tokenizer") -> None:
        body = tokenizer.encode(plain(sheet.text), add_special_tokens=False)
        self.ids = body.ids
        self.opening, self.parting = specials(tokenizer)
        self.starts, self.ends = [s for s, _ in body.offsets], [e for _, e in body.offsets]
        words = [sheet.text[s:e] for s, e in body.offsets]
        opens = set(sheet.openings)
        lines = [0, *("\n" in sheet.text[a:b] and b in opens for a, b in _gaps(self.starts, self.ends))]
        self.breaks = list(accumulate(int(w in _ENDS) + line for w, line in zip(words, lines, strict=False)))
        self.stops = list(accumulate(int(w == ";") for w in words))
        self.colons = [place for place, word in enumerate(words) if word == ":"]
        self.numbers = ranges(sheet.numbers, self.starts, self.ends)
        self.dates = sorted(ranges(sheet.dates, self.starts, self.ends), key=_first)
        self.places = {side: place for place, side in enumerate(sheet.sides)}
        self.parties = ranges([mark.span for mark in sheet.marks], self.starts, self.ends)
        self.named = [(self.places.get(mark.party), mark.kind) for mark in sheet.marks]
        firsts = [bisect_left(self.starts, heading.start) for heading in sheet.headings]
        self.parts = list(zip(firsts, [*firsts[1:], len(self.ids)], strict=True))
        self.shown = [{self.places[side] for side in heading.sides} for heading in sheet.headings]
        self.heads = [self._head(sheet, heading.sides, tokenizer) for heading in sheet.headings]

    def part_of(self, held: Range) -> int:
        """The place of the part in which a range begins."""
        return max(0, bisect_right(self.parts, held[0], key=lambda part: part[0]) - 1)

    def page(self, first: int, part: int, decided: Sequence[tuple[int, Range]]) -> Page:
        """The page of a part whose text begins at token `first`: the head, then the text of the window."""
        last = min(self.parts[part][1], first + LENGTH)
        head, sides = self.heads[part]
        before = len(head) + 2
        gap = [-1] * before
        ids = [self.opening, *head, self.parting, *self.ids[first:last], self.parting]
        marks = [PLAIN] * len(ids)

        def shown(ranges: Sequence[tuple[int, Range]], mark: int) -> list[tuple[int, Range]]:
            """What lies in the window, moved to its place on the page and marked there."""
            low, high = (bisect_left(ranges, end, key=_first) for end in (first, last))
            found = [
                (place, (a + before - first, b + before - first)) for place, (a, b) in ranges[low:high] if b < last
            ]
            for _, (a, b) in found:
                marks[a : b + 1] = [mark] * (b + 1 - a)
            return found

        parties = [(side, (a + 1, b + 1), "side") for side, (a, b) in sides]
        for _, (a, b), _ in parties:
            marks[a : b + 1] = [SIDE] * (b + 1 - a)
        dates = shown(self.dates, DATE)
        for mention, held in shown(self.parties, PARTY):
            side, kind = self.named[mention]
            if side in self.shown[part]:
                parties.append((side, held, kind))
        shown(self.numbers, NUMBER)
        return Page(
            ids=ids,
            marks=marks,
            starts=[*gap, *self.starts[first:last], -1],
            ends=[*gap, *self.ends[first:last], -1],
            breaks=_padded(self.breaks[first:last], before),
            stops=_padded(self.stops[first:last], before),
            labels=[
                place + before - first
                for place in self.colons[bisect_left(self.colons, first) : bisect_left(self.colons, last)]
            ],
            numbers=[(place, (a + before - first, b + before - first)) for place, (a, b) in decided],
            parties=parties,
            dates=dates,
        )

    def _head(
        self, sheet: Sheet, sides: Sequence[str], tokenizer: "Tokenizer"
    ) -> tuple[list[int], list[tuple[int, Range]]]:
        """The tokens of the head above a part with these sides, and where each of them stands."""
        text, spans = sheet.head(sides)
        head = tokenizer.encode(text, add_special_tokens=False)
        cut = max(0, len(head.ids) - HEAD)  # the sides stand at the end: a long title loses its beginning
        held = ranges(spans, [s for s, _ in head.offsets[cut:]], [e for _, e in head.offsets[cut:]])
        return head.ids[cut:], [(self.places[sides[place]], where) for place, where in held]


def _gaps(starts: Sequence[int], ends: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of text between tokens, a line's end before its first word."""
    return list(zip(ends, starts[1:], strict=False))


def _padded(counts: list[int], before: int) -> list[int]:
    """Counts of the window's tokens, with those of the head and of the end as their neighbours have."""
    low, high = (counts[0], counts[-1]) if counts else (0, 0)
    return [*([low] * before), *counts, high]


def _first(row: tuple[int, Range]) -> int:
    return row[1][0]


def ranges(spans: Sequence[Span], starts: Sequence[int], ends: Sequence[int]) -> list[tuple[int, Range]]:
    """Each span's place with the tokens that overlap it; spans without a token are left out."""
    found = []
    for place, span in enumerate(spans):
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
        if first <= last:
            found.append((place, (first, last)))
    return found


@cache
def load_tokenizer(lang: str = "en") -> "Tokenizer":
    """The tokenizer of the shipped reader."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_str(
        resources.files(__package__).joinpath("models", lang, "tokenizer.json").read_text(encoding="utf-8")
    )
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
