"""What speaks for a voice as the source of a figure, and for no source at all: names of features for the ranker."""

import msgspec

from warbook.extraction.sources.floor import Floor, Voice, same
from warbook.language.attribution import lexicon
from warbook.model import Span

_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my", "me"})
_HEARSAY = frozenset(
    {"reportedly", "allegedly", "thought", "believed", "said", "estimated", "reported", "claimed", "unconfirmed"}
)
_NUMBERS = frozenset(
    {"figure", "figures", "numbers", "data", "toll", "tally", "count", "estimate", "estimates", "losses"}
)


class Before(msgspec.Struct, frozen=True):
    """The figure before: where it stood and whom it was given to (None: nobody; '' : there is none before)."""

    span: Span | None
    name: str | None


class View:
    """A report seen from one figure."""

    def __init__(self, floor: Floor, figure: Span, before: Before) -> None:
        self.floor, self.figure, self.before = floor, figure, before
        self.index = floor.sentence_of(figure.start)
        self.sentence = floor.sentences[self.index]
        self.tree = floor.trees.get(self.index)
        self.here = floor.voices.get(self.index, [])
        self.token = self.tree.token_at(figure.start) if self.tree else None
        self.holding = [
            a
            for a in floor.said.get(self.index, [])
            if any(part.start <= figure.start < part.end for part in a.content)
        ]
        self.held_by = [v for v in self.here if any(a in self.holding for a in v.said)]
        self.carried = self._carried()
        self.quoted = any(q.start <= figure.start < q.end for q in floor.quoted)
        self.where = self._where()
        self.pronoun = next((v.speaker.name.lower() for v in self.held_by if v.speaker.kind == "pronoun"), "")

    def _carried(self) -> list[Voice]:
        """Voices of earlier sentences whose quoted content goes on to the figure."""
        found = []
        for index in range(max(0, self.index - 6), self.index):
            for voice in self.floor.voices.get(index, []):
                if any(part.start <= self.figure.start < part.end for a in voice.said for part in a.content):
                    found.append(voice)
        return found

    def _where(self) -> str:
        """How far the figure before is: 'same' sentence, 'next' one, 'para' new paragraph, 'far', 'first'."""
        if self.before.span is None:
            return "first"
        earlier = self.floor.sentence_of(self.before.span.start)
        if earlier == self.index:
            return "same"
        gap = "\n" in self.floor.text[self.before.span.end : self.figure.start]
        return "para" if gap else "next" if self.index - earlier == 1 else "far"

    def state(self) -> str:
        """Who holds the sentence: a name, a pronoun, a quotation carried on, or nobody."""
        if self.pronoun and len(self.held_by) == 1:
            return "pronoun"
        if self.held_by:
            return "named"
        return "carried" if self.carried else "quoted" if self.quoted else "open"


def of_none(view: View) -> list[str]:
    """Features of the choice that the report speaks in its own voice."""
    speaking = sum(v.speaks and v.speaker.kind != "pronoun" for v in view.here)
    state, before = view.state(), "none" if view.before.name is None else "some"
    words = set(view.tree.lower) if view.tree else set()
    found = [
        "none",
        f"none:{state}",
        f"none:{view.where}:{before}",
        f"none:{state}:{view.where}:{before}",
        f"none:speaking{min(speaking, 2)}",
    ]
    found += [f"none:{state}:speaking{min(speaking, 2)}:{view.where}:{before}"]
    found += [f"none:{name}" for name, some in (("we", words & _FIRST_PERSON), ("hearsay", words & _HEARSAY)) if some]
    recent = sum(v.speaks for i in range(max(0, view.index - 3), view.index) for v in view.floor.voices.get(i, []))
    found.append(f"none:recent{min(recent, 3)}:{state}")
    total = sum(v.speaks for row in view.floor.voices.values() for v in row)
    found.append(f"none:voices{min(6, total * 4 // max(1, len(view.floor.trees)))}")
    if view.tree and view.sentence.end - view.sentence.start < 60:
        found.append("none:short")
    return found


def of_voice(view: View, voice: Voice) -> list[str]:
    """Features of one voice as the source."""
    speaker = voice.speaker
    kind = speaker.kind
    apart = voice.sentence - view.index
    found = [f"kind={kind}", *_held(view, voice), *_continued(view, voice)]
    if apart == 0:
        return found + _here(view, voice)
    step = str(max(-4, min(2, apart)))
    block = "para" if _paragraphs(view, voice) else "same"
    spoke = "says" if voice.said else "cue" if voice.cue_next else "still"
    state = view.state()
    found += [f"far{step}:{kind}", f"far{step}:{spoke}", f"far{step}:{spoke}:{block}", f"far:{spoke}:{state}:{block}"]
    found += [
        f"far{step}:{spoke}:{state}",
        f"far:{spoke}:{kind}:{state}",
        f"rank{_rank(view, voice)}:{spoke}:{state}:{block}",
    ]
    found += [f"far{step}:dep={speaker.tree.deps[speaker.head]}:{spoke}"]
    if view.pronoun:
        found += [f"pro:{view.pronoun}:{kind}", f"pro:{view.pronoun}:{kind}:{spoke}:rank{_rank(view, voice)}"]
    if view.floor.text[speaker.span.end : speaker.span.end + 1] == ":":
        found.append(f"heading{min(apart, 1)}")
    if set(speaker.tree.lower) & _NUMBERS:
        found.append(f"far{step}:numbers:{spoke}")
    if voice.sentence <= 1:
        found.append(f"opening:{spoke}:{state}")
    return found


def _held(view: View, voice: Voice) -> list[str]:
    """The attribution models' word: the figure stands in what this voice is said to say."""
    for a in voice.said:
        if any(part.start <= view.figure.start < part.end for part in a.content):
            kind = a.kinds[0] if a.kinds else "-"
            far = "here" if voice.sentence == view.index else "carried"
            return [
                f"holds:{far}",
                f"holds:{far}:{kind}",
                f"holds:{far}:{voice.speaker.kind}",
                f"holds:{far}:{len(view.held_by)}",
            ]
    if voice.said:
        return [
            f"says:{voice.said[0].kinds[0] if voice.said[0].kinds else '-'}:{min(2, abs(voice.sentence - view.index))}:{view.state()}"
        ]
    return []


def _continued(view: View, voice: Voice) -> list[str]:
    """Whether the figure before was given to the same source."""
    if view.before.name is None:
        return [f"before:none:{view.where}"]
    if view.before.span is not None and same(view.floor.full_name(voice.speaker.name), view.before.name):
        return ["before", f"before:{view.where}", f"before:{view.where}:{view.state()}"]
    return [f"before:other:{view.where}"]


def _here(view: View, voice: Voice) -> list[str]:
    speaker, tree = voice.speaker, voice.speaker.tree
    first, last = speaker.first, speaker.last
    token = view.token if view.token is not None else 0
    side = "after" if first > token else "before"
    dep, head = tree.deps[speaker.head], tree.heads[speaker.head]
    left = tree.lower[first - 1] if first else "|"
    left2 = tree.lower[first - 2] + " " + left if first > 1 else left
    cue = voice.cue_next
    governor = "/".join(lexicon.kinds().get(tree.lower[head], ("-",))[:1])
    above = "over" if head in tree.path_up(token) else "aside"
    low, high = (last + 1, token) if side == "before" else (token + 1, first)
    between = "".join(sorted({tree.lower[i] for i in range(low, high)} & set(";:()")))
    rivals = sum(low <= v.speaker.first < high and v.speaks for v in view.here if v is not voice)
    state = view.state()
    found = [
        f"here:{side}:{dep}:{governor}:{above}",
        f"here:{side}:{dep}:{speaker.kind}",
        f"here:{above}:{governor}:{side}",
        f"here:{cue}:{side}:{rivals > 0}",
    ]
    found += [
        f"here:left={left}",
        f"here:left={left2}",
        f"here:left={left}:{speaker.kind}",
        f"here:{speaker.kind}:{state}:{side}",
    ]
    found += [
        f"here:between{between}:{side}",
        f"here:rivals{min(rivals, 2)}:{side}",
        f"here:{side}:{min(4, abs(first - token) // 4)}",
    ]
    found += [f"here:cue={cue}:{dep}", f"here:governor={tree.lower[head]}:{dep}", f"here:speaks{voice.speaks}:{state}"]
    following = tree.lower[last + 1] if last + 1 < len(tree.lower) else "|"
    found += [f"here:next={following}", f"here:next={following}:{side}", f"here:{dep}:{speaker.kind}:{voice.speaks}"]
    if speaker.owner:
        found.append("here:owner=" + ("/".join(lexicon.kinds().get(speaker.owner, ("-",))[:1])))
    if first == 0 and following == ":":
        found.append("here:label")
    return found


def _rank(view: View, voice: Voice) -> int:
    """How many other speaking voices stand between this one and the figure, up to 3."""
    between = [
        v
        for i in range(min(voice.sentence, view.index), max(voice.sentence, view.index) + 1)
        for v in view.floor.voices.get(i, [])
        if v.speaks and v.speaker.kind != "pronoun" and not same(v.speaker.name, voice.speaker.name)
    ]
    if voice.sentence < view.index:
        between = [v for v in between if voice.speaker.span.end <= v.speaker.span.start < view.figure.start]
    else:
        between = [v for v in between if view.figure.end <= v.speaker.span.start < voice.speaker.span.start]
    return min(3, len({v.speaker.name for v in between}))


def _paragraphs(view: View, voice: Voice) -> int:
    a, b = sorted((voice.speaker.span.start, view.figure.start))
    return view.floor.text.count("\n", a, b)
