"""Which words of a sentence an act belongs to: those of the statement it stands in, with their subject."""

from __future__ import annotations

from communique.moves.acts import Act
from communique.moves.scene import Scene

_OPENERS = frozenset("that if whether and but as when while because after before which who".split())


def bounds(scene: Scene, act: Act) -> tuple[int, int]:
    """The tokens of the statement's content that the act stands in, or of the whole sentence."""
    if act.inside is None:
        return 0, len(scene.low)
    place = scene.tokens[act.hit.start].start
    content = next((a for a in act.inside.content if a.start <= place < a.end), None)
    if content is None:
        return 0, len(scene.low)
    inside = [at for at, token in enumerate(scene.tokens) if content.start <= token.start < content.end]
    return _with_subject(scene, act, inside[0]), inside[-1] + 1


def _with_subject(scene: Scene, act: Act, low: int) -> int:
    """The opening of a content cut off behind its subject: "Norland gunboats | rammed a ferry, survivors said"."""
    statement = act.inside
    if statement is None or statement.kind == "direct":
        return low
    parts = [anchor for anchor in (statement.cue, statement.source) if anchor is not None]
    first = low
    while first > 0 and scene.low[first - 1][0].isalnum() and scene.low[first - 1] not in _OPENERS:
        start = scene.tokens[first - 1].start
        if any(anchor.start <= start < anchor.end for anchor in parts):
            return low
        first -= 1
    return first
