"""The linker's word and the reader's, weighed together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import joint, ranker
from warbook.extraction.joint import Joint

SCORES = st.lists(st.floats(-9, 9), min_size=1, max_size=8)


def test_a_factor_alone_leaves_the_linkers_weights_as_they_are() -> None:
    alone = {"here in": 2.0}
    assert joint.together(alone, Joint(1.0, 1.6)).weights is alone


def test_beside_the_reader_the_linkers_weights_are_scaled_and_others_added() -> None:
    table = joint.together({"here in": 2.0, "open": -1.0}, Joint(0.5, 1.0, {"here in": 0.25, "read=0": 1.5}))
    assert table.weights == {"here in": 1.25, "open": -0.5, "read=0": 1.5}


def test_the_readers_first_choice_is_heard_as_such_and_by_how_much() -> None:
    first, second = joint.heard([["here in"], ["open"]], alone=[1.0, 2.0], said=[-0.02, -4.2])
    assert first == ["read=0", "rank=0", "ranks=0,1", "here in:read=0", "here in:rank=0", "first by 4"]
    assert second == ["read=7", "rank=1", "ranks=1,0", "open:read=7", "open:rank=1"]


def test_a_reader_that_says_nothing_is_not_heard() -> None:
    assert joint.heard([["here in"], ["open"]], alone=[1.0, 2.0], said=[0.0, 0.0]) == [[], []]


def test_a_day_of_the_sentence_that_the_linker_surely_prefers_stands() -> None:
    told = [["here in"], ["back span"]]
    assert joint.is_sure(told, [7.0, 3.2])
    assert not joint.is_sure(told, [5.0, 3.2])
    assert not joint.is_sure(told, [3.2, 7.0])


@given(SCORES)
def test_ranks_count_the_better_ones(scores: list[float]) -> None:
    ranks = joint.ranked(scores)
    assert sorted(ranks) == list(range(len(scores)))
    for score, rank in zip(scores, ranks, strict=True):
        assert sum(other > score for other in scores) <= rank <= sum(other >= score for other in scores) - 1


@pytest.mark.parametrize("task", ["figure", "event", "object", "party", "period", "running", "modality"])
def test_every_choice_has_its_factors_and_weights(task: str) -> None:
    assert joint.load()[task].reader > 0
    assert joint.shipped()[task].weights.keys() >= ranker.weights()[task].keys()


def test_only_what_is_heard_has_weights_of_its_own() -> None:
    assert {task for task, one in joint.load().items() if one.weights} == joint.HEARD


def test_a_language_without_a_reader_has_none() -> None:
    assert joint.load("xx") == {}
