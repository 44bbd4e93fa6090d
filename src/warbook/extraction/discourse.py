"""Who is meant: parties by name, and the words that stand for a party ('they', 'the army', 'the enemy', 'our')."""

from functools import cache

import msgspec

from warbook.extraction import lexicon
from warbook.extraction.lexicon import Matcher, Mention, within
from warbook.extraction.spot import Line, Part, Scene
from warbook.extraction.states import states_by_code
from warbook.model import Span
from warbook.vocabulary import Entry, entries

_NAMED = ("name", "people", "seat", "leader")


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A mention that stands for a party. `kind`: how it was named ('name', 'people', 'seat', 'leader') or its role."""

    party: str
    kind: str
    mention: Mention


class Ground(msgspec.Struct, gc=False):
    """The sides that a part of the report names, the most named first: four of them, its states, its groups.

    `lands` are the states of the places that it names, where no word for the state stands.
    """

    main: tuple[str, ...]
    states: tuple[str, ...]
    groups: tuple[str, ...]
    lands: dict[str, int]

    @property
    def land(self) -> str | None:
        """The state of most places."""
        return max(self.lands, key=lambda party: self.lands[party], default=None)


class Floor(msgspec.Struct, gc=False):
    """The state of the report as it is read sentence by sentence."""

    ground: Ground
    last: str | None = None
    subject: str | None = None
    speaker: str | None = None


class Discourse:
    """The standing mentions of every sentence, and the floor before it."""

    def __init__(self, scene: Scene, lang: str = "en") -> None:
        self.by_line: list[list[Standing]] = []
        self.floors: list[Floor] = []
        kinds = _kinds(lang)
        self.title = tuple(dict.fromkeys(m.sense.id for m in scene.title_parties))
        roles = _roles(lang).find(scene.text)
        self._meant = {one.span: one.party for one in scene.meant}
        grounds = {part.line: _ground(part.counts, kinds) for part in scene.parts or (Part(0, scene.party_counts),)}
        for line in scene.lines:
            if line.index in grounds:
                ground, last, subject, speaker = grounds[line.index], None, None, None
            floor = Floor(ground, last, subject, speaker)
            self.floors.append(floor)
            standing = self._standing(line, floor, within(roles, line.span), kinds)
            standing += self._places(line, ground.lands, lang)
            self.by_line.append(standing)
            named = [s for s in standing if s.kind in _NAMED]
            if named:
                last = named[-1].party
                subject = named[0].party
            speaker = self._speaker(scene, line, named, lang) or speaker

    def _places(self, line: Line, lands: dict[str, int], lang: str) -> list[Standing]:
        """The states whose towns and regions the sentence names, where the state itself does not stand there."""
        taken = [m.span for m in line.parties]
        found = []
        for place in line.places:
            party = states_by_code(lang).get(place.country or "")
            if party and not any(place.span.start < t.end and t.start < place.span.end for t in taken):
                found.append(Standing(party, "at", Mention(place.span, "party", ())))
                lands[party] = lands.get(party, 0) + 1
        return found

    def age(self, party: str, line: int) -> int:
        """How many sentences ago the party was last named: 0 in this one, 4 for four or more or never."""
        for back in range(min(4, line + 1)):
            if any(s.party == party and s.kind in _NAMED for s in self.by_line[line - back]):
                return back
        return 4

    def _standing(self, line: Line, floor: Floor, roles: list[Mention], kinds: dict[str, str]) -> list[Standing]:
        found = [Standing(sense.id, sense.role, mention) for mention in line.parties for sense in mention.senses]
        taken = [m.span for m in line.parties]
        for mention in roles:
            if any(mention.span.start < t.end and t.start < mention.span.end for t in taken):
                continue
            if any(0 <= mention.span.start - t.end <= 2 for t in taken):
                continue
            if mention.span in self._meant:
                found.append(Standing(self._meant[mention.span], "people", mention))
                continue
            entry: Entry = mention.sense.entry
            for party, kind in self._resolve(entry, mention.span, floor, found, kinds):
                found.append(Standing(party, kind, mention))
        return sorted(found, key=lambda s: s.mention.span.start)

    def _resolve(
        self, entry: Entry, span: Span, floor: Floor, found: list[Standing], kinds: dict[str, str]
    ) -> list[tuple[str, str]]:
        means = str(entry.data["means"])
        named = [s.party for s in found if s.mention.span.end <= span.start and s.kind in ("name", "people", "seat")]
        if means == "last":
            row = [named[0] if named else None, named[-1] if named else None, floor.subject, floor.last]
            return [(p, f"they{i}") for i, p in enumerate(dict.fromkeys(row)) if p]
        if means == "speaker":
            return [(floor.speaker, "we")] if floor.speaker else []
        if means == "enemy":
            actor = floor.speaker or (named[-1] if named else floor.subject)
            others = [p for p in floor.ground.main if p != actor]
            return [(p, f"enemy{i}") for i, p in enumerate(others[:2])]
        wanted = "group" if means == "group" else "state"
        recent = [p for p in (*reversed(named), floor.subject, floor.last) if p and kinds.get(p) == wanted]
        ranked = floor.ground.groups if wanted == "group" else floor.ground.states
        options = dict.fromkeys([*recent[:1], *ranked[:2]])
        return [(p, f"{means}{i}") for i, p in enumerate(options)]

    def _speaker(self, scene: Scene, line: Line, named: list[Standing], lang: str) -> str | None:
        cues = [m.span for m in _speech(lang).find(scene.text[line.span.start : line.span.end])] if named else []
        if not cues:
            return None
        first = line.span.start + cues[0].start
        return min(named, key=lambda s: abs(s.mention.span.start - first)).party


def _ground(counts: dict[str, int], kinds: dict[str, str]) -> Ground:
    ranked = sorted(counts, key=lambda party: -counts[party])
    states, groups = (tuple(p for p in ranked if kinds.get(p) == kind) for kind in ("state", "group"))
    return Ground(tuple(ranked[:4]), states, groups, {})


@cache
def _kinds(lang: str) -> dict[str, str]:
    return {entry.id: str(entry.data["kind"]) for entry in entries("parties", lang)}


@cache
def _roles(lang: str) -> Matcher:
    return lexicon.matcher("cue", entries("roles", lang))


@cache
def _speech(lang: str) -> Matcher:
    return lexicon.matcher("cue", entries("speech", lang))
