"""Facts in dispute: what one side says another did, and that one denies; what is told as done, and as not done.

Two signs are trusted. An accusation and a denial by the accused are about one thing where the words that only they
use are the same, or where the denial says nothing by itself ("denied any part in it") and stands right behind the
accusation. And a deed that one report tells and an independent one, or another side, says was not done.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import lru_cache

from communique.data import Actor, Answer, Dispute, Move, digest
from communique.memory import Follower, turned
from communique.record.likeness import days_fit, folded
from communique.record.placing import Placed
from communique.record.support import Voices, independent
from communique.text import fold

# What can be seen to be done or left undone; whether somebody demanded or offered is a question of words.
_DEEDS = frozenset(
    "ATTACK COERCE DE_ESCALATE DEPLOY SANCTION SIGN SUSPEND_TALKS VIOLATE AID COOPERATE ACCEPT CONCEDE".split()
)
_BEHIND = 300  # characters after an accusation within which a bare denial is of it
_COMMON = 0.2  # a word in more of the acts than this says nothing about which one is meant, nor one
_MANY = 50  # in more acts than so many
_OWN = 4  # a word in at most so many says it alone; of others it takes two
_SHARED = 2
_KNOWN = frozenset({"state", "organisation", "person"})
_VALUE = 110  # characters of an answer
_STEM = 6
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words of denying, accusing and reporting, and those that refer to what stands before: they carry no content.
_BARE = frozenset(
    word[:_STEM]
    for word in (
        "accuse accused accuses accusing accusation accusations allegation allegations alleged alleges affair any all "
        "baseless blame blamed blames blaming charge charges claim claimed claims denied denies deny denying denial "
        "dismissed false groundless guilt had has have having hand him his her incident involved involvement its "
        "nothing never not part regrettable reject rejected rejects report reports responsibility responsible role "
        "said says say saying spokesman spokeswoman spokesperson minister ministry government foreign defence defense "
        "president official officials she that the their them there they this those was were will with would wrong "
        "and are for from into over about again also been being but did does done out own what which who whom whose "
        "one two three day week month year last next before after against between during under upon than then when "
        "while counterpart country side sides matter strongly flatly firmly repeatedly particular"
    ).split()
)


class _Act:
    """The tellings of one act, and the words that say what it is about."""

    def __init__(self, moves: Sequence[Move], words: frozenset[str], names: Container[str]) -> None:
        self.moves = moves
        self.id = moves[0].id
        self.words = words
        self.stems = frozenset(stem for stem in words if stem not in names)


class Facts:
    """The acts of a case, found by the parties and the words that tell them apart, from one time to the next."""

    def __init__(self) -> None:
        self._people: Mapping[str, Actor] = {}
        self._named: Counter[str] = Counter()  # how many actors have a word in their names
        self._shown = Follower[str]()
        self._placed: dict[str, Placed] = {}
        self._acts: dict[str, list[_Act]] = {}
        self._saying: dict[str, _Act] = {}  # the denials, and what is said not to be done, by their ids
        self._told_of: dict[tuple[str, str], dict[str, _Act]] = defaultdict(dict)
        """What may be denied, or said not to be done: by its code, and by a word, or the article that tells it."""
        self._pairs: dict[str, list[Pair]] = {}
        """What each of those says is not so."""
        self._who: Counter[str] = Counter()  # how many acts are by, or to, somebody
        self._number = 0
        self._times: Counter[str] = Counter()
        self._before: dict[str, int] = {}  # of words that have been counted anew, how often they were there
        self._told: Counter[str] = Counter()  # how many acts have a word, be it part of a name or not
        self._most = 0.0
        self._sides: Mapping[str, str] = {}

    def disputes(
        self, events: Mapping[str, Placed], people: Mapping[str, Actor], sides: Mapping[str, str], voices: Voices
    ) -> list[Dispute]:
        """The disputes about what happened among events; ``sides`` maps an actor's id to that of its side.

        ``people`` are the actors by their ids.
        """
        others = self._others(people, sides)
        words = self._called(people)
        stale, self._sides = {*self._shown.turned(events)}, sides
        words = {stem for stem in words if self._told[stem]}
        if words:
            called = ((name, act) for name, acts in self._acts.items() for act in acts)
            stale |= {name for name, act in called if not words.isdisjoint(act.words)}
        known = {name: self._acts.pop(name, []) for name in stale}
        last = {name: self._placed.pop(name) for name in stale if name in self._placed}
        for acts in known.values():  # first of all: a telling may go from one event to another
            self._count(acts, -1)
        for name in stale & events.keys():
            placed, acts = events[name], known[name]
            again = last.get(name) is placed
            self._placed[name] = placed
            rows = ((act.moves, act.words) for act in acts) if again else ((r, _words(r)) for r in _rows(placed))
            self._acts[name] = [_Act(moves, said, self._named) for moves, said in rows]
            self._count(self._acts[name], 1)
        self._pair(anew=others)
        pairs = [pair for of in self._pairs.values() for pair in of]
        return [_dispute(of, self, voices) for of in _joined([pair for pair in pairs if _apart(pair, voices)])]

    def _others(self, people: Mapping[str, Actor], sides: Mapping[str, str]) -> bool:
        """Whether anybody of whom there is an act is of another side or kind now."""
        changed = {who for who, _ in sides.items() ^ self._sides.items()}
        changed |= {who for who in turned(self._people, people) if _kind(self._people, who) != _kind(people, who)}
        return any(self._who[who] for who in changed)

    def _called(self, actors: Mapping[str, Actor]) -> set[str]:
        """Take these for the actors; the words that have come to be in somebody's name, or no longer are."""
        last, self._people = self._people, actors
        by = Counter[str]()
        for who in turned(last, actors):
            by.subtract(_stems_of(last.get(who)))
            by.update(_stems_of(actors.get(who)))
        before = {stem: self._named[stem] for stem, times in by.items() if times}
        for stem in before:
            self._named[stem] += by[stem]
            if not self._named[stem]:
                del self._named[stem]
        return {stem for stem, times in before.items() if (times > 0) != (stem in self._named)}

    def _count(self, acts: Sequence[_Act], by: int) -> None:
        """Count these acts, or no longer where ``by`` is -1."""
        self._number += by * len(acts)
        for act in acts:
            self._told.update(dict.fromkeys(act.words, by))
            for stem in act.stems:
                self._before.setdefault(stem, self._times[stem])
                self._times[stem] += by
            for who in {who for move in act.moves for who in (*move.actors, *move.recipients)}:
                self._who[who] += by
            code, negated = act.moves[0].code, act.moves[0].modality == "negated"
            if negated if code in _DEEDS else code == "DENY" and not negated:
                _put(self._saying, act, by)
                self._pairs.pop(act.id, None)
            elif not negated and (code == "ACCUSE" or code in _DEEDS):
                for what in {*act.stems, *(move.article_id for move in act.moves)}:
                    _put(self._told_of[code, what], act, by)

    def _pair(self, *, anew: bool) -> None:
        """Bring up to date what each denial denies: all of them ``anew``, or those whose words others have now."""
        most = max(_OWN, min(_MANY, _COMMON * self._number))
        anew, self._most = anew or most != self._most, most
        touched = {stem for stem, times in self._before.items() if min(times, self._times[stem]) <= most}
        self._before.clear()
        for name, act in self._saying.items():
            if anew or name not in self._pairs or not act.stems or not touched.isdisjoint(act.stems):
                found = _denied(act, self) if act.moves[0].code == "DENY" else _undone(act, self)
                self._pairs[name] = [(claim, act) for claim in found]

    def rare(self, act: _Act) -> list[str]:
        """The words of an act that few others have, in no order."""
        times, most = self._times, self._most
        return [stem for stem in act.stems if times[stem] <= most]

    def told(self, code: str, what: str) -> Iterable[_Act]:
        """The acts of a code with this word, or in this article, that somebody may say are not so."""
        return self._told_of.get((code, what), _NONE).values()

    def alike(self, act: _Act, code: str, *, least: int) -> list[_Act]:
        """Which such acts of a code are about the same as one; where ``least`` is 1, one own word will do."""
        shared: Counter[str] = Counter()
        found: dict[str, _Act] = {}
        for stem in self.rare(act):
            for other in self.told(code, stem):
                found[other.id] = other
                shared[other.id] += _SHARED if least == 1 and self._times[stem] <= _OWN else 1
        return [found[name] for name in sorted(shared) if shared[name] >= _SHARED]

    def parties(self, actors: Iterable[str]) -> set[str]:
        """The sides of these actors."""
        return {self._sides.get(actor, actor) for actor in actors}

    def somebody(self, move: Move) -> bool:
        """Whether it is known who claims: a state, a body or a person, or somebody of a known side."""
        return any(a in self._sides or (a in self._people and self._people[a].kind in _KNOWN) for a in move.actors)

    def named(self, actors: Iterable[str]) -> str:
        """The names of these actors."""
        return " and ".join(sorted(self._people[a].name if a in self._people else a for a in actors))


def _put(acts: dict[str, _Act], act: _Act, by: int) -> None:
    """Take an act in, or out where ``by`` is -1."""
    if by > 0:
        acts[act.id] = act
    else:
        del acts[act.id]


def _kind(people: Mapping[str, Actor], who: str) -> str | None:
    return people[who].kind if who in people else None


def _rows(placed: Placed) -> Iterable[Sequence[Move]]:
    """The tellings of an event by what they make of it; not what is only imagined, and no background."""
    rows: dict[tuple[str, bool], list[Move]] = defaultdict(list)
    for move in placed.moves:
        if move.modality != "hypothetical" and not move.history:
            rows[move.code, move.modality == "negated"].append(move)
    return rows.values()


def _words(moves: Iterable[Move]) -> frozenset[str]:
    return frozenset(stem for m in moves for stem in _stems(m.evidence[0].exact))


def _stems_of(actor: Actor | None) -> frozenset[str]:
    """The words of the names of an actor."""
    names = () if actor is None else (actor.name, *actor.aliases)
    return frozenset(stem for name in names for stem in _named(name))


@lru_cache(maxsize=1 << 17)  # more than the names of a large case: fewer would push each other out
def _named(name: str) -> tuple[str, ...]:
    return tuple(word[:_STEM] for word in _WORD.findall(fold(name)))


@lru_cache(maxsize=1 << 18)  # and than its acts
def _stems(words: str) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in map(folded, _WORD.findall(words))) - _BARE


Pair = tuple[_Act, _Act]  # what is said to be so, and what says that it is not
_NONE: Mapping[str, _Act] = {}


def _denied(denial: _Act, case: Facts) -> list[_Act]:
    """The accusations that those accused deny."""
    own = case.parties(denial.moves[0].actors)
    found = case.alike(denial, "ACCUSE", least=1)
    claims = [claim for claim in found if _accuses(claim, own, case) and _of_one(claim, denial)]
    if not denial.stems:
        near = ((told, claim) for told in denial.moves for claim in case.told("ACCUSE", told.article_id))
        claims += [claim for told, claim in near if _right_behind(claim, told) and _accuses(claim, own, case)]
    return claims


def _accuses(claim: _Act, sides: Set[str], case: Facts) -> bool:
    """Whether somebody known accuses one of these sides, which is not their own."""
    accused = (case.parties(m.recipients) - case.parties(m.actors) for m in claim.moves)
    return case.somebody(claim.moves[0]) and any(not sides.isdisjoint(those) for those in accused)


def _of_one(claim: _Act, denial: _Act) -> bool:
    """Whether both have one issue, or else more than a word in common."""
    issues = {m.issue for m in claim.moves} & {m.issue for m in denial.moves}
    return bool(issues) or len(claim.stems & denial.stems) >= _SHARED


def _right_behind(claim: _Act, denial: Move) -> bool:
    """Whether a denial stands right behind a telling of what was claimed."""
    told = (move.trigger.end for move in claim.moves if move.article_id == denial.article_id)
    return any(0 <= denial.trigger.start - end <= _BEHIND for end in told)


def _undone(denial: _Act, case: Facts) -> list[_Act]:
    """The deeds that may be the one that is said not to be done."""
    first = denial.moves[0]
    own = case.parties(first.actors)
    return [
        deed
        for deed in case.alike(denial, first.code, least=_SHARED)
        if not own.isdisjoint(case.parties(deed.moves[0].actors))
        and any(move.modality in ("stated", "reported") for move in deed.moves)
        and days_fit(deed.moves[0].when, first.when)
    ]


def _apart(pair: Pair, voices: Voices) -> bool:
    """Whether what is told as done and as not done is told by independent reports; a denial can be in any."""
    reports = [{move.article_id for move in act.moves} for act in pair]
    return pair[1].moves[0].code == "DENY" or independent(reports, voices)


def _joined(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs that have an act in common, as one question each."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while (higher := above.get(name, name)) != name:
            above[name] = above.get(higher, higher)
            name = higher
        return name

    for claim, denial in pairs:
        above[top(claim.id)] = top(denial.id)
    cells: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        cells[top(pair[0].id)].append(pair)
    return list(cells.values())


def _dispute(pairs: Sequence[Pair], case: Facts, voices: Voices) -> Dispute:
    """The question, answered in the words of the two acts that are most plainly about one thing."""
    best = min(pairs, key=lambda p: (-len(p[0].stems & p[1].stems), p[0].id, p[1].id))
    claim, denial = best[0].moves[0], best[1].moves[0]
    told = [{m.id: m for pair in pairs for m in pair[hand].moves} for hand in (0, 1)]
    accused = f"Is what {case.named(claim.actors)} says of {case.named(denial.actors)} true?"
    return Dispute(
        id=digest("dispute", "fact", *(min(moves) for moves in told)),
        kind="fact",
        question=accused if claim.code == "ACCUSE" else f"Has {case.named(claim.actors)} done it?",
        answers=tuple(_answer(act, moves.values(), voices) for act, moves in zip(best, told, strict=True)),
    )


def _answer(said: _Act, moves: Iterable[Move], voices: Voices) -> Answer:
    """The words of one hand, with who stands behind them."""
    rests = list(moves)
    who = tuple(sorted({actor for m in rests for actor in m.actors}))
    value = _told(said.moves[0])
    return Answer(value=value, support=voices.support(m.evidence[0] for m in rests), who=who)


def _told(move: Move) -> str:
    """The words of an act on one line; where they are too many, those that lead to what makes them that act."""
    evidence = move.evidence[0]
    words = " ".join(evidence.exact.split())
    if len(words) <= _VALUE:
        return words
    inside = evidence.start <= move.trigger.start and move.trigger.end <= evidence.end
    ahead = " ".join(evidence.exact[: move.trigger.end - evidence.start].split()) if inside else ""
    if len(ahead) < _VALUE:
        return words[:_VALUE].rsplit(" ", 1)[0] + " …"
    rest = words[len(ahead) - _VALUE // 2 :].split(" ", 1)[-1]  # an earlier clause says something else
    return "… " + (rest if len(rest) <= _VALUE else rest[:_VALUE].rsplit(" ", 1)[0] + " …")
