"""What kind of thing a figure counts."""

from warbook.extraction import around, grammar
from warbook.extraction.items import Item
from warbook.extraction.linked import History
from warbook.extraction.ranker import Ballot, Features

OBJECTS = (
    "personnel", "civilians", "people", "units", "tanks", "armoured_vehicles", "artillery", "mlrs", "air_defence",
    "aircraft", "helicopters", "drones", "missiles", "bombs", "shells", "ships", "vehicles", "other_equipment",
    "attacks", "settlements", "area", "buildings", "money", "supplies",
)  # fmt: skip
_HUMAN = frozenset({"personnel", "civilians", "people"})


def ballot(item: Item, event: str, history: History) -> Ballot[str]:
    """Every object with its features, once the event is known."""
    own: dict[str, Features] = {}
    for cue, named in _cues(item, history):
        own.setdefault(named, []).append(cue)
    return Ballot(OBJECTS, _context(item, event), [own.get(object_, []) for object_ in OBJECTS])


def candidates(item: Item, event: str, history: History) -> list[tuple[str, Features]]:
    """As `ballot`, spelled out."""
    return ballot(item, event, history).spelled()


def _context(item: Item, event: str) -> Features:
    tree = item.tree
    thing, kind = around.thing_id(item), around.thing_object(item)
    unit, noun = around.unit_kind(item), around.head_kind(item)
    before, after = around.words_before(item, 2), around.words_after(item, 2)
    features = [
        "bias",
        f"event={event}",
        f"thing={thing}",
        f"thing={kind},event={event}",
        f"thing={thing},event={event}",
        f"noun={noun}",
        f"noun={noun},event={event}",
        f"unit={unit}",
        f"unit={unit},event={event}",
        f"head={tree.lower[item.head]}",
        f"after={after[0]}",
        f"after2={after[0]} {after[1]}",
        f"before={before[0]}",
    ]
    if item.thing:
        features.append(f"word={item.between(item.thing.span.start, item.thing.span.end).lower()}")
    features += [f"mod={tree.lower[c]}" for c in tree.children[item.head] if tree.deps[c] in ("amod", "compound")]
    if item.line.parties:
        features.append(f"party kind={item.line.parties[0].sense.entry.data['kind']},event={event}")
    features += [f"trigger={m.sense.id}" for m in item.line.events[:4]]
    return features


def _cues(item: Item, history: History) -> list[tuple[str, str]]:
    """Features that name an object of their own: the counted word's, the one before, one in the neighbourhood."""
    cues = []
    if item.thing:
        kind = around.thing_object(item)
        cues.append((f"thing:{item.how}", kind))
    bare = around.head_kind(item)
    if item.thing is None:
        cues.append((f"antecedent:{bare}", around.antecedent(item)))
    last = history.last
    if last is not None:
        same = "line" if last.item.line.index == item.line.index else "back"
        cues.append((f"before:{same}:{bare}", last.object))
        if same == "line" and grammar.head_of_row(item.tree, item.head) == grammar.head_of_row(
            item.tree, last.item.head
        ):
            cues.append((f"row:{bare}", last.object))
    for mention in sorted(item.line.things, key=lambda m: abs(m.span.start - item.number.span.start))[:4]:
        kind = str(mention.sense.entry.data["object"])
        relation = around.relation_to(item, mention)
        cues.append((f"near:{around.distance(item, mention.span)}:{bare}", kind))
        cues.append((f"near:{relation.split('/')[0]}:{bare}", kind))
    if item.line.index and item.thing is None:
        for mention in item.scene.lines[item.line.index - 1].things[-3:]:
            cues.append(("line before", str(mention.sense.entry.data["object"])))
    cues += [(f"seen:{bare}:{'human' if kind in _HUMAN else 'thing'}", kind) for kind in history.objects]
    return cues
