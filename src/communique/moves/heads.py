"""What a name is in its noun phrase: its head, or only a word that describes the head ("Norland's exports")."""

from __future__ import annotations

from communique.moves.homes import BODIES, HOMES
from communique.moves.scene import Scene
from communique.vocabulary.offices import offices

ESTRANGED = frozenset(
    "ally allies neighbour neighbours neighbor neighbors critics critic opponents opponent enemies enemy rivals "
    "rival partners counterpart counterparts foes foe adversary adversaries creditors trading".split()
)
"""Nouns for those who are not whom they are called after: "Norland's allies"."""
_THINGS = frozenset(
    "stock stocks share shares market markets import imports export exports purchase purchases good goods product "
    "products company companies firm firms bank banks exporters importers farmers consumers voters businesses business "
    "manufacturers producers carmakers investors shoppers viewers readers newspapers reporters journalists economists "
    "analysts economy economies industry industries currency bond bonds futures index growth price prices visit trip "
    "arrival departure decision move moves action actions involvement threat threats hope hopes fear fears comments "
    "remarks campaign policy policies record role presence ability insistence history interests victory election "
    "elections pandemic behaviour behavior conduct stance absence reluctance willingness success failure win defeat "
    "territory soil waters coast border borders airspace debt deficit surplus oil gas grain soybeans steel "
    "aluminum aluminium cars travel tourism shipping".split()
)
"""Things that act for nobody: what they do is not done by the state that they are called after."""
_PERSONAL = (
    HOMES
    | BODIES
    | frozenset(
        "official officials minister ministers president leader leaders negotiator negotiators diplomat diplomats "
        "delegation spokesman spokeswoman spokesperson envoy envoys ambassador parliament lawmakers forces troops "
        "premier chief side cabinet court police soldiers senate congress team".split()
    )
)
_STOPS = frozenset(
    "of in on at to with by against from for over between among into and or but nor who which that while if when as "
    "is are was were be been has have had do does did will would shall should can could may might must not".split()
)
_WHERE = frozenset("in at near outside inside across".split())
_TRUSTING = frozenset(
    "confidence trust faith interest disappointed believe believes believed interfere interfering interference "
    "meddling intervene intervening intervention invest investing".split()
)
_PLANNED = frozenset("planned scheduled set due leave left leaving depart bound heading headed".split())
_FAR = 5  # words from a name to the head of its phrase


def opening(scene: Scene, place: int) -> int:
    """The first token of the name at ``place``, with the titles that stand right before it."""
    first = scene.first(place)
    while first and scene.who[first - 1] is not None and first - 1 not in scene.owns:
        first = scene.first(first - 1)
    return first


def ending(scene: Scene, place: int) -> int:
    """The last token of the title or name at ``place``, with the names that stand right behind it."""
    last = scene.last(place)
    while last + 1 < len(scene.who) and scene.who[last + 1] is not None and last not in scene.owns:
        last = scene.last(last + 1)
    return last


def attributive(scene: Scene, place: int) -> bool:
    """Whether the name at ``place`` only tells what kind of thing follows, which acts for somebody else or nobody."""
    last = scene.last(place)
    mention = scene.who[last]
    if mention is None or _joined(scene, last) or _of_partisans(scene, scene.first(place)):
        return mention is not None
    owned = last in scene.owns or mention.form == "demonym"
    far = _FAR if owned else 3 if mention.form in ("name", "metonym") else 0
    behind = scene.who[last + 1] if last + 1 < len(scene.who) else None
    if mention.form == "demonym" and behind is not None and behind.form == "group" and behind.actor != mention.actor:
        return True  # "the Norlandic opposition"
    for at in range(last + 1, min(len(scene.low), last + 1 + far)):
        word = scene.low[at]
        if word in ESTRANGED:
            return True
        if word in _STOPS or word in _PERSONAL or scene.who[at] is not None or not scene.tokens[at].text[0].islower():
            return False
        if word in _THINGS:
            return owned or at == last + 1 or _noun(scene, at)
        if word.endswith(("ed", "ly")):
            return False
    return False


def _of_partisans(scene: Scene, first: int) -> bool:
    """ "Opponents of Norland", "the allies of the kingdom" are not whom they are called after."""
    left = first - 1 - (first > 0 and scene.low[first - 1] == "the")
    apart = ESTRANGED | offices().words["people.partisans"]
    return left > 0 and scene.low[left] == "of" and scene.low[left - 1] in apart


def placed(scene: Scene, place: int) -> bool:
    """Whether a name only tells where something happens: "in Norland", "planned for Norland"."""
    mention = scene.who[place]
    if mention is None or mention.form not in ("name", "metonym") or scene.last(place) in scene.owns:
        return False
    left = scene.first(place) - 1
    left -= left > 0 and scene.low[left] == "the"
    if left < 1:
        return False
    before = scene.low[max(0, left - 3) : left]
    if scene.low[left] in _WHERE:
        return not before or before[-1] not in _TRUSTING
    return scene.low[left] == "for" and not _PLANNED.isdisjoint(before)


def _noun(scene: Scene, at: int) -> bool:
    """Whether a word behind a bare name goes with a noun: "index futures", but not "lost markets"."""
    return not scene.low[at - 1].endswith(("s", "t", "d", "k", "w"))


def _joined(scene: Scene, last: int) -> bool:
    """ "Norland-backed militants" are not Norland."""
    mention, token = scene.who[last], scene.tokens[last]
    tail = token.text[mention.anchor.end - token.start :] if mention is not None else ""
    return tail[:1] in ("-", "–", "‑") and tail[1:].lower().startswith(
        ("backed", "allied", "supported", "made", "based", "born", "trained", "funded", "style", "friendly", "owned")
    )
