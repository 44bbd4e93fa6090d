"""Annotated documents as lessons: for each choice that the linker makes, its candidates and the right ones."""

from collections import defaultdict
from datetime import date
from functools import cache
from random import Random
from typing import Any

import msgspec

from warbook.extraction import conflicts, link_event, link_figure, link_modality, link_object, link_party, link_period
from warbook.extraction.discourse import Discourse
from warbook.extraction.items import Item, items
from warbook.extraction.linked import History, Linked
from warbook.extraction.spot import Scene
from warbook.extraction.stretches import Option
from warbook.vocabulary import entries

SPOILT = 0.3
"""How often each part of an earlier decision is made wrong: about as often as the linker errs."""

Instance = tuple[list[list[str]], list[int]]
Gold = dict[str, Any]


def lessons(scene: Scene, figures: list[Gold], spoilt: Random | None = None) -> dict[str, list[Instance]]:
    """The instances of every task, in text order; what was decided before a choice is taken as annotated.

    With `spoilt`, a third of what was decided before is made wrong, so that the linker learns not to lean on it.
    """
    taught: dict[str, list[Instance]] = defaultdict(list)
    history, discourse, origin = History(), Discourse(scene), conflicts.origin(scene)
    for item, gold in aligned(items(scene), figures):
        teach(taught["figure"], link_figure.candidates(item, history), gold is not None)
        if gold is None:
            continue
        event, party = gold["event"], party_id(gold["party"])
        teach(taught["event"], link_event.candidates(item, history), event)
        teach(taught["object"], link_object.candidates(item, event, history), gold["object"])
        options = link_party.candidates(item, event, gold["object"], history, discourse)
        teach(taught["party"], options, party)
        option = teach_period(taught, item, gold, origin, history)
        teach(taught["modality"], link_modality.candidates(item, event), gold.get("modality", "asserted"))
        linked = Linked(item=item, event=event, object=gold["object"], party=party, option=option)
        history.add(spoil(linked, scene, spoilt) if spoilt else linked)
    return taught


def spoil(linked: Linked, scene: Scene, chance: Random) -> Linked:
    """The decision with some of its parts exchanged for others at random."""
    changed: dict[str, Any] = {}
    if chance.random() < SPOILT and scene.party_counts:
        changed["party"] = chance.choice(sorted(scene.party_counts))
    if chance.random() < SPOILT:
        changed["event"] = chance.choice(link_event.EVENTS)
    if chance.random() < SPOILT:
        changed["object"] = chance.choice(link_object.OBJECTS)
    return msgspec.structs.replace(linked, **changed)


def teach(instances: list[Instance], candidates: list[tuple[Any, list[str]]], right: Any) -> None:
    """Add a choice if the right answer is among the candidates."""
    places = [place for place, (label, _) in enumerate(candidates) if label == right]
    if places:
        instances.append(([features for _, features in candidates], places))


def teach_period(
    taught: dict[str, list[Instance]], item: Item, gold: Gold, origin: date | None, history: History
) -> Option | None:
    """Add the choice of the period and whether it is a running total; returns the first right option."""
    before = history.last.option if history.last else None
    options = link_period.candidates(item, gold["event"], origin, before)
    want = {side: (gold.get("period") or {}).get(side) for side in ("start", "end")}
    places = [place for place, (option, _) in enumerate(options) if fits(option, gold)]
    if places:
        taught["period"].append(([features for _, features in options], places))
    option = options[places[0]][0] if places else Option(_day(want["start"]), _day(want["end"]), "annotated")
    teach(taught["running"], link_period.running(item, gold["event"], option), bool(gold.get("cumulative")))
    return option


def fits(option: Option, gold: Gold) -> bool:
    """Whether a reading of the period is the annotated one: to a day, at the start of a running total to a month."""
    period = gold.get("period") or {}
    slack = 31 if gold.get("cumulative") else 1
    for said, want, most in ((option.start, period.get("start"), slack), (option.end, period.get("end"), 1)):
        day = _day(want)
        if (said is None) != (day is None) or (said and day and abs((said - day).days) > most):
            return False
    return True


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def aligned(found: list[Item], figures: list[Gold]) -> list[tuple[Item, Gold | None]]:
    """Each number with the annotated figure that it overlaps most, or None."""
    rows = sorted(
        (
            (overlap, i, j)
            for i, item in enumerate(found)
            for j, gold in enumerate(figures)
            if (overlap := min(item.number.span.end, gold["end"]) - max(item.number.span.start, gold["start"])) > 0
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: dict[int, int] = {}
    for _, i, j in rows:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(item, figures[pairs[i]] if i in pairs else None) for i, item in enumerate(found)]


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for entry in entries("parties"):
        for word in (entry.id, *entry.words, *entry.data.get("people", ())):
            names.setdefault(word.lower(), entry.id)
    return names


def party_id(name: str | None) -> str | None:
    """The vocabulary's id of an annotated party, the name itself where the vocabulary has none."""
    return None if name is None else _names().get(name.lower(), name)
