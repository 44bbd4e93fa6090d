"""The days of a figure: its readings to be weighed, and what the wording tells of them whatever was weighed.

| room | what it tells |
|---|---|
| `bounds` | where a chosen period begins and ends: ranges, the middle of a month, a day of strength, a board |
| `story` | the days of a battle or war that a report tells as a story: all, the first, the last, the first few |
| `war` | what hangs on a whole war: one that goes on, one just begun, one that is over |
| `told` | words around the figure: 'since it began', a heading, an entry of a chronicle |
| `wording` | what stands in the figure's sentence, for all of them |
"""

from datetime import date

import msgspec

from warbook.extraction import conflicts, link_event, link_period
from warbook.extraction.items import Item
from warbook.extraction.linked import Linked
from warbook.extraction.parts import alone, part_of
from warbook.extraction.periods import bounds, story, told, war, wording
from warbook.extraction.ranker import Choice, Features
from warbook.extraction.spot import Scene
from warbook.extraction.stretches import Option
from warbook.extraction.wars import Conflict
from warbook.model import Modality

_PAST = frozenset({"past", "perfect", "pluperfect"})


class Fought(msgspec.Struct, frozen=True):
    """What is known of the war that a part of a report tells of: its first day; the war itself if it is over."""

    origin: date | None
    over: Conflict | None
    past: Conflict | None


class Periods:
    """What is known of the days of a scene: when its wars began, whether they are over, the entries of a chronicle."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.wars = [
            Fought(conflicts.origin(part), conflicts.finished(part), conflicts.past(part)) for part in alone(scene)
        ]
        self.entries = told.entries(scene)
        self.told_from = told.first_told(scene)

    def readings(self, item: Item, event: str, last: Linked | None) -> list[tuple[Option, Features]]:
        """The readings of the period. What befell a side in an undated report that has told a day befell it then, or
        on another day that is told: such a report does not come back to the present."""
        found = link_period.candidates(item, event, self._war(item).origin, story.before_it(item, event, last))
        begun = self.told_from is not None and self.told_from < item.number.span.start
        if self.scene.published is None and event in link_event.LOSSES and begun:
            dated = [(option, features) for option, features in found if option.end is not None]
            return dated or found
        return found

    def told(self, item: Item, event: str, option: Option, total: bool) -> tuple[Option, bool]:
        """The period and whether it is a running total's, as the wording tells them; else as they were weighed."""
        fought = self._war(item)
        chosen = bounds.in_brackets(item, event, bounds.joined(item, option))
        option, total = self._counted_up_to(item, event, chosen, total)
        option = story.on_an_edge(item) or story.of_whole(item, event, fought.past) or option
        began = war.since_the_war(item, fought.origin) or told.since_it_began(item, event)
        option, total = (began, True) if began else self._as_of_text(item, option, total)
        option = told.as_it_stands(item, event, told.in_length(item, option))
        option = told.of_the_heading(item, event, option)
        option = story.in_its_first_days(item, event, option)
        option = war.over_the_war(item, event, option, fought.over)
        option = war.of_what_began(item, event, option, fought.origin, total)
        option = told.of_the_entry(item, option, self.entries)
        option, total = bounds.of_a_board(item, bounds.as_of(item, option), event, fought.origin, total)
        total = total or self._is_sum(item, event, option)
        return bounds.at_the_middle(option, item, event), total

    def _is_sum(self, item: Item, event: str, option: Option) -> bool:
        """'Bringing the total to 400', and what is counted from the first day of a war that goes on until lately."""
        if event in bounds.STANDING:
            return False
        fought = self._war(item)
        going_on = fought.over is None and war.counted_from_its_start(item, option, fought.origin)
        return going_on or wording.raises_a_total(item)

    def _war(self, item: Item) -> Fought:
        """The war of the part in which a figure stands."""
        return self.wars[part_of(self.scene, item.line.index)]

    def reasons(self, option: Option, weighed: Choice[Option]) -> tuple[str, ...]:
        """What decided the period: the features that were weighed, and the wording where it tells another."""
        same = (option.start, option.end) == (weighed.label.start, weighed.label.end)
        return weighed.reasons if same else (*weighed.reasons, f"by the wording: {option.made}")

    def up_to_the_report(self, item: Item, option: Option, modality: Modality) -> tuple[Option, Modality]:
        """A figure of a stretch not yet over ('this year') holds up to the report; 'to lose by …' is to come."""
        published = self.scene.published
        if modality != "asserted" or published is None or option.end is None or option.end <= published:
            return option, modality
        if option.start is not None and option.start <= published:
            if bounds.told_for(item, option):
                return option, modality
            return msgspec.structs.replace(option, end=published), modality
        return option, "planned" if link_period.tense(item) in ("will", "none") else modality

    def _counted_up_to(self, item: Item, event: str, option: Option, total: bool) -> tuple[Option, bool]:
        """'By 3 May it had lost …' and 'the total at the end of May' tell a total up to that day."""
        time = next((t for t in item.line.times if t.span == option.words), None)
        if option.made == "open" and told.by_an_unknown_day(item, event):
            return option, True
        if option.made != "here in" or time is None:
            return option, total
        if event in bounds.STANDING:
            return bounds.at_its_edge(option, time, item), total
        by = time.relation == "by" and link_period.tense(item) in _PAST
        if not by and not (time.phase == "end" and "word=total" in link_period.aspect(item)):
            return option, total
        origin = self._war(item).origin
        known = origin and self.scene.published and option.end and origin <= option.end
        start = origin if known and time.kind == "date" else None
        return msgspec.structs.replace(option, start=start, made="here until"), True

    def _as_of_text(self, item: Item, option: Option, total: bool) -> tuple[Option, bool]:
        """A running total of an undated report counts up to the last day that the report itself states."""
        latest = self.scene.latest
        total = total or (option.end is None and option.start is None and "word=start" in link_period.aspect(item))
        if not total or option.end is not None or latest is None or latest.end is None:
            return option, total
        start = option.start or self._war(item).origin
        if start is not None and start > latest.end:
            start = None
        return Option(start, latest.end, "until text date", latest.span, latest.precision), True
