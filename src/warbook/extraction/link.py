"""Link: each number of a scene is tied to its event, object, party, period and modality, in text order."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from math import exp
from typing import TypeVar

import msgspec

from warbook.extraction import (
    conflicts,
    grammar,
    link_event,
    link_figure,
    link_modality,
    link_object,
    link_party,
    link_period,
    period_bounds,
    period_of_story,
    period_of_war,
    period_told,
    stretches,
)
from warbook.extraction.discourse import Discourse
from warbook.extraction.items import Item, items
from warbook.extraction.linked import History, Linked
from warbook.extraction.ranker import Ballot, Choice, Features, decide, elect
from warbook.extraction.reader.beside import Beside, Trust, beside_all, load_trust
from warbook.extraction.spot import Scene
from warbook.extraction.stretches import Option
from warbook.model import Modality, Span

T = TypeVar("T", bound=Hashable)
_WITHIN = frozenset({"in", "over", "within", "during"})
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
        self.origin: date | None = conflicts.origin(scene)
        self.over, self.past = conflicts.finished(scene), conflicts.past(scene)
        self.entries = period_told.entries(scene)
        self.told_from = period_told.first_told(scene)

    def link(self) -> list[Linked]:
        """The figures of the scene; numbers that are none are left out.

        A text that names no counted thing and nothing that happened, such as garbage, has none.
        """
        if not any(line.things or line.events for line in self.scene.lines):
            return []
        numbers = items(self.scene)
        self.beside = beside_all(self.scene) if numbers and self.trust else {}
        for item in numbers:
            linked = self._one(item)
            if linked:
                self.history.add(linked)
        return self.history.past

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
        before = period_of_story.before_it(item, event.label, history.last)
        period = self._decide("period", item, self._periods(item, event.label, before))
        running = self._decide("running", item, link_period.running(item, event.label, period.label))
        chosen = period_bounds.in_brackets(item, event.label, period_bounds.joined(item, period.label))
        option, total = self._counted_up_to(item, event.label, chosen, running.label)
        edge = period_of_story.on_an_edge(item)
        option = edge or period_of_story.of_whole(item, event.label, self.past) or option
        began = period_of_war.since_the_war(item, self.origin) or period_told.since_it_began(item, event.label)
        option, total = (began, True) if began else self._as_of_text(item, option, total)
        option = period_told.as_it_stands(item, event.label, self._in_length(item, option))
        option = period_told.of_the_heading(item, event.label, option)
        option = period_of_story.in_its_first_days(item, event.label, option)
        option = period_of_war.over_the_war(item, event.label, option, self.over)
        option = period_of_war.of_what_began(item, event.label, option, self.origin, total)
        option = period_told.of_the_entry(item, option, self.entries)
        option = period_bounds.as_of(item, option)
        option, total = period_bounds.of_a_board(item, option, event.label, self.origin, total)
        option = period_bounds.at_the_middle(option, item, event.label)
        modality = self._decide("modality", item, link_modality.ballot(item, event.label))
        mood = modality.label if modality.label != "asserted" else link_modality.said_outright(item) or "asserted"
        if mood == "denied" and (link_modality.bounded(item) or link_modality.admitted(item)):
            mood = "asserted"
        option, mood = self._beside_report_day(item, option, mood)
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
                    period=period.reasons,
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

    def _periods(self, item: Item, event: str, before: Option | None) -> list[tuple[Option, Features]]:
        """The readings of the period. What befell a side in an undated report that has told a day befell it then, or
        on another day that is told: such a report does not come back to the present."""
        found = link_period.candidates(item, event, self.origin, before)
        told = self.told_from is not None and self.told_from < item.number.span.start
        if self.scene.published is None and event in link_event.LOSSES and told:
            dated = [(option, features) for option, features in found if option.end is not None]
            return dated or found
        return found

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
        return found + [(side, ["only read"]) for side in (beside.sheet.sides if beside else ()) if side not in known]

    def _counted_up_to(self, item: Item, event: str, option: Option, total: bool) -> tuple[Option, bool]:
        """'By 3 May it had lost …' and 'the total at the end of May' tell a total up to that day."""
        date = next((t for t in item.line.times if t.span == option.words), None)
        if option.made == "open" and period_told.by_an_unknown_day(item, event):
            return option, True
        if option.made != "here in" or date is None:
            return option, total
        if event in period_bounds.STANDING:
            return period_bounds.on_its_last_day(option, date, item), total
        past = link_period.tense(item) in ("past", "perfect", "pluperfect")
        by = date.relation == "by" and past
        if not by and not (date.phase == "end" and "word=total" in link_period.aspect(item)):
            return option, total
        known = self.origin and self.scene.published and option.end and self.origin <= option.end
        start = self.origin if known and date.kind == "date" else None
        return msgspec.structs.replace(option, start=start, made="here until"), True

    def _in_length(self, item: Item, option: Option) -> Option:
        """'Killed in four weeks of fighting', with no day named: the weeks up to the report."""
        if option.made != "open":
            return option
        told = ((one, time) for one, time, back in stretches.lengths(item, None) if not back)
        ending = (one for one, time in told if one.made == "length to report" and time.relation in _WITHIN)
        return next(ending, option)

    def _as_of_text(self, item: Item, option: Option, total: bool) -> tuple[Option, bool]:
        """A running total of an undated report counts up to the last day that the report itself states."""
        latest = self.scene.latest
        total = total or (option.end is None and option.start is None and "word=start" in link_period.aspect(item))
        if not total or option.end is not None or latest is None or latest.end is None:
            return option, total
        start = option.start or self.origin
        if start is not None and start > latest.end:
            start = None
        return Option(start, latest.end, "until text date", latest.span, latest.precision), True

    def _beside_report_day(self, item: Item, option: Option, modality: Modality) -> tuple[Option, Modality]:
        """A figure of a stretch not yet over ('this year') holds up to the report; 'to lose by …' is to come."""
        published = self.scene.published
        if modality != "asserted" or published is None or option.end is None or option.end <= published:
            return option, modality
        if option.start is not None and option.start <= published:
            if period_bounds.told_for(item, option):
                return option, modality
            return msgspec.structs.replace(option, end=published), modality
        return option, "planned" if link_period.tense(item) in ("will", "none") else modality

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
