"""The encoder as it is trained: a BERT of six small layers, with a sign a word beside the pieces, and its heads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.parsing.decoding import PARTIES, TAGS, tagged
from communique.parsing.signs import COUNT
from training.crf import Crf
from training.labels import CODES, MODALITIES, ROOTS

WIDTH, INNER, HEADS, PLACES, VOCABULARY = 384, 1536, 12, 512, 30522  # MiniLM-L6-H384-uncased
EPSILON = 1e-12

LINK = 64  # the width of the vectors with which an act and its parties find each other
CHAINS = {"attribution": TAGS, "parties": tagged(PARTIES)}  # the heads that tag
TASKS = {head: len(tags) for head, tags in CHAINS.items()} | {
    "act": 1 + len(CODES),  # none of them first
    "modality": len(MODALITIES),
    "root": len(ROOTS),
    "link": 4 * LINK,
}  # a head a task; each has scores for every word


class Layer(nn.Module):
    """One layer: attention, then a feed-forward net, each added to what went in and normalised."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.final = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.drop = nn.Dropout(dropout)

    def forward(self, seen: Tensor, mask: Tensor) -> Tensor:
        """What each piece stands for, one layer on."""
        rows, length, _ = seen.shape
        parts = self.mix(seen).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):  # attention in 16 bits is three times slower on a processor
            query, key, value = parts.float().unbind()
            attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(rows, length, WIDTH)
        seen = self.norm(seen + self.drop(self.mixed(attended)))
        return self.final(seen + self.drop(self.narrow(functional.gelu(self.widen(seen)))))


class Encoder(nn.Module):
    """Pieces and signs in, the scores of every head for every piece out."""

    def __init__(self, *, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.signs = nn.Embedding(COUNT, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)
        self.view = nn.Linear(WIDTH, WIDTH)  # what all heads but the first look at
        self.heads = nn.ModuleDict({task: nn.Linear(WIDTH, count) for task, count in TASKS.items()})
        self.chains = nn.ModuleDict({head: Crf(tags) for head, tags in CHAINS.items()})
        nn.init.zeros_(self.signs.weight)

    def forward(self, pieces: Tensor, signs: Tensor, lengths: Tensor) -> dict[str, Tensor]:
        """The scores by head: rows x pieces x tags."""
        steps = torch.arange(pieces.shape[1], device=pieces.device)
        mask = (steps[None, :] < lengths[:, None])[:, None, None, :]
        seen = self.drop(self.norm(self.pieces(pieces) + self.places(steps)[None] + self.signs(signs)))
        for layer in self.layers:
            seen = layer(seen, mask)
        seen = self.drop(seen)
        view = self.drop(functional.gelu(self.view(seen)))
        return {task: head(seen if task == "attribution" else view) for task, head in self.heads.items()}


def pretrained(folder: Path, *, layers: int = 6, dropout: float = 0.1) -> Encoder:
    """The encoder with the weights of MiniLM in this folder (``model.safetensors``); heads and signs are new."""
    from safetensors.torch import load_file

    encoder = Encoder(layers=layers, dropout=dropout)
    told = load_file(folder / "model.safetensors")
    encoder.load_state_dict(dict(encoder.state_dict()) | _named(told, len(encoder.layers)))
    return encoder


def _named(told: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """BERT's weights under our names; its one text type is added to the places."""
    start = "embeddings."
    found = {
        "pieces.weight": told[f"{start}word_embeddings.weight"],
        "places.weight": told[f"{start}position_embeddings.weight"] + told[f"{start}token_type_embeddings.weight"][0],
        "norm.weight": told[f"{start}LayerNorm.weight"],
        "norm.bias": told[f"{start}LayerNorm.bias"],
    }
    theirs = {
        "mixed": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "final": "output.LayerNorm",
    }
    for at in range(layers):
        for kind in ("weight", "bias"):
            inside = f"encoder.layer.{at}."
            parts = [told[f"{inside}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            found[f"layers.{at}.mix.{kind}"] = torch.cat(parts)
            found |= {f"layers.{at}.{our}.{kind}": told[f"{inside}{their}.{kind}"] for our, their in theirs.items()}
    return found


def placed(encoder: Encoder, device: str) -> Encoder:
    """The encoder on a device, but for its chains: those walk word by word, which a processor does faster."""
    for name, part in encoder.named_children():
        if name != "chains":
            part.to(device)
    return encoder


def shortened(encoder: Encoder, layers: int, dropout: float = 0.1) -> Encoder:
    """A smaller encoder that begins as the first layers of this one."""
    smaller = Encoder(layers=layers, dropout=dropout)
    kept = {name: value for name, value in encoder.state_dict().items() if name in smaller.state_dict()}
    smaller.load_state_dict(kept)
    return smaller


def between(one: Encoder, other: Encoder, share: float) -> Encoder:
    """An encoder so far from one to the other; the heads for acts are those of the other."""
    here, there = one.state_dict(), other.state_dict()
    new = ("view", *(f"heads.{task}" for task in TASKS if task != "attribution"), "chains.parties")
    mixed = {
        name: value if name.startswith(new) else (1 - share) * here[name] + share * value
        for name, value in there.items()
    }
    other.load_state_dict(mixed)
    return other
