"""The reports that were written for teaching, and the notation they are written in."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import link_event, link_object

TRAINING = Path(__file__).resolve().parents[2] / "training"
annotated = runpy.run_path(str(TRAINING / "annotated.py"))

BLOCK = """x-1
title: Convoy hit
published: 2024-08-02
--
The army said that [[at least 12]] men had died and [[three]] were gone.
--
12+ | killed personnel | Mali (Guards) | 2024-08-02 | the army | Kidal |
3 | missing personnel | Mali > JNIM | ..2024-08-02 cum | - | - | denied
"""


def test_a_report_is_read_with_the_places_of_its_numbers() -> None:
    report = annotated["document"](BLOCK)
    assert [report["text"][f["start"] : f["end"]] for f in report["figures"]] == ["at least 12", "three"]
    assert "[[" not in report["text"]


def test_a_row_tells_all_fields() -> None:
    first, second = annotated["document"](BLOCK)["figures"]
    assert (first["low"], first["high"], first["party"], first["group"]) == (12, None, "Mali", "Guards")
    assert (first["sources"], first["place"], first["modality"]) == (["the army"], "Kidal", "asserted")
    assert (second["to"], second["period"], second["cumulative"]) == (
        "JNIM",
        {"start": None, "end": "2024-08-02"},
        True,
    )
    assert (second["sources"], second["modality"]) == ([], "denied")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("killed personnel", "slain personnel", "'slain' is not in the vocabulary"),
        ("12+ |", "twelve |", "cannot read the value"),
        ("[[three]]", "three", "1 bracketed numbers, 2 rows"),
        ("..2024-08-02", "2024-08-09..2024-08-02", "ends before it starts"),
    ],
)
def test_a_wrong_row_is_refused_with_its_report(right: str, wrong: str, said: str) -> None:
    with pytest.raises(ValueError, match="x-1") as refused:
        annotated["document"](BLOCK.replace(right, wrong))
    assert said in str(refused.value)


@given(st.lists(st.text(alphabet="abc 12\n", min_size=1, max_size=9).filter(str.strip), max_size=6))
def test_brackets_leave_the_text_and_the_places_as_they_were(words: list[str]) -> None:
    text, spans = annotated["unmarked"](" x ".join(f"[[{word}]]" for word in words))
    assert text == " x ".join(words)
    assert [text[start:end] for start, end in spans] == words


def test_every_report_of_ours_can_be_read_and_has_a_name_of_its_own() -> None:
    names = [one["id"] for path in sorted((TRAINING / "reports").glob("*.txt")) for one in annotated["documents"](path)]
    assert len(names) > 2_000
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("marks", sorted((TRAINING / "standoff").glob("*.jsonl")), ids=lambda path: path.stem)
def test_marks_of_other_texts_stay_inside_their_passages(marks: Path) -> None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]
    assert rows
    for row in rows:
        assert "text" not in row
        for figure in row["figures"]:
            assert 0 <= figure["start"] < figure["end"] <= row["to"] - row["from"]
            assert figure["event"] in link_event.EVENTS
            assert figure["object"] in link_object.OBJECTS
