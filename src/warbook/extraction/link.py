"""Link: each number of a scene is tied to its event, object, party, period and modality, in text order."""

from collections.abc import Hashable, Iterator, Mapping
from itertools import groupby
from math import exp
from typing import TypeVar

from warbook.extraction import (
    grammar,
    link_event,
    link_figure,
    link_modality,
    link_object,
    link_party,
    link_period,
)
from warbook.extraction.discourse import Discourse
from warbook.extraction.items import Item, items
from warbook.extraction.linked import History, Linked
from warbook.extraction.parts import part_of
from warbook.extraction.periods import Periods
from warbook.extraction.ranker import Ballot, Choice, Features, decide, elect
from warbook.extraction.reader.beside import Beside, Trust, beside_all, load_trust
from warbook.extraction.spot import Scene
from warbook.model import Span

T = TypeVar("T", bound=Hashable)
Weights = Mapping[str, Mapping[str, float]]


class Linker:
    """Decides about the numbers of one scene, one after the other."""

    def __init__(self, scene: Scene, weights: Weights, trust: Trust | None = None) -> None:
        self.scene = scene
        self.weights = weights
        self.trust = load_trust(scene.lang) if trust is None else trust
        self.beside: dict[Span, Beside] = {}
        self.history = History()
        self.discourse = Discourse(scene)
        self.periods = Periods(scene)

    def link(self) -> list[Linked]:
        """The figures of the scene; numbers that are none are left out.

        A text that names no counted thing and nothing that happened, such as garbage, has none.
        """
        if not any(line.things or line.events for line in self.scene.lines):
            return []
        numbers = items(self.scene)
        self.beside = beside_all(self.scene) if numbers and self.trust else {}
        found: list[Linked] = []
        for _, some in groupby(numbers, key=lambda item: part_of(self.scene, item.line.index)):
            self.history = History()  # what was told of another war says nothing here
            for item in some:
                linked = self._one(item)
                if linked:
                    self.history.add(linked)
            found += self.history.past
        return found

    def _one(self, item: Item) -> Linked | None:
        history = self.history
        if link_figure.population(item):
            return None
        if not self._decide("figure", item, link_figure.candidates(item, history)).label:
            return None
        event = self._decide("event", item, link_event.ballot(item, history))
        object_ = self._decide("object", item, link_object.ballot(item, event.label, history))
        party = self._decide("party", item, self._parties(item, event.label, object_.label))
        party = self._of_own_side(item, self._of_subject(item, party), event.label)
        readings = self.periods.readings(item, event.label, history.last)
        period = self._decide("period", item, readings)
        running = self._decide("running", item, link_period.running(item, event.label, period.label))
        option, total = self.periods.told(item, event.label, period.label, running.label)
        modality = self._decide("modality", item, link_modality.ballot(item, event.label))
        mood = modality.label if modality.label != "asserted" else link_modality.said_outright(item) or "asserted"
        if mood == "asserted" and link_modality.asked(item):
            mood = "possible"
        if mood == "denied" and (link_modality.bounded(item) or link_modality.admitted(item)):
            mood = "asserted"
        option, mood = self.periods.up_to_the_report(item, option, mood)
        return Linked(
            item=item,
            event=event.label,
            object=object_.label,
            party=party.label,
            option=option,
            cumulative=total,
            modality=mood,
            why=(
                *self._evidence(item, event.label, party.label),
                *weighed(
                    event=event.reasons,
                    object=object_.reasons,
                    party=party.reasons,
                    period=self.periods.reasons(option, period),
                    modality=() if mood == "asserted" else modality.reasons,
                ),
            ),
        )

    def _decide(self, task: str, item: Item, candidates: Ballot[T] | list[tuple[T, Features]]) -> Choice[T]:
        """The best candidate by the linker's weights and the reader's chances together."""
        table, trust = self.weights[task], self.trust.get(task, 0.0)
        beside = self.beside.get(item.number.span)
        if beside is None or not trust:
            return _decide(table, candidates, None)
        labels = candidates.labels if isinstance(candidates, Ballot) else [label for label, _ in candidates]
        said = beside.of(task, labels)
        choice = _decide(table, candidates, [trust * more for more in said])
        best = max(range(len(said)), key=said.__getitem__)
        agrees = labels[best] == choice.label
        reasons = (f"reader {exp(said[best]):.2f}",) if agrees else ()
        return choice._replace(reasons=(*reasons, *choice.reasons))

    def _of_subject(self, item: Item, party: Choice[str | None]) -> Choice[str | None]:
        """'11,000 men crossed over, with 400 dead': what 'with' adds befell the counted subject of the clause."""
        tree = item.tree
        if not any(tree.lower[c] == "with" and tree.deps[c] == "case" for c in tree.children[item.head]):
            return party
        subject = grammar.subject(tree, grammar.clause(tree, item.head))
        for past in self.history.of_line(item.line):
            if past.item.head == subject and past.party is not None:
                return party._replace(label=past.party, reasons=("befell the subject", *party.reasons))
        return party

    def _of_own_side(self, item: Item, party: Choice[str | None], event: str) -> Choice[str | None]:
        """'The GNA recorded 712 dead on its own side': of the side that the sentence names first."""
        named = item.line.parties[:1]
        if event in link_event.LOSSES and named and link_party.on_its_own_side(item, named[0].span.end):
            return party._replace(label=named[0].sense.id, reasons=("on its own side", *party.reasons))
        return party

    def _parties(self, item: Item, event: str, object_: str) -> list[tuple[str | None, Features]]:
        """The sides within reach, and those that only the reader was shown."""
        found = link_party.candidates(item, event, object_, self.history, self.discourse)
        beside = self.beside.get(item.number.span)
        known = {party for party, _ in found}
        return found + [(side, ["only read"]) for side in (beside.shown() if beside else ()) if side not in known]

    def _evidence(self, item: Item, event: str, party: str | None) -> Iterator[str]:
        """The words that speak for the event, the counted thing and the party."""
        own = [t for t in link_event.triggers(item) if event in t.events]
        yield f"event {event}: '{own[0].word}'" if own else f"event {event}: as the text before, no word of its own"
        if item.thing is not None:
            yield f"counts: '{self.scene.text[item.thing.span.start : item.thing.span.end]}' ({item.how})"
        if party is not None:
            named = [s.mention.span for s in self.discourse.by_line[item.line.index] if s.party == party]
            words = dict.fromkeys(self.scene.text[span.start : span.end] for span in named)
            yield f"party {party}: " + (", ".join(f"'{w}'" for w in words) or "named elsewhere in the report")


def _decide(
    table: Mapping[str, float], candidates: Ballot[T] | list[tuple[T, Features]], beside: list[float] | None
) -> Choice[T]:
    return elect(table, candidates, beside) if isinstance(candidates, Ballot) else decide(table, candidates, beside)


def weighed(**reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The features that decided each choice, as 'event weighed: …' lines."""
    return tuple(f"{name} weighed: {'; '.join(features)}" for name, features in reasons.items() if features)
