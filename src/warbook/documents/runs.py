"""The letters of a page of a PDF as runs: words on one line without a wide gap between them, with their places."""

import ctypes
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

BLANKS = frozenset({0, 9, 10, 13, 32, 160})
LINE_ENDS = frozenset({10, 13})
GAP = 1.2
DIGITS = frozenset(range(48, 58))
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HIGH, SMALL = 0.35, 0.75
"""Of the height of the line's ink: what a raised digit stands above its foot at least, how high it is at most."""
SPACES = re.compile(r"\s+")


class Run(NamedTuple):
    """Words on one line: left, bottom, right, top in points from the lower left corner, as far as there is ink.

    `base` is where its letters stand, `size` how high its font is: ink has no depth where no letter goes below.
    """

    left: float
    bottom: float
    right: float
    top: float
    text: str
    base: float
    size: float

    @property
    def height(self) -> float:
        """Of the line, in points."""
        return self.top - self.bottom


def page_lines(words: "PdfTextPage") -> list[Run]:
    """The runs of a page as the file gives them: letters on one line without a wide gap between them."""
    from pypdfium2 import raw

    box = [ctypes.c_double() for _ in range(4)]
    found: list[Run] = []
    letters: list[str] = []
    inked: list[int] = []
    place = (0.0, 0.0, 0.0, 0.0)  # left, bottom, right, top of the run so far
    for index in range(words.count_chars()):
        code = raw.FPDFText_GetUnicode(words, index)
        if code in BLANKS:
            letters.append(" " if code not in LINE_ENDS else "\n")
            continue
        raw.FPDFText_GetCharBox(words, index, *(ctypes.byref(side) for side in box))
        left, right, bottom, top = (side.value for side in box)
        if letters and (letters[-1] == "\n" or _is_apart(place, left, bottom, top)):
            found += _run(words, inked, letters, place)
            letters = []
        if not letters or letters == [" "]:
            letters, inked, place = [], [], (left, bottom, right, top)
        letters.append(chr(code) if not _is_raised(code, place, bottom, top) else chr(code).translate(RAISED))
        inked.append(index)
        place = (place[0], min(place[1], bottom), max(place[2], right), max(place[3], top))
    return found + _run(words, inked, letters, place)


def _is_raised(code: int, place: tuple[float, float, float, float], bottom: float, top: float) -> bool:
    """Whether a digit is small and stands high in its line: the mark of a note, or a power."""
    height = place[3] - place[1]
    return code in DIGITS and bottom - place[1] > HIGH * height and top - bottom < SMALL * height


def _is_apart(place: tuple[float, float, float, float], left: float, bottom: float, top: float) -> bool:
    """Whether a letter starts another run: on another line, or after a gap as wide as the line is high."""
    height = max(place[3] - place[1], 4.0)
    middle = (bottom + top) / 2
    return (
        left - place[2] > GAP * height
        or left < place[2] - 4 * height
        or not place[1] - height < middle < place[3] + height
    )


def _run(
    page: "PdfTextPage", inked: list[int], letters: list[str], place: tuple[float, float, float, float]
) -> list[Run]:
    text = "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    words = SPACES.sub(" ", text).strip()
    return [Run(*place, words, *_stand(page, inked[len(inked) // 2], place))] if words and inked else []


def _stand(page: "PdfTextPage", index: int, place: tuple[float, float, float, float]) -> tuple[float, float]:
    """Where a letter stands and how high its font is; the middle one, as the first may be large, the last raised."""
    from pypdfium2 import raw

    x, base, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    _, bottom, _, top = place
    known = raw.FPDFText_GetCharOrigin(page, index, ctypes.byref(x), ctypes.byref(base))
    sized = raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)) and abs(box.top - box.bottom) > 0
    return base.value if known else bottom, abs(box.top - box.bottom) if sized else top - bottom
