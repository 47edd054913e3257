"""Whose act it is, who voiced it and whom it is addressed to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from communique.moves.acts import Act
from communique.moves.agents import agent
from communique.moves.clauses import bounds
from communique.moves.heads import placed
from communique.moves.homes import HOMES
from communique.moves.partners import among_themselves, destination, goes, of_the_talks, partner, several
from communique.moves.passives import agents, in_hands
from communique.moves.scene import ONLOOKERS, Scene, Stage
from communique.moves.sides import Roles, akin, mouthpiece, parties_of, person_of, sides_of, spoken_for
from communique.moves.subjects import NEGOTIATORS, Subject, after, before, named_in

_FAR = 12  # words between "held talks" and "with"
_BODILY = frozenset("ATTACK COERCE DEPLOY AID DE_ESCALATE VIOLATE COOPERATE".split())  # where it is done, it is done to
_MENTAL = frozenset(
    "underestimate underestimated overlook forget forgotten expect assume see look looking think".split()
)
_OPENING = 6  # words of a statement in which what somebody is accused of may open it
_ACCUSED = frozenset("it this that these those they you he she who somebody someone".split())
_AHEAD = frozenset("will would shall".split())
_TOLD = frozenset("DE_ESCALATE CONCEDE AID SUSPEND_TALKS INVITE DEPLOY".split())
SUFFERED = frozenset("killing assassination murder arrest capture detention ouster poisoning".split())
"""Nouns whose owner is done to: "the general's killing"."""
_DONE_TO = frozenset("SANCTION SIGN INVITE SUSPEND_TALKS PROPOSE".split())
_HOW = frozenset("over on in by after since against under at for to last".split())
_PARTING = frozenset(", ; : — – of for from which that who whom while as if".split())
_USING = frozenset("used uses using started began begun starting launched authorized authorised ordered".split())
_MEANS = 8  # words between "used the term" and what it was used for
_DUTIES = frozenset("must have has need needs should ought".split())


def roles(stage: Stage, scene: Scene, act: Act) -> Roles | None:
    """The parties of ``act``; None where nobody who counts as a party does it."""
    if act.alleged is not None:
        return _alleged(stage, scene, act)
    if act.hit.entry.frame == "nouns":
        return _owned(stage, scene, act)
    if act.hit.entry.frame == "voiced":
        return _voiced(stage, scene, act)
    done_to = act.hit.entry.frame == "phrases" and act.hit.entry.code == "COERCE"  # "are being held"
    if act.hit.passive or done_to:
        return _passive(stage, scene, act)
    return None if _described(scene, act) else _active(stage, scene, act)


def others_named(stage: Stage, scene: Scene, places: Iterable[int], side: str) -> tuple[str, ...]:
    """The first other party named within ``places``: whom a declaration of ``side`` is meant for."""
    named = (p for p in named_in(scene, places) if not placed(scene, p) and not _nobody(stage, scene, p))
    found = (s for s in sides_of(stage, scene, named) if s != side)
    return tuple(itertools.islice(found, 1))


def _active(stage: Stage, scene: Scene, act: Act) -> Roles | None:
    low, _ = bounds(scene, act)
    subject = before(scene, act.hit.start, low)
    subject = _of_the_means(scene, act, low) if subject.kind == "other" else subject
    speaker, side = spoken_for(stage, act)
    if side is not None and (
        _speaks_of_itself(scene, act, subject, low) or _opens_it(stage, scene, act, subject, side)
    ):
        subject = Subject(kind="speaker")
    if subject.kind == "speaker":
        return None if side is None else _made(stage, scene, act, (side,), speaker, True, 1.0, low)
    if subject.kind == "both":
        told = act.inside is None or side is not None or _unknown_voice(stage, act)
        own = None if act.inside is None else True
        both = stage.parties or ((side,) if side is not None and scene.low[low] in ("they", "that") else ())
        return _made(stage, scene, act, both if told else (), None, own, 0.8, act.hit.start)
    if act.hit.entry.code == "MEET" and act.hit.entry.frame == "phrases" and stage.parties and act.inside is None:
        return _talked(stage, scene, act, subject)
    if subject.kind == "home":
        return _home(stage, scene, act, subject, speaker, side)
    if subject.kind != "named":
        return None
    if act.inside is not None and side is not None and _own_it(scene, subject, low):
        return _made(stage, scene, act, (side,), speaker, True, 0.8, subject.places[0])
    actors = sides_of(stage, scene, subject.places) or _of_the_talks(stage, scene, act, subject)
    actors = actors or parties_of(stage, scene, subject.places)
    person = person_of(stage, scene, subject.places)
    if act.inside is None:
        return _made(stage, scene, act, actors, person, None, 1.0 if subject.sure else 0.85, subject.places[0])
    if side is None and not _unknown_voice(stage, act):
        return None
    own = side in actors or any(akin(stage, side, other) for other in actors) or mouthpiece(stage, act)
    made = _made(stage, scene, act, actors, speaker if own else None, own, 0.9, subject.places[0])
    return None if made is None else replace(made, unsure=not own and side == speaker)


def _of_the_means(scene: Scene, act: Act, low: int) -> Subject:
    """ "Used the term to demand", "began the process of levying": the subject of the verb before."""
    at = next(
        (p for p in range(act.hit.start - 2, max(low, act.hit.start - _MEANS), -1) if scene.low[p] in _USING), None
    )
    last = scene.low[act.hit.start - 1]
    return Subject(kind="other") if at is None or last not in ("to", "of") else before(scene, at, low)


def _talked(stage: Stage, scene: Scene, act: Act, subject: Subject) -> Roles | None:
    """ "After a phone call with Southmark", "following the talks": those named, or the parties of the article."""
    paired = scene.low[act.hit.head_end - 1] in ("with", "between")  # with whom follows
    whom = act.hit.head_end if paired else partner(scene, act, len(scene.low), 6)
    others = sides_of(stage, scene, after(scene, whom, 6)) if whom is not None else ()
    owner = (act.hit.start - 1,) if paired and act.hit.start - 1 in scene.owns else ()  # "in his phone call with"
    named = tuple(dict.fromkeys((*sides_of(stage, scene, owner or subject.places), *others))) if others else ()
    met = named if len(named) > 1 or (paired and (others or not of_the_talks(scene, act, whom))) else stage.parties
    return _met(stage, scene, act, met, None, None, 0.7, act.hit.start) if len(met) > 1 else None


def _described(scene: Scene, act: Act) -> bool:
    """ "The duties, imposed in March": a participle that describes the noun before it, and tells nobody's act."""
    at = act.hit.start
    if act.hit.entry.frame != "verbs" or act.hit.entry.form not in ("past", "either", "participle") or at < 2:
        return False
    plain = scene.who[at - 2] is None and scene.low[at - 1] == "," and act.hit.head_end < len(scene.low)
    return plain and act.hit.entry.code in _DONE_TO and scene.low[at + 1] in _HOW


def _speaks_of_itself(scene: Scene, act: Act, subject: Subject, low: int) -> bool:
    """ "…," he demanded; "said it would put off the vote", where nothing tells who "it" is but the speaker."""
    if subject.kind not in ("none", "other"):
        return False
    if act.inside is None:
        return subject.kind == "none" and act.opens is not None
    first = low + (scene.low[low] == "that")
    if act.hit.entry.frame == "phrases" and act.hit.start - first < 2:
        return True  # "Nothing short of a treaty would do," he said
    return scene.low[first] in ("it", "he", "she", "they") and all(
        who is None for who in scene.who[low : act.hit.start]
    )


def _opens_it(stage: Stage, scene: Scene, act: Act, subject: Subject, side: str) -> bool:
    """ "The levy, she charged, was theft", "said … and alleged that …": who does it is who says what it opens."""
    source = act.opens.source if act.inside is None and act.opens is not None else None
    if source is None or source.exact.find(",") == len(source.exact) - 1:  # "Norland, backing rebels, asked"
        return False
    places = [scene.tokens[place].start for place in subject.places]
    sides = sides_of(stage, scene, subject.places)
    states = [known for side in sides if (known := stage.actors.get(side)) is not None and known.kind == "state"]
    listed = len(states) > 1 and all(source.start <= place < source.end for place in places)
    behind = bool(places) and subject.sure and source.start > scene.tokens[act.hit.start].start
    # "Norland criticised a speech by": not he who made it
    return not (listed or behind) and sides != (side,) and not (side in sides and len(places) > 1)


def _home(
    stage: Stage, scene: Scene, act: Act, subject: Subject, speaker: str | None, side: str | None
) -> Roles | None:
    """ "The government": the speaker's own, or in the outlet's voice that of the state last spoken of."""
    word = scene.tokens[subject.places[0]].text
    if word.lower() not in HOMES:
        found = stage.homes.named(word)
        own = None if act.inside is None else found == side
        return None if found is None else _made(stage, scene, act, (found,), None, own, 0.8, subject.places[0])
    if act.inside is not None and speaker not in stage.outside:
        return None if side is None else _made(stage, scene, act, (side,), speaker, True, 0.8, act.hit.start)
    end = scene.tokens[-1].end
    found = stage.homes.housed(scene.start, word.lower())
    found = found or stage.homes.before(scene.start, without=stage.homes.between(scene.start, end))
    return None if found is None else _made(stage, scene, act, (found,), None, None, 0.7, act.hit.start)


def _own_it(scene: Scene, subject: Subject, low: int) -> bool:
    """Whether an "it" opens what somebody says: the speaker's own side, which names itself so."""
    place = subject.places[0]
    if scene.low[place] == "it" and scene.low[max(low, place - 2) : place] == ("and", "that"):
        return True
    return scene.low[place] == "it" and all(scene.who[at] is None for at in range(low, place)) and place - low < 3


def _of_the_talks(stage: Stage, scene: Scene, act: Act, subject: Subject) -> tuple[str, ...]:
    """ "officials agreed to go on": those of both sides, where nothing tells whose they are; a crowd that protests."""
    if act.hit.entry.code == "PROTEST":
        found = (scene.who[place] for place in subject.places)
        return tuple(
            m.actor for m in found if m is not None and (m.actor in stage.outside or m.form in ("group", "unnamed"))
        )
    alone = all(scene.low[place] in NEGOTIATORS and scene.last(place) == place for place in subject.places)
    return stage.parties if alone and act.hit.entry.code in ("ACCEPT", "MEET", "SIGN") else ()


def _unknown_voice(stage: Stage, act: Act) -> bool:
    """Whether a document or an unnamed insider tells it, and no expert or private person."""
    statement = act.inside or act.opens
    if statement is None or statement.source is None:
        return False
    speaker = stage.actors.get(stage.speakers.get(statement.id) or "")
    head = re.split(r"\s(?:by|of|from|on)\s", statement.source.exact.lower())[0]  # "a report by experts" is a report
    words = set(re.findall(r"[a-z]+", head))
    return (speaker is None or speaker.kind != "person") and ONLOOKERS.isdisjoint(words - {"source", "sources"})


def _passive(stage: Stage, scene: Scene, act: Act) -> Roles | None:
    low, high = bounds(scene, act)
    by, places = agents(scene, act, high)
    told = tuple(p for p in places if (who := scene.who[p]) is not None and who.form == "unnamed")
    actors = sides_of(stage, scene, places) or parties_of(stage, scene, told)
    if not actors and by is None:
        return _sent(stage, scene, act, low) or in_hands(stage, scene, act) or _by_speaker(stage, scene, act, low)
    if not actors:
        return None
    subject = before(scene, act.hit.start, low)
    recipients = tuple(s for s in sides_of(stage, scene, subject.places) if s not in actors)
    speaker, side = spoken_for(stage, act)
    own = None if act.inside is None else side in actors
    if own is False and side is None and not _unknown_voice(stage, act):
        return None
    return Roles(
        actors=actors, speaker=speaker if own else None, recipients=recipients, own=own, sure=0.9,
        first=subject.places[0] if subject.places else act.hit.start,
    )  # fmt: skip


def _sent(stage: Stage, scene: Scene, act: Act, low: int) -> Roles | None:
    """ "Norland tanks were moved to the border": those whose forces are sent, where nobody is told to send them."""
    if act.hit.entry.code != "DEPLOY":
        return None
    words = scene.low[low : act.hit.start]
    end = low + words.index("including") - 1 if "including" in words else act.hit.start  # ", including tanks,"
    first = next((p for p in range(end - 1, low - 1, -1) if scene.low[p] in _PARTING), low - 1) + 1
    whose = (p for p in named_in(scene, range(first, end)) if scene.last(p) in scene.owns or _people(scene, p))
    made = _made(stage, scene, act, sides_of(stage, scene, itertools.islice(whose, 1)), None, None, 0.8, low)
    _, side = spoken_for(stage, act)
    return made if made is None or act.inside is None else replace(made, own=side in made.actors)


def _people(scene: Scene, place: int) -> bool:
    mention = scene.who[place]
    return mention is not None and mention.form in ("demonym", "group", "office", "unnamed")


def _by_speaker(stage: Stage, scene: Scene, act: Act, low: int) -> Roles | None:
    """ "Nine prisoners were freed, the ministry said": what a party tells without an agent, it did itself."""
    speaker, side = spoken_for(stage, act)
    ahead = scene.low[max(low, act.hit.start - 3) : act.hit.start]
    harm = act.hit.entry.code in ("SANCTION", "COERCE", "ATTACK") and not _AHEAD.isdisjoint(ahead)
    if act.inside is None or side is None or not (harm or act.hit.entry.code in _TOLD):
        return None
    before_it = before(scene, act.hit.start, low).places
    if harm and side in sides_of(stage, scene, before_it):
        return None  # nobody holds his own citizens, and says so
    others = others_named(stage, scene, range(low, act.hit.start), side)
    return Roles(actors=(side,), speaker=speaker, recipients=others, own=True, sure=0.7, first=low)


def _voiced(stage: Stage, scene: Scene, act: Act) -> Roles | None:
    speaker, side = spoken_for(stage, act)
    if side is None:
        return None
    low, high = bounds(scene, act)
    subject = before(scene, act.hit.start, low)
    if subject.kind in ("none", "other") and act.hit.entry.code in ("ACCUSE", "CRITICISE"):
        at = act.hit.start
        while (at > low and not scene.low[at - 1][0].isalpha()) or scene.low[at - 1] in ("a", "an", "the"):
            at -= 1
        subject = before(scene, at, low)  # who "has a gun to" somebody's head
        subject = subject if subject.kind == "named" else before(scene, low)  # or stands outside a short quotation
    duty = act.hit.entry.code == "DEMAND" and scene.low[act.hit.start] in _DUTIES
    plain = scene.low[act.hit.head_end - 1] in ("must", "to", "should", "not", "be", "have")
    own = subject.kind == "named" and plain and sides_of(stage, scene, subject.places) == (side,)
    if (subject.kind == "speaker" or own) and (duty or scene.low[act.hit.start] == "do"):
        return None  # "we must give diplomacy time", "we will do everything"
    ahead = scene.low[act.hit.head_end : act.hit.head_end + 3]
    if duty and ("have" in ahead[:2] or not _MENTAL.isdisjoint(ahead)):
        return None  # "should not have been held", "should not be underestimated": past, or to be thought
    if duty and subject.kind == "other" and scene.low[act.hit.start - 1] == "that" and act.hit.start - low > 1:
        return None  # "the work that has to be done first": which work, not who is to do it
    following = tuple(p for p in after(scene, act.hit.start) if p < high)
    places = subject.places or following or named_in(scene, range(low, high))[:1]
    recipients = tuple(s for s in sides_of(stage, scene, places) if s != side)
    quoted = act.hit.start - low < _OPENING  # "called it “piracy with paperwork”"
    accused = recipients or quoted or not _ACCUSED.isdisjoint(scene.low[low : act.hit.start])
    if act.hit.entry.code == "ACCUSE" and not accused:
        return None  # "the outcry over the massacre": nobody is accused
    first = min((*subject.places, act.hit.start))
    return Roles(actors=(side,), speaker=speaker, recipients=recipients, own=True, sure=0.9, first=first)


def _owned(stage: Stage, scene: Scene, act: Act) -> Roles | None:
    """ "Norland's demand that", "Southmark shelling of", "the attack by Norland on"."""
    at = act.hit.start
    low, high = bounds(scene, act)
    owner = next((p for p in range(at - 1, max(low, at - 4) - 1, -1) if scene.who[p] is not None), None)
    if owner is not None and not (owner in scene.owns or _modifies(scene, owner, at)):
        owner = None
    places: tuple[int, ...] = (scene.first(owner),) if owner is not None else ()
    if not places:
        by = agent(scene, act, high)
        places = after(scene, by + 1, 5) if by is not None else ()
    actors = sides_of(stage, scene, places)
    if act.hit.entry.code == "MEET":
        actors = tuple(dict.fromkeys((*actors, *sides_of(stage, scene, after(scene, act.hit.head_end, 8)))))
        if len(actors) < 2:
            return None
    suffered = owner is not None and scene.low[at] in SUFFERED and person_of(stage, scene, places) is not None
    if not actors or suffered:  # "the general's killing"
        return None
    _, side = spoken_for(stage, act)
    if act.inside is not None and side is None and not _unknown_voice(stage, act):
        return None
    own = None if act.inside is None else side in actors
    return _made(stage, scene, act, actors, person_of(stage, scene, places), own, 0.8, min((*places, at)))


def _modifies(scene: Scene, owner: int, at: int) -> bool:
    mention = scene.who[owner]
    between = scene.low[owner + 1 : at]
    plain = all(word[0].isalpha() and word not in ("and", "or", "to", "of", "in") for word in between)
    return mention is not None and plain and (mention.form in ("demonym", "name", "metonym"))


def _alleged(stage: Stage, scene: Scene, act: Act) -> Roles | None:
    """ "accused Norland of massing troops": Norland's act, on the accuser's word."""
    if act.alleged is None:
        return None
    accuser = roles(stage, scene, act.alleged)
    if act.hit.entry.form != "ing":
        told = _active(stage, scene, replace(act, alleged=None, inside=act.inside))
        other = told is not None and accuser is not None and not set(told.actors) & set(accuser.actors)
        return replace(told, own=False, speaker=None) if told is not None and other else None
    actors = accuser.recipients if accuser is not None else ()
    if not actors:
        return None
    return _made(stage, scene, act, actors, None, False, 0.8, act.hit.start)


def _made(
    stage: Stage, scene: Scene, act: Act, actors: tuple[str, ...], speaker: str | None, own: bool | None, sure: float,
    first: int,
) -> Roles | None:  # fmt: skip
    if not actors:
        return None
    if act.hit.entry.code == "MEET":
        return _met(stage, scene, act, actors, speaker, own, sure, first)
    _, high = bounds(scene, act)
    following = _aimed(stage, scene, act, (p for p in after(scene, act.hit.start + 1, 18) if p < high))
    recipients = tuple(s for s in sides_of(stage, scene, following) if s not in actors)
    if not recipients:
        start = (following[-1] if following else act.hit.start) + 1
        later = _aimed(stage, scene, act, named_in(scene, range(start, min(high, start + 12))))
        recipients = tuple(s for s in sides_of(stage, scene, later[:1]) if s not in actors)
    return Roles(actors=actors, speaker=speaker, recipients=recipients, own=own, sure=sure, first=first)


def _aimed(stage: Stage, scene: Scene, act: Act, places: Iterable[int]) -> tuple[int, ...]:
    """``places`` without those where a meeting is held or a thing happens, and offices of nobody known."""
    found = (p for p in places if not _nobody(stage, scene, p))
    return tuple(p for p in found if act.hit.entry.code in _BODILY or not placed(scene, p))


def _nobody(stage: Stage, scene: Scene, place: int) -> bool:
    """Whether "the president" or "a major" stands there, of whom the article does not tell whose they are."""
    mention = scene.who[place]
    known = None if mention is None else stage.actors.get(mention.actor)
    return known is not None and known.kind == "office" and known.side is None


def _met(
    stage: Stage, scene: Scene, act: Act, actors: tuple[str, ...], speaker: str | None, own: bool | None, sure: float,
    first: int,
) -> Roles | None:  # fmt: skip
    """Those who meet: the subject and whom it meets, or the parties of the talks where only "talks" are named."""
    _, high = bounds(scene, act)
    whom = None if act.hit.entry.frame == "phrases" else partner(scene, act, high, _FAR)
    others = sides_of(stage, scene, after(scene, whom, 6)) if whom is not None else ()
    nobody = whom is None or (goes(scene, act) and set(others) <= set(actors))
    if nobody and act.hit.entry.frame == "verbs" and (there := destination(scene, act, high)) is not None:
        whom, others = there, sides_of(stage, scene, after(scene, there, 6))
    joint = tuple(dict.fromkeys((*actors, *others)))
    if len(joint) == 1 and not others and several(scene, act):
        return Roles(actors=joint, speaker=speaker, recipients=(), own=own, sure=0.8 * sure, first=first)
    if len(joint) == 1:
        if not set(joint) <= set(stage.parties) or among_themselves(scene, act) or not of_the_talks(scene, act, whom):
            return None
        joint, sure = stage.parties, 0.7 * sure
    met = tuple(other for other in others if other not in actors)
    return Roles(actors=joint, speaker=speaker, recipients=(), own=own, sure=sure, first=first, met=met)
