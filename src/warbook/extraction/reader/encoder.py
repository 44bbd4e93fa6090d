"""The encoder: tokens and their marks in, a state for each token out. Runs offline, on one core.

Where the processor multiplies matrices of bfloat16 by itself and OpenVINO is installed, OpenVINO does, two to three
times as fast; everywhere else onnxruntime does, in 32 bits. One answer in two hundred differs (docs/decisions/0026).
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources, util
from pathlib import Path
from typing import Any

import numpy as np

from warbook.errors import UsageError
from warbook.extraction.reader.heads import Array

VARIABLE = "WARBOOK_ENCODER"
"""The environment's word on what runs the encoder: 'openvino', 'onnxruntime' or nothing, which leaves it to Warbook."""
Encoder = Callable[[Sequence[int], Sequence[int]], Array]
"""Ids and marks of a page → its states, tokens × size."""
_MOST_SHAPES = 64
"""Lengths of pages whose kernels are kept; those of a long report are nearly all of one length."""


@cache
def load(lang: str = "en") -> Encoder:
    """The shipped encoder, loaded once. Raises UsageError where the environment names none that there is."""
    with resources.as_file(resources.files(__package__).joinpath("models", lang, "encoder.onnx")) as path:
        return _ENCODERS[chosen()](path)


@cache
def chosen() -> str:
    """What runs the encoder here: 'openvino' or 'onnxruntime'."""
    wanted = os.environ.get(VARIABLE, "")
    if wanted and wanted not in _ENCODERS:
        raise UsageError(f"{VARIABLE} is '{wanted}'", f"it may be {' or '.join(_ENCODERS)}")
    return wanted or ("openvino" if _has_fast_matrices() else "onnxruntime")


def _has_fast_matrices() -> bool:
    if util.find_spec("openvino") is None:
        return False
    try:
        return "BF16" in _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    except (ImportError, OSError, RuntimeError):  # a library that does not load here is as good as none
        return False


def _core() -> Any:
    """OpenVINO's engine, without its telemetry: that writes to the user's home, and nothing here needs it."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # None: it cannot be imported
    from openvino import Core

    return Core()


def _by_openvino(path: Path) -> Encoder:
    core = _core()
    settings = {
        "INFERENCE_NUM_THREADS": 1,
        "NUM_STREAMS": 1,
        "INFERENCE_PRECISION_HINT": "bf16" if _has_fast_matrices() else "f32",
        "CPU_RUNTIME_CACHE_CAPACITY": _MOST_SHAPES,
    }
    model = core.compile_model(str(path), "CPU", settings)
    asked, states = model.create_infer_request(), model.output(0)

    def encode(ids: Sequence[int], marks: Sequence[int]) -> Array:
        found: Array = asked.infer(_row(ids, marks))[states][0].copy()  # the next page is written in the same place
        return found

    return encode


def _by_onnxruntime(path: Path) -> Encoder:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(
        "session.disable_quant_qdq", "1"
    )  # make the 8-bit weights floats once, not each time
    options.enable_cpu_mem_arena = False  # slower by a hair, and gives memory back
    session = InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def encode(ids: Sequence[int], marks: Sequence[int]) -> Array:
        states: Sequence[Array] = session.run(["states"], _row(ids, marks))
        found: Array = states[0][0]
        return found

    return encode


def _row(ids: Sequence[int], marks: Sequence[int]) -> dict[str, Array]:
    return {"ids": np.array([ids], np.int64), "marks": np.array([marks], np.int64)}


_ENCODERS: Mapping[str, Callable[[Path], Encoder]] = {"openvino": _by_openvino, "onnxruntime": _by_onnxruntime}
