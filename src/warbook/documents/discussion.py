"""Finds what readers wrote below a report: their words are not the report's.

A text without markup shows comments by the lines around each: who wrote it and when ('user123 · 3 hours ago'), and what
others may do with it ('Reply'). A heading such as 'Comments (12)' is a sign too, but reports have headings like it, and
pages put it above the report: so there must be a report above, and comments below.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate

from warbook.documents import discussion_lines
from warbook.documents.blocks import ENDS_SENTENCE, LINE, Block
from warbook.documents.discussion_lines import COUNTED, INVITATION, LONGEST_HEAD, LONGEST_NAME, NAMED, NICKNAME, READERS

NEAR = 8
"""Blocks below a heading in which the first comment begins."""
LONGEST_COMMENT = 4_000
ENOUGH = 2
"""Comments that must be seen where no heading announces them; 'Anna · 3 hours ago · Reply' counts for as many."""
NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,])")
WHOLE = frozenset({"table", "heading", "caption"})
"""Blocks whose lines are no comments of their own."""
REAL_WORDS = 5
REAL_CHARACTERS = 100


def positions(view: str, blocks: Sequence[Block], known: Container[int], lang: str = "en") -> range:
    """The positions of the blocks that hold comments and the lines around them; empty where there are none.

    `known`: the positions of blocks that are none of the report's for other reasons.
    """
    if not _hints(view, lang):
        return range(0)
    page = _Page(view, blocks, known, lang)
    above = 0
    for position, letters in enumerate(page.real):
        if above and (start := page.start(position, above)) is not None:
            return range(start, page.end(start, above))
        above += letters
    return range(0)


def _hints(view: str, lang: str) -> bool:
    return bool(discussion_lines.words_of(lang).hint.find_matches_as_indexes(view.lower()))


def by_lines(view: str, blocks: Sequence[Block], lang: str = "en") -> list[Block]:
    """The blocks with those of readers' comments parted where their lines end: a comment may have no blank line in it.

    For texts whose paragraphs go over several lines, as those of Markdown do; where there are no comments, the same.
    """
    if not _hints(view, lang):
        return list(blocks)
    fine: list[Block] = []
    parted: list[Block] = []
    for block in blocks:
        lines = _lines(view, block, lang)
        fine += lines
        parted += [block] * len(lines)
    if len(fine) == len(blocks) or not (found := positions(view, fine, frozenset(), lang)):
        return list(blocks)
    inside = {parted[i] for i in found}
    return list(dict.fromkeys(line if block in inside else block for line, block in zip(fine, parted, strict=True)))


def _lines(view: str, block: Block, lang: str) -> list[Block]:
    """The lines of a block, where one of them is a line around a comment; else the block."""
    if block.kind in WHOLE or "\n" not in view[block.start : block.end].strip("\n"):
        return [block]
    words = discussion_lines.words_of(lang)
    lines = []
    for match in LINE.finditer(view, block.start, block.end):
        said = match.group()
        start = match.start() + len(said) - len(said.lstrip())
        lines.append(block._replace(start=start, end=match.start() + len(said.rstrip())))
    lines = [line for line in lines if line.start < line.end]
    is_any = any(discussion_lines.is_around(view[line.start : line.end], words, lang) for line in lines)
    return lines if is_any else [block]


class _Page:
    """The blocks of a text: what each tells as a line around comments, and the letters of those that are prose."""

    def __init__(self, view: str, blocks: Sequence[Block], known: Container[int], lang: str) -> None:
        self.words = discussion_lines.words_of(lang)
        self.said = [view[block.start : block.end] for block in blocks]
        self.lines = [discussion_lines.line(said, self.words, lang) for said in self.said]
        self.real = [
            len(said) if i not in known and not line.is_mark and _is_prose(said) else 0
            for i, (said, line) in enumerate(zip(self.said, self.lines, strict=True))
        ]
        self.until = [0, *accumulate(self.real)]

    def letters(self, start: int, end: int) -> int:
        """Of prose in the blocks from one to before another."""
        return self.until[max(start, end)] - self.until[start]

    def start(self, position: int, above: int) -> int | None:
        """Where the comments begin, if a line is the first sign of them. `above`: letters of the report above it."""
        if head := discussion_lines.head(self.said[position], self.words):
            return position if self._goes_on(position, head, above) else None
        line = self.lines[position]
        if (line.recent or line.says) and self._seen(position) >= ENOUGH:
            return position - self._lines_above(position)
        return None

    def end(self, start: int, above: int) -> int:
        """Behind the last comment. What stands below one that nothing closes is its text, unless it is the report's."""
        last = start
        for position in self._marks(start):
            if self.letters(last + 1, position) > LONGEST_COMMENT:
                break
            last = position
        if self.lines[last].answers and not self._opens(last):
            return last + 1
        rest = self.letters(last + 1, len(self.said))
        return len(self.said) if rest <= max(above, LONGEST_COMMENT) else min(last + 2, len(self.said))

    def _goes_on(self, position: int, head: str, above: int) -> bool:
        """Whether comments stand below a heading that announces them."""
        near = range(position + 1, min(position + 1 + NEAR, len(self.said)))
        first = next((i for i in near if self._is_sign(i, position, head)), None)
        if first is None:
            is_less = self.letters(position + 1, len(self.said)) <= above
            return head != INVITATION and is_less and (head == READERS or self._is_listed(position, head))
        after = next(self._marks(first + 1), len(self.said))
        is_closed = self.lines[first].answers or (after < len(self.said) and self.lines[after].answers)
        return is_closed or self.letters(first, after) <= above  # else it is the line above the report

    def _is_sign(self, position: int, heading: int, head: str) -> bool:
        """Whether a line below a heading shows a comment; a mere 'Reply' does where something is written above it."""
        line = self.lines[position]
        answers = line.answers and (line.recent or self.letters(heading, position) > 0)
        return answers or self._is_said(position) or (head != INVITATION and line.recent)

    def _is_listed(self, heading: int, head: str) -> bool:
        """Whether what stands below a heading are pieces that each have a name, or as many as it counts.

        A report may have such a heading over its own paragraphs: half of the pieces must sound like readers, or have
        nicknames; where there is a number, names are enough.
        """
        below = range(heading + 1, len(self.said))
        voiced = {i for i in below if discussion_lines.is_voiced(self.said[i], self.words)}
        pieces = [i for i in below if self.real[i] or (i in voiced and not self._is_beside(i))]
        names = [self._name_of(i, heading) for i in pieces]
        is_heard = 2 * len(voiced.intersection(pieces)) >= len(pieces) > 0
        if all(names) and names:
            nicknames = sum(NICKNAME.fullmatch(name) is not None for name in names)
            return head == COUNTED or is_heard or 2 * nicknames >= len(names)
        counted = {int(number) for number in NUMBER.findall(self.said[heading])}
        return head == COUNTED and is_heard and (not counted or len(pieces) in counted)

    def _name_of(self, position: int, heading: int) -> str:
        """'Anna' of 'Anna: …', or what stands above the words; empty where neither is a name."""
        if named := NAMED.match(self.said[position]):
            return named.group().rstrip(": ")
        above = position - 1
        return self.said[above] if above > heading and (self._is_name(above) or self.lines[above].says) else ""

    def _is_beside(self, position: int) -> bool:
        return self.lines[position].is_mark or self._is_name(position)

    def _is_said(self, position: int) -> bool:
        """'Anna says:' with the time on the same line or the next."""
        return self.lines[position].says and any(line.recent for line in self.lines[position : position + 2])

    def _marks(self, start: int) -> Iterator[int]:
        return (i for i in range(start, len(self.lines)) if self.lines[i].is_mark)

    def _seen(self, position: int) -> int:
        """How many comments are seen from a line on; 0 where it begins none."""
        if not (seen := self._proof(position)):
            return 0
        for later in self._marks(position + 1):
            if seen >= ENOUGH:
                break
            seen += self._proof(later)
        return seen

    def _proof(self, position: int) -> int:
        """What a line and the next one prove: a whole line as much as ENOUGH comments, a time and a 'Reply' one."""
        line = self.lines[position]
        if line.recent and line.answers:
            return ENOUGH
        if self._is_said(position):
            return 1
        after = next(self._marks(position + 1), position)
        short = self.letters(position, after) <= LONGEST_COMMENT
        return int(line.recent and self.lines[after].answers and short)

    def _lines_above(self, position: int) -> int:
        """How many blocks above a line without a name belong to its comment: a name, or a name and what was written."""
        if self.lines[position].names:
            return 0
        farthest = 4 if self.lines[position].answers else 1
        above = range(position - 1, max(position - 1 - farthest, -1), -1)
        return next((position - i for i in above if self._is_name(i)), 0)

    def _is_name(self, position: int) -> bool:
        words = self.said[position]
        is_short = len(words) <= LONGEST_HEAD and len(words.split()) <= LONGEST_NAME
        return is_short and not self.lines[position].is_mark and not ENDS_SENTENCE.search(words)

    def _opens(self, position: int) -> bool:
        """Whether an answering line stands above what was written: it has a name, or one or a time right above it."""
        above = position - 1
        return self.lines[position].names > 0 or self.lines[above].timed or self._is_name(above)


def _is_prose(said: str) -> bool:
    return len(said) >= REAL_CHARACTERS or (len(said.split()) >= REAL_WORDS and ENDS_SENTENCE.search(said) is not None)
