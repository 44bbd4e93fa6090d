"""A number in its sentence: which word it hangs on, what it counts, and what stands around it."""

import re

import msgspec

from warbook.extraction import grammar
from warbook.extraction.lexicon import Mention
from warbook.extraction.spot import Line, Scene
from warbook.language.numbers import Number
from warbook.language.syntax import Tree

_LABEL = re.compile(r"\s*[:=–—-]?\s*")
_BRACKET = re.compile(r"[\w ]{0,14}[(\[]\s*")


class Item(msgspec.Struct, frozen=True):
    """A number as it is to be linked.

    `token` is its place in the tree, `head` the word that carries it into the sentence (the counted noun, or the number
    itself), `how` the way it counts: 'noun', 'of', 'bare', 'after', 'label' (the thing
    stands before it) or 'bracket' (it repeats what the number before it counts).
    """

    scene: Scene
    line: Line
    tree: Tree
    number: Number
    token: int
    head: int
    how: str
    thing: Mention | None

    @property
    def order(self) -> int:
        """The place of this number among the numbers of its sentence."""
        return self.line.numbers.index(self.number)

    def between(self, start: int, end: int) -> str:
        """The text between two offsets, whichever comes first."""
        return self.scene.text[min(start, end) : max(start, end)]


def items(scene: Scene) -> list[Item]:
    """All numbers of a scene that stand in a parsed sentence."""
    found: list[Item] = []
    for line in scene.lines:
        if line.tree:
            for number in line.numbers:
                found.append(item(scene, line, number, found[-1] if found else None))
    return found


def item(scene: Scene, line: Line, number: Number, before: Item | None = None) -> Item:
    """Find the counted word of one number; `before` is the number before it."""
    tree = line.tree
    assert tree is not None
    token = tree.token_at(number.core.start)
    token = len(tree.words) - 1 if token is None else token
    head, how = _counted(tree, token)
    thing = _thing(line, tree, token, head, how)
    label = _label(scene, line, number)
    if label is not None and (how == "bare" or thing is None or _is_label_of_next(scene, number, thing)):
        return Item(scene, line, tree, number, token, token, "label", label)
    if thing is None and how == "bare":
        thing = _next_thing(scene, line, number)
        how = "after" if thing else how
    if thing is None and before is not None and before.line is line and _in_brackets(scene, before.number, number):
        return Item(scene, line, tree, number, token, before.head, "bracket", before.thing)
    return Item(scene, line, tree, number, token, head, how, thing)


def _label(scene: Scene, line: Line, number: Number) -> Mention | None:
    """A counted thing that stands right before the number as its label: 'tanks 1,742 (+4)', 'Tanks: 3,704'."""
    last = next((m for m in reversed(line.things) if m.span.end <= number.span.start), None)
    if last is None or not _LABEL.fullmatch(scene.text, last.span.end, number.span.start):
        return None
    after = scene.text[number.span.end : number.span.end + 2]
    return last if not after.strip() or after.lstrip()[:1] in "(;,.:[+" or "\n" in after else None


def _is_label_of_next(scene: Scene, number: Number, thing: Mention) -> bool:
    """Whether the word after a number belongs to the number behind it, as in 'tanks 12, guns 14'."""
    return thing.span.start > number.span.end and scene.text[number.span.end : thing.span.start].strip() != ""


def _in_brackets(scene: Scene, before: Number, number: Number) -> bool:
    """Whether a number stands in brackets right behind another: '1,742 (+4)'."""
    return _BRACKET.fullmatch(scene.text, before.span.end, number.span.start) is not None


def _counted(tree: Tree, token: int) -> tuple[int, str]:
    of = next((c for c in tree.children[token] if c > token and grammar.label(tree, c) == "nmod.of"), None)
    if of is not None:
        return of, "of"
    head = tree.heads[token]
    if (
        tree.deps[token] in ("nummod", "compound", "amod", "det", "advmod", "nmod")
        and head > token
        and head - token < 8
    ):
        return head, "noun"
    return token, "bare"


def _thing(line: Line, tree: Tree, token: int, head: int, how: str) -> Mention | None:
    """The vocabulary's word for the head, or the last one between number and head."""
    if how == "bare":
        return None
    first, last = tree.ends[token], tree.ends[head]
    inside = [m for m in line.things if m.span.start >= first and m.span.end <= last]
    covering = [m for m in line.things if m.span.start < tree.ends[head] and m.span.end > tree.starts[head]]
    found = covering or inside
    return found[-1] if found else None


def _next_thing(scene: Scene, line: Line, number: Number) -> Mention | None:
    """A counted thing that follows the number closely, with no number, stop or verb of being in between."""
    for mention in line.things:
        if mention.span.start < number.span.end:
            continue
        gap = scene.text[number.span.end : mention.span.start]
        if len(gap) > 40 or len(gap.split()) > 4 or any(c in gap for c in ",;:.()0123456789"):
            return None
        return mention
    return None
