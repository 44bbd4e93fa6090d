"""The reader's arithmetic."""

import numpy as np
import pytest
from builders import report
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import reader
from warbook.extraction.extract import extract, scene_of
from warbook.extraction.reader.heads import FAR, distance, log_softmax
from warbook.extraction.reader.labels import EVENTS
from warbook.extraction.reader.sheet import sheet_of

needs_model = pytest.mark.skipif(not reader.available("en"), reason="the reader's model is not here")
TOLD = "Chadian soldiers killed 12 Boko Haram fighters near the lake. The insurgents left 40 dead behind."


@given(st.integers(0, 5000), st.integers(0, 20), st.integers(0, 5000), st.integers(0, 20))
def test_distances_fall_into_few_classes(start: int, length: int, other: int, more: int) -> None:
    found = distance((start, start + length), (other, other + more))
    assert 0 <= found < FAR - 1
    assert (found > 9) == (other > start + length)


def test_chances_add_up() -> None:
    found = log_softmax(np.array([[1.0, 2.0, -3.0], [100.0, 0.0, 0.0]], np.float32))
    assert np.exp(found).sum(axis=1) == pytest.approx([1.0, 1.0])


@needs_model
def test_a_reading_gives_chances_for_every_answer() -> None:
    first, second = reader.read(sheet_of(scene_of(report(TOLD))))
    assert first is not None and second is not None
    assert len(first.classes["event"]) == len(EVENTS)
    for table in (*first.classes.values(), first.parties, first.days, first.starts, first.ends):
        assert np.exp(table).sum() == pytest.approx(1.0, abs=1e-3)


@needs_model
def test_a_role_word_is_read_as_the_side_that_has_it() -> None:
    """The second sentence does not name the side that suffers; the reader's word must be in the reasons."""
    first, second = extract(report(TOLD))
    assert (first.event, first.party) == ("killed", "Boko Haram")
    assert (second.event, second.party) == ("killed", "Boko Haram")
    assert any("reader" in reason for reason in first.why)


@needs_model
def test_without_trust_the_reader_is_not_asked() -> None:
    found = extract(report(TOLD), trust={})
    assert found and not any("reader" in reason for figure in found for reason in figure.why)
