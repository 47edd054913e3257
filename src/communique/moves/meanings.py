"""What an act amounts to: what is meant by a verb, a noun or a phrase in its mood, or that nothing is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.data import Modality
from communique.moves.acts import SPOKEN, Act
from communique.moves.clauses import bounds
from communique.moves.modality import MAYBE, Mood, mood
from communique.moves.scene import CIVILIANS, FIRST_PERSON, Scene
from communique.moves.sides import Roles
from communique.moves.sittings import named_as_held
from communique.moves.stances import hung
from communique.moves.subjects import REPORTING, before
from communique.vocabulary.codebook import codes

_HARM = frozenset(("SANCTION", "ATTACK", "COERCE", "DEPLOY"))
_KIND = frozenset(
    ("ACCEPT", "OFFER", "DE_ESCALATE", "CONCEDE", "SIGN", "MEET", "AID", "COOPERATE", "SUPPORT", "PROPOSE")
)
_BARTER = ("in", "as", "so", "on", "only", "provided")
"""First words of terms, which make no threat of what is done on them ("in exchange for", "as long as")."""
_STANDING = frozenset(("SANCTION", "ACCEPT", "THREATEN", "OFFER", "ULTIMATUM"))
"""What a noun rather recalls than tells: "the sanctions on the port", "a deal with Southmark"."""
_OUTCOME = frozenset("will would shall".split())
_YIELDED = frozenset(("CONCEDE", "DE_ESCALATE", "AID", "COOPERATE"))
"""What is offered where it is still to come and hangs on terms: "would free them if"."""
_ABOUT = frozenset(("REJECT", "DENY", "CONFIRM", "SUPPORT", "INVESTIGATE"))
"""Acts about what another says: their conditions are often those of that."""
_ALLEGED = frozenset("possible potential alleged suspected purported supposed any".split())
_CROWDED = frozenset(("COERCE", "ATTACK", "REJECT", "SUSPEND_TALKS", "SANCTION", "CONCEDE"))
_CROWDS = CIVILIANS | frozenset(
    "union unions truckers drivers nurses teachers miners dockers pensioners prisoners inmates railwaymen seamstresses "
    "steelworkers strikers midwives pilots crews shipyard deckhands taxi clerks writers exiles refugees monks "
    "activists marchers crowd crowds porters lorry".split()
)
_STOPPING = ("block", "stri", "struck", "stay", "walk", "occup", "boycott", "down", "lay", "laid", "refus", "return")
"""How the verbs begin by which a crowd protests."""
_VOWING = ("promis", "vow", "pledg", "prepared", "ready", "swor")
_BEING = frozenset("is are was were isn't aren't wasn't weren't has have had can could".split())
_DUTIES = frozenset("must should shall need needs be".split())
_VOWED = 12  # words in which what is vowed is told
_MENACES = ("retaliat", "respond", "punish", "aveng", "strike", "attack", "destroy", "crush", "veto", "hit", "fight")
_IMPOSING = (
    "impos", "add", "rais", "slap", "put", "levy", "tighten", "increas", "expand", "use", "take", "launch", "escalat",
    "widen",
)  # fmt: skip
_PAINS = (
    "sanction", "tariff", "dut", "levi", "penalt", "pressure", "force", "countermeasure", "retaliat", "embargo",
    "operation", "offensive", "invasion", "assault", "strike", "attack",
)  # fmt: skip
_UNGUESSED = frozenset(
    ("ASSESS", "STATE_POSITION", "CRITICISE", "ACCUSE", "CONFIRM", "DENY", "DECLINE_COMMENT", "OFFER", "THREATEN")
)
"""Words about something, which nobody foretells."""
_READY = frozenset("offer offered offers willing ready prepared would willingness readiness open".split())
_TALKED = frozenset(("ASSESS", "STATE_POSITION", "DECLINE_COMMENT"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an act amounts to: its code, modality and condition, and how sure that makes it (a factor, 0..1)."""

    code: str
    modality: Modality
    condition: tuple[int, int] | None
    weight: float


def meaning(set_scene: Scene, act: Act, who: Roles) -> Meaning | None:
    """The code and modality of an act, or None for what is imagined, feared, or said of others' futures."""
    name = "PROTEST" if _by_crowd(set_scene, act) else act.hit.entry.code
    if act.hit.entry.frame == "phrases" and name == "MEET":
        if not mood(set_scene, act.hit.start, act.hit.head_end).real:
            return None
        return Meaning(code=name, modality="stated", condition=None, weight=1.0)
    if act.hit.entry.frame == "nouns":
        return _noun(set_scene, act, who, name)
    found = _mood(set_scene, act)
    name = "THREATEN" if menacing(set_scene, act) else "STATE_POSITION" if _asserted(set_scene, act) else name
    if act.hit.entry.frame == "voiced":
        empty = _described(set_scene, act) or _supposed(set_scene, act) or _of_the_other(set_scene, act)
        return None if empty else _voiced(set_scene, name, found)
    if act.alleged is not None:
        return Meaning(code=name, modality="reported", condition=None, weight=0.8)
    if (
        name in _HARM | {"SUSPEND_TALKS"}
        and found.condition is not None
        and set_scene.low[found.condition[0]] not in _BARTER
        and found.modality != "negated"
        and (who.own is not False or (who.unsure and set_scene.low[found.condition[0]] == "unless"))
    ):
        return _threat(set_scene, found)
    if not found.real or found.modality == "hypothetical" or (name == "OFFER" and wondered(set_scene, act)):
        return _maybe(set_scene, act, name, found, who)
    if found.modality == "negated":
        return _negated(set_scene, act, name, found, who)
    if who.own is False and not (who.unsure and found.modality in ("future", "conditional")):
        return _of_others(name, found)
    return _told(set_scene, act, name, found, who)


def _by_crowd(set_scene: Scene, act: Act) -> bool:
    """ "Truckers blocked the crossing", "nurses walked out": what no state does so, but a crowd that protests."""
    if act.hit.entry.code not in _CROWDED or not set_scene.low[act.hit.start].startswith(_STOPPING):
        return False
    low, _ = bounds(set_scene, act)
    places = before(set_scene, act.hit.start, low).places
    words = (word for place in places for word in set_scene.low[place : set_scene.last(place) + 1])
    return not _CROWDS.isdisjoint(words)


def menacing(set_scene: Scene, act: Act) -> bool:
    """ "Promised to respond with force", "follow through on its promise to impose duties": no offer, but a threat."""
    at = act.hit.start
    vowed = any(word.startswith(_VOWING) for word in set_scene.low[at : act.hit.head_end])
    if act.hit.entry.code != "OFFER" or not vowed:
        return False
    _, high = bounds(set_scene, act)
    ahead = set_scene.low[at + 1 : min(high, at + _VOWED)]
    verb = ahead.index("to") + 1 if "to" in ahead else len(ahead)
    return any(word.startswith(_MENACES) for word in ahead[verb : verb + 1]) or (
        any(word.startswith(_IMPOSING) for word in ahead[verb : verb + 1]) and any(w.startswith(_PAINS) for w in ahead)
    )


def _asserted(set_scene: Scene, act: Act) -> bool:
    """ "Insisted that it was ready": how things are is asserted, and nothing demanded."""
    at = act.hit.start
    if (
        act.hit.entry.code != "DEMAND"
        or not set_scene.low[at].startswith("insist")
        or "on" in set_scene.low[at + 1 : at + 2]
    ):
        return False
    _, high = bounds(set_scene, act)
    ahead = set_scene.low[at + 1 : min(high, at + _VOWED)]
    return next((word for word in ahead if word in _BEING or word in _DUTIES), "") in _BEING


def wondered(set_scene: Scene, act: Act) -> bool:
    """ "What Norland is willing to accept", "how far it is ready to go": asked, not offered."""
    low, _ = bounds(set_scene, act)
    if _READY.isdisjoint(set_scene.low[act.hit.start : act.hit.head_end]):
        return False
    for place in range(act.hit.start - 1, max(low, act.hit.start - 8) - 1, -1):
        if set_scene.low[place] in (",", ";", ":", "that", "and", "but"):
            return False
        if set_scene.low[place] in ("what", "how", "whether"):
            return True
    return False


def _told(set_scene: Scene, act: Act, name: str, found: Mood, who: Roles) -> Meaning:
    menace = _or_else(set_scene, act) if name in ("DEMAND", "REQUEST") else None
    if menace is not None:
        return Meaning(code="ULTIMATUM", modality="conditional", condition=menace, weight=1.0)
    if name in _TALKED or name in ("CRITICISE", "ACCUSE"):
        return Meaning(code=name, modality="stated", condition=None, weight=1.0)
    if found.condition is not None and name in _ABOUT and _inner(set_scene, act, found.condition[0]):
        return Meaning(code=name, modality="stated", condition=None, weight=1.0)
    ahead = _ahead(set_scene, act)
    if name in _YIELDED and found.modality == "conditional" and not _OUTCOME.isdisjoint(ahead):
        return Meaning(code="OFFER", modality="conditional", condition=found.condition, weight=1.0)
    told = (
        who.own or "that" in set_scene.low[max(0, act.hit.start - 5) : act.hit.start]
    )  # and no habit: "they would fire"
    if (
        name == "ATTACK"
        and found.modality == "future"
        and ({"will", "shall"} & set(ahead) or (told and "would" in ahead))
    ):
        return Meaning(code="THREATEN", modality="stated", condition=None, weight=0.9)
    return Meaning(code=name, modality=found.modality, condition=found.condition, weight=1.0)


def _ahead(set_scene: Scene, act: Act) -> tuple[str, ...]:
    return set_scene.low[max(0, act.hit.start - 3) : act.hit.start]


def _inner(set_scene: Scene, act: Act, place: int) -> bool:
    """Whether an "if" hangs on what is spoken of: "dismissed warnings that it would face ruin if it fired"."""
    between = set_scene.low[act.hit.end : place]
    return "that" in between and not _OUTCOME.isdisjoint(between)


def _mood(set_scene: Scene, act: Act) -> Mood:
    """The mood of a verb, with a condition that stands in another stretch of the same statement."""
    low, high = bounds(set_scene, act)
    found = mood(set_scene, act.hit.start, act.hit.head_end, low=low, high=high)
    if found.condition is None and act.inside is not None and found.modality in ("future", "stated"):
        condition = hung(set_scene, act.inside, set_scene.tokens[act.hit.start].start)
        if condition is not None and found.modality == "future":
            return replace(found, condition=condition, modality="conditional")
    return found


def _or_else(set_scene: Scene, act: Act) -> tuple[int, int] | None:
    """The "or else …" or "or it would …" of a demand: what follows if it is not met."""
    _, high = bounds(set_scene, act)
    for place in range(act.hit.end, min(high, len(set_scene.low) - 2)):
        following = set_scene.low[place + 1 : place + 5]
        if set_scene.low[place] == "or" and (
            following[0] in ("else", "face", "risk") or not _OUTCOME.isdisjoint(following)
        ):
            return place, high
    return None


def _noun(set_scene: Scene, act: Act, who: Roles, name: str) -> Meaning | None:
    found = mood(set_scene, act.hit.start, act.hit.head_end)
    if name == "MEET":
        before, after = set_scene.low[: act.hit.start], set_scene.low[act.hit.head_end :]
        if not named_as_held(" ".join(before) + " ", " " + " ".join(after)):
            return None
    elif not found.real:
        return None
    weight = 0.6 if name in _STANDING else 0.9
    presumed = act.hit.entry.code in SPOKEN  # "called Norland's offer an insult": that there was one is not alleged
    reported = who.own is False and not presumed
    return Meaning(code=name, modality="reported" if reported else "stated", condition=None, weight=weight)


def _described(set_scene: Scene, act: Act) -> bool:
    """ "A deal that limits the fleet in exchange for grain": a bargain told of, which the speaker does not offer."""
    if act.hit.entry.code != "OFFER" or set_scene.low[act.hit.start] != "in":
        return False
    low, high = bounds(set_scene, act)
    return (FIRST_PERSON | _READY).isdisjoint(set_scene.low[low:high])


def _of_the_other(set_scene: Scene, act: Act) -> bool:
    """ "Even if they retaliate", "would not retaliate": what another may do, or nobody will, is no threat."""
    ahead = set_scene.low[max(0, act.hit.start - 3) : act.hit.start]
    others = not {"they", "you", "he", "she", "if", "not", "never", "to"}.isdisjoint(ahead)
    return act.hit.entry.code == "THREATEN" and set_scene.low[act.hit.start].startswith("retaliat") and others


def _supposed(set_scene: Scene, act: Act) -> bool:
    """ "A cut could undermine the truce": what might do harm is not blamed on anybody."""
    ahead = _ahead(set_scene, act)
    return act.hit.entry.code in ("CRITICISE", "ACCUSE") and not (MAYBE | _ALLEGED).isdisjoint(ahead)


def _voiced(set_scene: Scene, name: str, found: Mood) -> Meaning:
    if name == "THREATEN" and found.condition is not None:
        return _threat(set_scene, found)
    modality: Modality = "conditional" if found.condition is not None and name not in _TALKED else "stated"
    return Meaning(code=name, modality=modality, condition=found.condition, weight=1.0)


def _threat(set_scene: Scene, found: Mood) -> Meaning:
    exact = found.condition is not None and set_scene.low[found.condition[0]] == "unless"
    return Meaning(
        code="ULTIMATUM" if exact else "THREATEN", modality="conditional", condition=found.condition, weight=0.9
    )


def _maybe(set_scene: Scene, act: Act, name: str, found: Mood, who: Roles) -> Meaning | None:
    """What a party may do; a threat where it says so itself and it harms, and nothing where nobody known says so."""
    if not found.real or found.modality != "hypothetical" or name in _UNGUESSED or act.hit.entry.frame != "verbs":
        return None
    low, _ = bounds(set_scene, act)
    if who.own is None and not REPORTING.isdisjoint(set_scene.low[low : act.hit.start]):
        return None
    if name in _HARM and who.own:
        return Meaning(code="THREATEN", modality="hypothetical", condition=found.condition, weight=0.6)
    return Meaning(code=name, modality="hypothetical", condition=found.condition, weight=0.5)


def _negated(set_scene: Scene, act: Act, name: str, found: Mood, who: Roles) -> Meaning | None:
    if name == "CONFIRM" and "yet" in _ahead(set_scene, act):
        return None  # "has yet to confirm it"
    if name in _TALKED:
        return Meaning(code=name, modality="stated", condition=found.condition, weight=0.9)
    ahead = set_scene.low[max(0, act.hit.start - 4) : act.hit.start]
    refusing = any(word in ("will", "won't", "would", "wouldn't", "cannot", "can't", "never", "can") for word in ahead)
    if who.own and name in _HARM:
        return Meaning(code="DENY", modality="stated", condition=found.condition, weight=0.8)
    if refusing and name in _KIND and who.own is not False:
        return Meaning(code="REJECT", modality="stated", condition=found.condition, weight=0.8)
    return Meaning(code=name, modality="negated", condition=found.condition, weight=0.8)


def _of_others(name: str, found: Mood) -> Meaning | None:
    if found.modality == "stated":
        return Meaning(code=name, modality="reported", condition=found.condition, weight=0.9)
    if found.modality == "future" and codes()[name].quad in (1, 2):
        return Meaning(code=name, modality="future", condition=None, weight=0.8)
    return None
