from math import e

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import ranker
from warbook.extraction.ranker import decide

TABLE = {"likes": 1.0, "loves": 2.0, "hates": -3.0, "shrugs": 0.1}


def test_the_highest_sum_wins() -> None:
    assert decide(TABLE, [("no", []), ("yes", ["likes", "shrugs"]), ("never", ["loves", "hates"])]).label == "yes"


def test_a_feature_counts_once_however_often_it_is_named() -> None:
    assert decide(TABLE, [("often", ["likes"] * 5), ("once", ["loves"])]).label == "once"


def test_unknown_features_weigh_nothing() -> None:
    assert decide(TABLE, [("a", ["unheard of"]), ("b", [])]).probability == pytest.approx(1 / 2)


def test_the_first_of_equals_wins() -> None:
    assert decide(TABLE, [("first", []), ("second", [])]).label == "first"


def test_the_probability_is_the_share_of_the_exponentials() -> None:
    choice = decide(TABLE, [("a", ["likes"]), ("b", [])])
    assert choice.probability == pytest.approx(e / (e + 1))


def test_reasons_are_the_heaviest_features_first() -> None:
    assert decide(TABLE, [("a", ["likes", "loves", "hates", "shrugs"])]).reasons == ("loves", "likes")


def test_nothing_cannot_be_chosen_from() -> None:
    with pytest.raises(ValueError, match="nothing to choose from"):
        decide(TABLE, [])


def test_an_unknown_task_has_no_weights() -> None:
    assert ranker.choose("no such task", [("a", ["likes"]), ("b", ["loves"])]).label == "a"


def test_every_task_of_the_linker_has_weights() -> None:
    assert {"figure", "event", "object", "party", "period", "running", "modality"} <= ranker.weights().keys()


@given(st.lists(st.lists(st.sampled_from(sorted(TABLE))), min_size=1, max_size=6))
def test_the_choice_is_at_least_as_likely_as_an_even_draw(rows: list[list[str]]) -> None:
    choice = decide(TABLE, list(enumerate(rows)))
    assert 1 / len(rows) - 1e-9 <= choice.probability <= 1 + 1e-9
