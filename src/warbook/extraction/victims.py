"""Single victims without a number: 'the mayor was murdered', 'gunmen wounded reporter Ana Kovač'.

They are no figures (nothing is counted), but casualties of one. Read from who suffers by the grammar of the sentence.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import msgspec

from warbook.documents import readable
from warbook.extraction import dateline, lexicon
from warbook.language import casing, dates, sentences, syntax
from warbook.language.dates import TimeExpression
from warbook.language.lexicon import given_names
from warbook.language.syntax import Tree
from warbook.model import Document, Period, Span
from warbook.vocabulary import entries

Effect = Literal["killed", "wounded"]
_OPEN_VERBS = frozenset({"will", "would", "could", "may", "might", "should", "can", "wo", "to"})
_NAME = frozenset({"flat", "compound", "appos", "nmod"})


class Victim(msgspec.Struct, frozen=True):
    """One person who was killed or wounded: the word that names the person, the sentence, and when, if that is said."""

    span: Span
    sentence: Span
    effect: Effect
    name: str
    period: Period = Period()


def find(document: Document) -> list[Victim]:
    """The single victims of a report in text order, each mention by itself."""
    full = casing.restore(readable(document))
    text = dateline.blanked(full)
    events = [
        m for m in lexicon.events(document.lang).find(text) if m.sense.entry.data["events"][0] in ("killed", "wounded")
    ]
    lines = [line for line in sentences.split(text, document.lang) if lexicon.within(events, line)]
    times = dates.find(text, dateline.day(full))
    found: list[Victim] = []
    for line, tree in zip(lines, syntax.parse(text, lines, None, document.lang), strict=True):
        for mention in lexicon.within(events, line):
            token = tree.token_at(mention.span.start)
            if token is None or _open(tree, token):
                continue
            effect: Effect = mention.sense.entry.data["events"][0]
            for one in _row(tree, _sufferers(tree, token, mention.sense.entry.data)):
                if _is_one_person(tree, one):
                    span = Span(tree.starts[one], tree.ends[one])
                    found.append(Victim(span, line, effect, tree.words[one], _when(times, line, span)))
    return found


def _when(times: Sequence[TimeExpression], line: Span, span: Span) -> Period:
    """The days of the date expression of the sentence that stands nearest."""
    here = [t for t in times if line.start <= t.span.start < line.end and (t.start or t.end)]
    near = min(here, key=lambda t: abs(t.span.start - span.start), default=None)
    return Period(near.start, near.end, near.precision, near.span, True) if near else Period()


def _sufferers(tree: Tree, word: int, event: dict[str, str]) -> list[int]:
    """Who suffers of an event word: its object, its subject in the passive, or whose death it is."""
    children = tree.children[word]
    if tree.tags[word][0] == "N":
        of = [c for c in children if tree.deps[c] == "nmod" and any(tree.lower[g] == "of" for g in tree.children[c])]
        lives = tree.lower[word] in ("life", "lives")
        return of or ([] if lives else [c for c in children if tree.deps[c] == "nmod:poss"])
    passive = [c for c in children if tree.deps[c] in ("nsubj:pass", "nsubj") and tree.tags[word] == "VBN"]
    if any(tree.deps[c] == "aux:pass" for c in children) or (tree.tags[word] == "VBN" and not _active(tree, word)):
        if passive:
            return passive
        if tree.deps[word] in ("acl", "acl:relcl"):
            return [tree.heads[word]]
        return _sufferers(tree, tree.heads[word], event) if tree.deps[word] == "conj" else []
    wanted = "nsubj" if event.get("sufferer") == "subject" else "obj"
    found = [c for c in children if tree.deps[c] == wanted]
    if not found and tree.deps[word] == "acl:relcl" and wanted == "nsubj":
        return [tree.heads[word]]
    return found


def _active(tree: Tree, word: int) -> bool:
    return any(tree.lower[c] in ("has", "have", "had", "having") for c in tree.children[word])


def _row(tree: Tree, words: list[int]) -> Iterator[int]:
    for word in words:
        yield word
        yield from (c for c in tree.children[word] if tree.deps[c] == "conj")


def _open(tree: Tree, word: int) -> bool:
    """Whether the sentence leaves open, or denies, that it happened."""
    before = {tree.lower[c] for c in tree.children[word] if tree.deps[c] in ("aux", "mark", "advmod", "det")}
    above = tree.lower[tree.heads[word]] if tree.deps[word] in ("xcomp", "acl", "ccomp", "advcl", "nmod", "obj") else ""
    return bool(before & (_OPEN_VERBS | {"not", "n't", "never", "no", "if"})) or _stem_in(above, _words("open"))


def _stem_in(word: str, stems: frozenset[str]) -> bool:
    forms = {word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ing")}
    return bool(word) and bool(forms & stems)


def _is_one_person(tree: Tree, word: int) -> bool:
    children = tree.children[word]
    if any(tree.deps[c] == "nummod" or tree.lower[c] in ("no", "every", "each") for c in children):
        return False
    low, tag = tree.lower[word], tree.tags[word]
    if tag in ("PRP", "PRP$"):
        return low in ("he", "she", "him", "her", "his")
    persons = _words("person")
    if tag == "NN":
        return low in persons
    if tag != "NNP":
        return False
    beside = [word, *(c for c in children if tree.deps[c] in _NAME)]
    return any(tree.lower[c] in persons or tree.lower[c] in given_names() for c in beside)


@cache
def _words(which: str, lang: str = "en") -> frozenset[str]:
    return frozenset(word for entry in entries("victims", lang) if entry.id == which for word in entry.words)
