"""Single victims without a number: 'the mayor was murdered', 'gunmen wounded reporter Ana Kovač'.

Read from who suffers by the grammar of the sentence.
"""

from collections.abc import Iterator
from functools import cache

from warbook.extraction.lexicon import Mention
from warbook.language.lexicon import given_names
from warbook.language.syntax import Tree
from warbook.vocabulary import entries

_OPEN_VERBS = frozenset({"will", "would", "could", "may", "might", "should", "can", "wo", "to"})
_NAME = frozenset({"flat", "compound", "appos", "nmod"})


def singles(tree: Tree, word: int, mention: Mention) -> Iterator[tuple[int, str]]:
    """The single persons who suffer of the event word at `word`, each with the way it is named."""
    for one in _row(tree, sufferers(tree, word, mention)):
        way = _one_person(tree, one)
        if way:
            yield one, way


def sufferers(tree: Tree, word: int, mention: Mention) -> list[int]:
    """Who suffers of an event word: its object, its subject in the passive, or whose death it is."""
    return _sufferers(tree, word, mention.sense.entry.data)


def _sufferers(tree: Tree, word: int, event: dict[str, str]) -> list[int]:
    children = tree.children[word]
    if tree.tags[word][0] == "N":
        of = [c for c in children if tree.deps[c] == "nmod" and any(tree.lower[g] == "of" for g in tree.children[c])]
        lives = tree.lower[word] in ("life", "lives")
        return of or ([] if lives else [c for c in children if tree.deps[c] == "nmod:poss"])
    passive = [c for c in children if tree.deps[c] in ("nsubj:pass", "nsubj") and tree.tags[word] == "VBN"]
    if any(tree.deps[c] == "aux:pass" for c in children) or (tree.tags[word] == "VBN" and not _active(tree, word)):
        if passive:
            return [_meant(tree, one) for one in passive]
        if tree.deps[word] in ("acl", "acl:relcl"):
            return [tree.heads[word]]
        return _sufferers(tree, tree.heads[word], event) if tree.deps[word] == "conj" else []
    wanted = "nsubj" if event.get("sufferer") == "subject" else "obj"
    found = [c for c in children if tree.deps[c] == wanted]
    if not found and tree.deps[word] == "acl:relcl" and wanted == "nsubj":
        return [tree.heads[word]]
    return found


def _meant(tree: Tree, word: int) -> int:
    """The word that a relative pronoun stands for."""
    if tree.tags[word] not in ("WP", "WDT"):
        return word
    verb = tree.heads[word]
    return tree.heads[verb] if tree.deps[verb].startswith("acl") else word


def _active(tree: Tree, word: int) -> bool:
    return any(tree.lower[c] in ("has", "have", "had", "having") for c in tree.children[word])


def _row(tree: Tree, words: list[int]) -> Iterator[int]:
    for word in words:
        yield word
        yield from (c for c in tree.children[word] if tree.deps[c] == "conj")


def left_open(tree: Tree, word: int) -> bool:
    """Whether the sentence leaves open, or denies, that it happened."""
    before = {tree.lower[c] for c in tree.children[word] if tree.deps[c] in ("aux", "mark", "advmod", "det")}
    above = tree.lower[tree.heads[word]] if tree.deps[word] in ("xcomp", "acl", "ccomp", "advcl", "nmod", "obj") else ""
    return bool(before & (_OPEN_VERBS | {"not", "n't", "never", "no", "if"})) or _stem_in(above, _words("open"))


def _stem_in(word: str, stems: frozenset[str]) -> bool:
    forms = {word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"), word.removesuffix("ing")}
    return bool(word) and bool(forms & stems)


def _one_person(tree: Tree, word: int) -> str:
    """How a word names one person: 'pronoun', 'noun', 'name'; '' where it does not."""
    children = tree.children[word]
    if any(tree.deps[c] == "nummod" or tree.lower[c] in ("no", "every", "each") for c in children):
        return ""
    low, tag = tree.lower[word], tree.tags[word]
    if tag in ("PRP", "PRP$"):
        return "pronoun" if low in ("he", "she", "him", "her", "his") else ""
    if tag in ("NN", "NNP") and low in _words("person"):
        return "noun"
    if tag == "NN":
        return "thing"
    if tag != "NNP":
        return ""
    beside = [word, *(c for c in children if tree.deps[c] in _NAME)]
    known = any(tree.lower[c] in _words("person") or tree.lower[c] in given_names() for c in beside)
    return "name" if known else "other name"


@cache
def _words(which: str, lang: str = "en") -> frozenset[str]:
    return frozenset(word for entry in entries("victims", lang) if entry.id == which for word in entry.words)
