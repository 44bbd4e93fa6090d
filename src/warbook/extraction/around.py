"""Features that every task shares: what stands beside a number, and how a mention stands to it."""

import re
from functools import lru_cache

from warbook.extraction import grammar
from warbook.extraction.items import Item
from warbook.extraction.lexicon import Mention
from warbook.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]")


def distance(item: Item, span: Span) -> str:
    """Before or after the number, how many words away in coarse steps, and '#' where another number is between."""
    number = item.number.span
    before = span.start < number.start
    first, last = (span.end, number.start) if before else (number.end, span.start)
    gap = item.scene.text[first:last] if first < last else ""
    words = len(gap.split())
    step = 0 if words == 0 else 1 if words == 1 else 2 if words <= 3 else 4 if words <= 6 else 7 if words <= 12 else 13
    stop = ";" if ";" in gap else "," if "," in gap else ""
    other = any(n.span.start >= first and n.span.end <= last for n in item.line.numbers)
    return f"{'<' if before else '>'}{step}{stop}{'#' if other else ''}"


def relation_to(item: Item, mention: Mention) -> str:
    """The grammatical relation of a mention of the same sentence to the number's head word."""
    token = mention_token(item, mention)
    if token is None:
        return "none"
    if token == item.token:
        return "="
    return grammar.relation(item.tree, item.head, token)


def mention_token(item: Item, mention: Mention) -> int | None:
    """The token of the tree that carries a mention: the one whose governor lies outside it."""
    return grammar.carrier(item.tree, mention.span)


def words_before(item: Item, count: int) -> list[str]:
    """The words (and marks) before the number, nearest first, in lower case; sentence starts give '^'."""
    words = _words(item.scene.text[item.line.span.start : item.number.span.start])[-count:][::-1]
    return [*words, *["^"] * (count - len(words))]


def words_after(item: Item, count: int) -> list[str]:
    """The words (and marks) after the number, nearest first, in lower case; sentence ends give '$'."""
    words = _words(item.scene.text[item.number.span.end : min(item.line.span.end, item.number.span.end + 80)])[:count]
    return [*words, *["$"] * (count - len(words))]


@lru_cache(maxsize=16)
def _words(text: str) -> tuple[str, ...]:
    return tuple([word.lower() for word in _WORD.findall(text)])


def governor(item: Item) -> int:
    """The verb or noun on which the number's noun hangs."""
    path = grammar.climb(item.tree, item.head)
    return path[1] if len(path) > 1 else path[0]


def thing_id(item: Item) -> str:
    """The vocabulary id of the counted word, or '-'."""
    return item.thing.sense.id if item.thing else "-"


def thing_object(item: Item) -> str:
    """The object that the counted word usually is, or '-'."""
    return str(item.thing.sense.entry.data["object"]) if item.thing else "-"


_ANAPHORA = frozenset(
    {
        "them",
        "those",
        "these",
        "whom",
        "which",
        "us",
        "one",
        "ones",
        "more",
        "others",
        "other",
        "that",
        "it",
        "what",
        "who",
    }
)


def head_kind(item: Item) -> str:
    """What sort of word carries the number: a known thing, a nation's people, a stand-in, a name, another noun."""
    if item.thing is not None:
        return item.how if item.how in ("label", "bracket") else "thing"
    if item.how == "bare":
        return "bare"
    start, end = item.tree.starts[item.head], item.tree.ends[item.head]
    if any(m.span.start < end and start < m.span.end for m in item.line.parties):
        return "nation"
    if item.tree.lower[item.head] in _ANAPHORA:
        return "stand-in"
    tag = item.tree.tags[item.head]
    return "name" if tag.startswith("NNP") else "noun" if tag.startswith("NN") else "other"


def size(item: Item) -> str:
    """The number's size, coarsely, and whether it is written in digits ('d') or words ('w')."""
    low = item.number.low if item.number.low is not None else item.number.high
    core = item.scene.text[item.number.core.start : item.number.core.end]
    written = "d" if any(c.isdigit() for c in core) else "w"
    if low is None:
        return written
    if low < 10:
        return written + ("0" if low == 0 else "1" if low == 1 else "2" if low == 2 else "few")
    return written + ("year" if 1900 <= low <= 2100 else "tens" if low < 100 else "hundreds" if low < 1000 else "many")


def unit_kind(item: Item) -> str:
    """The unit, all currencies as 'money'."""
    unit = item.number.unit
    return unit if unit in ("count", "percent", "ratio", "percent_gdp", "km2", "mi2", "t") else "money"


def antecedent(item: Item) -> str:
    """The object of the last counted thing named before the number, here or a sentence before; '-' for none."""
    before = [m for m in item.line.things if m.span.end <= item.number.span.start]
    if not before and item.line.index:
        before = list(item.scene.lines[item.line.index - 1].things)
    return str(before[-1].sense.entry.data["object"]) if before else "-"
