"""Sentences are told by their words, also in wordings that no phrase of the vocabulary has."""

import numpy as np
import pytest

from warbook.documents import spoken, wording

VISITOR = (
    "Drop your address in the box and we write once a week.",
    "Log in or enrol to read more stories for free.",
    "Pick which trackers may run on this device.",
)
REPORT = (
    "The harbour master found nine boats adrift and had them towed in.",
    "The tribunal heard the nurse for two hours.",
    "Snow closed the pass, and the column of 40 trucks turned back.",
)


@pytest.mark.parametrize("sentence", VISITOR)
def test_what_is_said_to_a_visitor_is_likely(sentence: str) -> None:
    assert spoken.likelihood(sentence, []) > 0.5


@pytest.mark.parametrize("sentence", REPORT)
def test_what_is_reported_is_not(sentence: str) -> None:
    assert spoken.likelihood(sentence, []) < 0.1


def test_no_words_and_no_model_say_nothing() -> None:
    assert spoken.likelihood(" … ", []) < 0.5
    assert spoken.likelihood("", []) == 0.0
    assert spoken.likelihood(VISITOR[0], [], "xx") == 0.0


def test_a_hopeless_sentence_is_left_before_its_pairs_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoken, "features", lambda *_: pytest.fail("was weighed"))
    assert spoken.likelihood(REPORT[0], []) == 0.0


def test_words_that_mean_alike_lie_close() -> None:
    def place(word: str) -> np.ndarray:
        found = wording.point([word])
        assert found is not None
        return found / np.linalg.norm(found)

    assert place("newspaper") @ place("magazine") > place("newspaper") @ place("river") + 0.2
    assert wording.point(["qqqq"], "en") is None
    assert wording.point(["river"], "xx") is None


def test_a_word_is_known_without_its_ending() -> None:
    assert wording.lookup("barcodes", {"barcode": 7}) == 7
    assert wording.lookup("as", {"a": 7}) is None


def test_the_place_of_a_sentence_is_the_sum_of_its_words() -> None:
    direction = np.linspace(-1, 1, wording.DIMENSIONS, dtype=np.float32)
    words = ["the", "river", "rose", "unlocking"]
    along = wording.along(direction)
    point = wording.point(words)
    assert point is not None
    assert spoken.about(wording.lookup(word, along) for word in words) == pytest.approx(point @ direction, abs=1e-4)
