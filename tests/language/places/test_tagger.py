from pathlib import Path

from warbook.language.places import tagger


def test_the_best_labels_weigh_words_and_order() -> None:
    weights = tagger.Weights(
        {"place": (0.0, 2.0, 0.5), "more": (0.0, 0.5, 1.0)}, [[0.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    )
    assert tagger.best_labels(weights, [["other"], ["place"], ["more"]]) == [0, 1, 2]


def test_a_name_never_begins_in_its_middle() -> None:
    weights = tagger.Weights({"more": (0.0, -9.0, 5.0)}, [[0.0] * 3] * 3)
    assert tagger.best_labels(weights, [["more"]]) == [0]


def test_labels_become_names() -> None:
    assert tagger.spans_of([0, 1, 2, 1, 0]) == [(1, 2), (3, 3)]


def test_weights_are_kept_as_readable_text(tmp_path: Path) -> None:
    weights = tagger.Weights({"w=river": (-0.5, 0.25, 0.75)}, [[0.0] * 3] * 3)
    weights.save(tmp_path / "weights.tsv")
    assert "w=river\t-0.5\t0.25\t0.75" in (tmp_path / "weights.tsv").read_text()
