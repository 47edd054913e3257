"""How an act is meant: done, not done, planned, on a condition, or only imagined."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from communique.data import Modality
from communique.moves.scene import Scene
from communique.moves.subjects import ADVERBS

NEGATIONS = frozenset("not never n't no neither nor without cannot hardly nobody none".split())
FUTURE = frozenset("will shall 'll".split())
MAYBE = frozenset("could might may can".split())
_PLANS = frozenset(
    "plan plans planned planning intend intends intended expected due set scheduled about poised preparing prepares "
    "prepared slated going vows vowed hopes ready supposed likely promised pledged decided bound".split()
)
FACTS = frozenset(
    "began begun begins started starts continued continues continue continuing beginning moved helped managed went "
    "proceeded voted resumed used ordered had failed refused forced obliged compelled appeared appears seemed "
    "seems".split()
)
"""Verbs that make an infinitive a fact: "voted to oppose", "began to withdraw"."""
_USING = frozenset("seized seize used use uses using took takes".split())
_ORDERING = frozenset("authorized authorised ordered instructed directed".split())
_OCCASIONS = frozenset("moment opportunity occasion chance speech address visit platform interview term".split())
_IMAGINED = frozenset(
    "fears fear risk possibility possible potential prospect likelihood scenario scenarios whether preparations "
    "pretext hypothetical feared imminent threat warnings hopes hope chance if unless provided suggestions suggestion "
    "speculation speculated expectation expectations rumours rumors doubt doubts sceptical skeptical doubtful hopeful "
    "unclear uncertain unsure unlikely worries worried indication sign wonder wondered guess odds".split()
)
_FEARED = frozenset("fear fears feared worry worries rumours rumors speculation doubt doubts hope hopes".split())
_FORESEEN = frozenset(
    "know knows knew knowing assume assumes assumed assuming predict predicts predicted anticipate anticipates "
    "anticipated suspect suspects suspected".split()
)
"""What somebody takes another to do in time: "terms that it knows Norland will refuse"."""
_HINTS = frozenset("hint sign signs indication evidence suggestion signal assurance guarantee".split())
_NONE = frozenset("no nothing nobody none".split())
_AVOIDING = ("steer", "refrain", "shied", "abstain", "desist")
_FROM = frozenset("from clear short".split())
_NOT_ALL = tuple(("not", word) for word in ("everyone", "everybody", "all", "every", "many", "one", "a"))
_UNDONE = frozenset("yet failed fails refused refuses declined declines unable unwilling".split())
_DUTIES = frozenset("must should ought".split())
_ASKING = frozenset(
    "know knows knew see ask asked asks wonder wondered tell say said sure clear decide determine".split()
)
_SOON = frozenset("possible next this late early today tomorrow tonight may june july autumn spring summer".split())
_VERB_HELP = frozenset("be been being have has had also then soon now".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """The modality of one act, and the condition it hangs on, as token places."""

    modality: Modality
    condition: tuple[int, int] | None = None
    infinitive: bool = False
    real: bool = True


def mood(scene: Scene, at: int, head_end: int, *, low: int = 0, high: int | None = None) -> Mood:
    """The mood of the verb at token ``at`` within tokens ``low:high``.

    ``real`` is False for what is only imagined, feared, wished or a purpose ("fears that …", "in order to …").
    """
    end = len(scene.low) if high is None else high
    helpers = _helpers(scene, at, low)
    infinitive = "to" in helpers
    negated = any(word in NEGATIONS or word.endswith("n't") for word in helpers) or _nobody(scene, at, low)
    negated = negated or (infinitive and (_yet(scene, at, low) or _word_before_to(scene, at, low) in _UNDONE))
    negated = negated or (head_end <= at + 1 and scene.low[at + 1 : at + 2] in {(word,) for word in _NONE})
    negated = negated or _avoided(scene, at)
    condition = _condition(scene, at, head_end, low, end)
    undone = infinitive and _yet(scene, at, low)
    real = (undone or not (infinitive and not _factual(scene, at, low))) and not _imagined(scene, at, low)
    real = real and not (_comes(helpers) and _foreseen(scene, at, low))
    real = real and "?" not in scene.low[-2:] and _DUTIES.isdisjoint(helpers) and not _unreal(scene, at, low, helpers)
    modality: Modality = "stated"
    if negated:
        modality = "negated"
    elif condition is not None:
        modality = "conditional"
    elif any(word in FUTURE or word == "won't" for word in helpers) or (infinitive and _planned(scene, at, low)):
        modality = "future"
    elif any(word in MAYBE for word in helpers):
        modality = "hypothetical"
    elif "would" in helpers or "'d" in helpers:
        modality = "future"
    return Mood(modality=modality, condition=condition, infinitive=infinitive, real=real)


def _helpers(scene: Scene, at: int, low: int) -> tuple[str, ...]:
    """The auxiliaries, negations and adverbs right before the verb."""
    place = at - 1
    while place >= low and _helps(scene.low[place]) and scene.who[place] is None:
        place -= 1
    contracted = scene.low[place].rpartition("'")[2] if place >= low else ""
    before = ("will",) if contracted == "ll" else ("would",) if contracted == "d" else ()
    return before + scene.low[place + 1 : at]


def _nobody(scene: Scene, at: int, low: int) -> bool:
    """ "No Norland minister has agreed", "not everyone welcomed it": the subject itself denies the act."""
    if scene.low[low : low + 2] in _NOT_ALL and "," not in scene.low[low:at]:
        return True
    first = next((p for p in range(max(low, at - 8), at) if scene.low[p] in ("no", "neither", "nobody", "none")), None)
    return first is not None and first in (low, low + 1) and "," not in scene.low[first:at]


def _avoided(scene: Scene, at: int) -> bool:
    """ "Stopped short of accusing Norland", "steered clear of the dispute": at the act or at the verb of avoiding."""
    own = scene.low[at].startswith(_AVOIDING) and not _FROM.isdisjoint(scene.low[at + 1 : at + 3])
    before = scene.low[max(0, at - 3) : at]
    stopped = before[-2:] in (("short", "of"), ("clear", "of"), ("away", "from"), ("back", "from"))
    return own or (scene.low[at].endswith("ing") and (stopped or any(w.startswith(_AVOIDING) for w in before[-2:])))


def _helps(word: str) -> bool:
    return (
        word in NEGATIONS or word in FUTURE or word in MAYBE or word in ADVERBS or word in _VERB_HELP
        or word in ("would", "to", "must", "should", "do", "does", "did", "is", "are", "was", "were", "'d", "'ve")
        or word.endswith(("n't", "ly"))
    )  # fmt: skip


def _unreal(scene: Scene, at: int, low: int, helpers: tuple[str, ...]) -> bool:
    """ "The talks would have opened", "any talk of curbs being lifted": what did not happen, or only may."""
    ahead = scene.low[max(low, at - 10) : at]
    past = any(pair == ("would", "have") for pair in itertools.pairwise(ahead))
    return past or ("being" in helpers and {"is", "are", "was", "were"}.isdisjoint(helpers))


def _to(scene: Scene, at: int, low: int) -> int | None:
    for place in range(at - 1, max(low, at - 4) - 1, -1):
        if scene.low[place] == "to":
            return place
    return None


def _word_before_to(scene: Scene, at: int, low: int) -> str:
    place = _to(scene, at, low)
    if place is None:
        return ""
    place -= 1
    while place > low and (scene.low[place] in ADVERBS or scene.low[place].endswith("day")):
        place -= 2 if scene.low[place - 1] == "on" else 1
    return scene.low[place] if place >= low else ""


def _yet(scene: Scene, at: int, low: int) -> bool:
    """ "Has yet to pull back"."""
    place = _to(scene, at, low)
    return place is not None and place > low and scene.low[place - 1] == "yet"


def _planned(scene: Scene, at: int, low: int) -> bool:
    return _word_before_to(scene, at, low) in _PLANS | {"is", "are", "was", "were"}


def _factual(scene: Scene, at: int, low: int) -> bool:
    ahead = scene.low[max(low, at - 10) : at]
    if not _USING.isdisjoint(ahead) and not _OCCASIONS.isdisjoint(ahead):
        return True  # "seized on the moment of calm to call for"
    if ("out", "of") in itertools.pairwise(ahead) and "way" in ahead:
        return True  # "went out of his way to praise"
    ordered = not _ORDERING.isdisjoint(ahead[:-2]) and "to" in ahead[-3:]  # "authorised the army to call up"
    return ordered or _word_before_to(scene, at, low) in FACTS or _planned(scene, at, low)


def _imagined(scene: Scene, at: int, low: int) -> bool:
    """Whether a word of fear, hope or doubt, or an "if", opens the clause that the verb stands in."""
    if low and scene.low[low - 1] in _FEARED:
        return True  # "amid fears | that Norland would attack"
    for place in range(at - 1, max(low, at - 12) - 1, -1):
        word = scene.low[place]
        if word in (",", ";", ":", "but") or (word == "and" and place == at - 1):
            break  # "dropped its threat to close the canal and undertook to dredge it"
        if word in _IMAGINED or (word in _HINTS and "no" in scene.low[max(0, place - 3) : place]):
            return True  # "fears that", "gave no hint that"
    return low < len(scene.low) and scene.low[low] == "whether" and "," not in scene.low[low:at]


def _comes(helpers: tuple[str, ...]) -> bool:
    return "would" in helpers or not FUTURE.isdisjoint(helpers)


def _foreseen(scene: Scene, at: int, low: int) -> bool:
    """Whether a word of foresight governs the clause of a verb: nobody has done that."""
    for place in range(at - 1, max(0, low - 6, at - 12) - 1, -1):
        if scene.low[place] in (",", ";", ":", "but", "“", "”", '"'):
            return False
        if scene.low[place] in _FORESEEN:
            return True
    return False


def _condition(scene: Scene, at: int, head_end: int, low: int, high: int) -> tuple[int, int] | None:
    """The "if …" that the act hangs on: after it, or before it at the head of the sentence."""
    for place in range(low, high):
        if scene.low[place] == "if" and place > low and scene.low[place - 1] in _ASKING:
            continue  # "did not know if": whether
        if scene.low[place] == "if" and scene.low[place + 1 : place + 2] in (
            ("any",),
            ("not",),
            ("anything",),
            ("only",),
        ):
            continue  # "with little if any resistance"
        if (
            scene.low[place] in ("if", "unless") or _in_exchange(scene, place) or _inverted(scene, place, low)
        ) and "," not in scene.low[place : place + 3]:
            if place > at and place >= head_end:
                return place, _clause_end(scene, place, high)
            if place < at:
                end = _clause_end(scene, place, high)
                if end <= at:
                    return place, end
    return None


def _inverted(scene: Scene, place: int, low: int) -> bool:
    """ "Should another appear, it would be shot down"; "Were the ports to be closed, …"."""
    if scene.low[place + 1 : place + 2] in {(word,) for word in ("be", "have", "not", "never", "also")}:
        return False  # "people “should be proud”": no inversion
    opens = place == low or scene.low[place - 1] in (":", ";", "“", '"', "‘", "that")
    if scene.low[place] == "were":  # "that were agreed on Saturday": no inversion
        return opens and "to" in scene.low[place + 2 : place + 6] and "?" not in scene.low[place:]
    return opens and scene.low[place] == "should" and "?" not in scene.low[place:]


def _in_exchange(scene: Scene, place: int) -> bool:
    pair = scene.low[place : place + 2]
    if scene.low[place + 3 : place + 4] and scene.low[place + 3] in _SOON:
        return False  # "as soon as possible", "as soon as next week"
    return pair in (
        ("in", "exchange"),
        ("in", "return"),
        ("provided", "that"),
        ("provided", "the"),
        ("only", "after"),
    ) or scene.low[place : place + 3] in (
        ("as", "long", "as"),
        ("so", "long", "as"),
        ("as", "soon", "as"),
        ("on", "condition", "that"),
    )


def _clause_end(scene: Scene, place: int, high: int) -> int:
    for end in range(place + 1, high):
        if scene.low[end] in (",", ";", ":", ".", "”", "—", "!", "?"):
            return end
    return high
