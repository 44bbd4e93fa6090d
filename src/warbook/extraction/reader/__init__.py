"""The reader: a small transformer that reads each number in its report, beside the rules and the linker.

    read(sheet) -> a Reading for each number of the sheet
    hear(sheet) -> which of its words are cues of somebody's saying
    classify(states, ranges) -> what it makes of stretches of a text whose states are known

It reads a number in the light of the whole text: who is meant by 'the attackers', which voice still holds the floor. It
was taught on annotated reports (`training/reader.py`) with the names of the sides exchanged at random, so that
what it knows does not rest on who they are. It gives chances, not answers: the linker weighs them with its own.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np

from warbook.extraction.reader import encoder
from warbook.extraction.reader.heads import Array, Reading, classes_at, readings
from warbook.extraction.reader.hearing import Hearing, cues
from warbook.extraction.reader.page import Range, load_tokenizer, pages
from warbook.extraction.reader.sheet import Sheet, sheet_of

__all__ = ["Hearing", "Reading", "Sheet", "available", "classify", "hear", "read", "sheet_of"]


def available(lang: str) -> bool:
    """Whether there is a reader for the language."""
    return resources.files(__package__).joinpath("models", lang, "encoder.onnx").is_file()


def read(sheet: Sheet, lang: str = "en") -> list[Reading | None]:
    """A reading for each of the sheet's numbers; None for a number that no token covers."""
    found: dict[int, Reading] = {}
    for page in pages(sheet, load_tokenizer(lang)):
        found.update(readings(encoder.load(lang)(page.ids, page.marks), page, _weights("heads.npz", lang)))
    return [found.get(place) for place in range(len(sheet.numbers))]


def hear(sheet: Sheet, lang: str = "en") -> Hearing:
    """Which words of the whole sheet are cues of somebody's saying."""
    whole = pages(sheet, load_tokenizer(lang), whole=True)
    weights = _weights("cues.npz", lang)
    return Hearing((page, cues(encoder.load(lang)(page.ids, page.marks), weights)) for page in whole)


def classify(states: Array, ranges: Sequence[Range], lang: str = "en") -> dict[str, Array]:
    """By class ('figure', 'event', 'modality' …) the natural logarithms of its labels for each stretch of tokens, first
    and last included; `states` are tokens × size."""
    return classes_at(states, ranges, _weights("heads.npz", lang))


@cache
def _weights(name: str, lang: str) -> dict[str, Array]:
    with resources.files(__package__).joinpath("models", lang, name).open("rb") as file:
        return {name: table.astype(np.float32) for name, table in np.load(file).items()}
