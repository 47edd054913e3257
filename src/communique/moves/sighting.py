"""Moves that no rule reads and the encoder sees: a word that is an act, and the words of its parties."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from communique.data import Modality, Party, Trigger
from communique.moves.acts import Act
from communique.moves.clauses import bounds
from communique.moves.heads import attributive, placed
from communique.moves.lexicon import Entry, Hit
from communique.moves.meanings import Meaning, menacing, wondered
from communique.moves.modality import mood
from communique.moves.roles import SUFFERED, roles
from communique.moves.scene import FIRST_PERSON, Scene, Stage
from communique.moves.sides import Roles
from communique.moves.usage import previous_word
from communique.vocabulary.codebook import irregular

_NEARLY = 0.9  # a second party that is nearly as sure as the first acts with it
_TWO = 2
_CUE = 3  # words before the one that is the act, at which its cue may begin
_REFUSALS = frozenset(("REJECT", "DENY", "DECLINE_COMMENT", "STATE_POSITION"))  # codes that a negation may make
_SEEN = 0.9  # how sure the parties are that only the encoder tells
_IN_WORDS = 0.9  # of an act that it sees in the words of who is to have done it: of 33 in real reports nine were right
_COMPLEMENT = 25  # words in which a warning tells of what
_HARMS = (
    "consequen", "retaliat", "respon", "repercuss", "repris", "sanction", "tariff", "strike", "attack", "force",
    "punish", "price", "countermeasure", "measures", "war", "fire", "act",
)  # fmt: skip
_TERMS = frozenset(("if", "unless"))
_OWN = frozenset(
    (who, modal) for who in ("it", "we", "they", "he", "she") for modal in ("would", "will", "could", "may", "might")
)
_MODALS = frozenset("would will could may might".split())
_DOUBTLESS = 0.85
_DID = frozenset((who, did) for who in ("it", "we", "they") for did in ("had", "has", "have"))
_SUFFERED = (
    "critici", "condemn", "accus", "charg", "kill", "injur", "wound", "target", "ambush", "shell", "bomb", "attack",
    "detain", "arrest", "seiz", "captur", "expel", "sanction", "taken", "destroy",
)  # fmt: skip
"""How the verbs begin that somebody else does to their subject where they stand in the passive."""
_LACKING = frozenset("without no lack absence loss losing lost lacking".split())
_BE = frozenset("is are was were been being be".split())
_HOW = frozenset("in for at over during along while on since after".split())
_AGENT = 8  # words in which a "by" names the agent
_DRAWING = frozenset("drawing prompting sparking triggering provoking raising earning attracting arousing".split())
_CHARGES = frozenset(("ACCUSE", "CRITICISE"))
_PRONOUNS = frozenset("it they he she we who which that".split())
_DONE = frozenset(("ATTACK", "COERCE"))  # what is done to the subject of a passive
_WARDED = frozenset("fend fends fended beat beats beaten repel repels repelled survive survived withstood".split())
_ASSAULTS = frozenset("attack attacks assault assaults raid raids offensive offensives incursion incursions".split())
_NOUNS = ("s", "ing", "ion", "ment", "al", "ure", "ance", "ence")  # endings of nouns for acts
_OPENING, _CLOSING = ("“", "‘"), ("”", "’")
_LEADING = frozenset("lead leads led leading".split())
_NOMINAL = frozenset("the a an its his her their our this that".split())


def act_at(stage: Stage, scene: Scene, trigger: Trigger) -> Act:
    """The act that stands at the word of a trigger, as if a rule had found it."""
    at = max(0, bisect_right([token.start for token in scene.tokens], trigger.start) - 1)
    before = scene.low[at - 1] if at else ""
    noun = before in _NOMINAL or before.endswith(("'s", "s'"))
    done = trigger.codes[0][0] in _DONE and scene.low[at] in _participles()  # "was shot down"
    passive = before in _BE and (scene.low[at].endswith("ed") or done)
    entry = Entry(trigger.codes[0][0], "nouns" if noun else "verbs", "fixed", (), 0)
    place = scene.tokens[at].start
    near = (stage.cues.get(scene.tokens[n].start) for n in range(max(0, at - _CUE), at + 1))
    opens = next((s for s in near if s is not None and s.cue is not None and s.cue.start <= place < s.cue.end), None)
    return Act(hit=Hit(at, at + 1, at + 1, entry, passive), inside=stage.statement_at(place), opens=opens)


@cache
def _participles() -> frozenset[str]:
    """Those that do not end in -ed: "shot", "struck"."""
    return frozenset(participle for _, participle in irregular().values())


def parties(stage: Stage, scene: Scene, act: Act, trigger: Trigger) -> Roles | None:
    """Whose act it is: of whom the encoder sees, else of whom the grammar tells, else of who speaks."""
    if _done_to(scene, act) or _led_to(scene, act) or _lacking(scene, act):
        return None
    read = roles(stage, scene, act)
    if act.hit.passive and "by" not in scene.low[act.hit.start : act.hit.start + _AGENT]:
        return read  # "the proposal was rejected": not by whose proposal it was
    speaker = stage.speakers.get(act.inside.id) if act.inside is not None else None
    side = stage.party(speaker) if speaker else None
    at = act.hit.start
    if read is not None and at and scene.low[at - 1] == "," and scene.low[at].endswith("ing"):
        return read  # "Norland struck the port, killing nine": the main clause tells whose act it is
    actors = _behind(stage, scene, act) or named(stage, scene, trigger.actors, side, acting=True)
    if not actors and read is not None:
        return read
    actors = actors or ((side,) if side is not None else ())
    if not actors or (actors == (side,) and _of_them(scene, act)):
        return None
    recipients = tuple(s for s in named(stage, scene, trigger.recipients) if s not in actors)
    if act.hit.entry.code == "MEET":
        actors, recipients = (*actors, *recipients), ()
        if len(actors) < _TWO:
            return read  # nobody meets alone
    if not recipients and read is not None:
        recipients = tuple(s for s in read.recipients if s not in actors)
    own = None if act.inside is None else side in actors
    if own is False and side is not None and act.hit.entry.code in _CHARGES:
        actors, recipients, own = (side,), actors, True  # "Norland said Sudmark had lied": who says so charges
    return Roles(
        actors=actors, speaker=speaker if own else None, recipients=recipients, own=own,
        sure=_SEEN * (_IN_WORDS if own else 1),
        first=read.first if read is not None else act.hit.start,
    )  # fmt: skip


def of_itself(scene: Scene, act: Act) -> bool:
    """Whether what is said is told of the speaker's own deeds: "said it had killed", "said we have struck"."""
    ahead = scene.low[act.hit.head_end : act.hit.head_end + _CUE]
    return act.hit.entry.code in _CHARGES and any(pair in _DID for pair in itertools.pairwise(ahead))


def _done_to(scene: Scene, act: Act) -> bool:
    """ "Has been criticised for", "were killed in": done to the subject by nobody named, whoever the encoder takes."""
    at = act.hit.start
    if scene.low[at] in _DRAWING or (scene.low[at] in SUFFERED and scene.low[at - 1].endswith(("'s", "’s"))):
        return True  # "took the port, drawing criticism", "the general's killing"
    if act.hit.entry.code == "SANCTION" and "under" in scene.low[max(0, at - 4) : at]:
        return True  # "is already under a raft of sanctions"
    if scene.low[at] in _WARDED and not _ASSAULTS.isdisjoint(scene.low[at + 1 : at + 1 + _CUE]):
        return True  # "fended off an attack": not who wards it off attacks
    if not scene.low[at].startswith(_SUFFERED) or not scene.low[at].endswith(("ed", "ken", "zen")):
        return False
    following = scene.low[at + 1 : at + 1 + _AGENT]
    helped = scene.low[previous_word(scene, at)] in _BE if at else False
    reduced = bool(following) and following[0] in _HOW and not _of_relative(scene, at)
    return (helped or reduced) and "by" not in following


def _lacking(scene: Scene, act: Act) -> bool:
    """ "Without the consent of": a noun of what there is none of."""
    ahead = scene.low[max(0, act.hit.start - 4) : act.hit.start]
    return act.hit.entry.frame == "nouns" and not _LACKING.isdisjoint(ahead)


def _behind(stage: Stage, scene: Scene, act: Act) -> tuple[str, ...]:
    """The sides that a "by" right behind a noun names: "threats by Norland"."""
    at = act.hit.head_end
    before = act.hit.start - 1
    alone = before < 0 or (scene.who[before] is None and scene.low[before] not in _PRONOUNS)
    if scene.low[at : at + 1] != ("by",) or not (alone and scene.low[act.hit.start].endswith(_NOUNS)):
        return ()
    mention = next((scene.who[p] for p in range(at + 1, min(at + 4, len(scene.who))) if scene.who[p] is not None), None)
    return () if mention is None else tuple(s for a in stage.acting(mention) if (s := stage.party(a)) is not None)


def _of_them(scene: Scene, act: Act) -> bool:
    """Whether somebody's words tell what others do: “they are not minded to”."""
    at = act.hit.start
    open_ = sum(word in _OPENING for word in scene.low[:at]) > sum(word in _CLOSING for word in scene.low[:at])
    quoted = act.inside is not None and (act.inside.kind == "direct" or (act.inside.kind == "mixed" and open_))
    return quoted and not {"they", "he", "she"}.isdisjoint(scene.low[max(0, at - 4) : at])


def _led_to(scene: Scene, act: Act) -> bool:
    """ "It would lead to new threats", "a step that led to clashes": others', or nobody's yet."""
    ahead = scene.low[max(0, act.hit.start - 4) : act.hit.start]
    return any(one in _LEADING and other == "to" for one, other in itertools.pairwise(ahead))


def _of_relative(scene: Scene, at: int) -> bool:
    """ "The station, which the rebels seized on Sunday": who does it stands between."""
    first = scene.first(at - 1) if at and scene.who[at - 1] is not None else 0
    return first > 0 and scene.low[first - 1] in ("which", "that", "whom")


def named(
    stage: Stage, scene: Scene, seen: Sequence[Party], side: str | None = None, *, acting: bool = False
) -> tuple[str, ...]:
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
            if mention is not None and acting and (attributive(scene, at) or placed(scene, at)):
                continue  # "the rivals of", "protested in": not whom, or where, they are called after
            if mention is not None:
                found |= dict.fromkeys(s for actor in stage.acting(mention) if (s := stage.party(actor)) is not None)
            elif scene.low[at] in FIRST_PERSON and side is not None:
                found[side] = None
    return tuple(found)


def understood(scene: Scene, act: Act, who: Roles, trigger: Trigger) -> Meaning | None:
    """The code and the modality that the encoder sees, with the condition that the grammar tells.

    None for what is only imagined, feared or asked ("whether Norland is willing"), unless the encoder sees it done.
    """
    low, high = bounds(scene, act)
    found = mood(scene, act.hit.start, act.hit.head_end, low=low, high=high)
    if not found.real or (trigger.codes[0][0] == "OFFER" and wondered(scene, act)):
        return None
    seen: Modality = trigger.modalities[0][0]
    refused = found.modality == "negated" and trigger.codes[0][0] in _REFUSALS  # "will not open": no refusal undone
    if not refused and found.modality in ("negated", "hypothetical"):  # grammar tells these better
        seen = found.modality
    elif refused and seen == "negated":
        seen = "stated"
    modality: Modality = "reported" if who.own is False and seen == "stated" else seen
    condition = found.condition if modality in ("conditional", "stated") else None
    code = _warned(scene, act, who, trigger.codes[0][1]) or trigger.codes[0][0]
    code = "THREATEN" if menacing(scene, act) else code
    return Meaning(code=code, modality=modality, condition=condition, weight=1.0)


def _of_its_own(scene: Scene, act: Act, who: Roles) -> bool:
    """ "Norland's minister warned that Norland could": the warner is the one who would do it."""
    last = min(len(scene.low) - 1, act.hit.start + _COMPLEMENT)
    for at in range(act.hit.start + 1, last):
        mention = scene.who[at]
        if mention is not None and mention.actor in who.actors and scene.low[at + 1] in _MODALS:
            return True
    return False


def _warned(scene: Scene, act: Act, who: Roles, seen: float) -> str | None:
    """What a warning amounts to that names no harm of one's own: "warned of the cost to trade", "warned them to leave".

    None for any other act, and where it is a threat: also where the encoder has ``seen`` one without a doubt.
    """
    at = act.hit.start
    if act.hit.entry.code != "THREATEN" or not scene.low[at].startswith("warn"):
        return None
    following = scene.low[at + 1 : at + _COMPLEMENT]
    harm = any(word.startswith(_HARMS) for word in following) or not _TERMS.isdisjoint(following)
    own = any(pair in _OWN for pair in itertools.pairwise(following)) or _of_its_own(scene, act, who)
    aimed = any(scene.who[at + 1 : at + 3]) and not {"of", "about", "against", "over"}.isdisjoint(following[:5])
    if harm or own or (aimed and seen >= _DOUBTLESS):
        return None
    told = "to" in following[:8] and not {"of", "that", "about", "against"} & set(following[:3])
    return "REQUEST" if told else "CRITICISE"
