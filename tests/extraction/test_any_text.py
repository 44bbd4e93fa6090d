"""Garbage gives no claims, and the dress of a text does not change its figures."""

import random

import pytest

from warbook.extraction import extract
from warbook.model import Document, Figure

REPORT = (
    'On 3 May 2022 the Ukrainian army said that 1,200 Russian soldiers were killed near Izium. "We lost 12-15 tanks," '
    "a Russian officer said. More than 40 civilians were wounded in Kharkiv, the mayor's office reported."
)


def figures(text: str) -> list[Figure]:
    return extract(Document(id="d", name="d.txt", text=text))


def said(text: str) -> list[tuple[object, ...]]:
    return [(f.value.low, f.value.high, f.value.unit, f.event, f.object, f.modality) for f in figures(text)]


def garbage() -> dict[str, str]:
    dice = random.Random(9)
    return {
        "bytes": bytes(dice.randrange(256) for _ in range(4_000)).decode("latin-1"),
        "digits": "".join(dice.choice("0123456789") for _ in range(4_000)),
        "numbers": " ".join(str(dice.randrange(10_000)) for _ in range(800)),
        "capitals": "".join(dice.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ ") for _ in range(4_000)),
        "capitals and digits": "".join(dice.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 ") for _ in range(4_000)),
        "right to left": "".join(dice.choice("אבגדהוזחטי ابتثج٠١٢ 17\n") for _ in range(4_000)),
        "emoji": "".join(dice.choice("🚀💥🔥🏳️👁 12 ") for _ in range(4_000)),
    }


@pytest.mark.parametrize("kind", garbage())
def test_garbage_gives_no_claims(kind: str) -> None:
    assert figures(garbage()[kind]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"', "“"),
        ("'", "’"),
        ("-", "–"),
        (" ", "\u00a0"),
        (" ", "  "),
        ("1,200", "1 200"),
        ("1,200", "1\u202f200"),
        (" soldiers", "\nsoldiers"),
        (" in Kharkiv", "\r\nin Kharkiv"),
    ],
)
def test_the_dress_of_a_text_does_not_change_its_figures(old: str, new: str) -> None:
    assert said(REPORT.replace(old, new)) == said(REPORT)
