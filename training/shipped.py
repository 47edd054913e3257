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

_TABLES = ("pieces.weight", "places.weight", "signs.weight")


def opened(folder: Path) -> Encoder:
    """The encoder that a folder's graph holds."""
    graph = onnx.load(folder / GRAPH)
    told = {weight.name: numpy_helper.to_array(weight) for weight in graph.graph.initializer}
    encoder = Encoder()
    state = {name: _weight(name, told) for name in encoder.state_dict() if "chains" not in name}
    encoder.load_state_dict(state, strict=False)
    chains = {prop.key: json.loads(prop.value) for prop in graph.metadata_props if prop.key in CHAINS}
    with torch.no_grad():
        for name, chain in chains.items():
            encoder.chains[name].first.copy_(torch.tensor(chain["starts"]) - encoder.chains[name].begins)
            encoder.chains[name].next.copy_(torch.tensor(chain["moves"]) - encoder.chains[name].follows)
    return encoder


def _weight(name: str, told: dict[str, np.ndarray]) -> torch.Tensor:
    """A weight of the encoder; those of products are written with their rows and columns exchanged."""
    if name == "pieces.weight":
        value = told[name] * told["pieces.scale"]
    elif f"{name}_quantized" in told:
        value = told[f"{name}_quantized"] * told[f"{name}_scale"]
    else:
        value = told[name]
    product = value.ndim == 2 and name not in _TABLES
    return torch.from_numpy(np.array(value.T if product else value, order="C"))
