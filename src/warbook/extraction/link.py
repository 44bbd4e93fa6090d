"""Link: each number of a scene is tied to its event, object, party, period and modality, in text order."""

from collections.abc import Mapping
from datetime import date

from warbook.extraction import conflicts, link_event, link_figure, link_modality, link_object, link_party, link_period
from warbook.extraction.discourse import Discourse
from warbook.extraction.items import Item, items
from warbook.extraction.linked import History, Linked
from warbook.extraction.ranker import decide
from warbook.extraction.spot import Scene

Weights = Mapping[str, Mapping[str, float]]


class Linker:
    """Decides about the numbers of one scene, one after the other."""

    def __init__(self, scene: Scene, weights: Weights) -> None:
        self.scene = scene
        self.weights = weights
        self.history = History()
        self.discourse = Discourse(scene)
        self.origin: date | None = conflicts.origin(scene)

    def link(self) -> list[Linked]:
        """The figures of the scene; numbers that are none are left out."""
        for item in items(self.scene):
            linked = self._one(item)
            if linked:
                self.history.past.append(linked)
        return self.history.past

    def _one(self, item: Item) -> Linked | None:
        weights, history = self.weights, self.history
        if not decide(weights["figure"], link_figure.candidates(item, history)).label:
            return None
        event = decide(weights["event"], link_event.candidates(item, history))
        object_ = decide(weights["object"], link_object.candidates(item, event.label, history))
        options = link_party.candidates(item, event.label, object_.label, history, self.discourse)
        party = decide(weights["party"], options)
        before = history.last.option if history.last else None
        option = decide(weights["period"], link_period.candidates(item, event.label, self.origin, before))
        running = decide(weights["running"], link_period.running(item, event.label, option.label))
        modality = decide(weights["modality"], link_modality.candidates(item, event.label))
        return Linked(
            item=item,
            event=event.label,
            object=object_.label,
            party=party.label,
            option=option.label,
            cumulative=running.label,
            modality=modality.label,
            why=why(
                event=event.reasons, object=object_.reasons, party=party.reasons, period=option.reasons,
                modality=() if modality.label == "asserted" else modality.reasons,
            ),
        )  # fmt: skip


def link(scene: Scene, weights: Weights) -> list[Linked]:
    """The figures of a scene."""
    return Linker(scene, weights).link()


def why(**reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The features that decided each choice, as 'event: …' lines."""
    return tuple(f"{name}: {'; '.join(features)}" for name, features in reasons.items() if features)
