"""The reader: a small transformer that reads each number in its report, beside the rules and the linker.

    read(sheet) -> a Reading for each number of the sheet

It reads a number in the light of the whole text: who is meant by 'the attackers', which voice still holds the floor. It
was taught on annotated reports (`training/reader.py`) with the names of the sides exchanged at random, so that
what it knows does not rest on who they are. It gives chances, not answers: the linker weighs them with its own.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from warbook.extraction.reader.heads import Array, Reading, readings
from warbook.extraction.reader.page import Page, load_tokenizer, pages
from warbook.extraction.reader.sheet import Sheet, sheet_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["Reading", "Sheet", "available", "read", "sheet_of"]


def available(lang: str) -> bool:
    """Whether there is a reader for the language."""
    return resources.files(__package__).joinpath("models", lang, "encoder.onnx").is_file()


def read(sheet: Sheet, lang: str = "en") -> list[Reading | None]:
    """A reading for each of the sheet's numbers; None for a number that no token covers."""
    found: dict[int, Reading] = {}
    for page in pages(sheet, load_tokenizer(lang)):
        found.update(readings(_states(page, lang), page, _heads(lang)))
    return [found.get(place) for place in range(len(sheet.numbers))]


def _states(page: Page, lang: str) -> Array:
    """The encoder's states of a page: tokens × size."""
    row = {"ids": np.array([page.ids], np.int64), "marks": np.array([page.marks], np.int64)}
    states: Sequence[Array] = _session(lang).run(["states"], row)
    found: Array = states[0][0]
    return found


@cache
def _session(lang: str) -> "InferenceSession":
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(
        "session.disable_quant_qdq", "1"
    )  # make the 8-bit weights floats once, not each time
    options.enable_cpu_mem_arena = False  # slower by a hair, and gives memory back
    with resources.as_file(resources.files(__package__).joinpath("models", lang, "encoder.onnx")) as path:
        return InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def _heads(lang: str) -> dict[str, Array]:
    with resources.files(__package__).joinpath("models", lang, "heads.npz").open("rb") as file:
        return {name: table.astype(np.float32) for name, table in np.load(file).items()}
