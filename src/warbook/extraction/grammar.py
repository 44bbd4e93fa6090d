"""How two words of a sentence hang together: relations in the dependency tree, as short names for features."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from warbook.language.syntax import Tree
from warbook.model import Span

T = TypeVar("T")
P = ParamSpec("P")

_STEP = frozenset({"conj", "appos", "list", "flat", "fixed"})
_CLAUSES = frozenset(
    {"ROOT", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "csubj", "xcomp", "advcl:relcl"}
)
MAX_PATH = 4


Answers = dict[tuple[object, ...], Any]
_last: list[tuple[Tree | None, Answers]] = [(None, {})]


def known(tree: Tree) -> Answers:
    """What was asked of a tree before, by question: kept of the one asked last only, so that none holds memory."""
    last, answers = _last[0]
    if last is not tree:
        answers = {}
        _last[0] = tree, answers
    return answers


def once(ask: Callable[Concatenate[Tree, P], T]) -> Callable[Concatenate[Tree, P], T]:
    """Answer each question about a tree once: every number of a sentence asks the same. Nobody may change an answer."""
    name = ask.__name__

    def answer(tree: Tree, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (name, *args)
        answers = known(tree)
        if key not in answers:
            answers[key] = ask(tree, *args, **kwargs)
        found: T = answers[key]
        return found

    update_wrapper(answer, ask)
    return answer


@once
def relation(tree: Tree, word: int, other: int) -> str:
    """How `other` stands to `word`: '=' the same, 'up:obj' it governs word as its object, 'down:amod' word governs it.

    'side:nsubj/obl.in' hang on the same governor, 'far' further apart. Conjuncts count as the first of their row.
    """
    if word == other:
        return "="
    above = climb(tree, word)
    if other in above:
        return _named("up", tree, above, above.index(other))
    below = climb(tree, other)
    if word in below:
        return _named("down", tree, below, below.index(word))
    for place, token in enumerate(above):
        if token in below:
            return _side(tree, above, place, below, below.index(token))
    return "far"


def _named(way: str, tree: Tree, path: list[int], steps: int) -> str:
    if steps > MAX_PATH:
        return f"{way}:far"
    last = label(tree, path[steps - 1])
    return f"{way}:{last}" if steps == 1 else f"{way}{steps}:{last}"


def _side(tree: Tree, above: list[int], place: int, below: list[int], other_place: int) -> str:
    if place == 0 or other_place == 0 or place + other_place > MAX_PATH:
        return "far"
    return f"side:{label(tree, above[place - 1])}/{label(tree, below[other_place - 1])}"


@once
def climb(tree: Tree, word: int) -> list[int]:
    """The word and its governors up to the root; from a conjunct on to the governor of the first of its row."""
    path = [word]
    at = word
    for _ in range(len(tree.heads)):
        verb_in_row = tree.deps[at] == "conj" and tree.tags[at][:1] == "V"
        first = at if verb_in_row else head_of_row(tree, at)
        governor = tree.heads[first]
        if governor == first or governor in path:
            break
        path.append(governor)
        at = governor
    return path


def verb_above(tree: Tree, word: int) -> int | None:
    """The first verb that governs a word; None where none does."""
    return next((token for token in climb(tree, word)[1:] if tree.tags[token][:1] == "V"), None)


def head_of_row(tree: Tree, word: int) -> int:
    """The first of the row of conjuncts, appositions or name parts that the word belongs to."""
    for _ in range(len(tree.heads)):
        if tree.deps[word] not in _STEP or tree.heads[word] == word:
            break
        word = tree.heads[word]
    return word


@once
def label(tree: Tree, word: int) -> str:
    """The relation of a word to its governor; with its preposition for obliques and noun modifiers ('nmod.of')."""
    word = head_of_row(tree, word)
    dep = tree.deps[word]
    if dep.split(":")[0] in ("obl", "nmod"):
        if dep == "nmod:poss":
            return dep
        case = next((tree.lower[c] for c in tree.children[word] if tree.deps[c] == "case" and c < word), "")
        return f"{dep.split(':')[0]}.{case}" if case else dep
    return dep


@once
def carrier(tree: Tree, span: Span) -> int | None:
    """The token that carries a stretch of the text: the one whose governor lies outside it; None without a token."""
    inside = tree.tokens_in(span)
    return next((i for i in inside if tree.heads[i] not in inside), inside[-1]) if inside else None


@once
def clause(tree: Tree, word: int) -> int:
    """The head of the clause in which the word stands."""
    at = word
    for _ in range(len(tree.heads)):
        if tree.deps[at] in _CLAUSES and tree.tags[at][:1] in "VMJ":
            return at
        if tree.heads[at] == at:
            return at
        at = tree.heads[at]
    return at


@once
def subject(tree: Tree, verb: int) -> int | None:
    """The subject of a verb; of a conjoined or open clause without one, that of the verb above."""
    for _ in range(4):
        for child in tree.children[verb]:
            if tree.deps[child].startswith(("nsubj", "csubj")):
                return child
        if tree.deps[verb] not in ("conj", "xcomp", "advcl", "acl") or tree.heads[verb] == verb:
            return None
        verb = tree.heads[verb]
    return None


@once
def passive(tree: Tree, verb: int) -> bool:
    """Whether a verb form is passive: by an auxiliary or subject, or as a participle that modifies a noun."""
    if any(tree.deps[c] in ("aux:pass", "nsubj:pass") for c in tree.children[verb]):
        return True
    return (
        tree.tags[verb] == "VBN"
        and tree.deps[verb] in ("acl", "amod", "ROOT", "conj", "parataxis")
        and not any(tree.deps[c] == "aux" for c in tree.children[verb])
    )
