"""What stands in a figure's sentence: words of `aspect.toml`, days, and marks between them and the number."""

import re
from functools import cache

from warbook.extraction import link_period
from warbook.extraction.items import Item
from warbook.model import Span
from warbook.vocabulary import table


def said(item: Item, name: str, marks: str) -> Span | None:
    """Where words of an entry of `aspect.toml` stand in the sentence, with none of the marks and no other number
    between them and the figure's own; None where they don't."""
    start = item.line.span.start
    for mention in link_period.aspect_words().find(item.scene.text[start : item.line.span.end]):
        words = Span(start + mention.span.start, start + mention.span.end)
        if any(sense.id == name for sense in mention.senses) and not parted(item, words, marks):
            return words
    return None


def parted(item: Item, words: Span, marks: str) -> bool:
    """Whether one of some marks or another number stands between the figure's number and words of its sentence."""
    own = item.number.span
    low, high = (own.end, words.start) if words.start >= own.end else (words.end, own.start)
    stopped = any(mark in item.scene.text[low:high] for mark in marks)
    return stopped or any(low <= number.span.start < high for number in item.line.numbers)


def dated(item: Item) -> bool:
    """Whether the sentence tells a day, month or year that is known."""
    return any(time.start or time.end for time in item.line.times)


def raises_a_total(item: Item) -> bool:
    """'Which brings the claimed total since June to 400': the words before the number say that it is a running sum."""
    return _raised(item.scene.lang).search(item.scene.text, item.line.span.start, item.number.span.start) is not None


@cache
def _raised(lang: str) -> re.Pattern[str]:
    words = {name: "|".join(map(re.escape, row)) for name, row in table("sums", lang).items()}
    led = rf"\b(?:{words['raise']})\s+(?:[\w'’-]+\s+){{0,6}}(?:{words['sum']})\b"
    return re.compile(rf"{led}[^.;:\d]{{0,60}}\bto\s+$", re.IGNORECASE)
