"""Finds what a page says to its visitor instead of reporting: paywalls, cookies, subscriptions, sharing, disclaimers.

One multi-pattern pass over the text finds all phrases of the vocabulary; a sentence is labelled when the phrases in it
weigh enough. Only sentences with a phrase are looked at again.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from warbook.documents import spoken
from warbook.documents.blocks import Block
from warbook.model import Segment, SegmentKind, Span
from warbook.vocabulary import Entry, entries

ENOUGH = 2.0
SHIELDED = 3.5
HINTED = 0.7
"""What the phrases of a sentence must weigh: more where its words are those of a report, as in 'he told his followers
to subscribe to our channel'; less, a hint, next to a sentence that weighs enough."""
LIKELY = 0.3
"""From here on a sentence of a text is boilerplate by its words, whatever the phrases in it weigh."""
UNSEEN = 0.5
"""The same where the vocabulary sees no sign of it."""
OF_REPORTS = 0.7
"""The same where its words are those of a report."""
FIGURED = 0.6
"""The same without a sign but with a figure, as a claim is dearer than a line too many."""
CHOSEN = 0.85
"""The same where the markup of a page has told already that it is the report's; without a figure it is not asked."""
FRAGMENT = 0.85
"""The same without a sign where it is no sentence, but a title, a name, a date or the words on a button."""
NEAR = 0.15
"""The same next to a sentence that is boilerplate."""
OPEN = "*"
"""The mark of a word of the vocabulary that may go on."""
REPORTS = "reports"
"""The sign for words of a report."""
SENTENCE_END = re.compile(r"""(?<=[.!?…])["'”’»)\]]*\s+(?=["'“‘«(\[]?[^\W_a-z])|\s[|·•]\s""")
ENDED = re.compile(r"""[.!?:…][\s"'”’»)\]]*$""")
QUOTED = re.compile(
    r"""[“«„][^“”"«»„\n]{3,2000}[”"»]|(?<![\w"])"(?=\S)[^"\n]{3,2000}?(?<=\S)"(?!\w)|“[^“”\n]{3,2000}$"""
    r"""|(?<!\w)['‘](?=\S)(?:[^'‘’\n]|(?<=\w)['’](?=\w)){3,2000}(?<=\S)['’](?!\w)""",
    re.MULTILINE,
)
"""What stands in quotation marks, of several sentences too; an apostrophe inside a word is none."""
BARE = re.compile(r"[\W\d_]+")
LONG_QUOTATION = " " * 24
"""What is left of one: what somebody says at length is no notice."""
LABEL_WORDS = 4
"""Words without a stop that are a date, a name or a heading; of these only the vocabulary tells what they are."""
SHORT_WORDS = 8
LONG_TEXT = 1_500
YOU_PER_THOUSAND = 2.0
WHOLE_CHARACTERS = 60


class _Hit(NamedTuple):
    start: int
    end: int
    number: int


class _Phrases(NamedTuple):
    """The vocabulary made ready: an automaton for phrases, a table for those that are all of a line."""

    automaton: AhoCorasick
    owners: tuple[Entry, ...]
    open: frozenset[int]
    weights: tuple[float, ...]
    whole: dict[str, Entry]
    shield: re.Pattern[str]
    lang: str
    by_words: bool = True
    chosen: bool = False


@cache
def _phrases(lang: str) -> _Phrases:
    table = [(word.lower(), entry) for entry in entries("boilerplate", lang) for word in entry.words]
    whole = {_bare(word): entry for word, entry in table if entry.data.get("at") == "whole"}
    whole.pop("", None)
    parts = [
        (word, entry) for word, entry in table if entry.data.get("at") != "whole" and entry.data["kind"] != "shield"
    ]
    shields = [word for word, entry in table if entry.data["kind"] == "shield"]
    return _Phrases(
        AhoCorasick([word.removesuffix(OPEN) for word, _ in parts], matchkind=MatchKind.Standard),
        tuple(entry for _, entry in parts),
        frozenset(number for number, (word, _) in enumerate(parts) if word.endswith(OPEN)),
        tuple(_weight(entry) for _, entry in parts),
        whole,
        re.compile(rf"\b(?:{'|'.join(map(re.escape, shields))})\b", re.IGNORECASE),
        lang,
    )


def by_phrases(words: str, lang: str = "en") -> tuple[bool, list[str]]:
    """Whether the phrases of the vocabulary are sure of a sentence by itself, and the entries that stand in it."""
    phrases = _phrases(lang)
    own = unquoted(words)
    sentence = _weighed(own, Span(0, len(words)), _hits(own, phrases), phrases)
    return sentence.is_sure, _signs(sentence, own, phrases)


def unquoted(text: str) -> str:
    """The text with what it quotes turned into spaces: same length. Whoever is quoted does not speak to the visitor."""
    return QUOTED.sub(lambda match: " " * len(match.group()), text)


def find(view: str, blocks: Sequence[Block], lang: str = "en", chosen: bool = False) -> list[Segment]:
    """The labelled sentences of a text's blocks, in order. `chosen`: its markup shows that the text is the report's.

    `view` is the text with markup blanked. A block most of whose sentences are labelled is labelled whole.
    """
    phrases = _phrases(lang)
    view = unquoted(view)
    hits = _hits(view, phrases)
    phrases = phrases._replace(chosen=chosen)
    if _speaks_to_reader(view, hits, phrases):
        phrases = phrases._replace(by_words=False)
        hits = [hit for hit in hits if not phrases.owners[hit.number].data.get("personal")]
    found: list[Segment] = []
    position = 0
    for block in blocks:
        first = position
        while position < len(hits) and hits[position].start < block.end:
            position += 1
        near = hits[first:position]
        if near or phrases.by_words or block.end - block.start <= WHOLE_CHARACTERS:
            way = phrases if block.kind != "table" else phrases._replace(by_words=False)  # cells are no sentences
            found += _in_block(view, block, near, way)
    return found


def _hits(view: str, phrases: _Phrases) -> list[_Hit]:
    low = lowered(view)
    found = []
    for number, start, end in phrases.automaton.find_matches_as_indexes(low, overlapping=True):
        if _borders(low, start, end, number in phrases.open):
            found.append(_Hit(start, end, number))
    return sorted(found)


def _speaks_to_reader(view: str, hits: list[_Hit], phrases: _Phrases) -> bool:
    """Whether a text says 'you' so often that a 'you' is no sign of boilerplate."""
    said = sum(phrases.owners[hit.number].id == "you" for hit in hits)
    return len(view) >= LONG_TEXT and said * 1000 > YOU_PER_THOUSAND * len(view)


def lowered(text: str) -> str:
    """The text in lower case, of the same length even where a letter's small form is longer."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def _borders(low: str, start: int, end: int, goes_on: bool) -> bool:
    before = start == 0 or not (low[start].isalnum() and low[start - 1].isalnum())
    return before and (goes_on or end == len(low) or not (low[end - 1].isalnum() and low[end].isalnum()))


def _in_block(view: str, block: Block, hits: list[_Hit], phrases: _Phrases) -> list[Segment]:
    """The labelled sentences of a block; all of it where most are labelled and the rest is short."""
    spans = list(sentences(view, block))
    weighed = [_judged(view, span, [h for h in hits if span.start <= h.start < span.end], phrases) for span in spans]
    labelled = [sentence.is_sure for sentence in weighed]
    if not any(labelled):
        return []
    for position, sentence in enumerate(weighed):
        beside = labelled[max(position - 1, 0) : position + 2]
        if not labelled[position] and any(beside) and sentence.is_hinted:
            labelled[position] = True
    rest = [view[span.start : span.end] for span, is_labelled in zip(spans, labelled, strict=True) if not is_labelled]
    rest = [words for words in rest if any(map(str.isalpha, words))]  # 'Press release No. 14'
    mostly = len(rest) * 2 < len(labelled) or all(words.endswith("?") for words in rest)
    if mostly and all(len(words.split()) <= SHORT_WORDS for words in rest):
        first = weighed[labelled.index(True)]
        return [Segment(Span(block.start, block.end), first.kind, first.why)]
    return [Segment(s.span, s.kind, s.why) for s, is_labelled in zip(weighed, labelled, strict=True) if is_labelled]


def sentences(view: str, block: Block) -> Iterator[Span]:
    """The sentences of a block, cut at bars and bullets too."""
    start = block.start
    for match in SENTENCE_END.finditer(view, block.start, block.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, block.end)


class _Sentence(NamedTuple):
    """A sentence with what its phrases weigh, and the phrase that weighs most."""

    span: Span
    weight: float
    reports: bool
    kind: SegmentKind
    why: str
    signs: list[str]
    likely: float = 0.0
    needed: float = LIKELY

    @property
    def is_sure(self) -> bool:
        return self.likely >= self.needed or self.weight >= (SHIELDED if self.reports else ENOUGH)

    @property
    def is_hinted(self) -> bool:
        return not self.reports and (self.weight >= HINTED or (self.likely >= NEAR and self.needed < OF_REPORTS))


def _judged(view: str, span: Span, hits: list[_Hit], phrases: _Phrases) -> _Sentence:
    """A sentence by its phrases and, where these are not sure, by all its words."""
    sentence = _weighed(view, span, hits, phrases)
    words = view[span.start : span.end]
    unasked = not phrases.by_words or (phrases.chosen and not _has_figure(words))
    is_label = not sentence.signs and not ENDED.search(words) and len(words.split()) <= LABEL_WORDS
    if sentence.is_sure or unasked or is_label or LONG_QUOTATION in words:
        return sentence
    signs = _signs(sentence, words, phrases)
    likely = spoken.likelihood(words, signs, phrases.lang)
    return sentence._replace(likely=likely, needed=_needed(words, sentence.signs, signs, phrases.chosen))


def _needed(words: str, phrases: Sequence[str], signs: Sequence[str], chosen: bool) -> float:
    """How likely a sentence must be by its words to be boilerplate."""
    if chosen:
        return CHOSEN
    if REPORTS in signs:
        return OF_REPORTS
    if phrases:
        return LIKELY
    if not ENDED.search(words):
        return FRAGMENT
    return FIGURED if _has_figure(words) else UNSEEN


def _has_figure(words: str) -> bool:
    return any(map(str.isdigit, words))


def _signs(sentence: _Sentence, words: str, phrases: _Phrases) -> list[str]:
    return [*sentence.signs, *([REPORTS] if phrases.shield.search(words) else [])]


def _weighed(view: str, span: Span, hits: list[_Hit], phrases: _Phrases) -> _Sentence:
    words = view[span.start : span.end]
    if len(words) <= WHOLE_CHARACTERS and (entry := phrases.whole.get(_bare(words))):
        return _Sentence(span, ENOUGH, False, entry.data["kind"], words, [entry.id])
    said, owners = _said(view, span, hits, phrases)
    if not said:
        return _Sentence(span, 0.0, False, "boilerplate", "its words", [])
    weights = {id_: min(_weight(owners[id_]) * len(found), _cap(owners[id_])) for id_, found in said.items()}
    top = max(weights, key=lambda id_: weights[id_])
    total = sum(weights.values())
    far = any(owner.data.get("far") for owner in owners.values())
    asks = far or words.endswith("?")
    reports = total >= HINTED and not asks and phrases.shield.search(words) is not None
    return _Sentence(span, total, reports, owners[top].data["kind"], min(said[top]), [*said])


def _said(view: str, span: Span, hits: list[_Hit], phrases: _Phrases) -> tuple[dict[str, set[str]], dict[str, Entry]]:
    """The different words of each entry in a sentence, and the entries."""
    said: dict[str, set[str]] = {}
    owners: dict[str, Entry] = {}
    for hit in _outermost(hits, phrases):
        entry = phrases.owners[hit.number]
        if _in_place(view, span, hit, entry):
            said.setdefault(entry.id, set()).add(view[hit.start : hit.end].lower())
            owners[entry.id] = entry
    return said, owners


def _outermost(hits: list[_Hit], phrases: _Phrases) -> Iterator[_Hit]:
    """The hits that no sure one encloses: 'this article first appeared' is one sign, not two."""
    reach = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > reach:
            yield hit
            reach = hit.end if phrases.weights[hit.number] >= ENOUGH else reach


def _weight(entry: Entry) -> float:
    return float(entry.data.get("weight", ENOUGH))


def _cap(entry: Entry) -> float:
    return float(entry.data.get("cap", _weight(entry)))


def _in_place(view: str, span: Span, hit: _Hit, entry: Entry) -> bool:
    return entry.data.get("at") != "start" or not BARE.sub("", view[span.start : hit.start])


def _bare(words: str) -> str:
    return BARE.sub(" ", words.lower()).strip()
