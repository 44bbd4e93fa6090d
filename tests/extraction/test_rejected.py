"""Figures that a later voice rejects."""

import pytest
from builders import report

from warbook.extraction.extract import extract
from warbook.extraction.rejected import rejected
from warbook.extraction.spot import spot
from warbook.vocabulary import Entry, entries

TOLD = "The harbour office said that 40 sailors had drowned."


def modalities(text: str) -> list[str]:
    return [figure.modality for figure in extract(report(text), quick=True)]


@pytest.mark.parametrize(
    "after",
    [
        "The owners dismissed the figure.",
        "Captain Orlin denied it.",
        '"That is a lie," said Captain Orlin.',
        "Captain Orlin called this grossly exaggerated.",
        'The radio: "fake news".',
    ],
)
def test_a_rejected_figure_is_denied(after: str) -> None:
    assert modalities(f"{TOLD} {after}") == ["denied"]


@pytest.mark.parametrize(
    "after",
    [
        "The owners dismissed the captain.",
        "Captain Orlin did not deny it.",
        "Captain Orlin denied that he had been asleep.",
        "The owners rejected a claim by the port that the pilot was drunk.",
        "The harbour office dismissed the claim that there had been a storm.",
    ],
)
def test_what_is_rejected_must_be_the_figure(after: str) -> None:
    assert modalities(f"{TOLD} {after}") == ["asserted"]


def test_a_claim_is_rejected_in_its_own_sentence() -> None:
    text = "The army admits 383 dead; of the other side it believes 1,500 to have died, a claim that the rebels reject."
    assert modalities(text) == ["asserted", "denied"]


def test_all_that_the_same_voice_told_is_rejected_together() -> None:
    text = "The army said that 30 rebels were killed. It said that 12 were wounded. The rebels dismissed all of it."
    assert modalities(text) == ["denied", "denied"]


def test_nothing_is_rejected_in_a_text_without_figures() -> None:
    assert rejected(spot("The rebels dismissed all of it."), [], []) == frozenset()


@pytest.mark.parametrize("entry", entries("rejections"), ids=lambda entry: entry.id)
def test_each_entry_is_told_from_another_use(entry: Entry) -> None:
    assert "denied" in modalities(entry.example or "")
    assert "denied" not in modalities(entry.unlike or "")


@pytest.mark.parametrize("after", ["Rubbish, says the captain.", "Lies! answers the captain."])
def test_a_verdict_at_the_head_of_a_sentence_rejects(after: str) -> None:
    assert modalities(f"{TOLD} {after}") == ["denied"]


def test_what_is_admitted_is_not_denied() -> None:
    text = "Iran said that its army had shot down 35 aircraft. Iraq dismisses the aircraft as poetry and admits to one."
    assert modalities(text)[-1] == "asserted"
