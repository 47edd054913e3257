"""What somebody who speaks for a party tells where no act was read in it: a view, of the talks or of the matter.

Most of what is quoted names no act at all ("more complicated issues would be taken up in a later round"). It is the
party's view all the same, and weighs little: one for each statement, where the statement has no other move.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique import text
from communique.data import Move, Statement, Trigger
from communique.moves import topics
from communique.moves.roles import others_named
from communique.moves.scene import FIRST_PERSON, Scene, Stage, scene
from communique.moves.stances import about_others, stretches
from communique.moves.weighing import Seen

_SHORTEST = 5  # words: less tells no view
_SURE = 0.3
_CHARGED = 0.45
_HARM = frozenset("ATTACK COERCE VIOLATE".split())
_FAILING = ("fail", "renege", "broke", "back", "ignor", "refus")
_DONE = frozenset("stated reported future".split())
_MEANT = 0.35  # how sure the encoder is of a code that it sees at a word which tells no act, as "totally" or "said"
_OUGHT = frozenset("will would won't shall must should can could may might".split())
_NOW = _OUGHT | frozenset(
    "is are isn't aren't am be wouldn't can't cannot couldn't ought need needs want wants hope hopes believe believes "
    "think thinks remain remains depend depends 's 're 'm 'll 've don't doesn't do does expect expects requires "
    "require means mean seems seem".split()
)
_OPENERS = frozenset("if unless whether how what as for than".split())
_THEN = frozenset("was were had did".split())
_SHIFTED = frozenset("remained needed wanted hoped believed thought expected depended required meant seemed".split())
# "A plan that could win" is no view.
_CLAUSES = frozenset("that which who whom whose what where because when while".split())
_KNOWN = frozenset("know knows knew knowing realise realised realize realized learned learnt found".split())  # not said
_TALKS = frozenset(
    "talks talk negotiations negotiation negotiating dialogue meeting meetings summit round deal agreement accord "
    "discussions discussion diplomacy peace process truce cease-fire ceasefire settlement treaty pact".split()
)
_JUDGED = frozenset(
    "hope hopes hopeful hoping optimistic pessimistic confident skeptical sceptical worried worrisome concerned "
    "encouraged encouraging disappointed disappointing progress step breakthrough difficult hard tough easy good great "
    "bad better worse best positive negative historic amazing success successful failure likely unlikely possible "
    "impossible close far gap gaps serious useful constructive productive important significant beginning opportunity "
    "wonderful terrific fantastic terrible disaster disastrous fair unfair unacceptable "
    "chance risk danger dangerous believe think expect expects doubt fear afraid short-lived fragile".split()
)
_STANCES = _JUDGED | frozenset(
    "not no necessary vital essential crucial needed time ready willing committed determined prepared".split()
)
"""What shows behind a "was" in indirect speech that it tells how things are."""
_SPOKEN = frozenset(
    "STATE_POSITION ASSESS CRITICISE ACCUSE THREATEN OFFER DEMAND REQUEST PROPOSE SUPPORT REJECT DENY".split()
)
_KIN = ("ACCUSE CRITICISE", "DEMAND REQUEST", "OFFER PROPOSE", "THREATEN ULTIMATUM", "STATE_POSITION ASSESS")
"""Codes that words seldom tell apart: what is sure is that it is one of them."""
_OWN = frozenset("THREATEN OFFER REJECT DENY PROPOSE".split())  # of what one does oneself


def views(stage: Stage, moves: Sequence[Move], seen: Seen) -> Iterator[Move]:
    """The view of each statement in which none of ``moves`` was read, by whoever speaks for a party."""
    spots = sorted(move.trigger.start for move in moves)
    sentences = text.story_sentences(stage.article)
    starts = [span.start for span in sentences]
    told = {statement.id: statement for _, _, statement in stage.contents}
    for statement in sorted(told.values(), key=lambda s: (sum(a.end - a.start for a in s.content), s.id)):
        speaker = stage.speakers.get(statement.id)
        side = stage.side(speaker) if speaker and stage.official(speaker) else None
        heard = any(
            bisect_left(spots, a.start) < bisect_left(spots, a.end)
            for a in (*statement.content, *((statement.cue,) if statement.cue else ()))
        )
        known = statement.cue is not None and not _KNOWN.isdisjoint(statement.cue.exact.lower().split())
        if side is None or heard or known:
            continue
        for content in statement.content:
            first = max(0, bisect_left(starts, content.start + 1) - 1)
            spans = sentences[first : bisect_left(starts, content.end)]
            made = next((move for span in spans if (move := _view(stage, span, statement, side, seen))), None)
            if made is not None:
                spots.insert(bisect_left(spots, made.trigger.start), made.trigger.start)
                yield made
                break


def charges(stage: Stage, moves: Sequence[Move]) -> Iterator[Move]:
    """What it amounts to that a party tells only of another's harm: "Norland says Southmark shelled the port"."""
    told: dict[str, list[Move]] = {}
    for move in moves:
        if (statement := move.reported_by or move.statement) is not None:
            told.setdefault(statement, []).append(move)
    for statement, those in told.items():
        speaker = stage.speakers.get(statement)
        side = stage.side(speaker) if speaker and stage.official(speaker) else None
        harm = all(m.reported_by and _wrong(m) and not m.history and m.modality in _DONE for m in those)
        harm = harm and all(_sided(stage, actor) for m in those for actor in m.actors)
        first = those[0]
        known = stage.actors.get(speaker or "")
        if side is None or known is None or known.side != side:
            continue  # "a spokesman", of whom is not told
        if not harm or first.confidence < _CHARGED or any(side in m.actors for m in those):
            continue
        yield replace(
            first,
            code="ACCUSE",
            actors=(side,),
            speaker=speaker,
            recipients=first.actors,
            modality="stated",
            reported_by=None,
            confidence=_CHARGED,
        )


def _wrong(move: Move) -> bool:
    """Whether a deed told of another is one to charge him with: harm, or what he failed to do."""
    failed = move.code == "REJECT" and move.trigger.exact.casefold().startswith(_FAILING)
    return move.code in _HARM or failed


def _sided(stage: Stage, actor: str) -> bool:
    """Whether somebody stands on a side that can be charged: not "fighter jets"."""
    known = stage.actors.get(actor)
    return known is not None and known.side is not None


def _view(stage: Stage, span: text.Span, statement: Statement, side: str, seen: Seen) -> Move | None:
    """The view that a statement of ``side`` holds in one sentence, or None for mere telling."""
    set_scene = scene(stage, span.start, span.end)
    for low, high in stretches(set_scene, statement):
        words = set_scene.low[low:high]
        if not _tells(words, kind=statement.kind):
            continue
        tokens = set_scene.tokens
        trigger = _half_seen(stage, set_scene, low, high, side, seen.within(tokens[low].start, tokens[high - 1].end))
        code, place = _judged(words), tokens[low]
        if trigger is not None:
            code = trigger.codes[0][0]
            place = next((t for t in tokens[low:high] if t.start >= trigger.start), place)
        while high > low + 1 and not tokens[high - 1].text[0].isalnum():
            high -= 1
        issue = topics.about(stage, set_scene, (low, high), (low, high))
        return Move(
            id="",
            article_id=stage.article.id,
            code=code,
            actors=(side,),
            trigger=text.anchor(stage.article, place.start, place.end),
            evidence=(text.anchor(stage.article, tokens[low].start, tokens[high - 1].end),),
            speaker=stage.speakers.get(statement.id),
            recipients=others_named(stage, set_scene, range(low, high), side),
            issue=issue or (topics.TALKS if code == "ASSESS" else None),
            statement=statement.id,
            confidence=_SURE,
        )
    return None


def _tells(words: Sequence[str], *, kind: str) -> bool:
    """Whether a stretch says how things are or shall be: what has happened is a report.

    In indirect speech the tense is shifted: "said gaps remained".
    """
    shifted = kind == "indirect"
    plain = [word for word in words if word[0].isalnum() or word[0] == "'"]
    if len(plain) < _SHORTEST or "?" in words:
        return False
    counted = any(word[0].isdigit() for word in words) and _OUGHT.isdisjoint(words) and kind != "direct"
    if words[0] in _NOW | _OPENERS or counted:
        return False  # what is left of a clause, half of one, or a count
    told = _NOW | _THEN | _CLAUSES | _SHIFTED
    first = next((word for word in words if word in told or word.endswith("n't")), "")
    if shifted and first in ("was", "were"):
        after = words[words.index(first) + 1 : words.index(first) + 3]
        return any(word.endswith("ing") or word in _STANCES for word in after)
    return first in _NOW or first.endswith("n't") or (shifted and first in _SHIFTED)


def _judged(words: Sequence[str]) -> str:
    """Whether a view judges the talks or what is to come of them, or holds a position."""
    talks = not _TALKS.isdisjoint(words) and FIRST_PERSON.isdisjoint(words[:2])
    return "ASSESS" if talks or not _JUDGED.isdisjoint(words) else "STATE_POSITION"


def _half_seen(
    stage: Stage, set_scene: Scene, low: int, high: int, side: str, triggers: Sequence[Trigger]
) -> Trigger | None:
    """The act that the encoder sees there, if it is one that is done by speaking, and the speaker's own."""
    best, most = None, _MEANT
    for trigger in triggers:
        code = trigger.codes[0][0]
        kin = next((each.split() for each in _KIN if code in each.split()), [code])
        sure = sum(share for name, share in trigger.codes if name in kin)
        at = next((n for n in range(low, high) if set_scene.tokens[n].start >= trigger.start), high - 1)
        others = code in _OWN and about_others(stage, set_scene, low, at, side, himself=True)
        if code in _SPOKEN and sure >= most and not others:
            best, most = trigger, sure
    return best
