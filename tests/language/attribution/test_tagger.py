import pytest

from warbook.language.attribution.tagger import Tagger, load


def test_the_best_path_weighs_features_and_what_follows_what() -> None:
    tagger = Tagger("AB", moves=[[0, -5], [0, 0]], weights={"x": [1, 3], "y": [2, 0]})
    assert tagger.tag([["y"], ["x"]]) == ["A", "A"]
    assert tagger.tag([["x"], ["x"]]) == ["B", "B"]


def test_unknown_features_and_empty_sequences_count_nothing() -> None:
    tagger = Tagger("AB", moves=[[0, 0], [0, 0]], weights={"x": [1, 3]})
    assert tagger.tag([["unheard of"]]) == ["A"]
    assert tagger.tag([]) == []


@pytest.mark.parametrize(("name", "labels"), [("cues", {"B", "I", "O"}), ("roles", {"S", "C", "O"})])
def test_the_stored_models_can_be_read(name: str, labels: set[str]) -> None:
    assert set(load(name).labels) == labels
