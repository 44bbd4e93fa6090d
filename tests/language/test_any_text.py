"""What holds for any text at all: nothing crashes, spans lie in the text, and time grows with its length only."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.language import casing, dates, names, numbers, places, quotations, sentences
from warbook.model import Span

FINDERS: dict[str, Callable[[str], Sequence[Any]]] = {
    "sentences": sentences.split,
    "numbers": numbers.find,
    "dates": dates.find,
    "names": names.find,
    "places": places.find,
    "quotations": quotations.find,
}
ODD = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("٠١٢٣۴५½²Ⅷ①–—−‑\u00a0\u202f\u200b\u200f\ufeff\x00\r\n\t“”‘’«»İıß🚀🏳️"),
    ),
    max_size=120,
)
REPORT = (
    "On 3 May 2022 the ministry in Kharkiv said that 1,200 soldiers and “several dozen” tanks were lost near Izium. "
    "Anna Holm, 25, of the Red Cross told reporters that 40 per cent of the houses in Lyman, Donetsk region, burned. "
    "Last week between 10 and 15 people died; nobody was hurt in Poltava on Friday, the mayor's office said.\n\n"
)


@pytest.mark.parametrize("name", FINDERS)
@settings(max_examples=60, deadline=None)
@given(text=ODD)
def test_odd_text_is_read_without_harm(name: str, text: str) -> None:
    spans = [found if isinstance(found, Span) else found.span for found in FINDERS[name](text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_restored_case_keeps_every_offset(text: str) -> None:
    for written in (text, text.upper()):
        assert len(casing.restore(written)) == len(written)


def garbage() -> dict[str, str]:
    """Texts of 20,000 characters that say nothing."""
    dice = random.Random(4)
    return {
        "bytes": bytes(dice.randrange(256) for _ in range(20_000)).decode("latin-1"),
        "digits": "".join(dice.choice("0123456789") for _ in range(20_000)),
        "digits in groups": " ".join(str(dice.randrange(10_000)) for _ in range(4_000)),
        "one letter": "a" * 20_000,
        "capitals": "".join(dice.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ ") for _ in range(20_000)),
        "right to left": "".join(dice.choice("אבגדהוזחטי ابتثج٠١٢\n") for _ in range(20_000)),
        "emoji": "".join(dice.choice("🚀💥🔥🏳️👁 ") for _ in range(20_000)),
        "brackets": "([{“‘«" * 3_300,
        "hyphens": "-1-2" * 5_000,
    }


@pytest.mark.parametrize("name", FINDERS)
@pytest.mark.parametrize("kind", garbage())
def test_garbage_does_not_hang(name: str, kind: str) -> None:
    started = time.process_time()
    FINDERS[name](garbage()[kind])
    assert time.process_time() - started < 5


@pytest.mark.parametrize("name", [*FINDERS, "casing"])
@pytest.mark.parametrize("text", [REPORT, REPORT.upper(), "The river was calm and the bread was good. \n"])
def test_time_grows_with_the_length_of_the_text(name: str, text: str) -> None:
    find = FINDERS.get(name, casing.restore)
    find(REPORT)
    short, long = (text * (8_000 // len(text)), text * (64_000 // len(text)))
    assert seconds(find, long) < 24 * max(seconds(find, short), 0.002)


def seconds(find: Callable[[str], Any], text: str) -> float:
    """CPU seconds, the better of two runs."""
    taken = []
    for _ in range(2):
        started = time.process_time()
        find(text)
        taken.append(time.process_time() - started)
    return min(taken)
