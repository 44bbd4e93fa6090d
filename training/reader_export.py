"""Write a taught reader as it is shipped: the encoder as ONNX, its weights in 8 bits, and the heads as one table.

    python training/reader_export.py FOLDER --to src/warbook/extraction/reader/models/en

FOLDER is what `reader.py` made. Needs the dependency group `teach`, and onnx.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from reader import Reader
from torch import nn

PART, LARGE = 40_000_000, 100_000


def shrink(plain: Path, out: Path) -> None:
    """Store large weights as 8-bit integers with a scale for each row of a table or column of a matrix.

    They are made floats again when the model is loaded, so that only the weights are rounded: 8-bit arithmetic is 2.8
    times as fast, but changes one answer in ten.
    """
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(plain))
    looked_up = {node.input[0] for node in model.graph.node if node.op_type == "Gather"}
    kept, nodes = [], []
    for weight in model.graph.initializer:
        table = numpy_helper.to_array(weight)
        if table.dtype != np.float32 or table.ndim != 2 or table.size < 10_000:
            kept.append(weight)
            continue
        axis = 0 if weight.name in looked_up else 1
        scale = np.maximum(np.abs(table).max(axis=1 - axis), 1e-8) / 127
        whole = np.clip(np.rint(table / np.expand_dims(scale, 1 - axis)), -127, 127).astype(np.int8)
        kept.append(numpy_helper.from_array(whole, f"{weight.name}.whole"))
        kept.append(numpy_helper.from_array(scale.astype(np.float32), f"{weight.name}.scale"))
        inputs = [f"{weight.name}.whole", f"{weight.name}.scale"]
        nodes.append(helper.make_node("DequantizeLinear", inputs, [weight.name], axis=axis))
    nodes += model.graph.node
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(nodes)
    in_parts(model)
    onnx.save(model, str(out))


def in_parts(model: Any) -> None:
    """Have large weights written beside the model, in files of PART bytes about, none too large to be exchanged."""
    from onnx import external_data_helper

    written = 0
    for weight in model.graph.initializer:
        if len(weight.raw_data) > LARGE:
            external_data_helper.set_external_data(weight, f"encoder.{written // PART}.weights")
            written += len(weight.raw_data)


def export(args: argparse.Namespace) -> None:
    """Write the encoder as ONNX with its weights in 8 bits, and the heads as one table of 16-bit floats."""
    made = json.loads(Path(args.folder, "made.json").read_text())
    model = Reader(made["base"], made["layers"])
    model.load_state_dict(torch.load(f"{args.folder}/reader.pt"))
    model.eval()
    args.to.mkdir(parents=True, exist_ok=True)

    class Encoder(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids, marks):
            return self.model.states(ids, marks, torch.ones_like(ids))

    ids = torch.randint(5, 900, (1, 50))
    plain = Path(args.folder, "encoder.onnx")
    torch.onnx.export(
        Encoder(), (ids, torch.zeros_like(ids)), str(plain), input_names=["ids", "marks"], output_names=["states"],
        dynamic_axes={name: {0: "pages", 1: "tokens"} for name in ("ids", "marks", "states")},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    shrink(plain, args.to / "encoder.onnx")
    heads = {
        name: value.numpy().astype(np.float16) for name, value in model.state_dict().items()
        if not name.startswith(("encoder", "words", "marks"))
    }  # fmt: skip
    np.savez_compressed(args.to / "heads.npz", **heads)
    (args.to / "tokenizer.json").write_text(Path(made["base"], "tokenizer.json").read_text())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--to", type=Path, required=True)
    export(parser.parse_args())


if __name__ == "__main__":
    main()
