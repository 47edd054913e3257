"""The weights as they ship, opened again to be trained further: the states that they came from are not kept.

What was written in 7 or 8 bits comes back as it was rounded.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from communique.parsing.model import GRAPH
from training.encoder import CHAINS, Encoder


def opened(folder: Path) -> Encoder:
    """The encoder that a folder's graph holds."""
    graph = onnx.load(folder / GRAPH)
    told = {weight.name: numpy_helper.to_array(weight) for weight in graph.graph.initializer}
    encoder = Encoder()
    state = {name: _weight(name, told, value) for name, value in encoder.state_dict().items() if "chains" not in name}
    encoder.load_state_dict(state, strict=False)
    chains = {prop.key: json.loads(prop.value) for prop in graph.metadata_props if prop.key in CHAINS}
    with torch.no_grad():
        for name, chain in chains.items():
            encoder.chains[name].first.copy_(torch.tensor(chain["starts"]) - encoder.chains[name].begins)
            encoder.chains[name].next.copy_(torch.tensor(chain["moves"]) - encoder.chains[name].follows)
    return encoder


def _weight(name: str, told: dict[str, np.ndarray], like: torch.Tensor) -> torch.Tensor:
    """A weight of the encoder; products are written with their columns and rows exchanged."""
    if name == "pieces.weight":
        value = told[name].astype(np.float32) * told["pieces.scale"]
    elif f"{name}_quantized" in told:
        value = told[f"{name}_quantized"].astype(np.float32) * told[f"{name}_scale"]
    else:
        value = told[name].astype(np.float32)
    turned = tuple(value.shape) != tuple(like.shape) or (name.startswith("heads.") and name.endswith(".weight"))
    square = value.ndim == 2 and value.shape[0] == value.shape[1] and f"{name}_quantized" in told
    found = torch.from_numpy(np.ascontiguousarray(value.T if turned or square else value))
    assert found.shape == like.shape, name
    return found
