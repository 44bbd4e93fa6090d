"""Whether a number is a figure of the war at all: a first look, before its event is sought."""

from warbook.extraction import around, grammar
from warbook.extraction.items import Item
from warbook.extraction.linked import History
from warbook.extraction.ranker import Features

_OF = frozenset({"of", "of some", "with", "home to", ", home to", "had", "which had", ", which had", "has"})


def candidates(item: Item, history: History) -> list[tuple[bool, Features]]:
    """No, and yes with its features."""
    return [(False, []), (True, _features(item, history))]


def _features(item: Item, history: History) -> Features:
    number, tree = item.number, item.tree
    kind, noun = around.thing_object(item), around.head_kind(item)
    before, after = around.words_before(item, 2), around.words_after(item, 2)
    size, unit = around.size(item), around.unit_kind(item)
    closest = _closest_trigger(item)
    features = [
        "bias",
        f"role={number.role}",
        f"size={size}",
        f"size={size},{noun}",
        f"unit={unit}",
        f"noun={noun}",
        f"noun={noun},{closest}",
        f"thing={around.thing_id(item)}",
        f"thing={kind},{size}",
        f"thing={kind},{closest}",
        f"dep={grammar.label(tree, item.head)}",
        f"before={before[0]}",
        f"before2={before[1]} {before[0]}",
        f"after={after[0]}",
        f"after2={after[0]} {after[1]}",
        f"head={tree.lower[item.head]}",
        f"gov={tree.lower[around.governor(item)]}",
        f"trigger={closest}",
        f"trigger={closest},{unit}",
        f"hedged={number.hedge is not None}",
        f"parties={min(len(item.line.parties), 2)}",
        f"figures here={min(history.in_line(item.line.index), 2)}",
        f"numbers here={min(len(item.line.numbers), 4)},{noun}",
        f"things here={min(len(item.line.things), 3)}",
    ]
    last = history.last
    if last is not None:
        away = min(item.line.index - last.item.line.index, 3)
        features.append(f"figure {away} lines back")
        features.append(f"figure {away} lines back,{noun}")
    else:
        features.append(f"no figure before,{noun}")
    return features


def population(item: Item) -> bool:
    """Whether the number tells how many live in a place: 'a town of 5,000 people', 'which had 5,000 inhabitants'."""
    if around.thing_object(item) not in ("civilians", "people"):
        return False
    before = [m for m in item.line.things if m.span.end <= item.number.span.start]
    gap = item.scene.text[before[-1].span.end : item.number.span.start].strip().lower() if before else ""
    return bool(before) and before[-1].sense.id == "settlements" and gap in _OF


def _closest_trigger(item: Item) -> str:
    """How the event word nearest in grammar stands to the number."""
    relations = [around.relation_to(item, mention).split(":")[0] for mention in item.line.events]
    order = ("=", "down", "up", "down2", "up2", "side", "up3", "far", "none")
    return min(relations, key=lambda r: order.index(r) if r in order else 7, default="no")
