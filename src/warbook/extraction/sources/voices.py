"""How a possible source stands in its sentence: as one who says something, as an owner of a count, as a mere name."""

from collections.abc import Sequence
from itertools import pairwise

from warbook.extraction.sources.speakers import Speaker, by_head, kinds, speakers
from warbook.language.attribution import Attribution, lexicon
from warbook.language.attribution.rates import stem
from warbook.language.lexicon import common_words
from warbook.language.syntax import Tree
from warbook.model import Span

_SKIPPED = frozenset(
    {",", "which", "who", "that", "also", "has", "have", "had", "is", "was", "were", "itself", "’s", "'s"}
)
_CLAIMS = frozenset({"say", "write", "find", "tell", "think", "deny", "according"})
_STRONG = frozenset({"says", "label", "according", "cue", "said by", "paper of"})
_SELDOM = frozenset(
    {
        "go",
        "goes",
        "going",
        "went",
        "gone",
        "see",
        "sees",
        "saw",
        "seen",
        "begin",
        "began",
        "begun",
        "carry",
        "carried",
        "held",
        "hold",
        "own",
        "owns",
    }
)
_PLACED = frozenset({"person", "spokesman", "body", "unnamed"})
_LIVES = frozenset({"life", "lives"})
_LONGEST_INSERTION = 9
_MOSTLY_SMALL = 0.5
"""Share of times that a common word is written small in mid-sentence; a name is not."""
_CREDITED = frozenset({"according", "attributed", "attributes", "ascribed"})
_ACCORDING = frozenset({"per", "citing", "quoting"})
_AUTHORS = frozenset({"of", "by", "from"})
_BY = frozenset({"by", "in", "from", "on"})
_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "near",
        "off",
        "to",
        "on",
        "into",
        "around",
        "outside",
        "over",
        "between",
        "toward",
        "towards",
        "with",
        "of",
        "for",
        "against",
    }
)


class Voice:
    """A possible source in its sentence, with the attributions that name it as theirs.

    `part` is how it stands there: 'says' (an attribution names it as source), 'label' ('General Staff:'), 'according'
    ('by the ministry's count', 'according to …'), 'cue' (a verb of saying follows), 'said by' (one goes before),
    'paper of' ("the ministry's bulletin"), 'subject' of another verb, 'hearer' ('told reporters'), 'place' (after a
    preposition), 'within' the name of another voice, or 'other'. `office` is what an apposition says that one is.
    """

    __slots__ = ("office", "part", "said", "sentence", "speaker", "verb")

    def __init__(self, speaker: Speaker, sentence: int, said: Sequence[Attribution]) -> None:
        self.speaker = speaker
        self.office: Speaker | None = None
        self.sentence = sentence
        self.said = list(said)
        self.part = self._part()
        self.verb = stem(speaker.tree.lower[self._verb_place()]) if self.strong else ""

    @property
    def strong(self) -> bool:
        """Whether the sentence itself makes this voice a source of something."""
        return self.part in _STRONG

    @property
    def pronoun(self) -> bool:
        """Whether the voice is a pronoun, which names nobody."""
        return self.speaker.kind == "pronoun"

    def holds(self, offset: int) -> Attribution | None:
        """The attribution to this voice in whose content the offset lies."""
        if not self.said:
            return None
        return next((a for a in self.said if any(part.start <= offset < part.end for part in a.content)), None)

    def _part(self) -> str:
        """The first that applies, the surest first."""
        left, left2 = self._left()
        told = "tell" in lexicon.kinds().get(left, ()) and self.speaker.tree.tags[self.speaker.first - 1][0] == "V"
        tests = (
            ("label", self._labels()),
            ("according", (left == "to" and left2 in _CREDITED) or left in _ACCORDING),
            ("according", left in _BY and (self.speaker.kind == "paper" or self._owns_paper())),
            ("paper of", self._owns_paper() or (left in _AUTHORS and self._is_paper(left2))),
            ("says", bool(self.said)),
            ("place", left in _PREPOSITIONS),
            ("hearer", told),
        )
        return next((part for part, holds in tests if holds), "") or self._by_verb(left)

    def _left(self) -> tuple[str, str]:
        """The two words before the name."""
        tree, first = self.speaker.tree, self.speaker.first
        if tree.tags[first] == "HYPH" or tree.words[first].startswith("-"):
            return "", ""
        return tree.lower[first - 1] if first else "", tree.lower[first - 2] if first > 1 else ""

    def _labels(self) -> bool:
        """Whether the name opens the sentence and a colon follows; 'Ground:' and 'Losses:' are headings."""
        tree, first, after = self.speaker.tree, self.speaker.first, self.speaker.last + 1
        if after >= len(tree.words) or tree.words[after] != ":" or any(word.islower() for word in tree.words[:first]):
            return False
        heading = self.speaker.kind == "name" and first + 1 == after and tree.lower[first] in common_words()
        return not heading or common_words()[tree.lower[first]] < _MOSTLY_SMALL

    def _by_verb(self, left: str) -> str:
        speaker, tree = self.speaker, self.speaker.tree
        subject = tree.deps[speaker.head].startswith("nsubj")
        if (subject and self._claims(tree.heads[speaker.head])) or self._claims(self._next()):
            return "cue"
        if left and tree.tags[speaker.first - 1][0] == "V" and self._claims(speaker.first - 1):
            return "said by"
        return "subject" if subject else "other"

    def _verb_place(self) -> int:
        """The word by which the voice speaks."""
        tree, speaker = self.speaker.tree, self.speaker
        if self.said:
            cue = self.said[0].cue
            inside = [i for i, start in enumerate(tree.starts) if cue.start <= start < cue.end]
            return next((i for i in inside if tree.tags[i][0] == "V" and not tree.deps[i].startswith("aux")), inside[0])
        if self.part == "cue":
            at = self._next()
            return at if self._claims(at) else tree.heads[speaker.head]
        return max(0, speaker.first - 1)

    def _next(self) -> int:
        """The word that follows the name ('Kyiv says', 'the ministry, which counts')."""
        tree, at = self.speaker.tree, self.speaker.last + 1
        while at < len(tree.words) and (tree.lower[at] in _SKIPPED or tree.tags[at] in ("RB", "MD")):
            at = _past_insertion(tree, at) if tree.lower[at] == "," else at + 1
        return at

    def _claims(self, at: int) -> bool:
        tree = self.speaker.tree
        if at >= len(tree.words) or tree.tags[at][0] not in "VN":
            return False
        if tree.lower[at] in _CREDITED and "to" in tree.lower[at + 1 : at + 2]:
            return False  # 'were officers, according to …': what follows speaks
        if takes_lives(tree.lower[at : at + 6]):
            return False
        if tree.lower[at] in _SELDOM or any(tree.deps[child] == "aux:pass" for child in tree.children[at]):
            return False
        return (lexicon.kinds().get(tree.lower[at]) or ("",))[0] in _CLAIMS

    def _owns_paper(self) -> bool:
        return bool(self.speaker.owner) and self._is_paper(self.speaker.owner)

    @staticmethod
    def _is_paper(noun: str) -> bool:
        return "word" in lexicon.kinds().get(noun, ()) or kinds().get(noun) == "paper"


def takes_lives(words: Sequence[str]) -> bool:
    """'Claimed 80 lives': the verb with what follows claims nothing."""
    return words[0].startswith("claim") and any(word.strip(".,;") in _LIVES for word in words[1:])


def _past_insertion(tree: Tree, comma: int) -> int:
    """The token after ', for its part,' or ', the ombudsman,'; the next one where no such insertion closes soon."""
    for at in range(comma + 1, min(comma + _LONGEST_INSERTION, len(tree.words))):
        if tree.tags[at][0] == "V" or tree.tags[at] == "MD":
            break
        if tree.lower[at] == ",":
            return at + 1
    return comma + 1


def voices(text: str, tree: Tree, sentence: int, said: Sequence[Attribution]) -> list[Voice]:
    """The voices of a sentence. Of several inside one source the one that governs the others speaks."""
    found = speakers(text, tree)
    found += list({head: by_head(text, tree, head) for one in said for head in _unlisted(tree, one, found)}.values())
    found.sort(key=lambda speaker: (speaker.span.start, speaker.span.end))
    mains: dict[Span, list[Attribution]] = {}
    for one in said:
        inside = [s for s in found if not s.owner and any(_overlap(s.span, part) for part in one.source)]
        if inside:
            main = _placed_in(min(inside, key=lambda s: _inwardness(s, one)), found)
            mains.setdefault(main.span, []).append(one)
    row = [Voice(s, sentence, mains.get(s.span, [])) for s in found]
    for left, right in pairwise(row):
        _join_apposition(left, right)
    return row


def _unlisted(tree: Tree, said: Attribution, found: Sequence[Speaker]) -> list[int]:
    """The noun that is the subject of a claim and no listed sort of speaker: 'a herder reached by telephone said'."""
    if not said.kinds or said.kinds[0] not in _CLAIMS:
        return []
    return [
        at
        for at, start in enumerate(tree.starts)
        if any(part.start <= start < part.end for part in said.source)
        and tree.deps[at].startswith("nsubj")
        and said.cue.start <= tree.starts[tree.heads[at]] < said.cue.end
        and tree.tags[at] in ("NN", "NNS")
        and not tree.words[min(at + 1, len(tree.words) - 1)][:1].isupper()  # 'the news outlet Mediazona'
        and not any(speaker.first <= at <= speaker.last for speaker in found)
    ]


def _placed_in(main: Speaker, found: Sequence[Speaker]) -> Speaker:
    """'A doctor at the hospital in Beni said': who is in that place, not the place."""
    before = main.first - 1
    if main.kind != "name" or before < 1 or main.tree.lower[before] not in _PREPOSITIONS:
        return main
    placed = (s for s in found if s.last == before - 1 and not s.owner and s.kind in _PLACED)
    return min(placed, key=lambda speaker: speaker.first, default=main)


def _is_office(voice: Voice, beside: Voice) -> bool:
    """Whether a voice is told by its part only: 'the ombudsman', 'Chief of the Armed Forces' beside a mere name."""
    if voice.speaker.kind not in _PLACED:
        return False
    titled = voice.speaker.kind in ("person", "spokesman") and beside.speaker.kind == "name"
    return voice.speaker.name[:1].islower() or voice.part == "label" or titled


def _join_apposition(one: Voice, other: Voice) -> None:
    """'The governor there, Roman Busargin,' and 'Dmytro Lubinets, the ombudsman,' are one voice, that of the name.

    So are 'DOUGLAS SIMS, Director of the Joint Staff:'.
    """
    a, b = one.speaker, other.speaker
    gap = a.tree.lower[a.last + 1 : b.first]
    if "," not in gap[-2:] or len(gap) > 2 or a.owner or b.owner or {a.kind, b.kind} & {"pronoun", "paper", "media"}:
        return
    offices = [_is_office(voice, beside) for voice, beside in ((one, other), (other, one))]
    if offices == [True, False] and b.kind != "body" and b.name[:1].isupper():
        office, name = one, other
    elif offices == [False, True] and a.name[:1].isupper():
        office, name = other, one
    else:
        return
    if name.part == "place":
        return  # 'In Tawila, relief workers said'
    if office.strong and not name.strong:
        name.said, name.part = [*name.said, *office.said], office.part
    office.part = "within"
    name.office = office.speaker


def _inwardness(speaker: Speaker, said: Attribution) -> tuple[int, int, int]:
    """How little a name is the one who speaks: not the subject of the cue, deep in the tree, far from the cue."""
    tree, cue = speaker.tree, said.cue
    governor = tree.heads[speaker.head]
    subject = cue.start <= tree.starts[governor] < cue.end and tree.deps[speaker.head].startswith("nsubj")
    away = max(speaker.span.start - cue.end, cue.start - speaker.span.end)
    return (0 if subject else 1, len(tree.path_up(speaker.head)), away)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
