"""Whose people or things a figure counts, or who does what it counts."""

from warbook.extraction import around, grammar
from warbook.extraction.discourse import Discourse, Standing
from warbook.extraction.items import Item
from warbook.extraction.lexicon import Mention
from warbook.extraction.linked import History
from warbook.extraction.ranker import Features

_SUFFERS = frozenset(
    {"killed", "wounded", "missing", "deserted", "casualties", "captured", "displaced", "destroyed", "exchanged"}
)
_NAMED = ("name", "people", "seat", "leader")


def candidates(
    item: Item, event: str, object_: str, history: History, discourse: Discourse
) -> list[tuple[str | None, Features]]:
    """Every party within reach, and None, each with its features; event and object are known."""
    standing = discourse.by_line[item.line.index]
    trigger = _trigger(item, event)
    side = "suffers" if event in _SUFFERS else event
    thing = "civil" if object_ in ("civilians", "people") else "men" if object_ in ("personnel", "units") else "matter"
    options = _within_reach(item, standing, history, discourse)
    rows: list[tuple[str | None, Features]] = []
    for party in options:
        features = _from_sentence(party, item, standing, trigger, side, thing)
        features += _from_report(party, item, event, object_, side, thing, history, discourse)
        rows.append((party, features))
    rows.append((None, ["null", f"null&{side}", f"null&{thing}", f"null&{event}", f"null:{min(len(options), 3)}"]))
    return rows


def _within_reach(item: Item, standing: list[Standing], history: History, discourse: Discourse) -> list[str]:
    found = [s.party for s in standing]
    for back in range(1, 4):
        if item.line.index >= back:
            found += [s.party for s in discourse.by_line[item.line.index - back] if s.kind in _NAMED]
    if item.line.index + 1 < len(discourse.by_line):
        found += [s.party for s in discourse.by_line[item.line.index + 1] if s.kind in _NAMED]
    found += [*discourse.title, *discourse.main]
    found += [linked.party for linked in history.past[-3:] if linked.party]
    return list(dict.fromkeys(found))


def _trigger(item: Item, event: str) -> Mention | None:
    """The event word that most likely says this event: the nearest in grammar, then in words."""
    own = [m for m in item.line.events if any(event in s.entry.data["events"] for s in m.senses)]

    def closeness(mention: Mention) -> tuple[int, int]:
        relation = around.relation_to(item, mention)
        kind = 0 if relation == "=" else 1 if relation.startswith(("up:", "down:")) else 2 if relation != "far" else 3
        return kind, abs(mention.span.start - item.number.span.start)

    return min(own, key=closeness, default=None)


def _from_sentence(
    party: str, item: Item, standing: list[Standing], trigger: Mention | None, side: str, thing: str
) -> Features:
    features: Features = []
    own = [s for s in standing if s.party == party]
    named = [s for s in standing if s.kind in _NAMED]
    if not own:
        return [f"not in sentence:{'others' if named else 'none'}", f"not in sentence:{'o' if named else 'n'}&{thing}"]
    token = around.mention_token(item, trigger) if trigger else None
    for s in own:
        kind = s.kind if s.kind in _NAMED else s.kind.rstrip("0123456789")
        relation = around.relation_to(item, s.mention)
        short = relation.split("/")[0]
        features += [
            f"as {s.kind}",
            f"as {s.kind}&{side}",
            f"{relation}",
            f"{kind}:{short}",
            f"{short}&{side}",
            f"{short}&{thing}",
            f"{kind}:{around.distance(item, s.mention.span)}",
        ]
        if token is not None and trigger is not None:
            place = around.mention_token(item, s.mention)
            toward = grammar.relation(item.tree, token, place) if place is not None else "none"
            voice = "pass" if grammar.passive(item.tree, token) else "act"
            sufferer = trigger.sense.entry.data.get("sufferer", trigger.sense.role)
            features += [
                f"event {toward}&{side}",
                f"event {toward}&{sufferer}&{voice}&{side}",
                f"event {toward}&{trigger.sense.id}",
            ]
    features += _nearest(party, item, named)
    if len({s.party for s in named}) == 1 and named[0].party == party:
        features.append(f"only one&{side}")
    return features


def _nearest(party: str, item: Item, named: list[Standing]) -> Features:
    start = item.number.span.start
    before = [s.party for s in named if s.mention.span.start < start]
    after = [s.party for s in named if s.mention.span.start >= start]
    features = []
    if before and before[-1] == party:
        features.append("nearest before")
    if before and before[0] == party:
        features.append("first before")
    if after and after[0] == party:
        features.append("nearest after" + ("" if before else ":none before"))
    return features


def _from_report(
    party: str, item: Item, event: str, object_: str, side: str, thing: str, history: History, discourse: Discourse
) -> Features:
    floor = discourse.floors[item.line.index]
    rank = discourse.main.index(party) if party in discourse.main else 4
    kind = "state" if party in discourse.states else "group"
    features = [f"rank{rank}", f"rank{rank}&{thing}", f"{kind}&{thing}", f"{kind}&{thing}&{side}"]
    if len(discourse.main) == 1:
        features.append("alone in report")
    for name, value in (("last", floor.last), ("subject", floor.subject), ("speaker", floor.speaker)):
        if value == party:
            features += [f"floor {name}", f"floor {name}&{side}", f"floor {name}&{thing}"]
    if discourse.title:
        place = discourse.title.index(party) if party in discourse.title else "no"
        features.append(f"title{place}")
    last = history.last
    if last is not None:
        same_line = last.item.line.index == item.line.index
        where = "line" if same_line else "next" if item.line.index - last.item.line.index == 1 else "far"
        alike = "e" if last.event == event else "s" if (last.event in _SUFFERS) == (event in _SUFFERS) else "x"
        own = "named" if any(s.party == party for s in discourse.by_line[item.line.index]) else "absent"
        sign = "=" if last.party == party else "≠"
        features += [f"{sign}before:{where}:{alike}", f"{sign}before:{where}:{alike}:{own}"]
        if same_line and grammar.head_of_row(item.tree, item.head) == grammar.head_of_row(item.tree, last.item.head):
            features.append(f"{sign}row")
    count = sum(1 for linked in history.past if linked.party == party and linked.event == event)
    if history.past:
        features.append(f"share of past {4 * count // len(history.past)}&{side}")
    return features
