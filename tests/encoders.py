"""A stand-in for the encoder: tiny, and known word by word."""

from __future__ import annotations

from typing import Any

import numpy as np

from communique.parsing.acts import Labels
from communique.parsing.decoding import TAGS, Chain
from communique.parsing.model import Model
from communique.parsing.wordpieces import Vocabulary

PIECES = "[PAD] [UNK] [CLS] [SEP] said told that the talks had failed lund ostra ##stra o . , \" ' a b ##b c".split()
NEVER = -1e4


def vocabulary() -> Vocabulary:
    """Twenty pieces."""
    return Vocabulary({piece: number for number, piece in enumerate(PIECES)})


def chain() -> Chain:
    """No tag favours another, but the inside of a run stands only within it."""
    starts = [NEVER if tag[0] == "I" else 0.0 for tag in TAGS]
    moves = [[NEVER if b[0] == "I" and a[2:] != b[2:] else 0.0 for b in TAGS] for a in TAGS]
    return Chain(starts=np.array(starts), moves=np.array(moves))


CONTENT = ("that", "the", "talks", "had", "failed")
SAID = {"said": "cue", "told": "cue", "lund": "source", "ostra": "source"}


class Session:
    """Takes "said" and "told" for cues, names for sources, and runs of "that the talks had failed" for content.

    With the heads for acts "told" is a demand of the name "ostra" to the name "lund", stated and a REQUEST.
    """

    def run(self, names: list[str], fed: dict[str, Any]) -> list[Any]:
        """The scores of one window, by head."""
        assert fed["pieces"].shape == fed["signs"].shape
        assert names[0] == "attribution"
        return [self._tags(fed), *(self._acts(fed) if len(names) > 1 else [])]

    def _tags(self, fed: dict[str, Any]) -> Any:
        scores = np.zeros((*fed["pieces"].shape, len(TAGS)), np.float32)
        before = ""
        for at, piece in enumerate(PIECES[number] for number in fed["pieces"][0]):
            role = "content" if piece in CONTENT else SAID.get(piece, "")
            letter = "I" if before == role == "content" else "B"
            scores[0, at, TAGS.index(f"{letter}-{role}" if role else "O")] = 5.0
            before = role
        return scores

    def _acts(self, fed: dict[str, Any]) -> list[Any]:
        spelt = [PIECES[number] for number in fed["pieces"][0]]
        act, modality, root, link = (np.zeros((1, len(spelt), n), np.float32) for n in (3, 2, 2, 4))
        link[:, :, 2:] = -5
        for at, piece in enumerate(spelt):
            act[0, at, 1 if piece == "told" else 0] = 6
            modality[0, at, 0] = root[0, at, 1] = 6
            link[0, at, :2] = 1
            link[0, at, 2:] = {"ostra": (5, -5), "##stra": (5, -5), "lund": (-5, 5)}.get(piece, (-5, -5))
        return [act, modality, root, link]


LABELS = Labels(
    codes=("DEMAND", "OFFER"),
    modalities=("stated", "negated"),
    roots=("AGREE", "REQUEST"),
    temperatures={"act": 1.0, "modality": 1.0, "root": 1.0, "link": 1.0},
)


def model(labels: Labels | None = None) -> Model:
    """The encoder of these parts, with heads for acts if it has labels for them."""
    session: Any = Session()
    chains = {"attribution": chain()}
    return Model(name="tiny", vocabulary=vocabulary(), session=session, chains=chains, labels=labels)
