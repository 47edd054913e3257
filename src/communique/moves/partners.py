"""Whom somebody meets: where the words for them stand, and whether they are the other side at all."""

from __future__ import annotations

from communique.moves.acts import Act
from communique.moves.clauses import bounds
from communique.moves.scene import BOTH, Scene
from communique.moves.subjects import NEGOTIATORS, OFFICIALS, before

_NEAR = 6  # words after "with" in which whom they met is named
_OTHER_SIDE = BOTH | OFFICIALS | frozenset("him her them each other others sides side team teams diplomats".split())
_STAFF = frozenset("team staff".split())
_TALKS = frozenset("talks negotiations negotiation dialogue round rounds discussions session sessions".split())
_PAIRS = frozenset(
    "both two three four five presidents premiers partners generals brothers men rivals factions clans camps".split()
)
_HOSTING = tuple("receiv host greet welcom met meet see saw ring rang telephon phon brief".split())  # beginnings
_GOING = frozenset(
    "visit visited visits travel travels travelled traveled travelling arrive arrived arrives fly flies flew flown "
    "tour toured stop stay stayed trip".split()
)
_INNER = frozenset(
    "party union business industry company church opposition congressional religious community labour labor".split()
)
_ADVISERS = frozenset("advisers advisors aides cabinet senators lawmakers councillors commanders board".split())


def partner(scene: Scene, act: Act, high: int, far: int) -> int | None:
    """The token after the "with" or "between" that names whom they met."""
    at = act.hit.head_end
    if scene.low[at - 1] in ("with", "between"):
        return at  # "met with"
    return next((p + 1 for p in range(at, min(high, at + far)) if scene.low[p] in ("with", "between")), None)


def destination(scene: Scene, act: Act, high: int) -> int | None:
    """The token that names whom they met where no "with" does: "met its envoy", "flew to Southmark"."""
    if act.hit.end == act.hit.head_end:
        return act.hit.end
    if scene.low[act.hit.start].startswith(_HOSTING):
        return act.hit.start + 1  # "received Southmark's minister"
    if goes(scene, act):
        places = range(act.hit.start, min(high, act.hit.end + 4))
        return next((place + 1 for place in places if scene.low[place] in ("to", "in")), None)
    return act.hit.end if scene.low[act.hit.end - 1] in ("to", "visiting") else None


def goes(scene: Scene, act: Act) -> bool:
    """Whether it is a journey that brings them together."""
    return not _GOING.isdisjoint(scene.low[act.hit.start : act.hit.head_end])


def of_the_talks(scene: Scene, act: Act, whom: int | None) -> bool:
    """Whether it is the other side of the talks that somebody meets, though nothing names it.

    "Held talks" and "met its counterparts" are; "met regional powers", "a meeting of his chiefs" and "visited" are not.
    """
    if whom is not None and scene.low[whom - 1] in ("with", "between"):
        other = (p for p in range(whom, min(whom + _NEAR, len(scene.low))) if _other_side(scene.low[p]))
        return any(not _of_another(scene, place) for place in other)
    near = scene.low[act.hit.start : act.hit.end + _NEAR]
    talks = next((at for at, word in enumerate(near) if word in _TALKS or word.startswith("counterpart")), None)
    return talks is not None and near[talks + 1 : talks + 2] != ("of",)


def _other_side(word: str) -> bool:
    return word in _OTHER_SIDE or word.startswith("counterpart")


def _of_another(scene: Scene, place: int) -> bool:
    """ "Salt Union officials", "party chiefs", "his generals": of nobody on the other side."""
    before = place - 1
    own = not {"his", "her", "its", "their"}.isdisjoint(scene.low[max(0, before - 2) : place]) and (
        scene.low[place] in OFFICIALS or scene.low[place] in _STAFF
    )
    if own or (scene.low[place] == "her" and scene.low[place + 1][:1].isalpha()):
        return True
    stranger = scene.who[before] is None and scene.tokens[before].text[0].isupper()
    return stranger or scene.low[before] in _INNER or scene.low[before].endswith(("s'", "s’"))


def among_themselves(scene: Scene, act: Act) -> bool:
    """ "Her top advisers met": those of one side alone."""
    return not _ADVISERS.isdisjoint(scene.low[max(0, act.hit.start - 4) : act.hit.start])


def several(scene: Scene, act: Act) -> bool:
    """ "The two ministers", "party leaders": several who meet each other, though nothing tells whose side they are."""
    low, _ = bounds(scene, act)
    subject = before(scene, act.hit.start, low)
    words = [word for place in subject.places for word in scene.low[place : scene.last(place) + 1]]
    return not (BOTH | (NEGOTIATORS - {"they"}) | _PAIRS).isdisjoint(words)
