"""A stand-in for the encoder: tiny, and known word by word."""

from __future__ import annotations

from typing import Any

import numpy as np

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
    """Takes "said" and "told" for cues, names for sources, and runs of "that the talks had failed" for content."""

    def run(self, names: list[str], fed: dict[str, Any]) -> list[Any]:
        """The scores of one window."""
        assert names == ["attribution"]
        assert fed["pieces"].shape == fed["signs"].shape
        scores = np.zeros((*fed["pieces"].shape, len(TAGS)), np.float32)
        before = ""
        for at, piece in enumerate(PIECES[number] for number in fed["pieces"][0]):
            role = "content" if piece in CONTENT else SAID.get(piece, "")
            letter = "I" if before == role == "content" else "B"
            scores[0, at, TAGS.index(f"{letter}-{role}" if role else "O")] = 5.0
            before = role
        return [scores]


def model() -> Model:
    """The encoder of these parts."""
    session: Any = Session()
    return Model(name="tiny", vocabulary=vocabulary(), session=session, chains={"attribution": chain()})
