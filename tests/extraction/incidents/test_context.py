from collections.abc import Sequence

import numpy as np
import pytest

from warbook.extraction.incidents import context, report
from warbook.extraction.incidents.context import Context
from warbook.extraction.reader import encoder
from warbook.extraction.reader.heads import Array
from warbook.extraction.reader.labels import EVENTS
from warbook.extraction.reader.page import DATE, LENGTH, NUMBER, PLAIN, load_tokenizer
from warbook.model import Document, Span

SIX = Context(
    states=np.array([[1, 0], [3, 0], [0, 2], [0, 4], [5, 5], [5, 5]], np.float16),
    starts=[0, 2, 4, 7, 9, 11],
    ends=[1, 3, 6, 8, 10, 12],
    lines=[Span(0, 6), Span(7, 12)],
)


def echo(ids: Sequence[int], marks: Sequence[int]) -> Array:
    """Stands in for an encoder: the state of a token is the token (its last three digits) and its mark."""
    return np.array([np.array(ids) % 1000, marks], np.float32).T


@pytest.fixture(autouse=True)
def _echoes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "load", lambda lang="en": echo)


def read(text: str) -> tuple[report.Report, Context]:
    found = report.read(Document(id="d", name="d.txt", text=text))
    return found, context.of(found)


@pytest.mark.parametrize("tokens", [1, LENGTH - 1, LENGTH, LENGTH + 1, 2 * LENGTH, 5 * LENGTH])
def test_each_token_has_its_own_state_however_many_pages_there_are(tokens: int) -> None:
    words = " ".join(("one", "two", "three", "four", "five")[i % 5] for i in range(tokens))
    found, states = read(words)
    ids = load_tokenizer("en").encode(found.text, add_special_tokens=False).ids
    assert states.states[:, 0].tolist() == [one % 1000 for one in ids]
    assert len(states.starts) == len(states.ends) == tokens


def test_counts_of_the_killed_and_days_are_marked() -> None:
    found, states = read("Seven peasants were killed on 5 February 1989, he said.")
    marks = {found.text[a:b]: mark for a, b, mark in zip(states.starts, states.ends, states.states[:, 1], strict=True)}
    assert marks["Seven"] == NUMBER
    assert marks["February"] == DATE
    assert marks["peasants"] == PLAIN


def test_a_probe_weighs_the_mean_state_of_a_stretch() -> None:
    assert context.hint(SIX, [1.0, 10.0, 0.5])(Span(2, 6)) == pytest.approx((3 + 20) / 2 + 0.5)


def test_a_probe_may_look_at_the_sentence_and_the_report_as_well() -> None:
    alone, sentence, whole = [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]
    found = context.hint(SIX, [*alone, *sentence, *whole, -1.0])
    assert found(Span(0, 1)) == pytest.approx(1 + 2 / 3 + 30 / 6 - 1)
    assert found(Span(7, 8)) == pytest.approx(0 + 14 / 3 + 30 / 6 - 1)


def test_blank_space_takes_the_state_of_the_token_after_it() -> None:
    assert SIX.parts(Span(3, 4))[0] == slice(2, 3)
    assert SIX.parts(Span(12, 15))[0] == slice(5, 6)


def test_the_readers_word_on_a_number_is_a_chance_for_each_question() -> None:
    states = np.random.default_rng(1).normal(size=(6, 768)).astype(np.float16)
    hints = context.as_read(Context(states, SIX.starts, SIX.ends, SIX.lines))
    told = {name: hint(Span(4, 6)) for name, hint in hints.items()}
    assert set(told) == set(context.READ)
    assert all(chance <= 1e-6 for chance in told.values())
    assert hints["read killed"](Span(7, 8)) != told["read killed"]


def test_casualties_may_be_killed_or_wounded(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"event": np.full((1, len(EVENTS)), -50.0), "figure": np.zeros((1, 2)), "modality": np.zeros((1, 4))}
    table["event"][0, EVENTS.index("casualties")] = -0.1
    monkeypatch.setattr(context.reader, "classify", lambda states, ranges, lang: table)
    hints = context.as_read(SIX)
    assert hints["read killed"](Span(0, 1)) == pytest.approx(-0.1)
    assert hints["read wounded"](Span(0, 1)) == pytest.approx(-0.1)
