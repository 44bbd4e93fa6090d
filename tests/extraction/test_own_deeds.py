"""A side's own deeds, told by itself."""

import pytest
from builders import report

from warbook.extraction.extract import extract

MUJAHID = "Zabihullah Mujahid, chief spokesman for the Taliban government, said that 58 Pakistani soldiers had died"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (MUJAHID + ", and that 25 posts had been captured.", "Taliban"),
        (MUJAHID + ". On his own side, he said, 9 were dead.", "Taliban"),
        ("Kyiv said 4 villages had been taken by Russian troops.", "Russia"),
        ("Ukraine's General Staff said that Russian troops had captured 2 villages.", "Russia"),
        ("India heard it. The adversary suffered 40 casualties, the Indian army said of Pakistan's raid.", "Pakistan"),
        ("Pakistan's military said that India had struck and that it had destroyed 77 enemy drones.", "India"),
        ("Moscow said nothing of its losses. Its defence ministry reports 35 drones of Ukraine shot down.", "Russia"),
    ],
)
def test_what_a_side_tells_of_its_deeds_is_its_own_unless_another_is_named_as_the_doer(text: str, party: str) -> None:
    assert extract(report(text))[-1].party == party
