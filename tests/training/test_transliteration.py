"""What counts as one name in two ways of writing it."""

import runpy
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"
same_name = runpy.run_path(str(TRAINING / "transliteration.py"))["same_name"]


@pytest.mark.parametrize(
    ("press", "main"),
    [("Kupiansk", "Kup’yans’k"), ("Fallujah", "Al Fallūjah"), ("Marinka", "Mar’yinka"), ("Deraa", "Dar‘ā")],
)
def test_another_way_of_writing_a_name_in_our_letters_is_the_same_name(press: str, main: str) -> None:
    assert same_name(press, main)


@pytest.mark.parametrize(("one", "other"), [("Rangoon", "Yangon"), ("Stalingrad", "Volgograd"), ("Ypres", "Ieper")])
def test_another_name_of_the_town_is_not(one: str, other: str) -> None:
    assert not same_name(one, other)
