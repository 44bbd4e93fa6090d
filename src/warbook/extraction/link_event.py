"""What happened to what a figure counts."""

from collections.abc import Iterable

from warbook.extraction import around, grammar
from warbook.extraction.items import Item
from warbook.extraction.lexicon import Mention
from warbook.extraction.linked import History, Linked
from warbook.extraction.ranker import Ballot, Features

EVENTS = (
    "killed", "wounded", "missing", "deserted", "casualties", "captured", "exchanged", "displaced", "present",
    "deployed", "mobilised", "trained", "destroyed", "launched", "intercepted", "supplied", "produced", "attacks",
    "gained", "held", "spent", "share",
)  # fmt: skip
LOSSES = frozenset({
    "killed", "wounded", "missing", "deserted", "casualties", "captured", "displaced", "destroyed", "gained",
    "launched", "intercepted", "attacks",
})  # fmt: skip
"""What happens on a day or in some days, and is over then."""


def ballot(item: Item, history: History) -> Ballot[str]:
    """Every event with its features."""
    found, object_ = triggers(item), around.thing_object(item)
    shared = _context(item, history)
    for trigger in found:
        shared += _trigger_in_context(trigger, object_)
    last = history.last
    if last is not None:
        shared.append(f"before was {last.event}:{_where(item, last)}")
    earlier = _earlier_triggers(item)
    return Ballot(EVENTS, shared, [_features(event, found, earlier, item, history) for event in EVENTS])


def candidates(item: Item, history: History) -> list[tuple[str, Features]]:
    """As `ballot`, spelled out."""
    return ballot(item, history).spelled()


def triggers(item: Item) -> "list[Trigger]":
    """The event words of the sentence, ranked by how closely they stand to the number."""
    known, key = grammar.known(item.tree), ("triggers", item.number.span)
    if key not in known:
        found = [Trigger(item, mention) for mention in item.line.events]
        _rank(found)
        known[key] = found
    ranked: list[Trigger] = known[key]
    return ranked


class Trigger:
    """An event word of the sentence and how it stands to the number."""

    def __init__(self, item: Item, mention: Mention) -> None:
        self.id = mention.sense.id
        self.word = item.scene.text[mention.span.start : mention.span.end]
        self.part = mention.sense.role
        self.events = [event for sense in mention.senses for event in sense.entry.data["events"]]
        self.relation = around.relation_to(item, mention)
        self.distance = around.distance(item, mention.span)
        self.near = abs(mention.span.start - item.number.span.start)
        token = around.mention_token(item, mention)
        self.passive = token is not None and grammar.passive(item.tree, token)
        self.fit = _fit(self.relation, mention.sense.entry.data.get("counted"), self.distance)
        self.weak = bool(mention.sense.entry.data.get("weak"))
        self.rank = 0
        self.side_rank = 0


_OBJECT = frozenset({"up:obj", "up:nsubj:pass", "down:acl", "down:amod", "up:obl", "up:dep", "up:ccomp", "up:xcomp"})
_SUBJECT = frozenset({"up:nsubj", "down:acl:relcl", "down:acl", "up:csubj", "down:amod"})
_AGENT = frozenset({"up:nsubj", "up:obl.by", "down:acl:relcl"})
_NOMINAL = frozenset(
    {"=", "up:nmod.of", "up:nmod.among", "down:amod", "down:compound", "up:compound", "down:nsubj", "up:nummod",
     "up:nmod", "up:appos", "down:nmod.of", "up2:nmod.of"}
)  # fmt: skip


def _fit(relation: str, counted: str | None, distance: str) -> str:
    """Whether the number's noun stands where the event word has what it counts: 'fits', 'agent', 'beside' or 'no'."""
    places = {None: _NOMINAL, "object": _OBJECT, "subject": _SUBJECT}[counted]
    if relation in places:
        return "fits"
    if counted == "object" and relation in _AGENT:
        return "agent"
    return "beside" if distance in ("<0", ">0") else "no"


_GRIPS = ("fits", "beside", "no", "agent")
_CLOSE = ("=", "up:", "down:", "up2:", "down2:", "side:", "up3:", "down3:")


def _closeness(trigger: Trigger) -> tuple[int, int]:
    kind = next((i for i, start in enumerate(_CLOSE) if trigger.relation.startswith(start)), len(_CLOSE))
    grip = _GRIPS.index(trigger.fit) + (2 if trigger.weak else 0)
    return grip * 10 + kind, trigger.near


def _rank(triggers: list[Trigger]) -> None:
    for place, trigger in enumerate(sorted(triggers, key=_closeness)):
        trigger.rank = min(place, 3)
    for side in "<>":
        for place, trigger in enumerate(sorted((t for t in triggers if t.distance[0] == side), key=lambda t: t.near)):
            trigger.side_rank = min(place, 2)


def _context(item: Item, history: History) -> Features:
    """Features of the number itself, to be joined with each event."""
    tree = item.tree
    before, after = around.words_before(item, 1), around.words_after(item, 1)
    thing, thing_object = around.thing_id(item), around.thing_object(item)
    governor = around.governor(item)
    unit, noun = around.unit_kind(item), around.head_kind(item)
    features = [
        "bias",
        f"thing={thing}",
        f"object={thing_object}",
        f"noun={noun}",
        f"unit={unit}",
        f"unit={unit},object={thing_object}",
        f"before={before[0]}",
        f"after={after[0]}",
        f"gov={tree.lower[governor]}",
        f"head={tree.lower[item.head]}",
        f"dep={grammar.label(tree, item.head)}",
        f"dep={grammar.label(tree, item.head)},object={thing_object}",
        f"events={min(len(item.line.events), 3)}",
        f"size={around.size(item)}",
    ]
    if not item.line.events:
        features.append(f"no event,object={thing_object}")
    if item.thing is None:
        features.append(f"antecedent={around.antecedent(item)},{noun}")
    features += [f"mod={tree.lower[c]}" for c in tree.children[item.head] if tree.deps[c] in ("amod", "compound")]
    features += [f"case={tree.lower[c]}" for c in tree.children[item.head] if tree.deps[c] == "case"]
    return features


def _earlier_triggers(item: Item) -> Iterable[tuple[str, list[str]]]:
    """Event words of the two sentences before."""
    found = []
    for back in (1, 2):
        if item.line.index >= back:
            line = item.scene.lines[item.line.index - back]
            found.append(
                (f"back{back}", [e for m in line.events for s in m.senses for e in s.entry.data["events"][:1]])
            )
    return found


def _features(
    event: str, triggers: list[Trigger], earlier: Iterable[tuple[str, list[str]]], item: Item, history: History
) -> Features:
    features = []
    own = [t for t in triggers if event in t.events]
    if own:
        best = min(own, key=_closeness)
        first = best.events.index(event) == 0
        features += [
            f"trigger:{best.relation}",
            f"trigger:{best.part}:{best.relation.split('/')[0]}",
            f"trigger:{best.distance}",
            f"trigger:rank{best.rank}{'!' if first else '?'}",
            f"trigger:side{best.distance[0]}{best.side_rank}",
            f"trigger&{event}",
            f"fit:{best.fit}:{best.weak}",
            f"fit:{best.fit}:rank{best.rank}{'!' if first else '?'}",
            f"fit:{best.fit}:{best.part}:{best.side_rank}",
        ]
    else:
        features.append(f"no trigger&{event}")
    for back, events in earlier:
        if event in events:
            features.append(f"{back}{'' if item.line.events else ':alone'}")
    last = history.last
    if last is not None and last.event == event:
        grip = min((_GRIPS.index(t.fit) + (2 if t.weak else 0) for t in triggers), default=6)
        features += _as_before(event, item, last, grip)
    return features


def _trigger_in_context(trigger: Trigger, object_: str) -> Features:
    if trigger.rank > 1 and trigger.side_rank > 0:
        return []
    features = [f"{trigger.id}:r{trigger.rank}"]
    if trigger.rank == 0:
        features += [
            f"{trigger.id},{object_}",
            f"{trigger.id}:{trigger.relation.split('.')[0]}{':pass' if trigger.passive else ''}",
        ]
    if trigger.side_rank == 0:
        features.append(f"{trigger.id}:{trigger.distance[0]}")
    return features


def _where(item: Item, last: Linked) -> str:
    """Where the figure before stands: in the same sentence, the one before, or further back."""
    away = item.line.index - last.item.line.index
    return "line" if away == 0 else "next" if away == 1 else "far"


def _as_before(event: str, item: Item, last: Linked, grip: int) -> Features:
    """What speaks for the event of the figure before going on."""
    where, object_ = _where(item, last), around.thing_object(item)
    same_line = where == "line"
    gap = item.between(last.item.number.span.end, item.number.span.start) if same_line else ""
    row = same_line and grammar.head_of_row(item.tree, item.head) == grammar.head_of_row(item.tree, last.item.head)
    features = [
        f"as before:{where}:grip{grip}",
        f"as before:{where}:grip{grip},{around.head_kind(item)}",
        f"as before:{where},{'row' if row else ''}",
        f"as before:{where}&{event}",
        f"as before:{where},{'same' if object_ == last.object else 'none' if object_ == '-' else 'other'} thing",
    ]
    if same_line:
        comma = ";" if ";" in gap else "," if "," in gap else " and " if " and " in gap else ""
        features.append(f"as before:gap{comma}{min(len(gap.split()) // 3, 4)}")
    return features
