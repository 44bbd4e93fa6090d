"""What speaks for a voice as the source of a figure, and for no source at all: names of features for the ranker."""

import re

from warbook.extraction.sources.floor import Floor
from warbook.extraction.sources.voices import Voice
from warbook.language.attribution import lexicon
from warbook.model import Span

_BULLET = re.compile(r"[-*•‣▪●·–—]\s|\(?\d{1,2}[.)]\s")
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my", "me"})
_HEARSAY = frozenset(
    {"reportedly", "allegedly", "thought", "believed", "estimated", "reported", "claimed", "unconfirmed"}
)
_NUMBERS = frozenset(
    {"figure", "figures", "numbers", "data", "toll", "tally", "count", "estimate", "estimates", "losses"}
)


class View:
    """A report seen from one figure. `state` tells who holds the figure's sentence:

    'held' by a name whose words the figure stands in, 'pronoun' likewise by a pronoun, 'carried' by a quotation from
    before, 'strong' (somebody says something in the sentence), 'quoted', or 'open'.
    """

    def __init__(self, floor: Floor, figure: Span) -> None:
        self.floor, self.figure = floor, figure
        self.index = floor.sentence_of(figure.start)
        self.tree = floor.trees.get(self.index)
        self.here = floor.voices.get(self.index, [])
        self.token = (self.tree.token_at(figure.start) or 0) if self.tree else 0
        held = floor.holders(figure)
        self.pronoun = next((voice.speaker.name.lower() for voice in held if voice.pronoun), "")
        self.holders = [voice for voice in held if not voice.pronoun]
        self.state = self._state()
        self.listed = _is_item(floor, self.index)

    def _state(self) -> str:
        if self.holders:
            return "held"
        if self.pronoun or any(voice.pronoun and voice.strong for voice in self.here):
            return "pronoun"
        if any(voice.strong for voice in self.here):
            return "strong"
        earlier = range(max(0, self.index - 6), self.index)
        if any(voice.holds(self.figure.start) for i in earlier for voice in self.floor.voices.get(i, [])):
            return "carried"
        return "quoted" if self.floor.is_quoted(self.figure.start) else "open"


STEPS = ("stay silent", "fall silent", "start", "go on", "change")
"""What can happen to the source between two figures; 'silent' is the report's own voice."""


def of_step(view: View, step: str, before: Span | None) -> list[str]:
    """Features of a step from the figure before."""
    if before is None:
        return []
    where = _where(view, before)
    return [step, f"{step}:{where}", f"{step}:{where}:{view.state}", f"{step}:{_sayers(view, before)}"]


def _sayers(view: View, before: Span) -> str:
    """Whether the figure and the one before lie in the words of one voice, or of two: 'Kyiv says 6, Moscow says 2'."""
    here = {voice.speaker.span for voice in view.holders}
    there = {voice.speaker.span for voice in view.floor.holders(before)}
    return "unsaid" if not here or not there else "one sayer" if here & there else "two sayers"


def _where(view: View, other: Span) -> str:
    between = view.floor.text[other.end : view.figure.start]
    if view.listed:
        return "list"
    if view.floor.sentence_of(other.start) == view.index:
        return "clause" if ";" not in between else "sentence"
    return "para" if "\n" in between else "block"


def of_none(view: View) -> list[str]:
    """Features of the choice that the report speaks in its own voice."""
    strong = sum(voice.strong and not voice.pronoun for voice in view.here)
    words = set(view.tree.lower) if view.tree else set()
    found = ["none", f"none:{view.state}", f"none:strong{min(strong, 2)}", f"none:{view.state}:strong{min(strong, 2)}"]
    found += [f"none:{name}" for name, some in (("we", words & _FIRST_PERSON), ("hearsay", words & _HEARSAY)) if some]
    recent = [_recent(view, steps) for steps in (1, 3)]
    found += [f"none:{view.state}:recent{recent[0]}", f"none:{view.state}:recent{recent[0]}{recent[1]}"]
    share = view.floor.share_speaking
    found += [f"none:voices{share}", f"none:voices{share}:{view.state}"]
    return found


def _recent(view: View, steps: int) -> int:
    """Voices that say something in the sentences before, of the same paragraph, up to 2."""
    strong = 0
    for index in range(max(0, view.index - steps), view.index):
        for voice in view.floor.voices.get(index, []):
            strong += voice.strong and not _breaks(view, voice.speaker.span)
    return min(2, strong)


def of_voice(view: View, voice: Voice) -> list[str]:
    """Features of one voice as the source."""
    return _here(view, voice) if voice.sentence == view.index else _elsewhere(view, voice)


def _here(view: View, voice: Voice) -> list[str]:
    speaker, tree, token = voice.speaker, voice.speaker.tree, view.token
    first, after = speaker.first, speaker.last + 1
    side = "after" if first > token else "before"
    low, high = (after, token) if side == "before" else (token + 1, first)
    rivals = min(1, sum(low <= v.speaker.first < high and v.strong for v in view.here if v is not voice))
    broken = "" if not {";", ":"} & set(tree.lower[low:high]) else "broken"
    part, kind, dep = voice.part, speaker.kind, tree.deps[speaker.head]
    held = voice.holds(view.figure.start)
    how = "held" if held else part
    governor = (lexicon.kinds().get(tree.lower[tree.heads[speaker.head]]) or ("-",))[0]
    left = tree.lower[first - 1] if first else "|"
    found = [
        f"here:{how}",
        f"here:{how}:{side}",
        f"here:{how}:{side}:{view.state}",
        f"here:{how}:{side}:{rivals}{broken}",
    ]
    found += [f"here:{part}:{side}:{view.state}:{rivals}", f"here:{how}:{kind}", f"here:{kind}:{side}:{dep}"]
    found += [
        f"here:{dep}:{governor}:{side}:{view.state}",
        *([f"here:left={left}"] if tree.tags[first - 1] in ("IN", "TO", "VBG") else []),
    ]
    found += [f"here:{part}:{min(4, (high - low) // 4)}:{side}", f"here:{kind}:{view.state}"]
    if voice.verb:
        found += [
            f"verb={voice.verb}",
            f"verb={voice.verb}:{'held' if held else 'out'}",
            f"here:{how}:{len(voice.said)}",
        ]
    if held:
        found += [
            f"held:{(held.kinds or ('-',))[0]}",
            f"held:{len(view.holders)}",
            f"held:{kind}:{len(view.holders)}:{rivals}",
        ]
        found.append(f"held:nearest{_nearest(view, voice)}")
    if speaker.owner:
        found += ["here:owner=" + speaker.owner, f"here:owner:{part}:{side}"]
    if tree.heads[speaker.head] in tree.path_up(token):
        found += [f"here:over:{part}:{side}", f"here:over:{dep}:{governor}"]
    return found


def _nearest(view: View, voice: Voice) -> bool:
    own = abs(voice.speaker.span.start - view.figure.start)
    return all(abs(other.speaker.span.start - view.figure.start) >= own for other in view.holders)


def _elsewhere(view: View, voice: Voice) -> list[str]:
    speaker, state, part = voice.speaker, view.state, voice.part
    kind = speaker.kind
    step = max(-4, min(2, voice.sentence - view.index))
    block = "para" if _breaks(view, speaker.span) else "block"
    rank = _rank(view, voice)
    how = "carried" if voice.holds(view.figure.start) else part
    strength = "strong" if voice.strong else "weak"
    found = [
        f"far{step}",
        f"far{step}:{strength}",
        f"far{step}:{strength}:{state}",
        f"far{step}:{strength}:{block}:{state}",
    ]
    found += [f"far:{how}", f"far:{how}:{kind}", f"far:{how}:{state}", f"far:{how}:{rank}:{state}", f"far{step}:{how}"]
    found += [f"far:{strength}:rank{rank}:{block}:{state}", f"far:{kind}:{state}", f"far{step}:{kind}:{strength}"]
    if view.pronoun or state == "pronoun":
        pronoun = view.pronoun or next(v.speaker.name.lower() for v in view.here if v.pronoun and v.strong)
        found += [f"pro:{pronoun}:{kind}", f"pro:{pronoun}:{kind}:{strength}:{rank}", f"pro:{strength}:{rank}:{step}"]
    if step > 0 and set(speaker.tree.lower) & _NUMBERS:
        found.append(f"far{step}:numbers:{part}")
    if voice.verb:
        found.append(f"far:verb={voice.verb}")
    if part == "label":
        found += [f"label:{_later_labels(view, voice)}", f"label:{_later_labels(view, voice)}:{state}"]
    if voice.sentence <= 1:
        found += [f"opening:{part}", f"opening:{strength}:{state}", f"opening:{kind}:{state}"]
    return found


def _rank(view: View, voice: Voice) -> int:
    """How many other voices that say something stand between this one and the figure, up to 3."""
    low, high = sorted((voice.speaker.span, view.figure))
    names: set[str] = set()
    for index in range(min(voice.sentence, view.index), max(voice.sentence, view.index) + 1):
        names.update([name for start, name in view.floor.heard(index) if low.end <= start < high.start])
        if len(names) > 3:
            return 3
    return min(3, len(names - {view.floor.name_of(voice)}))


def _later_labels(view: View, voice: Voice) -> str:
    """How many other labels stand between a label and the figure: a transcript's speaker goes on until the next one."""
    later = view.floor.labels_between(voice.speaker.span.end, view.figure.start)
    return "after" if voice.speaker.span.start > view.figure.start else str(min(2, later))


def _breaks(view: View, span: Span) -> bool:
    """Whether a paragraph ends between a voice and the figure; the items of a list belong to the line above it."""
    low, high = sorted((span.start, view.figure.start))
    return view.floor.line_ends_between(low, high) and not (view.listed and span.start < view.figure.start)


def _is_item(floor: Floor, index: int) -> bool:
    """Whether a sentence stands in a line that opens with a bullet or a number."""
    start = floor.sentences[index].start
    line = floor.text[floor.text.rfind("\n", 0, start) + 1 : start + 5].lstrip()
    return bool(_BULLET.match(line))
