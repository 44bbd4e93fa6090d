"""Features that every task shares: what stands beside a number, and how a mention stands to it."""

import re

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
    tree, span = item.tree, mention.span
    inside = [i for i, start in enumerate(tree.starts) if start < span.end and tree.ends[i] > span.start]
    if not inside:
        return None
    return next((i for i in inside if tree.heads[i] not in inside), inside[-1])


def words_before(item: Item, count: int) -> list[str]:
    """The words (and marks) before the number, nearest first, in lower case; sentence starts give '^'."""
    text = item.scene.text[item.line.span.start : item.number.span.start]
    words = [w.lower() for w in _WORD.findall(text)[-count:]][::-1]
    return words + ["^"] * (count - len(words))


def words_after(item: Item, count: int) -> list[str]:
    """The words (and marks) after the number, nearest first, in lower case; sentence ends give '$'."""
    text = item.scene.text[item.number.span.end : min(item.line.span.end, item.number.span.end + 80)]
    words = [w.lower() for w in _WORD.findall(text)[:count]]
    return words + ["$"] * (count - len(words))


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
