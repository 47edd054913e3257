"""Whether a trigger is used as one: a verb with a subject of its own, and an object that is its own.

"The duties imposed in March" only tells which duties are meant, "orders to importers" are no verb, and "suggested
that it was late" puts nothing on the table.
"""

from __future__ import annotations

from communique.moves.lexicon import IDIOM, Hit
from communique.moves.scene import Scene
from communique.moves.subjects import ADVERBS, AUXILIARIES, DETERMINERS, OFFICIALS, PREPOSITIONS, RELATIVES, absolute

DEEDS = frozenset(("DEPLOY", "ATTACK", "COERCE", "SANCTION", "VIOLATE", "DE_ESCALATE", "AID", "COOPERATE", "MEET"))
PROGRESSIVE = frozenset("is are was were be been being am 're 'm".split())
_PERFECTS = frozenset("has have had having".split())
_PLURAL_SUBJECTS = frozenset("we i they you people".split())
_ALSO_NOUNS = frozenset(
    "sanctions attacks strikes demands talks calls offers protests moves plans claims charges supports bans fines "
    "shells fires visits raids targets tests drills "
    "pledges threats blames bombs delays fights grants helps probes releases "
    "requests reports shelters troops arms funds seals "
    "doubts hopes fears orders welcomes backs drafts debates regrets promises proposes hosts meets brands".split()
)
_DEVICES = frozenset("sanctions strikes attacks raids drills tests troops arms funds forces tariffs".split())
_PAPERS = frozenset(
    "treaty treaties draft drafts document documents report reports statement text letter proposals list video footage "
    "figures data water names images findings details information message messages tape tapes recording recordings "
    "photo photos photographs transcript".split()
)
_WHENS = frozenset("on in by last earlier yesterday during since from".split())
_GOVERNING = frozenset("with to by among met greeted visited".split())
_TRANSITIVE = (
    "imposed", "levied", "reached", "brokered", "scheduled", "proposed", "deployed", "detained", "seized", "freed",
    "planned", "drafted", "signed", "agreed", "demanded", "accused", "released", "negotiated", "held", "called",
)  # fmt: skip
"""Verbs that want an object: without one, and without a subject's "has" or "is", they are participles."""
_NUMBERS = frozenset("two three four five six seven eight nine ten dozen".split())
_CHARGED = frozenset("accused suspected convicted".split())
_OBLIQUE = frozenset("in by under between against during since last of over after at".split())
_WH = frozenset("about whether if what why how when where who which is".split())
_OPINES = frozenset("was were is are had has might may 's isn't wasn't".split())
_PUTS = frozenset("should could would might ought be".split())
_CLAUSES = frozenset("that which who whom whose to because when while if whether cancelling canceling for".split())
_TALKS = frozenset("talks negotiations dialogue meeting call summit session round conference on vote election".split())
_AMID = frozenset("at during after before following".split())
_SAYING = frozenset("calling saying describing arguing noting adding telling".split())
_COLLAPSING = ("collaps", "founder")
_SCALES = frozenset("percent % million billion trillion degrees points".split())
_AFTER_ALL = frozenset("to and but again before twice on when because".split())
_TO = frozenset(("to",))
_FINITES = frozenset("that would will could had has have was were is are may might can said if when".split())
_OFF = frozenset(
    "preparations preparation cancelling canceling cancellation collapse failure ahead efforts prospect expected "
    "planned scheduled proposed possible postponing postponement walked walks broke broken quit abandoned boycotted "
    "suspended cancelled canceled collapsed refused rejected failed had".split()
)


def usable(scene: Scene, hit: Hit) -> bool:
    """Whether the words of ``hit`` are used as its code means them."""
    if scene.who[hit.start] is not None and hit.entry.frame != "phrases" and hit.entry.code != IDIOM:
        return False
    if hit.entry.frame != "verbs":
        return hit.entry.code != "MEET" or hit.entry.frame != "phrases" or _near(scene, hit, _OFF)
    if scene.low[hit.head_end - 1] == "no" and not _final(scene, hit.head_end):
        return False  # "said no missiles had been delivered"
    return (
        _as_verb(scene, hit)
        and _of_talks(scene, hit)
        and not _concurs(scene, hit)
        and not _questioned(scene, hit)
        and not _opinion(scene, hit)
        and _near_object(scene, hit)
        and not _obliged(scene, hit)
        and not _clause_before(scene, hit)
    )


def _as_verb(scene: Scene, hit: Hit) -> bool:
    form, at = hit.entry.form, hit.start
    if not hit.entry.rest and scene.low[at].startswith("releas") and _PAPERS & set(scene.low[max(0, at - 6) : at + 8]):
        return False
    previous = previous_word(scene, at)
    word = scene.low[previous] if previous >= 0 else ""
    if form == "base":
        return _bare(scene, at, previous, word)
    if form == "s":
        return _third_person(scene, at, previous, word)
    if form == "ing":
        direct = scene.low[at - 1] if at else ""
        return word in PROGRESSIVE or direct in (
            ",", "and", "of", "after", "before", "while", "been", "began", "begun", "started",
        ) or absolute(scene, at)  # fmt: skip
    return _past(scene, hit, word)


def _past(scene: Scene, hit: Hit, word: str) -> bool:
    at = hit.start
    direct = scene.low[at - 1] if at else ""
    if scene.low[at] == "provided" and direct == ",":
        return False
    if hit.entry.form in ("past", "either") and (_reduced(scene, hit) or _objectless(scene, hit)):
        return False
    adjectival = bool({direct, word} & (DETERMINERS | PREPOSITIONS)) or at - 1 in scene.owns
    adjectival = adjectival or (direct in _NUMBERS and scene.low[max(0, at - 2)] in DETERMINERS)
    adjectival = adjectival or (direct.endswith("ly") and at == 1)  # "Newly appointed envoy …"
    return not adjectival and (hit.entry.form != "participle" or hit.passive or _perfect(scene, at))


def _reduced(scene: Scene, hit: Hit) -> bool:
    """ "She greeted sailors freed on Monday": a participle that only tells which sailors are meant."""
    at = hit.start
    if hit.entry.code not in DEEDS or at < 3 or not scene.low[at - 1].isalpha() or not scene.low[at - 1].endswith("s"):
        return False
    following = scene.low[at + 1 : at + 3]
    timed = following[:1] in {(word,) for word in _WHENS} or following in (
        ("the", "day"),
        ("the", "week"),
        ("a", "day"),
    )
    return timed and not _GOVERNING.isdisjoint(scene.low[at - 4 : at - 1])


def _objectless(scene: Scene, hit: Hit) -> bool:
    """ "Duties imposed in March", "a truce brokered in Ansel", "officials accused of fraud": no object follows."""
    at = hit.start
    if hit.passive or at + 1 >= len(scene.low):
        return False
    if scene.low[at] in _CHARGED and scene.low[at + 1] == "of":
        return True
    if hit.entry.rest or scene.low[at] not in _TRANSITIVE:
        return False
    noun = at > 0 and scene.who[at - 1] is None and scene.low[at - 1].isalpha()
    helped = not noun or scene.low[at - 1] in AUXILIARIES or scene.low[at - 1] in RELATIVES | {"and", "but"}
    return not helped and scene.low[at - 1] not in ADVERBS | OFFICIALS and scene.low[at + 1] in _OBLIQUE


def _questioned(scene: Scene, hit: Hit) -> bool:
    """ "Asked about the deal", "she asked": a question, unlike "asked both sides for a list"."""
    if hit.entry.rest or not scene.low[hit.start].startswith("ask"):
        return False
    following = scene.low[hit.head_end : hit.head_end + 9]
    return not _object(scene, hit.head_end) or "?" in scene.low or not _WH.isdisjoint(following)


def _opinion(scene: Scene, hit: Hit) -> bool:
    """ "Suggested it was late": what is said to be so is no proposal, unlike what should or could be."""
    at = hit.start
    if hit.entry.code != "PROPOSE" or not scene.low[at].startswith("suggest"):
        return False
    first = next((word for word in scene.low[at + 1 : at + 12] if word in _OPINES | _PUTS or word == ","), "")
    clausal = scene.low[at + 1 : at + 2] not in {("a",), ("an",)}
    return clausal and first in _OPINES


def _of_talks(scene: Scene, hit: Hit) -> bool:
    """ "Talks between them collapsed", unlike a bridge."""
    bare = hit.entry.code == "SUSPEND_TALKS" and scene.low[hit.start].startswith(_COLLAPSING)
    return not bare or not _TALKS.isdisjoint(scene.low[max(0, hit.start - 8) : hit.start])


def _concurs(scene: Scene, hit: Hit) -> bool:
    """ "Agreed, calling it a stunt": of one mind with who spoke before."""
    ahead = scene.low[hit.head_end : hit.head_end + 2]
    return hit.entry.code == "ACCEPT" and len(ahead) > 1 and ahead[0] == "," and ahead[1] in _SAYING


def measured(scene: Scene, hit: Hit) -> bool:
    """ "Hit $50 billion", "struck 3 percent": a figure is reached, and nobody struck."""
    ahead = scene.low[hit.head_end : hit.head_end + 4]
    counted = bool(ahead) and (ahead[0] in ("$", "€", "£") or (ahead[0][0].isdigit() and not _SCALES.isdisjoint(ahead)))
    return hit.entry.code == "ATTACK" and counted


def _near_object(scene: Scene, hit: Hit) -> bool:
    """Whether talks that somebody begins, ends or cancels are the verb's own object: "began efforts to hold talks"."""
    if hit.entry.code == "COERCE" and scene.low[hit.start] in ("hold", "held", "holds", "holding"):
        return _near(scene, hit, _TALKS)
    if hit.entry.code not in ("MEET", "SUSPEND_TALKS", "INVITE") or None not in hit.entry.rest or hit.passive:
        return True
    told = _AMID if scene.low[hit.start].startswith("announc") else frozenset[str]()  # "announced at a party meeting"
    own = {step for steps in hit.entry.rest if steps for step in steps}
    return _near(scene, hit, _CLAUSES - own | {"efforts"} | told)


def _obliged(scene: Scene, hit: Hit) -> bool:
    """ "Was forced to back down": what the subject does itself is the act."""
    to = hit.passive and scene.low[hit.start + 1 : hit.start + 2] == ("to",)
    return to and hit.entry.code == "COERCE" and scene.low[hit.start] in ("forced", "compelled", "obliged")


def _final(scene: Scene, at: int) -> bool:
    """Whether nothing that belongs to the word before stands at ``at``."""
    return at >= len(scene.low) or not scene.low[at][0].isalnum() or scene.low[at] in _AFTER_ALL


def _clause_before(scene: Scene, hit: Hit) -> bool:
    """Whether the "to" that tells what is asked of somebody is that of a clause of its own: "told us he flew to"."""
    asks = len(hit.entry.rest) == 2 and hit.entry.rest[0] is None and hit.entry.rest[1] == _TO
    return asks and not hit.passive and not _near(scene, hit, _FINITES)


def _near(scene: Scene, hit: Hit, unwanted: frozenset[str]) -> bool:
    return unwanted.isdisjoint(scene.low[hit.head_end : hit.end - 1])


def previous_word(scene: Scene, at: int) -> int:
    """The token before a verb at ``at``, adverbs left out."""
    place = at - 1
    while place >= 0 and scene.who[place] is None and (scene.low[place] in ADVERBS or scene.low[place].endswith("ly")):
        place -= 1
    return place


def _bare(scene: Scene, at: int, previous: int, word: str) -> bool:
    if previous < 0:
        return False
    if word in DETERMINERS or word in PREPOSITIONS - {"to"} or previous in scene.owns:
        return False
    if word in PROGRESSIVE or word in _PERFECTS or word.split("'")[-1] in ("s", "re", "m"):
        return False
    if word in AUXILIARIES or word in _PLURAL_SUBJECTS or word in RELATIVES:
        return True
    mention = scene.who[previous]
    if mention is not None:
        return mention.form not in ("demonym",) and (
            mention.form in ("group", "unnamed", "pronoun") or word.endswith("s")
        )
    if word == "and":
        return at > 1 and any(
            w in ("to", "will", "would", "must", "not", "should") for w in scene.low[max(0, at - 10) : at]
        )
    return word in OFFICIALS and word.endswith("s")


def _third_person(scene: Scene, at: int, previous: int, word: str) -> bool:
    if previous < 0 or previous in scene.owns:
        return False
    mention = scene.who[previous]
    if mention is not None:
        return mention.form != "demonym" and (scene.low[at] not in _DEVICES or _object(scene, at + 1))
    if scene.low[at] in _ALSO_NOUNS:
        return word in RELATIVES or word in ("it", "he", "she")
    return word in RELATIVES or word in OFFICIALS or word in (",", "and", "it", "he", "she", "”", "“", '"', ")")


def _object(scene: Scene, at: int) -> bool:
    """Whether an object begins at ``at``: "Norland strikes the port", and not "Norland strikes killed nine"."""
    return at < len(scene.low) and (scene.who[at] is not None or scene.low[at] in DETERMINERS | {"both", "all"})


def _perfect(scene: Scene, at: int) -> bool:
    return any(word in ("has", "have", "had", "having", "'ve") for word in scene.low[max(0, at - 4) : at])
