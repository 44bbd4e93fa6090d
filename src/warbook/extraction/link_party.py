"""Whose people or things a figure counts, or who does what it counts."""

import re
from itertools import pairwise

from warbook.extraction import around, grammar
from warbook.extraction.discourse import Discourse, Standing
from warbook.extraction.items import Item
from warbook.extraction.lexicon import Mention, speech_words
from warbook.extraction.linked import SUFFERED, History
from warbook.extraction.ranker import Features
from warbook.extraction.standpoint import words

_NAMED = ("name", "people", "seat", "leader")


def candidates(
    item: Item, event: str, object_: str, history: History, discourse: Discourse
) -> list[tuple[str | None, Features]]:
    """Every party within reach, and None, each with its features; event and object are known."""
    standing = discourse.by_line[item.line.index]
    trigger = _trigger(item, event)
    side = "suffers" if event in SUFFERED else event
    thing = "civil" if object_ in ("civilians", "people") else "men" if object_ in ("personnel", "units") else "matter"
    options = _within_reach(item, standing, history, discourse)
    filled = _filling(item, standing, trigger, side)
    owners = frozenset(
        s.party for s in standing if s.kind == "people" and around.relation_to(item, s.mention) in _OWNERS
    )
    rows: list[tuple[str | None, Features]] = []
    for party in options:
        features = _from_sentence(party, item, standing, trigger, side, thing)
        fills = "fills" if party in filled else "other fills" if filled else "free"
        if owners:
            fills = "owns" if party in owners else "other owns"
        features += _from_report(party, item, event, object_, side, thing, history, discourse, fills)
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
    ground = discourse.floors[item.line.index].ground
    found += [*discourse.title, *ground.main, *((ground.land,) if ground.land else ())]
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
    coarse = "suffers" if side == "suffers" else "does"
    own = [s for s in standing if s.party == party]
    named = [s for s in standing if s.kind in _NAMED]
    if not own:
        return [f"not in sentence:{'others' if named else 'none'}", f"not in sentence:{'o' if named else 'n'}&{thing}"]
    token = around.mention_token(item, trigger) if trigger else None
    over = _over(item)
    for s in own:
        if s.kind in _NAMED:
            features += _of_name(item, s, side, thing)
        else:
            features += _of_role(item, s, side, named)
        if token is not None and trigger is not None:
            features += _toward_event(item, s, trigger, token, side)
        for name, verb in (("event", (token, trigger)), ("over", over)):
            if verb[0] is not None and verb[1] is not None:
                slot = _slot(item, s, verb[0], verb[1])
                features += [f"{name} {slot}&{coarse}&{named_as(s)}", f"{name} {slot}&{coarse}&{thing}"]
    features += _nearest(party, item, named)
    features += _labelled(party, item, named)
    if len({s.party for s in named}) == 1 and named[0].party == party:
        features.append(f"only one&{side}")
    return features


def _filling(item: Item, standing: list[Standing], trigger: Mention | None, side: str) -> frozenset[str]:
    """The named parties that stand where the event word has its sufferer or doer, or that own the counted thing."""
    token = around.mention_token(item, trigger) if trigger else None
    verbs = [(token, trigger), _over(item)]
    want = "sufferer" if side == "suffers" else "doer"
    found = set()
    for s in standing:
        if s.kind not in ("name", "people", "seat"):
            continue
        if around.relation_to(item, s.mention) in _OWNERS or any(
            place is not None and mention is not None and _slot(item, s, place, mention) == want
            for place, mention in verbs
        ):
            found.add(s.party)
    return frozenset(found)


def named_as(s: Standing) -> str:
    """'name' for every kind of name, else the role word's kind."""
    return "name" if s.kind in _NAMED else s.kind


def _over(item: Item) -> tuple[int | None, Mention | None]:
    """The event word that governs the number's noun, nearest first: its token and mention."""
    path = grammar.climb(item.tree, item.head)[:4]
    tokens = {around.mention_token(item, m): m for m in item.line.events}
    return next(((token, tokens[token]) for token in path if token in tokens), (None, None))


def _slot(item: Item, s: Standing, token: int, trigger: Mention) -> str:
    """Whether the mention stands where the event word has its sufferer, its doer, or elsewhere."""
    place = around.mention_token(item, s.mention)
    relation = grammar.relation(item.tree, token, place) if place is not None else "none"
    if trigger.sense.role != "verb":
        return "sufferer" if relation in _OWNERS else relation.split(":")[0]
    voice = grammar.passive(item.tree, token)
    if relation in ("down:nsubj:pass", "down:obj"):
        return "sufferer" if trigger.sense.entry.data["sufferer"] == "object" else "doer"
    if relation == "down:obl.by" and voice:
        return "doer"
    if relation == "down:nsubj" or (grammar.subject(item.tree, token) == place and place is not None):
        return "sufferer" if voice or trigger.sense.entry.data["sufferer"] == "subject" else "doer"
    return relation.split("/")[0].split(".")[0]


_OWNERS = frozenset(
    {"down:amod", "down:compound", "down:nmod:poss", "down:nmod.of", "down:nmod.among", "down:nmod.to", "="}
)


def _of_name(item: Item, s: Standing, side: str, thing: str) -> Features:
    relation = around.relation_to(item, s.mention)
    short = _short(relation)
    if _says(item, s):
        short = f"says {short}"
    return [
        f"as {s.kind}",
        f"as {s.kind}&{side}",
        relation,
        f"{s.kind}:{short}",
        f"{short}&{side}",
        f"{short}&{thing}",
        f"{s.kind}:{around.distance(item, s.mention.span)}",
    ]


def _of_role(item: Item, s: Standing, side: str, named: list[Standing]) -> Features:
    short = _short(around.relation_to(item, s.mention))
    alone = "names" if named else "alone"
    return [f"{s.kind}:{short}", f"{s.kind}&{side}", f"{s.kind}:{alone}", f"{s.kind}:{short}&{side}"]


def _toward_event(item: Item, s: Standing, trigger: Mention, token: int, side: str) -> Features:
    place = around.mention_token(item, s.mention)
    toward = _short(grammar.relation(item.tree, token, place)) if place is not None else "none"
    voice = "pass" if grammar.passive(item.tree, token) else "act"
    sufferer = trigger.sense.entry.data.get("sufferer", trigger.sense.role)
    how = "" if s.kind in _NAMED else f"{s.kind} "
    return [f"event {how}{toward}&{sufferer}&{voice}&{side}", f"event {how}{toward}&{trigger.sense.id}"]


def _short(relation: str) -> str:
    """The relation without the number's own part: where a party and a number share a verb, the party's part counts."""
    return f"side:{relation.split('/', 1)[1]}" if "/" in relation else relation


def _says(item: Item, standing: Standing) -> bool:
    """Whether the mention is (in) the subject of a verb of saying, or in 'according to …'."""
    token = around.mention_token(item, standing.mention)
    if token is None:
        return False
    tree = item.tree
    for below, above in pairwise(grammar.climb(tree, token)):
        if tree.lower[above] in speech_words() and tree.deps[grammar.head_of_row(tree, below)].startswith("nsubj"):
            return True
        if tree.tags[above][:1] == "V":
            break
    return any(tree.lower[c] == "according" for c in tree.children[token])


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


_TOUCHING = re.compile(r"[\s:=(–—-]{1,3}")
_CLOSED = re.compile(r"[;\n]|\.\s")


def _labelled(party: str, item: Item, named: list[Standing]) -> Features:
    """Whether a name stands as a label of the number: 'US: 718 dead, 192 missing', 'Russia 14, Ukraine nine'."""
    text, start, end = item.scene.text, item.number.span.start, item.number.span.end
    features = []
    before = [s for s in named if s.mention.span.end <= start]
    labels = [s for s in before if text[s.mention.span.end : s.mention.span.end + 1] == ":"]
    if labels and not _CLOSED.search(text, labels[-1].mention.span.end, start):
        features.append(f"{'=' if labels[-1].party == party else '≠'}label")
    if before and _TOUCHING.fullmatch(text, before[-1].mention.span.end, start):
        features.append(f"{'=' if before[-1].party == party else '≠'}touching before")
    after = next((s for s in named if s.mention.span.start >= end), None)
    if after and text[end : after.mention.span.start].strip() in ("", "of", "of the"):
        features.append(f"{'=' if after.party == party else '≠'}touching after")
    return features


def _from_report(
    party: str,
    item: Item,
    event: str,
    object_: str,
    side: str,
    thing: str,
    history: History,
    discourse: Discourse,
    fills: str,
) -> Features:
    floor = discourse.floors[item.line.index]
    ground = floor.ground
    rank = ground.main.index(party) if party in ground.main else 4
    kind = "state" if party in ground.states else "group"
    first = (ground.states if kind == "state" else ground.groups)[:1] == (party,)
    word = around.thing_id(item)
    age = discourse.age(party, item.line.index)
    features = [
        f"rank{rank}",
        f"rank{rank}&{thing}",
        f"{kind}&{thing}",
        f"{kind}&{thing}&{side}",
        fills,
        f"{fills}&{side}",
        f"{fills}&{thing}",
        f"{kind}&thing={word}",
        f"{kind}:{'first' if first else 'other'}&thing={word}",
        f"{kind}:{'first' if first else 'other'}&{event}",
        f"{kind}&{object_}",
        f"age{age}",
        f"age{age}&{thing}",
        f"age{age}:{'others' if discourse.by_line[item.line.index] else 'none'}",
    ]
    like = history.last_on_side(event in SUFFERED)
    if like is not None:
        features.append(f"{'=' if like.party == party else '≠'}last of side")
    alike = history.last_alike(event, object_)
    if alike is not None:
        features.append(f"{'=' if alike.party == party else '≠'}last of event and object")
    if ground.land:
        features.append(f"land {ground.land == party}&{thing}")
    at = floor_place(discourse, item.line.index)
    if at:
        features.append(f"place before {at == party}&{thing}&{'s' if side == 'suffers' else 'd'}")
    if len(ground.main) == 1:
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
        likeness = "e" if last.event == event else "s" if (last.event in SUFFERED) == (event in SUFFERED) else "x"
        own = "named" if any(s.party == party for s in discourse.by_line[item.line.index]) else "absent"
        sign = "=" if last.party == party else "≠"
        features += [f"{sign}before:{where}:{likeness}", f"{sign}before:{where}:{likeness}:{own}"]
        if same_line and last.party is not None:
            features.append(f"{sign}before by {grammar.label(item.tree, item.head)}")
        features += [f"{sign}before:{where}:{fills}", f"{sign}before:{where}:{likeness}:{fills}"]
        if same_line and grammar.head_of_row(item.tree, item.head) == grammar.head_of_row(item.tree, last.item.head):
            features.append(f"{sign}row")
    if history.past:
        count = history.of_party(party, event)
        features.append(f"share of past {4 * count // len(history.past)}&{side}")
    return features


def floor_place(discourse: Discourse, line: int) -> str | None:
    """The state of the last town or region named in the three sentences before."""
    for back in range(1, min(3, line) + 1):
        places = [s.party for s in discourse.by_line[line - back] if s.kind == "at"]
        if places:
            return places[-1]
    return None


_CLOSE = 48
"""Code points between a number and 'on its own side'."""


def on_its_own_side(item: Item, named: int) -> bool:
    """Whether words such as 'its own men' stand close to the number, behind the offset `named`, with no other number
    between; 'on its own side' holds for the numbers before it too."""
    text, number, line = item.scene.text, item.number.span, item.line.span
    start = max(line.start, named, number.start - _CLOSE)
    end = min(line.end, number.end + _CLOSE)
    for own in words.of("own side", item.scene.lang).finditer(text, start, end):
        low, high = sorted((own.start(), number.start))
        between = [other for other in item.line.numbers if low < other.span.start < high]
        if ";" not in text[low:high] and (not between or text[low : own.start()].endswith(" on ")):
            return True
    return False
