"""Who is heard in a report, sentence by sentence: possible sources, what they are said to say, and who is who."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from warbook.extraction.sources.speakers import Speaker, content_words, kinds, speakers
from warbook.language import attribution, quotations, syntax
from warbook.language.attribution import Attribution, lexicon
from warbook.language.syntax import Tree
from warbook.model import Span

REACH_BACK, REACH_ON = 6, 2
"""Sentences before and after a figure's in which its source is looked for."""

_SKIPPED = frozenset({",", "which", "who", "that", "also", "has", "have", "had", "is", "was", "were", "itself", "’s", "'s"})
_MARKS = frozenset({"according", "per", ":", "by", "from"})
_CLAIMS = frozenset({"say", "write", "find", "tell", "think", "deny", "according"})
_STRONG = frozenset({"says", "label", "according", "cue", "said by", "paper of"})
_ACCORDING = frozenset({"per", "citing", "quoting"})
_BY = frozenset({"by", "in", "from", "on"})
_PREPOSITIONS = frozenset("in at near off to on into around outside over between toward towards with of for against".split())


class Voice:
    """A possible source in its sentence, with the attributions that name it as theirs.

    `part` is how it stands there: 'says' (an attribution names it as source), 'label' ('General Staff:'), 'according'
    ('by the ministry's count', 'according to …'), 'cue' (a verb of saying follows), 'said by' (one goes before),
    'paper of' ("the ministry's bulletin"), 'subject' of another verb, 'hearer' ('told reporters'), 'place' (after a
    preposition), 'within' the name of another voice, or 'other'.
    """

    def __init__(self, speaker: Speaker, sentence: int, said: Sequence[Attribution], inner: bool) -> None:
        self.speaker = speaker
        self.sentence = sentence
        self.said = [] if inner else list(said)
        self.part = "within" if inner else self._part()

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
        return next((a for a in self.said if any(part.start <= offset < part.end for part in a.content)), None)

    def _part(self) -> str:
        speaker, tree = self.speaker, self.speaker.tree
        first, after = speaker.first, speaker.last + 1
        left, left2 = (tree.lower[first - 1] if first else ""), (tree.lower[first - 2] if first > 1 else "")
        if after < len(tree.words) and tree.words[after] == ":" and first <= 1:
            return "label"
        if (left == "to" and left2 in ("according", "attributed", "attributes", "ascribed")) or left in _ACCORDING:
            return "according"
        if left in _BY and (speaker.kind == "paper" or self._owns_paper()):
            return "according"
        if self._owns_paper():
            return "paper of"
        if self.said:
            return "says"
        if left in _PREPOSITIONS:
            return "place"
        if "tell" in lexicon.kinds().get(left, ()) and tree.tags[first - 1][0] == "V" and left not in ("see", "see"):
            return "hearer"
        return self._by_verb(left)

    def _by_verb(self, left: str) -> str:
        speaker, tree = self.speaker, self.speaker.tree
        subject = tree.deps[speaker.head].startswith("nsubj")
        if (subject and self._claims(tree.heads[speaker.head])) or self._claims(self._next()):
            return "cue"
        if left and tree.tags[speaker.first - 1][0] == "V" and self._claims(speaker.first - 1):
            return "said by"
        return "subject" if subject else "other"

    def _next(self) -> int:
        """The word that follows the name ('Kyiv says', 'the ministry, which counts')."""
        tree, at = self.speaker.tree, self.speaker.last + 1
        while at < len(tree.words) and (tree.lower[at] in _SKIPPED or tree.tags[at] in ("RB", "MD")):
            at += 1
        return at

    def _claims(self, at: int) -> bool:
        tree = self.speaker.tree
        if at >= len(tree.words) or tree.tags[at][0] not in "VN":
            return False
        return (lexicon.kinds().get(tree.lower[at]) or ("",))[0] in _CLAIMS

    def _owns_paper(self) -> bool:
        owner = self.speaker.owner
        return bool(owner) and ("word" in lexicon.kinds().get(owner, ()) or kinds().get(owner) == "paper")


def voices(text: str, tree: Tree, sentence: int, said: Sequence[Attribution]) -> list[Voice]:
    """The voices of a sentence. Of several inside the source of one attribution the first full name speaks."""
    found = speakers(text, tree)
    mains: dict[Span, list[Attribution]] = {}
    inner: set[Span] = set()
    for one in said:
        inside = [s for s in found if any(_overlap(s.span, part) for part in one.source)]
        if not inside:
            continue
        main = _main(inside)
        mains.setdefault(main.span, []).append(one)
        inner.update(s.span for s in inside)
    return [Voice(s, sentence, mains.get(s.span, []), s.span in inner and s.span not in mains) for s in found]


def _main(inside: Sequence[Speaker]) -> Speaker:
    """Who speaks, of the names inside a source: not an owner ('the army' in "the army's spokesman"), a name in apposition
    before the office ('a lawmaker, Bala Fwangje')."""
    whole = [s for s in inside if not s.owner and s.kind != "place"] or list(inside)
    first = whole[0]
    if len(whole) > 1 and first.name.islower() and whole[1].kind in ("name", "person", "spokesman") and whole[1].first == first.last + 2:
        return whole[1] if not whole[1].name.islower() else first
    return first


class Floor:
    """The voices of a report.

    `sentences` are all sentences of the readable text in order; `figures` the spans whose sources are wanted: only
    sentences within their reach are parsed. `trees` are sentences already parsed, by their place in `sentences`.
    """

    def __init__(
        self, text: str, sentences: Sequence[Span], figures: Sequence[Span], trees: Mapping[int, Tree] | None = None
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.figures = sorted(figures)
        self.trees = dict(trees or {})
        self.quoted = quotations.find(text)
        self._parse(self._wanted() - self.trees.keys())
        self.said: dict[int, list[Attribution]] = {index: [] for index in self.trees}
        for said in attribution.find(text, [self.trees[i] for i in sorted(self.trees)], sentences, self.quoted):
            self.said[self.sentence_of(said.cue.start)].append(said)
        self.voices: dict[int, list[Voice]] = {
            index: voices(text, tree, index, self.said[index]) for index, tree in sorted(self.trees.items())
        }
        names = {voice.speaker.name for row in self.voices.values() for voice in row if not voice.pronoun}
        self._names = sorted(names, key=len)
        self._full: dict[str, str] = {}

    def sentence_of(self, offset: int) -> int:
        """The place of the sentence that holds an offset, or of the last before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)

    def full_name(self, name: str) -> str:
        """The longest name in the report that has all words of this one: 'Lysenko' → 'Colonel Andriy Lysenko'."""
        if name not in self._full:
            self._full[name] = self._fullest(name)
        return self._full[name]

    def _fullest(self, name: str) -> str:
        if not name[:1].isupper():
            return name
        own, last = content_words(name), name.split()[-1].lower()
        fuller = [n for n in self._names if own < content_words(n) and n.lower().endswith(last) and n[:1].isupper()]
        return fuller[-1] if fuller else name

    def _wanted(self) -> set[int]:
        own = {self.sentence_of(figure.start) for figure in self.figures}
        near = {i for k in own for i in range(max(0, k - REACH_BACK), min(len(self.sentences), k + REACH_ON + 1))}
        openings = set(range(min(2, len(self.sentences)))) if own else set()
        return own | {i for i in near | openings if self._may_speak(i)}

    def _may_speak(self, index: int) -> bool:
        span = self.sentences[index]
        words = self.text[span.start : span.end].lower().replace(",", " ").replace(":", " : ").split()
        return any(word in _MARKS or word in attribution.cue_words() for word in words)

    def _parse(self, indices: set[int]) -> None:
        wanted = sorted(indices)
        for index, tree in zip(wanted, syntax.parse(self.text, [self.sentences[i] for i in wanted]), strict=True):
            if tree.words:
                self.trees[index] = tree


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
