"""Whose act a noun is, where that is told behind it: "the seizure of the tanker by Norland"."""

from __future__ import annotations

from communique.moves.acts import SPOKEN, Act
from communique.moves.scene import Scene
from communique.moves.subjects import AUXILIARIES

_PHRASE = 12  # words of a noun phrase in which its agent is named
_APOSTROPHES = ("'", "’")


def agent(scene: Scene, act: Act, high: int) -> int | None:
    """The "by" that names whose act a noun is; the "from" of what is said. None where there is none before ``high``."""
    for place in range(act.hit.head_end, min(high, act.hit.start + _PHRASE)):
        word = scene.low[place]
        told = word == "from" and place == act.hit.head_end and act.hit.entry.code in SPOKEN
        if word in ("by", "between") or told:
            return place
        if word == "came" and scene.low[place + 1 : place + 2] == ("from",):
            return place + 1
        if word in AUXILIARIES - {"to"} or not (word[0].isalnum() or word in _APOSTROPHES):
            break
    return None
