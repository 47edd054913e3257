"""Which triggers of a sentence are acts: verbs used as verbs, one act a clause, none inside another's complement.

"Norland threatened to attack" is a threat and no attack; "accused Southmark of shelling the port" is an
accusation, and an attack that somebody alleges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.data import Statement
from communique.moves.lexicon import IDIOM, Entry, Hit, hits
from communique.moves.modality import FACTS
from communique.moves.scene import Scene, Stage
from communique.moves.subjects import ADVERBS, AUXILIARIES, PREPOSITIONS
from communique.moves.usage import DEEDS, PROGRESSIVE, measured, previous_word, usable

_BOUNDARIES = frozenset(
    "; . ! ? — – : but while whereas although though after before because which who saying adding since when "
    "where".split()
)
_FINITE = frozenset(("s", "past", "either", "fixed"))
_UNDER_WAY = frozenset("process middle midst".split())  # "has begun the process of levying duties"
_ANEW = frozenset("and but while whereas".split())
_NO_ACT = Entry(IDIOM, "verbs", "fixed", (None,), 0)
_PRESENT = frozenset("is are will must can does do isn't aren't won't can't doesn't don't".split())
_BEFORE_NOW = frozenset("was were had would could did might should wasn't weren't hadn't wouldn't".split())
_PARTICLES = frozenset("down up out off aside".split())
_MODALS = frozenset("to will would must not should can could shall".split())
# Where two triggers are equally long, the act that asks most of the reader goes first.
_RANK = {
    code: at
    for at, code in enumerate(
        "ULTIMATUM THREATEN DENY REJECT DEMAND SUSPEND_TALKS CONCEDE ACCEPT OFFER PROPOSE SIGN INVITE REQUEST ACCUSE "
        "CRITICISE DE_ESCALATE AID DEPLOY SANCTION COERCE ATTACK VIOLATE MEDIATE COOPERATE INVESTIGATE SUPPORT PROTEST "
        "CONFIRM DECLINE_COMMENT STATE_POSITION ASSESS MEET".split()
    )
}


SPOKEN = frozenset(
    "DEMAND REQUEST PROPOSE OFFER INVITE THREATEN ULTIMATUM ACCUSE CRITICISE REJECT DENY SUPPORT SUSPEND_TALKS".split()
)
"""Acts that another answers: their nouns tell them even beside the answer ("turned down Southmark's offer")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A trigger that counts: whose statement it stands in or opens, and which accusation it is alleged by."""

    hit: Hit
    inside: Statement | None
    opens: Statement | None
    alleged: Act | None = None


def spotted(scene: Scene) -> list[Hit]:
    """The triggers of a sentence that are used as their codes mean them, and the idioms."""
    found = (hit for hit in hits(scene.low) if usable(scene, hit))
    return [hit._replace(entry=_NO_ACT) if measured(scene, hit) else hit for hit in found]


def acts(stage: Stage, scene: Scene, used: list[Hit]) -> list[Act]:
    """The acts of one sentence among the triggers ``used`` in it, in order, one for a place."""
    heard = (hit for hit in used if hit.entry.frame != "voiced" or _voice(stage, scene, hit))
    found = sorted((_act(stage, scene, hit) for hit in _apart(heard)), key=lambda act: act.hit.start)
    chosen: list[Act] = []
    for act in found:
        if act.hit.entry.code == IDIOM or _weak(act):
            continue
        governor = _governor(scene, chosen, act)
        if governor is None and not _gerund_of(scene, act):
            chosen.append(_outside(scene, chosen, act))
        elif governor is not None and _alleged(scene, governor, act):
            chosen.append(replace(act, opens=None, alleged=governor))
    weak = [
        act
        for act in found
        if _weak(act)
        and act.hit.entry.code != IDIOM
        and (_anothers(scene, act.hit) or not any(_same_clause(scene, act, other) for other in chosen))
    ]
    return sorted(chosen + weak, key=lambda act: act.hit.start)


def _voice(stage: Stage, scene: Scene, hit: Hit) -> bool:
    """Whether somebody who speaks for a side says the words of ``hit``: else they keep no verb off their place."""
    statement = stage.statement_at(scene.tokens[hit.start].start)
    speaker = stage.speakers.get(statement.id) if statement is not None else None
    return hit.entry.code == IDIOM or (bool(speaker) and stage.side(speaker or "") is not None)


def idioms(scene: Scene, used: list[Hit]) -> list[tuple[int, int]]:
    """Where the first words of idioms stand, which are no act, as code points."""
    found = (hit for hit in used if hit.entry.code == IDIOM and None in hit.entry.rest)
    return [(scene.tokens[hit.start].start, scene.tokens[hit.start].end) for hit in found]


def _weak(act: Act) -> bool:
    """Nouns, and talks named in passing ("after the talks"): they count where their clause holds no other act."""
    return act.hit.entry.frame == "nouns" or (act.hit.entry.frame == "phrases" and act.hit.entry.code == "MEET")


def _anothers(scene: Scene, hit: Hit) -> bool:
    """ "Rejected Southmark's offer to": the act of another, whose name stands before the noun."""
    at = hit.start - 1
    owner = at if at in scene.owns else at - 1
    mention = scene.who[owner] if owner > 0 and owner in scene.owns else None
    return hit.entry.frame == "nouns" and hit.entry.code in SPOKEN and mention is not None and mention.form != "pronoun"


def _same_clause(scene: Scene, weak: Act, other: Act) -> bool:
    if weak.inside is not other.inside:
        return other.opens is not None and weak.inside is other.opens
    if weak.hit.entry.frame == "phrases":
        return other.hit.entry.code == "MEET"
    first, second = sorted((weak.hit, other.hit), key=lambda hit: hit.start)
    return _BOUNDARIES.isdisjoint(scene.low[first.head_end : second.start])


def _apart(found: Iterable[Hit]) -> list[Hit]:
    """Hits that do not overlap, the weightiest first; nouns give way to verbs."""
    taken: set[int] = set()
    kept = []
    for hit in sorted(
        found, key=lambda h: (h.entry.frame == "nouns", -h.entry.weight, _RANK.get(h.entry.code, -1), h.start)
    ):
        places = range(hit.start, max(hit.head_end, hit.start + 1))
        if taken.isdisjoint(places):
            kept.append(hit)
            taken.update(places)
    return kept


def _act(stage: Stage, scene: Scene, hit: Hit) -> Act:
    place = scene.tokens[hit.start].start
    cue = next(
        (stage.cues[scene.tokens[at].start] for at in range(max(0, hit.start - 3), hit.start + 1)
         if scene.tokens[at].start in stage.cues and _covers(stage.cues[scene.tokens[at].start], place)),
        None,
    )  # fmt: skip
    inside = stage.statement_at(place)
    if inside is not None and _turned(scene, hit, inside):
        return Act(hit=hit, inside=None, opens=inside)
    return Act(hit=hit, inside=None if inside is not None and _of_source(scene, hit, inside) else inside, opens=cue)


def _turned(scene: Scene, hit: Hit, statement: Statement) -> bool:
    """ "Norland said that the ship is a spy and applauded Southmark": in the past again, and the speaker's own verb."""
    place = scene.tokens[hit.start].start
    again = hit.start > 0 and scene.low[hit.start - 1] == "and" and hit.entry.frame == "verbs" and not hit.passive
    if not again or hit.entry.form not in ("past", "either") or statement.kind != "indirect" or not statement.source:
        return False
    content = next((a for a in statement.content if a.start <= place < a.end), None)
    if content is None or content.start < statement.source.end:
        return False
    told = (w for w, token in zip(scene.low, scene.tokens, strict=True) if content.start <= token.start < place)
    return next((word for word in told if word in _PRESENT | _BEFORE_NOW), "") in _PRESENT


def _of_source(scene: Scene, hit: Hit, statement: Statement) -> bool:
    """ "Norland intends | to invite the Quartet": the verb of whom the statement is taken to be of."""
    place = scene.tokens[hit.start].start
    content = next((a for a in statement.content if a.start <= place < a.end), None)
    source = statement.source
    if statement.kind != "indirect" or content is None or source is None or hit.entry.frame != "verbs":
        return False
    at = hit.start
    while at > 0 and scene.tokens[at - 1].start >= content.start:
        at -= 1
        if scene.who[at] is not None or not (scene.low[at] in AUXILIARIES or scene.low[at] in ADVERBS):
            return False
    return scene.tokens[at].start <= content.start and scene.start <= source.start < content.start


def _covers(statement: Statement, place: int) -> bool:
    return statement.cue is not None and statement.cue.start <= place < statement.cue.end


def _governor(scene: Scene, chosen: list[Act], act: Act) -> Act | None:
    """The act in whose complement ``act`` stands, or with which it shares a clause; None where it is its own."""
    for other in reversed(chosen):
        if other.opens is not None and act.inside is other.opens:
            if _coordinate(scene, act) or _anew(scene, other, act):
                continue  # "rejected the plan and expelled": the second verb has the same subject
            return other
        if act.inside is not other.inside:
            continue
        if _gerund_of(scene, act):
            if other.hit.entry.code == "ACCUSE":
                return other
            continue
        inner = act.hit.start < other.hit.end and other.hit.entry.frame != "nouns"
        if inner or not _parted(scene, other, act):
            return other
    return None


def _coordinate(scene: Scene, act: Act) -> bool:
    """Whether a finite verb follows "and" or "but" directly: the second predicate of one subject."""
    entry = act.hit.entry
    at = act.hit.start
    if entry.frame != "verbs" or not (entry.form in _FINITE or _modal(scene, at)):
        return False
    place = at - 1
    while place > 0 and scene.who[place] is None and (scene.low[place] in AUXILIARIES or scene.low[place] in ADVERBS):
        place -= 1
    return place > 0 and scene.low[place] in ("and", "but")


def _outside(scene: Scene, chosen: list[Act], act: Act) -> Act:
    """``act`` taken out of a complement that it only seems to stand in."""
    opened = any(other.opens is not None and act.inside is other.opens for other in chosen)
    return replace(act, inside=None) if opened and _coordinate(scene, act) else act


def _parted(scene: Scene, other: Act, act: Act) -> bool:
    """Whether a new clause begins between two acts."""
    between = scene.low[other.hit.head_end : act.hit.start]
    if not _BOUNDARIES.isdisjoint(between):
        return True
    entry = act.hit.entry
    if entry.frame == "voiced":
        return False
    at = act.hit.start
    if "," in between[: _own_verb(between)]:
        return True
    progressive = entry.form == "ing" and scene.low[previous_word(scene, at)] in PROGRESSIVE
    if not (entry.form in _FINITE or progressive or (entry.form == "base" and _modal(scene, at))):
        return False
    joint = max((at for at, word in enumerate(between) if word in ("and", ",")), default=None)
    if joint is None:
        return "as" in between
    if _anew(scene, other, act):
        return True
    return between[joint] == "," or not _clausal(between) or len(between) - joint > 2


def _own_verb(between: Sequence[str]) -> int:
    """Where the verb stands that makes an infinitive a fact: "…, voted on Saturday to oppose"."""
    to = len(between) - 1 - between[::-1].index("to") if "to" in between else 0
    return next((at for at in range(to - 1, max(to - 4, 0), -1) if between[at] in FACTS), 0)


def _anew(scene: Scene, other: Act, act: Act) -> bool:
    """ "Demanded that it open the plant, and Norland refused": a clause with a subject of its own, behind a comma."""
    for at in range(other.hit.head_end + 1, act.hit.start):
        if scene.low[at] in _ANEW and scene.low[at - 1] == ",":
            return any(who is not None for who in scene.who[at + 1 : min(at + 4, act.hit.start)])
    return False


def _clausal(words: Sequence[str]) -> bool:
    """Whether a "that" opens a clause among ``words``, and is no pronoun ("puts that down to")."""
    pairs = zip(words, (*words[1:], ""), strict=True)
    return any(word == "that" and following not in PREPOSITIONS | _PARTICLES for word, following in pairs)


def _modal(scene: Scene, at: int) -> bool:
    return not _MODALS.isdisjoint(scene.low[max(0, at - 3) : at]) and "to" not in scene.low[max(0, at - 3) : at]


def _gerund_of(scene: Scene, act: Act) -> bool:
    ahead = scene.low[max(0, act.hit.start - 2) : act.hit.start]
    return act.hit.entry.form == "ing" and ahead[-1:] == ("of",) and ahead[0] not in _UNDER_WAY


def _alleged(scene: Scene, governor: Act, act: Act) -> bool:
    """ "Accused Norland of shelling", "complained that Norland had shelled": what the one says that the other did."""
    if governor.hit.entry.code == "ACCUSE" and act.hit.entry.code in DEEDS and _gerund_of(scene, act):
        return True
    return _told_of(scene, governor, act)


def _told_of(scene: Scene, governor: Act, act: Act) -> bool:
    """Whether a deed stands in a clause with "that" behind the verb that charges another with it."""
    hit = act.hit
    charged = governor.hit.entry.code in ("ACCUSE", "CRITICISE") and governor.hit.entry.frame == "verbs"
    finite = hit.entry.frame == "verbs" and hit.entry.form in _FINITE and hit.entry.code in DEEDS | {"REJECT"}
    between = scene.low[governor.hit.head_end - 1 : hit.start]
    return charged and finite and "that" in between[:2] and any(scene.who[governor.hit.head_end : hit.start])
