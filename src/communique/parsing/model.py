"""The shipped encoder: an ONNX graph with its vocabulary, loaded once and run on the processor."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import WeightsMissing
from communique.parsing.acts import Labels
from communique.parsing.decoding import PARTIES, ROLES, Chain, tagged
from communique.parsing.signs import OUTSIDE, signs
from communique.parsing.windows import PIECES
from communique.parsing.wordpieces import Vocabulary, Word, read

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Scores = dict[str, Any]  # an array of words x labels a head

WEIGHTS = Path(__file__).with_name("weights")
GRAPH, PIECE_LIST = "tagger.onnx", "vocab.txt"
ROLES_OF = {"attribution": ROLES, "parties": PARTIES}  # the heads that tag, and what
ACT_HEADS = ("act", "modality", "root", "link")  # the heads that look at acts; weights have all of them or none
_LETTER = re.compile(r"[^\W\d_]")  # a window without one says nothing, however many marks it has
ABSENT = "the weights of the parser are not here: statements are read by rules alone (training/README.md builds them)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An encoder ready to run: ``name`` tells its weights from all others; ``chains`` has an entry a head that tags.

    ``labels`` is what the heads for acts tell of; None where the weights have none.
    """

    name: str
    vocabulary: Vocabulary
    session: InferenceSession
    chains: Mapping[str, Chain]
    labels: Labels | None = None

    def scores(self, texts: Sequence[str]) -> list[tuple[list[Word], Scores]]:
        """Of each window its words, and what every head scores each word.

        The graph reads them one by one: it scales a run's numbers by the largest of them, and a neighbour would
        change that scale (and padding would take a third of the time).
        """
        words = [_fitting(self.vocabulary.words(text)) if _LETTER.search(text) else [] for text in texts]
        return [(each, self._scores(text, each)) for text, each in zip(texts, words, strict=True)]

    def _scores(self, text: str, words: Sequence[Word]) -> Scores:
        import numpy as np

        pieces, marks, firsts = [self.vocabulary.first], [OUTSIDE], []
        for word, sign in zip(words, signs(text, words), strict=True):
            firsts.append(len(pieces))
            pieces.extend(word.pieces)
            marks.extend([sign] * len(word.pieces))
        if not firsts:
            return {head: np.zeros((0, len(chain.starts))) for head, chain in self.chains.items()}
        fed = {
            "pieces": np.array([[*pieces, self.vocabulary.last]], np.int32),
            "signs": np.array([[*marks, OUTSIDE]], np.int32),
        }
        heads = [*self.chains, *(ACT_HEADS if self.labels else ())]
        return {head: found[0][firsts] for head, found in zip(heads, self.session.run(heads, fed), strict=True)}


def _fitting(words: list[Word]) -> list[Word]:
    """As many of the first words as the encoder reads at once."""
    used = 0
    for at, word in enumerate(words):
        used += len(word.pieces)
        if used > PIECES:
            return words[:at]
    return words


@lru_cache(maxsize=2)
def load(folder: Path = WEIGHTS, threads: int = 1) -> Model:
    """The encoder in this folder; WeightsMissing where there is none."""
    if not present(folder):
        raise WeightsMissing(ABSENT)
    session = _session(folder / GRAPH, threads)
    told: dict[str, Any] = session.get_modelmeta().custom_metadata_map
    chains = {head: _chain(json.loads(told[head]), roles) for head, roles in ROLES_OF.items() if head in told}
    labels = Labels(**json.loads(told["acts"])) if "acts" in told else None
    return Model(name=told["name"], vocabulary=read(folder / PIECE_LIST), session=session, chains=chains, labels=labels)


def present(folder: Path = WEIGHTS) -> bool:
    """Whether the weights are in this folder."""
    return (folder / GRAPH).is_file() and (folder / PIECE_LIST).is_file()


def _chain(told: Mapping[str, Sequence[Any]], roles: Sequence[str]) -> Chain:
    import numpy as np

    if tuple(told["tags"]) != tagged(roles):
        raise WeightsMissing("the weights of the parser are for another version: build them anew (training/README.md)")
    return Chain(starts=np.array(told["starts"], float), moves=np.array(told["moves"], float), roles=roles)


def _session(path: Path, threads: int) -> InferenceSession:
    """A session that leaves the cores alone while it waits, and says nothing but errors."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        path,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # fused, that step takes a fifth of the time; apart, a twentieth
    )
