"""Who is heard in a report, sentence by sentence: possible sources, what they are said to say, and who is who."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from warbook.extraction.sources.speakers import Speaker, speakers
from warbook.language import attribution, quotations, syntax
from warbook.language.attribution import Attribution, lexicon
from warbook.language.syntax import Tree
from warbook.model import Span

REACH_BACK, REACH_ON = 6, 2
"""Sentences before and after a figure's in which its source is looked for."""


class Voice:
    """A possible source in its sentence, with the attributions that name it as theirs."""

    def __init__(self, speaker: Speaker, sentence: int, said: Sequence[Attribution]) -> None:
        self.speaker = speaker
        self.sentence = sentence
        self.said = [a for a in said if any(_overlap(speaker.span, part) for part in a.source)]

    @property
    def speaks(self) -> bool:
        """Whether the sentence says that this one says something."""
        return bool(self.said) or self.cue_next != ""

    @cached_property
    def cue_next(self) -> str:
        """The kind of cue that follows the name at once ('Kyiv says', 'the ministry, which counts'), else ''."""
        tree, at = self.speaker.tree, self.speaker.last + 1
        while at < len(tree.words) and (tree.lower[at] in _SKIPPED or tree.tags[at] in ("RB", "MD")):
            at += 1
        if at >= len(tree.words) or tree.tags[at][0] not in "VN":
            return ""
        found = lexicon.kinds().get(tree.lower[at], ())
        return found[0] if found and found[0] != "word" else ""


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
            index: [Voice(s, index, self.said[index]) for s in speakers(text, tree)]
            for index, tree in sorted(self.trees.items())
        }
        self._names = sorted(
            {v.speaker.name for row in self.voices.values() for v in row if v.speaker.kind != "pronoun"}, key=len
        )

    def sentence_of(self, offset: int) -> int:
        """The place of the sentence that holds an offset, or of the last before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)

    def full_name(self, name: str) -> str:
        """The longest name in the report that has all words of this one: 'Lysenko' → 'Colonel Andriy Lysenko'."""
        own = _words(name)
        last = name.rsplit(maxsplit=1)[-1].lower() if name else ""
        fuller = [
            other
            for other in self._names
            if own < _words(other) and other.lower().endswith(last) and other[:1].isupper()
        ]
        return fuller[-1] if fuller and name[:1].isupper() else name

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


def same(a: str, b: str) -> bool:
    """Whether two names are one: all the telling words of the shorter are in the longer."""
    x, y = _words(a), _words(b)
    return bool(x and y) and (x <= y or y <= x)


def _words(name: str) -> frozenset[str]:
    from warbook.extraction.sources.speakers import content_words

    return content_words(name)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


_SKIPPED = frozenset(
    {",", "which", "who", "that", "also", "has", "have", "had", "is", "was", "were", "itself", "’s", "'s"}
)
_MARKS = frozenset({"according", "per", ":", "by", "from"})
