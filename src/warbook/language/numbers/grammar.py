"""Neighbouring number words and digits joined to amounts: 'two hundred and fifty-six', '1.2 million', 'half a million'.

The tokens and the gaps between them are written as a string of one letter each, the shape, and one regular expression
over the shape is the grammar. Its capital letters are those of `tokens.KINDS`; gaps are '=' (nothing), '_' (blanks),
'-', '&' ('and'), '~' ('of'), '^' ('upon'), '|' (anything else).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from warbook.language.numbers import digits
from warbook.language.numbers.tokens import Token


class Amount(msgspec.Struct, frozen=True):
    """A number without unit and hedge.

    `shape` is the rule of the grammar that it was read by. `scale` is the last size that it was multiplied by
    ('million' in '1.2 million'). A value of NaN stands for digits that are no number.
    """

    shape: str
    start: int
    end: int
    low: float
    high: float
    scale: float = 1
    digits: bool = False


J = "[-_=]"
SMALL = "(?:Y(?:[-_]U)?|T|U)"
HUNDREDS = f"(?:(?:(?:{SMALL}|A|D){J})?H(?:[&_]{SMALL})?|{SMALL})"
SCALED = f"(?:(?:{HUNDREDS}|A|D){J})?S(?:{J}S)?"
COUNT = f"(?:{SCALED}(?:[&_]{HUNDREDS}{J}S)*(?:[&_]{HUNDREDS})?|{HUNDREDS}|D)"
GRAMMAR = re.compile(
    rf"""(?P<mixed>{COUNT}(?:(?:[_=-]f|&A[-_]F|&f)(?:{J}[SHG])?|&F{J}[SHG]))
    |(?P<part>(?:(?:{SMALL}|A)[-_])?F[-_~](?:A[-_])?[SHG]|f[-_]S)
    |(?P<vague>(?:[VW][_~])?(?:{COUNT}[-_])?P(?:~P|\^P)*|[VW][_~][HSG](?:{J}S)?)
    |(?P<share>(?:{SMALL}|A)[-_]F|F|f)
    |(?P<count>(?:{COUNT}|A)[-_]G|G|{COUNT})
    |(?P<same>E)|(?P<both>2)
    |(?P<few>V)|(?P<multiple>M)|(?P<ratio>r)|(?P<zero>Z)|(?P<single>1)|(?P<article>[AB])
    |(?P<date>d)|(?P<time>t)|(?P<ordinal>o)|(?P<decade>y)""",
    re.VERBOSE,
)
_GAPS = {"": "=", "-": "-", "and": "&", "of": "~", "upon": "^"}
_PARAGRAPH = re.compile(r"\n[ ]*\n")
_NOTHING = float("nan")


def amounts(plain: str, tokens: list[Token]) -> Iterator[Amount]:
    """The amounts that the tokens of a plain text form, in order."""
    letters = []
    for token, following in pairwise(tokens):
        letters.append(token.letter)
        letters.append(_gap(plain, token.end, following.start))
    shape = "".join(letters) + (tokens[-1].letter if tokens else "")
    for match in GRAMMAR.finditer(shape):
        first, last = match.start() // 2, (match.end() - 1) // 2
        yield _evaluated(plain, str(match.lastgroup), tokens[first : last + 1])


def _gap(plain: str, start: int, end: int) -> str:
    if start == end:
        return "="
    between = plain[start:end]
    if _PARAGRAPH.search(between):
        return "|"
    words = between.strip()
    return _GAPS.get(words, "|") if words else "_"


def _evaluated(plain: str, shape: str, parts: list[Token]) -> Amount:
    start, end = parts[0].start, parts[-1].end
    if shape in ("date", "time", "ordinal", "decade"):
        return Amount(shape, start, end, _NOTHING, _NOTHING, digits=True)
    if shape == "ratio":
        left, right = plain[start:end].split(":")
        value = float(left) / float(right)
        return Amount(shape, start, end, value, value, digits=True)
    if shape == "share":
        *above, below = parts
        value = _fraction(plain, below) * (_count(plain, above)[0] if above else 1)
        if value >= 1:
            return Amount("ordinal", start, end, _NOTHING, _NOTHING)  # 'fifty-fourth'
        return Amount("share", start, end, value, value, digits=not above)
    if shape in ("part", "mixed"):
        return _with_fraction(plain, shape, parts)
    low, high, scale = _count(plain, parts)
    return Amount(shape, start, end, low, high, scale, parts[0].letter == "D")


def _fraction(plain: str, token: Token) -> float:
    if token.letter == "F":
        return 1 / token.low
    value = digits.fraction(plain[token.start : token.end])
    return _NOTHING if value is None else value


def _with_fraction(plain: str, shape: str, parts: list[Token]) -> Amount:
    """'two and a half million' (mixed: a count plus a fraction, then sizes) or 'half a million' (part of a size)."""
    at = next(i for i, token in enumerate(parts) if token.letter in "Ff")
    sizes = [token for token in parts[at + 1 :] if token.letter != "A"]
    size = _count(plain, sizes)[0] if sizes else 1.0
    before = [token for token in parts[:at] if not (shape == "mixed" and token.letter == "A")]
    count, _, scale = _count(plain, before) if before else (1.0, 1.0, 1.0)
    fraction = _fraction(plain, parts[at])
    value = (count + fraction * scale) * size if shape == "mixed" else count * fraction * size
    return Amount(
        "count", parts[0].start, parts[-1].end, value, value, size if sizes else scale, parts[0].letter == "D"
    )


def _count(plain: str, parts: list[Token]) -> tuple[float, float, float]:
    """Low, high and the last size of a sequence such as 'two hundred thousand and six' or 'several hundred'."""
    low = high = group_low = group_high = 0.0
    scale, scaled = 1.0, False
    for index, token in enumerate(parts):
        letter = token.letter
        if letter == "D":
            decimal = index + 1 < len(parts)
            value = digits.value(plain[token.start : token.end], decimal)
            group_low = group_high = _NOTHING if value is None else value
        elif letter in "HG":
            group_low, group_high = (group_low or 1) * token.low, (group_high or 1) * token.low
            scale = token.low
        elif letter == "S":
            if scaled and not group_low:
                low, high = low * token.low, high * token.low
            else:
                low, high = low + (group_low or 1) * token.low, high + (group_high or 1) * token.low
            group_low = group_high = 0.0
            scale, scaled = token.low, True
        elif letter == "P":
            group_low, group_high = _plural(group_low, group_high, token)
            scale = token.low
        else:
            group_low, group_high = group_low + token.low, group_high + token.high
    return low + group_low, high + group_high, scale


def _plural(low: float, high: float, token: Token) -> tuple[float, float]:
    """'hundreds' is 200 to 999; 'tens of thousands' 20,000 to 99,999; 'two millions' multiplies."""
    size, top = token.low, token.high
    if not high:
        return (2 * size, 10 * size - 1) if top == size else (size, top)
    if low == 2 * size:
        return low, high  # 'thousands upon thousands'
    if high == 10 * (low / 2) - 1:
        return low * size, (high + 1) * size - 1
    return low * size, high * size
