"""The encoder as the package ships it: an ONNX graph, its weights as bytes, its chains and name in the metadata."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from communique.parsing.model import GRAPH, PIECE_LIST
from training.encoder import CHAINS, EPSILON, HEADS, TASKS, Encoder
from training.labels import CODES, MODALITIES, ROOTS

MICROSOFT = "com.microsoft"  # onnxruntime's own fused operators
OPSET, FORMAT = 17, 9


class _Graph:
    """Nodes and weights as they are added; every node's output is named after what it holds."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, *, domain: str = "", **told: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{output}.{kind}", domain=domain, **told))
        return output


def save(
    encoder: Encoder,
    folder: Path,
    vocabulary: Path,
    *,
    temperatures: Mapping[str, float] | None = None,
    small: bool = True,
) -> str:
    """Write the encoder and its vocabulary to a folder, weights in 8 bits if ``small``; answers the weights' name.

    With ``temperatures`` the heads for acts are part of it; without, they are left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    heads = list(TASKS) if temperatures else ["attribution"]
    graph = _graph(encoder, heads, small=small)
    if small:
        graph = _quantised(graph)
    told = {head: _chain(encoder, head) for head in heads if head in CHAINS}
    if temperatures:
        told["acts"] = _labels(temperatures)
    helper.set_model_props(graph, told)
    name = hashlib.sha256(graph.SerializeToString(deterministic=True)).hexdigest()[:16]
    helper.set_model_props(graph, told | {"name": name})
    onnx.save(graph, folder / GRAPH)
    shutil.copyfile(vocabulary, folder / PIECE_LIST)
    return name


def _labels(temperatures: Mapping[str, float]) -> str:
    told = {"codes": CODES, "modalities": MODALITIES, "roots": ROOTS, "temperatures": dict(temperatures)}
    return json.dumps(told)


def _chain(encoder: Encoder, head: str) -> str:
    chain = encoder.chains[head]
    told = {
        "tags": CHAINS[head],
        "starts": [round(value, 5) for value in chain.starts.tolist()],
        "moves": [[round(value, 5) for value in row] for row in chain.moves.tolist()],
    }
    return json.dumps(told)


def _graph(encoder: Encoder, heads: Sequence[str], *, small: bool) -> onnx.ModelProto:
    state = {name: value.detach().float().numpy() for name, value in encoder.state_dict().items()}
    graph = _Graph()
    seen = _embedded(graph, state, small=small)
    for at in range(len(encoder.layers)):
        seen = _layer(graph, state, f"layers.{at}", seen)
    view = _view(graph, state, seen) if len(heads) > 1 else seen
    for task in heads:
        scores = _product(graph, state, f"heads.{task}", seen if task == "attribution" else view)
        graph.node("Add", [scores, graph.weight(f"heads.{task}.bias", state[f"heads.{task}.bias"])], task)
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT32, ["rows", "length"]) for n in ("pieces", "signs")]
    outputs = [
        helper.make_tensor_value_info(task, TensorProto.FLOAT, ["rows", "length", TASKS[task]]) for task in heads
    ]
    made = helper.make_graph(graph.nodes, "tagger", inputs, outputs, graph.weights)
    sets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=sets, ir_version=FORMAT, producer_name="communique")


def _view(graph: _Graph, state: dict[str, np.ndarray], seen: str) -> str:
    """What the heads for acts look at."""
    bias = graph.weight("view.bias", state["view.bias"])
    return graph.node("BiasGelu", [_product(graph, state, "view", seen), bias], "view.seen", domain=MICROSOFT)


def _embedded(graph: _Graph, state: dict[str, np.ndarray], *, small: bool) -> str:
    table = state["pieces.weight"]
    if small:
        scale = np.abs(table).max(1, keepdims=True) / 127  # a scale a piece: rare pieces have small vectors
        coarse = np.round(table / np.maximum(scale, 1e-12)).astype(np.int8)
        whole = graph.node("Gather", [graph.weight("pieces.weight", coarse), "pieces"], "pieces.coarse")
        graph.node("Cast", [whole], "pieces.float", to=TensorProto.FLOAT)
        scales = graph.weight("pieces.scale", scale.astype(np.float32))
        graph.node("Gather", [scales, "pieces"], "pieces.scaled")
        graph.node("Mul", ["pieces.float", "pieces.scaled"], "pieces.seen")
    else:
        graph.node("Gather", [graph.weight("pieces.weight", table), "pieces"], "pieces.seen")
    graph.node("Shape", ["pieces"], "length", start=1, end=2)
    zero = graph.weight("zero", np.array([0], np.int64))
    graph.node("Slice", [graph.weight("places.weight", state["places.weight"]), zero, "length", zero], "places.seen")
    graph.node("Gather", [graph.weight("signs.weight", state["signs.weight"]), "signs"], "signs.seen")
    graph.node("Add", ["pieces.seen", "places.seen"], "placed")
    graph.node("Add", ["placed", "signs.seen"], "signed")
    return _normal(graph, state, "norm", "signed")


def _layer(graph: _Graph, state: dict[str, np.ndarray], name: str, seen: str) -> str:
    mix = [
        graph.weight(f"{name}.mix.weight", state[f"{name}.mix.weight"].T),
        graph.weight(f"{name}.mix.bias", state[f"{name}.mix.bias"]),
    ]
    attended = graph.node("Attention", [seen, *mix], f"{name}.attended", domain=MICROSOFT, num_heads=HEADS)
    seen = _added(graph, state, (name, "mixed", "norm"), attended, seen)
    wide = _product(graph, state, f"{name}.widen", seen)
    bias = graph.weight(f"{name}.widen.bias", state[f"{name}.widen.bias"])
    wide = graph.node("BiasGelu", [wide, bias], f"{name}.wide", domain=MICROSOFT)
    return _added(graph, state, (name, "narrow", "final"), wide, seen)


def _product(graph: _Graph, state: dict[str, np.ndarray], name: str, seen: str) -> str:
    return graph.node("MatMul", [seen, graph.weight(f"{name}.weight", state[f"{name}.weight"].T)], f"{name}.product")


def _added(graph: _Graph, state: dict[str, np.ndarray], names: tuple[str, str, str], made: str, seen: str) -> str:
    """What a layer's part made, added to what went in, normalised."""
    layer, part, norm = names
    product = _product(graph, state, f"{layer}.{part}", made)
    bias = graph.weight(f"{layer}.{part}.bias", state[f"{layer}.{part}.bias"])
    graph.node("Add", [product, bias], f"{layer}.{part}.made")
    graph.node("Add", [f"{layer}.{part}.made", seen], f"{layer}.{part}.sum")
    return _normal(graph, state, f"{layer}.{norm}", f"{layer}.{part}.sum")


def _normal(graph: _Graph, state: dict[str, np.ndarray], name: str, seen: str) -> str:
    weights = [graph.weight(f"{name}.{kind}", state[f"{name}.{kind}"]) for kind in ("weight", "bias")]
    return graph.node("LayerNormalization", [seen, *weights], f"{name}.seen", axis=-1, epsilon=EPSILON)


def _quantised(graph: onnx.ModelProto) -> onnx.ModelProto:
    """The products in 8 bits, a scale a column; the heads that decide stay as they are, for they are small."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / GRAPH
        quantize_dynamic(
            graph,
            path,
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=True,
            reduce_range=True,  # 7 bits: processors without VNNI add pairs in 16 bits, and 8 would overflow there
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},  # of what the fused operators make
            nodes_to_exclude=[
                n.name for n in graph.graph.node if n.name.startswith("heads.") and ".link." not in n.name
            ],
        )
        return onnx.load(path)


def _decides(node: str) -> bool:
    """Whether a node scores labels; that of the links makes vectors, wide enough to bear 8 bits."""
    return node.startswith("heads.") and not node.startswith("heads.link.")
