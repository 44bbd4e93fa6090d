"""What the role model is told about each word around a cue: where it hangs, seen from the cue, and how it is quoted."""

from collections.abc import Sequence

import msgspec

from warbook.language.attribution import lexicon
from warbook.language.syntax import Tree

_FUNCTION = frozenset({"IN", "DT", "TO", "WDT", "WP", "WRB", "CC", "PRP", "PRP$", "POS", "MD", "RP"}) | {
    *",:.",
    "``",
    "''",
}
_BREAKS = frozenset({",", ":", "—", "–", "-", ";"})
_EDGE = "|"


class Place(msgspec.Struct, frozen=True):
    """Where a cue stands in a sentence: its first and last token and the one that governs the others."""

    first: int
    last: int
    head: int


class _View(msgspec.Struct, frozen=True):
    """A sentence seen from one cue, a place for each token."""

    tree: Tree
    cue: Place
    voice: str
    word: str
    plain: list[str]
    branches: list[tuple[str, int, int]]
    marks: list[str]
    breaks: list[int]
    rivals: list[int]


def place(tree: Tree, first: int, last: int) -> Place:
    """The cue of the tokens `first` to `last`; its head is the verb or word that the others hang from."""
    inside = range(first, last + 1)
    tops = [i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i]
    verbs = [i for i in tops if tree.tags[i][0] == "V"]
    return Place(first=first, last=last, head=(verbs or tops)[-1])


def of(tree: Tree, cue: Place, quoted: Sequence[int], others: Sequence[bool]) -> list[list[str]]:
    """Features of each token.

    `quoted` has the number of the quotation that a token stands in (-1 outside); `others` says which tokens belong to
    other cues.
    """
    kind = "/".join(lexicon.kinds().get(tree.lower[cue.head], ("-",))[:2])
    passive = any(tree.deps[child] == "aux:pass" for child in tree.children[cue.head])
    marks = ["o" if number < 0 else "i" for number in quoted]
    view = _View(
        tree=tree,
        cue=cue,
        voice=kind + ("P" if passive else ""),
        word="_".join(tree.lower[cue.first : cue.last + 1][-2:]),
        plain=[word if tag in _FUNCTION else tag for word, tag in zip(tree.lower, tree.tags, strict=True)],
        branches=_branches(tree, cue.head),
        marks=[mark + marks[cue.head] for mark in marks],
        breaks=_away([word in _BREAKS for word in tree.lower], cue.head),
        rivals=_away(others, cue.head),
    )
    return [_inside(view, i) if cue.first <= i <= cue.last else _around(view, i) for i in range(len(tree.words))]


def _inside(view: _View, i: int) -> list[str]:
    return ["b", "cue", "cue" + view.tree.tags[i]]


def _around(view: _View, i: int) -> list[str]:
    tree, cue = view.tree, view.cue
    climb, top, depth = view.branches[i]
    side, gap = ("<", cue.first - i) if i < cue.first else (">", i - cue.last)
    near = side + (str(gap) if gap < 4 else "4+" if gap < 9 else "9+")
    token, level, mark = view.plain[i], str(min(depth, 3)), view.marks[i]
    before = view.plain[i - 1] if i else _EDGE
    after = view.plain[i + 1] if i + 1 < len(view.plain) else _EDGE
    rival, broken = str(min(view.rivals[i], 2)), str(min(view.breaks[i], 3))
    arm = side + climb + "/" + tree.deps[top]
    voice, word = view.voice, view.word
    found = ["b"]
    found += [f"a={arm}", f"al={arm}{level}", f"av={arm}{voice}", f"aw={arm}{word}", f"at={arm}{tree.tags[top]}"]
    found += [f"ad={arm}{tree.deps[i]}", f"aq={arm}{mark}", f"ar={arm}{rival}", f"ac={arm}{broken}", f"ak={arm}{token}"]
    found += [f"atl={tree.deps[top]}{side}{tree.lower[top]}", f"v={side}{voice}", f"n={near}", f"nt={near}{token}"]
    found += [f"wt={near}{word}", f"q={mark}{side}", f"qv={mark}{side}{voice}", f"t={token}{side}"]
    found += [f"t-={before}_{token}", f"t+={token}_{after}", f"x={before}_{token}_{after}{side}"]
    found += [
        f"d={tree.deps[i]}{level}",
        f"r={side}{rival}{broken}",
        f"w={side}{tree.lower[i]}",
        f"i={side}{broken}{mark}",
    ]
    return [*found, f"last={token}"] if after == _EDGE else found


def _branches(tree: Tree, head: int) -> list[tuple[str, int, int]]:
    """For each token: labels climbed from the cue to the common ancestor, the branch below it, the depth in that."""
    path = tree.path_up(head)
    climbs = ["^".join(tree.deps[node] for node in path[:height][:3]) for height in range(len(path))]
    found = {node: (climbs[height], node, 0) for height, node in enumerate(path)}
    on_path = set(path)
    for i in range(len(tree.words)):
        chain: list[int] = []
        node = i
        while node not in found:
            chain.append(node)
            if tree.heads[node] in chain:
                found[node] = ("?", node, 0)
                break
            node = tree.heads[node]
        climb, top, depth = found[node]
        for step, below in enumerate(reversed(chain), 1):
            found[below] = (climb, chain[-1], step - 1) if node in on_path else (climb, top, depth + step)
    return [found[i] for i in range(len(tree.words))]


def _away(flags: Sequence[bool], origin: int) -> list[int]:
    """For each place the number of flags between it and the origin."""
    total, running = 0, []
    for flag in flags:
        total += flag
        running.append(total)
    return [abs(count - running[origin]) for count in running]
