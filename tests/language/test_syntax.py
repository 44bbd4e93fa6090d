from warbook.language import sentences, syntax
from warbook.language.syntax import Tree
from warbook.model import Span


def parse(text: str) -> Tree:
    (tree,) = syntax.parse(text, [Span(0, len(text))])
    return tree


def pieces(text: str, tree: Tree) -> list[str]:
    return [text[a:b] for a, b in zip(tree.starts, tree.ends, strict=True)]


def test_subject_and_object_hang_on_the_verb() -> None:
    tree = parse("The fleet lost three boats.")
    verb = tree.words.index("lost")
    assert tree.heads[verb] == verb
    assert {tree.deps[c]: tree.words[c] for c in tree.children[verb]} == {
        "nsubj": "fleet",
        "obj": "boats",
        "punct": ".",
    }


def test_offsets_point_at_the_words() -> None:
    text = "A heading\n\nThe old fleet – it was large – lost boats.  Nobody wept."
    for tree in syntax.parse(text, sentences.split(text)):
        assert pieces(text, tree) == list(tree.words)
        assert tree.span.start == tree.starts[0]
        assert tree.span.end == tree.ends[-1]


def test_a_stand_in_covers_the_whole_stretch() -> None:
    text = "The fleet lost more than 90,000 old boats."
    stretch = Span(text.index("more"), text.index(" old"))
    (tree,) = syntax.parse(text, [Span(0, len(text))], {stretch: "90"})
    at = tree.words.index("90")
    assert (tree.starts[at], tree.ends[at]) == (stretch.start, stretch.end)
    assert pieces(text, tree)[at + 1 :] == ["old", "boats", "."]


def test_a_stand_in_of_another_sentence_leaves_this_one_alone() -> None:
    text = "The fleet left. It lost 40 boats."
    first, second = sentences.split(text)
    number = Span(text.index("40"), text.index(" boats"))
    one, two = syntax.parse(text, [first, second], {number: "hundreds"})
    assert one.words == ("The", "fleet", "left", ".")
    assert "hundreds" in two.words


def test_a_line_break_is_read_as_a_blank() -> None:
    broken, whole = parse("The fleet\nlost     boats."), parse("The fleet lost boats.")
    assert (broken.words, broken.heads, broken.deps) == (whole.words, whole.heads, whole.deps)


def test_a_sentence_is_read_alike_wherever_it_stands() -> None:
    text = "Nobody wept. The fleet lost three boats."
    (tree,) = syntax.parse(text, sentences.split(text)[1:])
    alone = parse("The fleet lost three boats.")
    assert (tree.tags, tree.heads, tree.deps) == (alone.tags, alone.heads, alone.deps)
    assert list(tree.starts) == [start + text.index("The fleet") for start in alone.starts]


def test_token_at_covers_or_follows_an_offset() -> None:
    tree = parse("The fleet lost boats.")
    assert [tree.token_at(offset) for offset in (0, 3, 4, 8, 100)] == [0, 1, 1, 1, None]


def test_every_path_ends_at_a_root() -> None:
    tree = parse("The fleet that had left the harbour in May lost three boats, and nobody wept.")
    for token in range(len(tree.words)):
        top = tree.path_up(token)[-1]
        assert tree.heads[top] == top


def test_children_and_heads_tell_the_same() -> None:
    tree = parse("The fleet lost three boats, and nobody wept.")
    assert {(h, c) for h, row in enumerate(tree.children) for c in row} == {
        (h, c) for c, h in enumerate(tree.heads) if h != c
    }


def test_nothing_to_read_gives_no_tree() -> None:
    assert syntax.parse("The fleet left.", []) == []
