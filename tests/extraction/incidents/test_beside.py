from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction.incidents.beside import NOWHERE, Forest, Seen, Tree, measures

SPLIT = Tree(measure=[1, -1, -1], highest=[0.5, 0.0, 0.0], left=[1, 0, 0], right=[2, 0, 0], value=[0.0, -1.0, 2.0])


def test_a_tree_goes_left_up_to_its_threshold_and_right_above() -> None:
    assert SPLIT.of([9.0, 0.5]) == -1.0
    assert SPLIT.of([9.0, 0.6]) == 2.0


def test_a_forest_adds_its_trees_to_the_base() -> None:
    assert Forest(0.5, [SPLIT, SPLIT]).score([0.0, 1.0]) == 4.5


def test_a_candidate_is_measured_against_its_rivals_and_the_other_kinds_of_its_sentences() -> None:
    days = [Seen(1.0, (0,), "tuesday"), Seen(-1.0, (0, 2), "tuesday"), Seen(0.0, (3,), "friday")]
    tolls = [Seen(0.75, (2,), 7)]
    strong, weak, far = measures(days, [tolls], scores=[2.0, 0.0, 1.0, -1.0], whole=0.5)
    assert strong[:2] == [1.0, 1.0]
    assert weak[12] == 1.0, "its twin is the other reading of the same day"
    assert far[12] == NOWHERE
    assert weak[-2:] == [0.75, 0.75]
    assert far[-2:] == [NOWHERE, 0.75]


SEEN = st.builds(
    Seen,
    score=st.floats(-20, 20),
    lines=st.lists(st.integers(0, 3), max_size=3).map(tuple),
    twin=st.integers(0, 2),
    sort=st.floats(0, 3),
)


@given(st.lists(SEEN, max_size=5), st.lists(SEEN, max_size=3))
def test_every_candidate_has_as_many_measures(seen: list[Seen], other: list[Seen]) -> None:
    rows = measures(seen, [other], scores=[0.0] * 4, whole=0.0)
    assert len(rows) == len(seen)
    assert len({len(row) for row in rows}) <= 1
