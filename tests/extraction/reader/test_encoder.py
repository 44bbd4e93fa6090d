"""What runs the encoder, and what happens where it is not there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from warbook.errors import UsageError
from warbook.extraction import reader
from warbook.extraction.reader import encoder

needs_model = pytest.mark.skipif(not reader.available("en"), reason="the reader's model is not here")
IDS, MARKS = [0, 2003, 2104, 2205, 2], [0, 0, 1, 0, 0]


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    encoder.chosen.cache_clear()
    encoder.load.cache_clear()
    yield
    encoder.chosen.cache_clear()
    encoder.load.cache_clear()


def test_without_openvino_the_runtime_that_is_always_there_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(encoder.VARIABLE, raising=False)
    monkeypatch.setattr(encoder.util, "find_spec", lambda name: None)
    assert encoder.chosen() == "onnxruntime"


def test_what_the_environment_names_is_taken_and_nothing_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(encoder.VARIABLE, "openvino")
    assert encoder.chosen() == "openvino"
    encoder.chosen.cache_clear()
    monkeypatch.setenv(encoder.VARIABLE, "abacus")
    with pytest.raises(UsageError, match="abacus"):
        encoder.chosen()


@needs_model
def test_both_runtimes_give_nearly_the_same_states(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openvino", reason="OpenVINO is not installed here")
    found = []
    for name in ("onnxruntime", "openvino"):
        monkeypatch.setenv(encoder.VARIABLE, name)
        encoder.chosen.cache_clear()
        encoder.load.cache_clear()
        found.append(encoder.load()(IDS, MARKS))
    assert found[0].shape == found[1].shape == (len(IDS), found[0].shape[1])
    cosines = (found[0] * found[1]).sum(1) / np.linalg.norm(found[0], axis=1) / np.linalg.norm(found[1], axis=1)
    assert cosines.min() > 0.99


@needs_model
def test_states_of_a_page_outlive_the_next_page() -> None:
    encode = encoder.load()
    first = encode(IDS, MARKS)
    before = first.copy()
    encode(IDS[::-1], MARKS)
    assert np.array_equal(first, before)


def test_nothing_is_told_to_anybody(tmp_path: Path) -> None:
    """OpenVINO comes with a package that keeps statistics in the user's home; a program of ours never loads it."""
    pytest.importorskip("openvino", reason="OpenVINO is not installed here")
    program = "from warbook.extraction.reader import encoder; encoder._core()"
    subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, "HOME": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []
