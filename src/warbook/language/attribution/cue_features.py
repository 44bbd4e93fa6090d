"""What the cue model is told about each word: itself, its neighbours, its place in the tree, quotation marks."""

from collections.abc import Sequence

from warbook.language.attribution import lexicon, rates
from warbook.language.syntax import Tree

_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "advcl", "acl"})
_TOLD = _CLAUSES | {"nsubj", "nsubj:pass", "obj", "obl", "mark", "aux", "aux:pass", "cop", "expl", "conj", "iobj"}
_CARRIES = frozenset({"xcomp", "ccomp", "obj", "obl"})
_EDGE = "|"


def of(tree: Tree, quoted: Sequence[int], counts: rates.Counts | None = None) -> list[list[str]]:
    """Features of each token. `quoted` has the number of the quotation a token stands in, -1 outside."""
    known = rates.load() if counts is None else counts
    kinds = lexicon.kinds()
    classes = ["/".join(kinds.get(word, ())[:2]) for word in tree.lower]
    keys = [rates.keys(tree, i) for i in range(len(tree.words))]
    alone = [rates.level(known, key) for key, _ in keys]
    framed = [rates.level(known, key) for _, key in keys]
    around = _around(tree)
    any_quote = any(number >= 0 for number in quoted)
    found = []
    for i, near in enumerate(around):
        item = near + _hanging(tree, i, classes) + _rated(tree, i, alone, framed) + _below(tree, i, classes[i], quoted)
        if any_quote:
            mark = "o" if quoted[i] < 0 else "i"
            item += ["q" + mark, "qw=" + mark + classes[i]]
        found.append(item)
    return found


def _around(tree: Tree) -> list[list[str]]:
    words = [_EDGE, _EDGE, *tree.lower, _EDGE, _EDGE]
    tags = [_EDGE, _EDGE, *tree.tags, _EDGE, _EDGE]
    found = []
    for k in range(2, len(words) - 2):
        word, tag, left, right = words[k], tags[k], words[k - 1], words[k + 1]
        found.append([
            "b", "w=" + word, "t=" + tag, "w-1=" + left, "w+1=" + right, "w-2=" + words[k - 2], "w+2=" + words[k + 2],
            "t-1=" + tags[k - 1], "t+1=" + tags[k + 1], "t-2=" + tags[k - 2], "t+2=" + tags[k + 2],
            "ww=" + left + " " + word, "wW=" + word + " " + right, "s=" + word[-3:],
            "tt=" + tags[k - 1] + " " + tag + " " + tags[k + 1],
        ])  # fmt: skip
    return found


def _hanging(tree: Tree, i: int, classes: Sequence[str]) -> list[str]:
    tag, dep, head = tree.tags[i], tree.deps[i], tree.heads[i]
    return [
        "d=" + dep, "dt=" + dep + tag, "hw=" + dep + tree.lower[head], "ht=" + dep + tree.tags[head],
        "hc=" + dep + classes[head], "c=" + classes[i], "ct=" + classes[i] + tag,
    ]  # fmt: skip


def _rated(tree: Tree, i: int, alone: Sequence[tuple[str, str]], framed: Sequence[tuple[str, str]]) -> list[str]:
    (rate, sure), (rate2, sure2) = alone[i], framed[i]
    tag = tree.tags[i]
    found = [
        "r=" + rate, "rn=" + rate + sure, "rt=" + rate + tag, "rf=" + rate + rates.frame(tree, i),
        "r2=" + rate2, "r2n=" + rate2 + sure2, "r3=" + rate + rate2 + tag[0],
        "l=" + rates.stem(tree.lower[i]), "rh=" + tree.deps[i] + alone[tree.heads[i]][0],
    ]  # fmt: skip
    if i:
        found.append("r-1=" + alone[i - 1][0] + tag)
    if i + 1 < len(alone):
        found.append("r+1=" + alone[i + 1][0] + tag)
    carried = [alone[child][0] for child in tree.children[i] if tree.deps[child] in _CARRIES]
    return [*found, "rk=" + max(carried) + rate] if carried else found


def _below(tree: Tree, i: int, kind: str, quoted: Sequence[int]) -> list[str]:
    """What hangs from a token: clauses, subject, objects. Only words that can carry a clause are described."""
    if tree.tags[i][0] not in "VNJIA":
        return []
    found, shape = [], []
    for child in tree.children[i]:
        dep = tree.deps[child]
        if dep not in _TOLD:
            continue
        shape.append(dep)
        found += ["k=" + dep, "kc=" + dep + kind]
        if dep in ("nsubj", "nsubj:pass"):
            found += ["st=" + tree.tags[child], "sw=" + tree.lower[child], "stc=" + tree.tags[child] + kind]
        elif dep in _CLAUSES:
            marks = [tree.lower[m] for m in tree.children[child] if tree.deps[m] == "mark"]
            found += ["km=" + dep + "".join(marks[:1]) + kind, "kq=" + dep + ("o" if quoted[child] < 0 else "i")]
        elif dep == "obj":
            found.append("ow=" + tree.lower[child])
    return [*found, "f=" + "+".join(shape) + "/" + kind]
