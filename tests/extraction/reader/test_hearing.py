"""What is heard on pages: words between tokens, and tokens on two pages."""

import numpy as np

from warbook.extraction.reader.hearing import Hearing, cues
from warbook.extraction.reader.page import Page
from warbook.language import sentences, syntax

TEXT = "Police said so."
(TREE,) = syntax.parse(TEXT, sentences.split(TEXT))


def page(starts: list[int], ends: list[int]) -> Page:
    """A page with one token of head and one behind the text."""
    ids = [0] * (len(starts) + 2)
    return Page(
        ids=ids, marks=ids, starts=[-1, *starts, -1], ends=[-1, *ends, -1], breaks=ids, stops=ids, labels=[],
        numbers=[], parties=[], dates=[],
    )  # fmt: skip


def row(*values: float) -> np.ndarray:
    return np.array([[value, 0.0, 0.0] for value in (9.0, *values, 9.0)], np.float32)


def test_a_word_is_heard_by_its_first_token() -> None:
    heard = Hearing([(page([0, 3, 7, 12], [3, 6, 11, 14]), row(1, 2, 3, 4))]).cues(TREE)
    assert heard is not None
    assert heard[:, 0].tolist() == [1, 3, 4, 0]


def test_a_token_on_two_pages_counts_where_it_has_more_text_around() -> None:
    first = (page([0, 7], [6, 11]), row(1, 1))
    second = (page([0, 7, 12], [6, 11, 14]), row(2, 2, 2))
    for pages in ([first, second], [second, first]):
        heard = Hearing(pages).cues(TREE)
        assert heard is not None
        assert heard[1, 0] == 2


def test_nothing_is_heard_where_no_page_was_read() -> None:
    assert Hearing([]).cues(TREE) is None
    assert Hearing([(page([90], [95]), row(1))]).cues(TREE) is None


def test_chances_are_in_the_measure_of_the_tagger() -> None:
    weights = {
        "cue.look.weight": np.eye(2, dtype=np.float32),
        "cue.look.bias": np.zeros(2, np.float32),
        "cue.near.weight": np.zeros((3, 2, 2), np.float32),
        "cue.near.bias": np.zeros(2, np.float32),
        "cue.say.weight": np.eye(2, dtype=np.float32),
        "cue.say.bias": np.zeros(2, np.float32),
        "cue.trust": np.float32(10),
    }
    (found,) = cues(np.array([[0.0, -5.0]], np.float32), weights)
    assert np.allclose(found, 10 * np.log(0.5))
