"""Relations in trees that are written out by hand, so that no parser's slip can change a test."""

from typing import NamedTuple

from warbook.extraction import grammar
from warbook.language.syntax import Tree
from warbook.model import Span


class Word(NamedTuple):
    text: str
    tag: str
    head: int
    dep: str


def tree(*words: Word) -> Tree:
    texts = [word.text for word in words]
    starts = [sum(len(w) + 1 for w in texts[:n]) for n in range(len(texts))]
    ends = [start + len(w) for start, w in zip(starts, texts, strict=True)]
    heads = [word.head for word in words]
    return Tree(
        span=Span(0, ends[-1]),
        words=tuple(texts),
        lower=tuple(w.lower() for w in texts),
        starts=tuple(starts),
        ends=tuple(ends),
        tags=tuple(word.tag for word in words),
        heads=tuple(heads),
        deps=tuple(word.dep for word in words),
        children=tuple(tuple(n for n, head in enumerate(heads) if head == at != n) for at in range(len(heads))),
    )


# Guards sank boats and rafts in harbours, then fled.
SANK = tree(
    Word("Guards", "NNS", 1, "nsubj"),
    Word("sank", "VBD", 1, "ROOT"),
    Word("boats", "NNS", 1, "obj"),
    Word("and", "CC", 4, "cc"),
    Word("rafts", "NNS", 2, "conj"),
    Word("in", "IN", 6, "case"),
    Word("harbours", "NNS", 1, "obl"),
    Word("then", "RB", 8, "advmod"),
    Word("fled", "VBD", 1, "conj"),
)
GUARDS, SANK_, BOATS, RAFTS, HARBOURS, THEN, FLED = 0, 1, 2, 4, 6, 7, 8
# Boats were sunk by guards.
SUNK = tree(
    Word("Boats", "NNS", 2, "nsubj:pass"),
    Word("were", "VBD", 2, "aux:pass"),
    Word("sunk", "VBN", 2, "ROOT"),
    Word("by", "IN", 4, "case"),
    Word("guards", "NNS", 2, "obl:agent"),
)


def test_a_word_stands_to_itself() -> None:
    assert grammar.relation(SANK, BOATS, BOATS) == "="


def test_relations_upward_and_downward() -> None:
    assert grammar.relation(SANK, BOATS, SANK_) == "up:obj"
    assert grammar.relation(SANK, SANK_, GUARDS) == "down:nsubj"


def test_words_of_one_governor_stand_side_by_side() -> None:
    assert grammar.relation(SANK, BOATS, GUARDS) == "side:obj/nsubj"
    assert grammar.relation(SANK, BOATS, HARBOURS) == "side:obj/obl.in"


def test_conjuncts_count_as_the_first_of_their_row() -> None:
    assert grammar.head_of_row(SANK, RAFTS) == BOATS
    assert grammar.label(SANK, RAFTS) == "obj"
    assert grammar.relation(SANK, RAFTS, SANK_) == "up:obj"


def test_the_preposition_is_part_of_the_label() -> None:
    assert grammar.label(SANK, HARBOURS) == "obl.in"
    assert grammar.label(SUNK, 4) == "obl.by"


def test_a_conjunct_climbs_to_the_governor_of_its_row() -> None:
    assert grammar.climb(SANK, RAFTS) == [RAFTS, SANK_]


def test_the_verb_above_a_word_is_the_first_that_governs_it() -> None:
    assert grammar.verb_above(SANK, RAFTS) == SANK_
    assert grammar.verb_above(SUNK, 3) == 2
    assert grammar.verb_above(SANK, SANK_) is None


def test_the_clause_of_a_word_is_its_verb() -> None:
    assert grammar.clause(SANK, THEN) == FLED
    assert grammar.clause(SANK, RAFTS) == SANK_


def test_a_conjoined_verb_shares_the_subject() -> None:
    assert grammar.subject(SANK, FLED) == GUARDS


def test_a_verb_without_a_subject_has_none() -> None:
    assert grammar.subject(tree(Word("Flee", "VB", 0, "ROOT")), 0) is None


def test_the_passive_is_told_from_the_active() -> None:
    assert grammar.passive(SUNK, 2)
    assert not grammar.passive(SANK, SANK_)


def test_a_participle_behind_have_is_not_passive() -> None:
    have_sunk = tree(Word("have", "VBP", 1, "aux"), Word("sunk", "VBN", 1, "ROOT"))
    assert not grammar.passive(have_sunk, 1)


def test_a_participle_that_modifies_a_noun_is_passive() -> None:
    assert grammar.passive(tree(Word("boats", "NNS", 0, "ROOT"), Word("sunk", "VBN", 0, "acl")), 1)


def test_a_circle_of_governors_ends() -> None:
    circle = tree(Word("a", "NN", 1, "conj"), Word("b", "NN", 0, "conj"))
    assert grammar.climb(circle, 0)[0] == 0
    assert grammar.subject(circle, 0) is None
    assert grammar.clause(circle, 0) in (0, 1)


def test_answers_are_kept_of_the_tree_at_hand_only() -> None:
    grammar.climb(SANK, RAFTS)
    assert ("climb", RAFTS) in grammar.known(SANK)
    grammar.climb(SUNK, 4)
    assert grammar.known(SANK) == {}
