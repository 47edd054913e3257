"""Moves that no rule reads and the encoder sees: a word that is an act, and the words of its parties."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from communique.data import Modality, Party, Trigger
from communique.moves.acts import Act
from communique.moves.lexicon import Entry, Hit
from communique.moves.meanings import Meaning
from communique.moves.modality import mood
from communique.moves.roles import Roles, bounds, roles
from communique.moves.scene import FIRST_PERSON, Scene, Stage

_NEARLY = 0.9  # a second party that is nearly as sure as the first acts with it
_TWO = 2
_CUE = 3  # words before the one that is the act, at which its cue may begin
_REFUSALS = frozenset(("REJECT", "DENY", "DECLINE_COMMENT", "STATE_POSITION"))  # codes that a negation may make
_NOMINAL = frozenset("the a an its his her their our this that".split())


def act_at(stage: Stage, scene: Scene, trigger: Trigger) -> Act:
    """The act that stands at the word of a trigger, as if a rule had found it."""
    at = max(0, bisect_right([token.start for token in scene.tokens], trigger.start) - 1)
    before = scene.low[at - 1] if at else ""
    noun = before in _NOMINAL or before.endswith(("'s", "s'"))
    passive = at > 0 and scene.low[at].endswith("ed") and before in ("is", "are", "was", "were", "been", "being", "be")
    entry = Entry(trigger.codes[0][0], "nouns" if noun else "verbs", "fixed", (), 0)
    place = scene.tokens[at].start
    near = (stage.cues.get(scene.tokens[n].start) for n in range(max(0, at - _CUE), at + 1))
    opens = next((s for s in near if s is not None and s.cue is not None and s.cue.start <= place < s.cue.end), None)
    return Act(hit=Hit(at, at + 1, at + 1, entry, passive), inside=stage.statement_at(place), opens=opens)


def parties(stage: Stage, scene: Scene, act: Act, trigger: Trigger) -> Roles | None:
    """Whose act it is: of whom the encoder sees, else of whom the grammar tells, else of who speaks."""
    read = roles(stage, scene, act)
    speaker = stage.speakers.get(act.inside.id) if act.inside is not None else None
    side = stage.party(speaker) if speaker else None
    actors = named(stage, scene, trigger.actors, side)
    if not actors:
        if read is not None:
            return read
        actors = (side,) if side is not None else ()
    if not actors:
        return None
    recipients = tuple(s for s in named(stage, scene, trigger.recipients) if s not in actors)
    if act.hit.entry.code == "MEET":
        actors, recipients = (*actors, *recipients), ()
        if len(actors) < _TWO:
            return read  # nobody meets alone
    if not recipients and read is not None:
        recipients = tuple(s for s in read.recipients if s not in actors)
    own = None if act.inside is None else side in actors
    return Roles(
        actors=actors, speaker=speaker if own else None, recipients=recipients, own=own, sure=0.9,
        first=read.first if read is not None else act.hit.start,
    )  # fmt: skip


def named(stage: Stage, scene: Scene, seen: Sequence[Party], side: str | None = None) -> tuple[str, ...]:
    """The sides of whom the surest words of this sentence name; "we" is the side of who speaks.

    Somebody without a side stands for itself, as a critic, a mediator or a union does; who only watches for nobody.
    """
    here = [party for party in seen if scene.start <= party.start < scene.end]
    found: dict[str, None] = {}
    for party in here:
        if party.score < _NEARLY * here[0].score:
            break
        for at, token in enumerate(scene.tokens):
            if not (token.start < party.end and party.start < token.end):
                continue
            mention = scene.who[at]
            if mention is not None:
                found |= dict.fromkeys(s for actor in stage.acting(mention) if (s := stage.party(actor)) is not None)
            elif scene.low[at] in FIRST_PERSON and side is not None:
                found[side] = None
    return tuple(found)


def understood(scene: Scene, act: Act, who: Roles, trigger: Trigger) -> Meaning:
    """The code and the modality that the encoder sees, with the condition that the grammar tells."""
    low, high = bounds(scene, act)
    found = mood(scene, act.hit.start, act.hit.head_end, low=low, high=high)
    seen: Modality = trigger.modalities[0][0]
    refused = found.modality == "negated" and trigger.codes[0][0] in _REFUSALS  # "will not open": no refusal undone
    if not refused and (found.modality in ("negated", "hypothetical") or not found.real):  # grammar tells these better
        seen = found.modality if found.real else "hypothetical"
    elif refused and seen == "negated":
        seen = "stated"
    modality: Modality = "reported" if who.own is False and seen == "stated" else seen
    condition = found.condition if modality in ("conditional", "stated") else None
    return Meaning(code=trigger.codes[0][0], modality=modality, condition=condition, weight=1.0)
