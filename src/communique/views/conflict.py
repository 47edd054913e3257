"""The conflict: what it is made of, what would hold, on whose words, and what people decided of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique import conflict as room
from communique import premises
from communique.case import Case
from communique.conflict import Options, Solved
from communique.conflict.drawing import CAUTION
from communique.data import Alteration, Altered, Conflict, Judgement, Premise, Proposal
from communique.errors import BadConflict
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.kept import keep, kept, recall
from communique.views.outcomes import Outcomes, graph
from communique.views.premised import TIERS, Told

Object = dict[str, Any]
GIVEN = "judgements of the model"
"""Under what name the judgements are kept by which the model of a snapshot is made, where they are newer than it."""
READINGS = 20  # so many are solved: a what-if at twelve options then takes some 50 ms
_FEW = 2  # ... and so many where there are more than ``_MANY`` options, each of which doubles the time
_MANY = 14
SHOWS = ("board", "sensitivity", "deals")
"""What takes longer, worked out apart: the board on every page, the rest where it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One look at the model: as of a day, by how many judgements, under which suppositions, with what else."""

    day: str | None
    given: int
    without: tuple[str, ...] = ()
    credible: tuple[str, ...] = ()
    bluff: tuple[str, ...] = ()
    show: str = ""

    @property
    def supposing(self) -> bool:
        """Whether anything is supposed that is not in the model."""
        return bool(self.without or self.credible or self.bluff)


def looked(now: Snapshot, asked: Asked, show: str = "") -> Looked:
    """The look that a question asks for."""
    return Looked(
        day=asked.where.until,
        given=len(given(now)),
        without=asked.without,
        credible=asked.credible,
        bluff=asked.bluff,
        show=show,
    )


def given(now: Snapshot) -> Sequence[Judgement]:
    """The judgements by which the model is made."""
    newer: Sequence[Judgement] | None = recall(now, GIVEN)
    return now.judgements if newer is None else newer


def earlier(now: Snapshot, day: str) -> tuple[str, str, int]:
    """Under what name :func:`as_of` is kept of a snapshot."""
    return "conflict", day, len(given(now))


def as_of(case: Case, day: str) -> Proposal:
    """The model of what was published up to a day. The record as of it is made for that, which takes long."""
    return case.conflict(day).proposal


def look(now: Snapshot, looked: Looked) -> Object:
    """What one look shows; ``trouble`` says in one line why nothing can be solved."""
    model = told(now, looked)
    if looked.show:
        return _tried(looked.show, lambda: _more(now, looked, model))
    made = model.made
    facts = {"as_of": made.as_of, "banner": room.banner(made), "elements": len(made.elements)}
    whole = facts | {"unconfirmed": made.unconfirmed} | model.objects()
    return whole | _tried("solution", lambda: _solution(now, looked, model))


def told(now: Snapshot, looked: Looked) -> Told:
    """The model of a look, to be told."""
    return kept(now, _question(looked.day, looked.given), lambda: Told(now, _proposal(now, looked), given(now)))


def solved(now: Snapshot, looked: Looked) -> Solved:
    """The solved conflict of a look; BadConflict where there is none."""
    question = ("conflict solved", _bare(looked))
    known: Solved | None = recall(now, question)
    found = known or _solve(now, looked)
    if known is None and len(found.model.options) <= _MANY:  # larger ones would fill the memory
        keep(now, question, found)
    return found


def elements(now: Snapshot, newest: Sequence[Judgement]) -> Mapping[str, Premise]:
    """What the model is made of, by id, as ``newest``, all judgements so far, leave it."""
    if len(newest) > len(given(now)):
        keep(now, GIVEN, newest)
    known = told(now, looked(now, Asked(), ""))
    made = known.made
    parts: tuple[tuple[Premise, ...], ...] = (made.parties, made.options, made.preferences, made.exclusions)
    return {one.id: one for part in parts for one in part}


def objects(now: Snapshot, asked: Asked) -> Object:
    """The model and what would hold, as far as that is worked out; ``pending`` names what is still being made."""
    known = _known(now, asked)
    more = {show: recall(now, looked(now, asked, show)) for show in shown(asked)}
    troubled = known is not None and known["trouble"] is not None
    pending = [] if troubled else [name for name, found in (("model", known), *more.items()) if found is None]
    made: Object = {**_NOTHING, **dict.fromkeys(SHOWS), **(known or {})}
    if not troubled:
        for found in more.values():
            made |= {name: value for name, value in _whole(found).items() if name != "trouble" or value}
    return made | {
        "pending": pending,
        "shown": list(shown(asked)),
        "caution": CAUTION,
        "tiers": list(TIERS),
        "supposed": {"without": asked.without, "credible": asked.credible, "bluff": asked.bluff},
    }


def shown(asked: Asked) -> tuple[str, ...]:
    """What of :data:`SHOWS` a question asks for."""
    wanted = asked.show.replace(",", " ").split()
    return tuple(show for show in SHOWS if show == "board" or show in wanted)


def rows(made: Object) -> Iterable[Object]:
    """One row an element of the model, then one a state that would hold."""
    for part in ("parties", "options", "preferences", "exclusions", "parked"):
        for one in made[part]:
            yield {"row": one["kind"], "parked": part == "parked"} | {name: one.get(name, "") for name in _COLUMNS}
    for one in (made["solution"] or {"equilibria": ()})["equilibria"]:
        done = [option["name"] for option in one["done"]]
        yield {"row": "equilibrium", "id": one["state"], "name": one["name"], "text": done, **one["counts"]}


# below

_COLUMNS = (
    *("id", "gate", "name", "statement", "text", "maker_name", "owner_name", "tier", "basis", "credibility"),
    *("present", "reason", "voices", "reports", "quote", "what", "why"),
)
_NOTHING: Object = {
    "as_of": None,
    "banner": "",
    "elements": 0,
    "unconfirmed": 0,
    "trouble": None,
    "parties": [],
    "options": [],
    "preferences": [],
    "exclusions": [],
    "parked": [],
    "solution": None,
}


def _known(now: Snapshot, asked: Asked) -> Object | None:
    """What is worked out; a record of before that cannot be made leaves nothing but the reason."""
    if asked.where.until is not None:
        early = recall(now, earlier(now, asked.where.until))
        if not isinstance(early, Proposal):
            return None if early is None else {"trouble": str(early)}
    found = recall(now, looked(now, asked))
    return None if found is None else _whole(found)


def _whole(found: Any) -> Object:  # noqa: ANN401 - an object, or in words why there is none
    return found if isinstance(found, dict) else {"trouble": found} if found else {}


def _tried(name: str, make: Callable[[], Object]) -> Object:
    try:
        return {name: make(), "trouble": None}
    except BadConflict as fault:
        return {name: None, "trouble": str(fault)}


def _question(day: str | None, count: int) -> tuple[str, str | None, int]:
    return "conflict told", day, count


def _proposal(now: Snapshot, looked: Looked) -> Proposal:
    if looked.day is not None:
        early = recall(now, earlier(now, looked.day))
        if not isinstance(early, Proposal):
            raise BadConflict(str(early or "the record of before is not made yet"))
        return early
    judged = Snapshot(
        key=now.key, articles=now.articles(), judgements=given(now), problems=now.problems, read=now.listed
    )
    return premises.outlook(judged).proposal


def _bare(looked: Looked) -> Looked:
    return replace(looked, show="")


def _solve(now: Snapshot, looked: Looked) -> Solved:
    made = told(now, looked).made
    supposed = _supposing(made, room.assembled(made), looked)
    options = sum(len(maker.options) for maker in supposed.makers)
    return room.solve(supposed, options=Options(readings=READINGS if options <= _MANY else _FEW))


def _supposing(made: Proposal, told: Conflict, looked: Looked) -> Conflict:
    """The conflict as it is supposed to be; BadConflict for a premise that is not in it."""
    beliefs: list[tuple[str, Altered]] = [(one, "credible") for one in looked.credible]
    beliefs += [(one, "bluff") for one in looked.bluff] + [(one, "dropped") for one in looked.without]
    names = {party.actor: party.name for party in made.parties}
    wishes = {wish.id: wish for wish in made.preferences if not wish.parked}
    for premise, how in beliefs:
        wish = wishes.get(premise)
        if wish is None:
            raise BadConflict(f"“{premise}” is no statement of this model, so that nothing can be supposed of it")
        told = room.altered(told, [Alteration(maker=names[wish.maker], statement=wish.statement, how=how)])
    return told


def _solution(now: Snapshot, looked: Looked, model: Told) -> Object:
    found = solved(now, looked)
    made = Outcomes(found, model).objects() | {"graph": graph(found), "before": None}
    if looked.supposing:
        bare = replace(_bare(looked), without=(), credible=(), bluff=())
        made["before"] = Outcomes(solved(now, bare), model).standing()
    return made


def _more(now: Snapshot, looked: Looked, model: Told) -> Object:
    found = solved(now, looked)
    outcomes = Outcomes(found, model)
    if looked.show == "board":
        return outcomes.board(room.board(found.model.conflict))
    if looked.show == "sensitivity":
        return outcomes.sensitivity(room.sensitivity(found))
    return outcomes.deals(room.deals(found))
