"""Who is heard in a report, sentence by sentence, and who is who."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from warbook.extraction.sources.speakers import Speaker, content_words
from warbook.extraction.sources.standing import Named
from warbook.extraction.sources.voices import Voice, takes_lives, voices
from warbook.language import attribution, quotations, syntax
from warbook.language.attribution import Attribution
from warbook.language.lexicon import given_names
from warbook.language.syntax import Tree
from warbook.model import Span

REACH_BACK, REACH_ON = 6, 2
"""Sentences before and after a figure's in which its source is looked for."""
REACH_OF_NAMES = 400
"""Sentences before 'the ministry' in which its full name is looked for."""

_POINTING = frozenset({"same", "latter", "former", "aforementioned", "above-mentioned"})
_PERSONS = frozenset({"person", "spokesman"})
_OWNERS = frozenset({"its", "their"})
_MARKS = frozenset({"according", "per", ":", "by", "from"})
_LONGEST_LABEL = 60


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
            if not takes_lives(text[said.cue.start : said.cue.start + 60].lower().split()[:6]):
                self.said[self.sentence_of(said.cue.start)].append(said)
        self.voices: dict[int, list[Voice]] = {
            index: voices(text, tree, index, self.said[index]) for index, tree in sorted(self.trees.items())
        }
        names = dict.fromkeys(v.speaker.name for row in self.voices.values() for v in row if not v.pronoun)
        self._by_last_word: dict[str, list[str]] = {}
        for name in sorted(names, key=len):
            if name[:1].isupper():
                self._by_last_word.setdefault(_last_word(name), []).append(name)
        self._heard: dict[int, list[tuple[int, str]]] = {}
        self._labels = sorted(v.speaker.span.start for row in self.voices.values() for v in row if v.part == "label")
        self._line_ends = [match.start() for match in re.finditer("\n", text)]
        self._bodies = Named(text)
        self._named: dict[str, list[Voice]] = {}
        self._note_names()
        self._full: dict[str, str] = {}
        self._meant: dict[Span, str] = {}
        self.labelled = [i for i, row in self.voices.items() if any(voice.part == "label" for voice in row)]
        rows = self.voices.values()
        self.share_speaking = sum(any(voice.strong for voice in row) for row in rows) * 6 // max(1, len(rows))

    def sentence_of(self, offset: int) -> int:
        """The place of the sentence that holds an offset, or of the last before it."""
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)

    def name_of(self, voice: Voice) -> str:
        """Who a voice is: 'the ministry' and 'Lysenko' are read as the fullest name that stands for them before, 'the
        group' as the last group that was named."""
        span = voice.speaker.span
        if span not in self._meant:
            self._meant[span] = self._name_of(voice.speaker)
        return self._meant[span]

    def _name_of(self, speaker: Speaker) -> str:
        if not _common(speaker.name) or speaker.kind not in ("person", "spokesman", "body"):
            return self.full_name(speaker.name)
        found = self._named_before(speaker)
        if found != speaker.name:
            return found
        return self._bodies.before(speaker.name, speaker.span.start) or speaker.name

    def holders(self, figure: Span) -> list[Voice]:
        """The voices of a figure's sentence in whose words it lies."""
        return [voice for voice in self.voices.get(self.sentence_of(figure.start), ()) if voice.holds(figure.start)]

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset lies between quotation marks."""
        at = bisect_right(self.quoted, offset, key=lambda span: span.start) - 1
        return at >= 0 and offset < self.quoted[at].end

    def is_verb(self, offset: int) -> bool:
        """Whether the word at an offset, in a sentence that was parsed, is a verb: it begins no name."""
        tree = self.trees.get(self.sentence_of(offset))
        token = tree.token_at(offset) if tree is not None else None
        return tree is not None and token is not None and tree.tags[token][0] == "V" and tree.words[token].islower()

    def heard(self, index: int) -> list[tuple[int, str]]:
        """Where in a sentence somebody begins who says something and is no pronoun, and who that is."""
        if index not in self._heard:
            row = self.voices.get(index, ())
            self._heard[index] = [
                (voice.speaker.span.start, self.name_of(voice)) for voice in row if voice.strong and not voice.pronoun
            ]
        return self._heard[index]

    def labels_between(self, start: int, end: int) -> int:
        """How many labels ('General Staff:') begin from one offset to before another."""
        return max(0, bisect_left(self._labels, end) - bisect_left(self._labels, start))

    def line_ends_between(self, start: int, end: int) -> bool:
        """Whether a line ends from one offset to before another."""
        place = bisect_left(self._line_ends, start)
        return place < len(self._line_ends) and self._line_ends[place] < end

    def _note_names(self) -> None:
        """Note the names written with a capital by each of their words, and under '' all of them, in text order."""
        for row in self.voices.values():
            for voice in row:
                if not voice.speaker.name.islower():
                    for word in ("", *content_words(voice.speaker.name)):
                        self._named.setdefault(word, []).append(voice)

    def _named_before(self, speaker: Speaker) -> str:
        own = content_words(speaker.name) - _POINTING
        rows = [self._named.get(word, []) for word in own or ("",)]
        row = min(rows, key=len)
        first = self.sentence_of(speaker.span.start) - REACH_OF_NAMES
        for place in range(bisect_left(row, speaker.span.start, key=_beginning) - 1, -1, -1):
            other = row[place].speaker
            if row[place].sentence <= first:
                break
            behind = other.span.end > speaker.span.start
            if not (behind or _common(other.name)) and own <= content_words(other.name):
                return self.full_name(other.name)
        return self._owner(speaker) or self._spokesman(speaker) or speaker.name

    def _spokesman(self, speaker: Speaker) -> str | None:
        """'The spokesperson': whoever spoke by name last, as a person or a spokesman."""
        if speaker.kind != "spokesman" or content_words(speaker.name) - _POINTING != {speaker.name.lower().split()[-1]}:
            return None
        for voice in self._before(speaker, REACH_BACK):
            other = voice.speaker
            if voice.strong and not _common(other.name) and (other.kind in _PERSONS or _person(other.name)):
                return self.full_name(other.name)
        return None

    def _owner(self, speaker: Speaker) -> str | None:
        """The body that 'its minister' speaks for, where no minister is named: the nearest one before; of 'its army'
        the army of the one before."""
        if not _owned(speaker.name):
            return None
        for voice in self._before(speaker, REACH_BACK):
            other = voice.speaker
            acts = other.kind == "name" and (voice.strong or voice.part == "subject") and not _person(other.name)
            if (acts or other.kind == "body") and not (other.owner or _owned(other.name)):
                owner = self._named_before(other) if _common(other.name) else self.full_name(other.name)
                return f"{owner}'s {speaker.name.split(maxsplit=1)[1]}" if speaker.kind == "body" else owner
        return None

    def _before(self, speaker: Speaker, reach: int) -> Iterator[Voice]:
        """Those who are named before, the nearest first."""
        here = self.sentence_of(speaker.span.start)
        for index in range(here, max(-1, here - reach), -1):
            for voice in reversed(self.voices.get(index, [])):
                if voice.speaker.span.end <= speaker.span.start:
                    yield voice

    def full_name(self, name: str) -> str:
        """The longest name in the report that has all words of this one: 'Lysenko' → 'Colonel Andriy Lysenko'."""
        if name not in self._full:
            self._full[name] = self._fullest(name)
        return self._full[name]

    def _fullest(self, name: str) -> str:
        if not name[:1].isupper():
            return name
        own = content_words(name)
        fuller = [other for other in self._by_last_word.get(_last_word(name), ()) if own < content_words(other)]
        return fuller[-1] if fuller else name

    def _wanted(self) -> set[int]:
        own = {self.sentence_of(figure.start) for figure in self.figures}
        near = {i for k in own for i in range(max(0, k - REACH_BACK), min(len(self.sentences), k + REACH_ON + 1))}
        openings = set(range(min(2, len(self.sentences)))) if own else set()
        labels = {i for i in range(max(own, default=0)) if self._has_label(i)}
        return own | {i for i in near | openings if self._may_speak(i)} | labels

    def _has_label(self, index: int) -> bool:
        """Whether a sentence opens with a short label: '(10:31) CDR. LEE: …'."""
        span = self.sentences[index]
        colon = self.text.find(": ", span.start, span.start + _LONGEST_LABEL)
        return colon >= 0 and not any(word.islower() for word in self.text[span.start : colon].split())

    def _may_speak(self, index: int) -> bool:
        span = self.sentences[index]
        words = self.text[span.start : span.end].lower().replace(",", " ").replace(":", " : ").split()
        return any(word in _MARKS or word in attribution.cue_words() for word in words)

    def _parse(self, indices: set[int]) -> None:
        wanted = sorted(indices)
        for index, tree in zip(wanted, syntax.parse(self.text, [self.sentences[i] for i in wanted]), strict=True):
            if tree.words:
                self.trees[index] = tree


def _owned(name: str) -> bool:
    return name.split(maxsplit=1)[0].lower() in _OWNERS


def _person(name: str) -> bool:
    """Whether a name begins with a given name: nobody says 'its ministry' of a person."""
    first, *rest = name.split()
    return bool(rest) and first.lower() in given_names()


def _common(name: str) -> bool:
    """Whether a name is made of common nouns only, be it at the start of a sentence: 'Its minister'."""
    return name.islower() or (_owned(name) and name[1:].islower())


def _beginning(voice: Voice) -> int:
    return voice.speaker.span.start


def _last_word(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()
