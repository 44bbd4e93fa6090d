"""A side's own deeds, told by itself."""

from datetime import date

import pytest
from builders import report

from warbook.extraction.extract import extract
from warbook.model import Publication

MUJAHID = "Zabihullah Mujahid, chief spokesman for the Taliban government, said that 58 Pakistani soldiers had died"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (MUJAHID + ", and that 25 posts had been captured.", "Taliban"),
        (MUJAHID + ". On his own side, he said, 9 were dead.", "Taliban"),
        ("Kyiv said 4 villages had been taken by Russian troops.", "Russia"),
        ("Ukraine's General Staff said that Russian troops had captured 2 villages.", "Russia"),
        ("Moscow said nothing of its losses. Its defence ministry reports 35 drones of Ukraine shot down.", "Russia"),
    ],
)
def test_what_a_side_tells_of_its_deeds_is_its_own_unless_another_is_named_as_the_doer(text: str, party: str) -> None:
    assert extract(report(text))[-1].party == party


def test_what_a_side_tells_of_the_enemy_is_its_enemys() -> None:
    text = (
        "Fighting went on along the Line of Control on Friday. The adversary suffered 40 casualties, the Indian army said; "
        "Pakistan's military said that 31 of its civilians had been martyred and that it had destroyed 77 enemy drones."
    )
    found = {figure.number: figure.party for figure in extract(report(text, published=Publication(date(2025, 5, 10))))}
    assert (found["40"], found["77"]) == ("Pakistan", "India")
