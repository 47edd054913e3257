"""Organisations that no list knows: by their last word, their initials, or because they are called "it"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from communique.actors.entities import Found
from communique.actors.names import Run, initials
from communique.actors.words import Word
from communique.vocabulary.offices import offices
from communique.vocabulary.outlets import agencies

_AGENCIES = frozenset("agency newspaper broadcaster channel network daily outlet magazine".split())
_PRESS = frozenset(
    "times post herald tribune gazette radio television tv telegraph guardian newspaper courier ledger chronicle "
    "observer examiner journal daily weekly".split()
)
_PLACED = frozenset("in at near from to off on of".split())
_NOBODY = frozenset("everyone everybody someone somebody nobody anyone anybody everything nothing something".split())
_IT = frozenset("it its itself".split())
_FIELDS = frozenset(
    "senate house relations services intelligence judiciary appropriations budget homeland oversight finance affairs "
    "energy commerce banking rules ethics armed foreign".split()
)
"""What committees of a parliament, which are no side, are for."""
_ONLY = "the only such body of the article"
_FEW = 3  # letters: fewer are no initials that stand alone
_AHEAD = 15  # words in which "it" must follow
_SHORT_FOR = frozenset(
    "union federation confederation association alliance league bloc coalition commission council authority agency "
    "inspectorate organisation organization forum fund board community guild employers".split()
)
OF_MANY = frozenset("union federation confederation association league guild employers".split())
"""Words that stand for the only such body of many that is told of."""
_OF_WORKERS = frozenset(
    "workers dockers stevedores teamsters seafarers railwaymen teachers nurses pilots miners drivers employees labour "
    "labourers steelworkers metalworkers".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body's name at ``words[first:last]``; ``key`` is its full name, ``party`` says that it may be a side."""

    first: int
    last: int
    key: str
    reason: str
    party: bool


def find(words: Sequence[Word], runs: Sequence[Run], people: Collection[int], things: Collection[str]) -> list[Body]:
    """All of them, with their short names. ``people`` are the first words of people, ``things`` names called "it"."""
    free = [run for run in runs if run.first not in people]
    found = list(_full(words, free))
    taken = {body.first for body in found}
    short: dict[str, dict[str, Body]] = {}
    for body in found:
        for word, reason in _shorts(words, body):
            short.setdefault(word, {}).setdefault(body.key, _called(body, reason))
    for run in free:
        low = words[run.first].low
        if run.last > run.first + 1 or run.first in taken:
            continue
        known = [body for body in short.get(low, {}).values() if _fits(words, run, body)]
        if len(known) == 1:
            found.append(_at(known[0], run))
        elif low in things and not known:
            found.append(
                Body(first=run.first, last=run.last, key=run.name, reason="a name that is called it", party=False)
            )
    return found


def short_for(words: Sequence[Word], runs: Sequence[Run]) -> dict[str, list[str]]:
    """The names of bodies by the words that are short for them: "the union" is the "Dockers' Union"."""
    found: dict[str, list[str]] = {}
    for run in (run for run in runs if run.body):
        inside = {word.low for word in words[run.first : run.last]}
        heads = {words[run.last - 1].low, *_heads(words, run)}
        heads |= {"union"} if inside & _OF_WORKERS and not heads.isdisjoint(_SHORT_FOR) else set()
        for low in (heads | (inside & {"employers"})) & _SHORT_FOR:
            if run.name not in found.setdefault(low, []):
                found[low].append(run.name)
    return found


def _heads(words: Sequence[Word], run: Run) -> set[str]:
    """The first word of a name that goes on with "of"."""
    return {words[run.first].low} if any(word.low == "of" for word in words[run.first : run.last]) else set()


def meant(words: Sequence[Word], runs: Sequence[Run], taken: Sequence[int]) -> Iterator[Body]:
    """Where "the union" stands for the only such body of the article."""
    short = {low: names[0] for low, names in short_for(words, runs).items() if len(names) == 1 and low in OF_MANY}
    for i in range(1, len(words)):
        word, before = words[i], words[i - 1]
        if word.low not in short or word.capital or taken[i] >= 0 or before.sentence != word.sentence:
            continue
        joined = i + 1 < len(words) and words[i + 1].joined
        if before.low in ("the", "this") and not joined:
            yield Body(first=i - 1, last=i + 1, key=short[word.low], reason=_ONLY, party=True)


def initialled(words: Sequence[Word], found: Sequence[Found]) -> Iterator[Found]:
    """Where initials stand for whom a report says that they do: "the Front, known by its initials FPDI"."""
    for i in range(len(words) - 1):
        letters = words[i + 1].text
        if words[i].low not in ("initials", "acronym", "abbreviation") or not letters.isupper() or len(letters) < _FEW:
            continue
        here = [f for f in found if f.last <= i and words[f.first].sentence == words[i].sentence and f.form == "name"]
        for body in [f.entity for f in here if f.entity.side == f.entity.id][-1:]:
            for at, word in enumerate(words):
                if word.text == letters:
                    yield Found(first=at, last=at + 1, entity=body, form="name", reason="a body by its initials")


def _full(words: Sequence[Word], runs: Sequence[Run]) -> Iterator[Body]:
    """Bodies by their last word, agencies by what they are called, who reports being no party."""
    starts = {run.first: run for run in runs}
    for run in runs:
        agency = bool(run.first) and words[run.first - 1].low in _AGENCIES
        tail = _tail(words, run, starts)
        if not (run.body or agency or (tail and words[run.first].low in offices().words["names.bodies"])):
            continue
        last, key = (tail.last, f"{run.name} of {tail.name}") if tail else (run.last, run.name)
        press = agency or run.name in agencies() or words[run.last - 1].low in _PRESS
        inner = words[run.last - 1].low == "committee" and any(w.low in _FIELDS for w in words[run.first : run.last])
        reason = "a news agency, as it is called" if agency and not run.body else "a body by its last word"
        yield Body(first=run.first, last=last, key=key, reason=reason, party=not (press or inner))


def _tail(words: Sequence[Word], run: Run, starts: dict[int, Run]) -> Run | None:
    """The rest of a name that goes on behind "of", where initials in brackets confirm that it is one name."""
    if run.last >= len(words) or words[run.last].low != "of":
        return None
    rest = starts.get(run.last + 1)
    return rest if rest is not None and initials(words, rest.last) else None


def _shorts(words: Sequence[Word], body: Body) -> Iterator[tuple[str, str]]:
    """The words that stand for a body alone."""
    yield words[body.first].low, "a body by its first word"
    last = words[body.last - 1].low
    if last in offices().words["names.bodies"] or last in offices().words["names.companies"]:
        yield last, _ONLY
    letters = initials(words, body.last)
    if letters:
        yield letters, "a body by its initials"


def _fits(words: Sequence[Word], run: Run, body: Body) -> bool:
    """Whether a last word alone stands with "the", as a short name does."""
    return body.reason != _ONLY or bool(run.first and words[run.first - 1].low == "the")


def _called(body: Body, reason: str) -> Body:
    return Body(first=body.first, last=body.last, key=body.key, reason=reason, party=body.party)


def _at(body: Body, run: Run) -> Body:
    return Body(first=run.first, last=run.last, key=body.key, reason=body.reason, party=body.party)


def called_it(words: Sequence[Word], runs: Sequence[Run]) -> frozenset[str]:
    """Single names that speak and are then called "it", with no other name between."""
    return frozenset(
        words[run.first].low
        for run in runs
        if run.last == run.first + 1 and not run.honorific and _speaks(words, run) and _then_it(words, run.last)
    )


def _speaks(words: Sequence[Word], run: Run) -> bool:
    if run.last >= len(words) or words[run.first].owner or words[run.first].quoted >= 0:
        return False
    before = words[run.first - 1].low if run.first and not words[run.first].opens else ""
    at = run.last + 1 if words[run.last].low in ("has", "had") and run.last + 1 < len(words) else run.last
    speaks = words[at].low in offices().words["names.speaking"]
    return speaks and before not in _PLACED and words[run.first].low not in _NOBODY


def _then_it(words: Sequence[Word], at: int) -> bool:
    for word in words[at : at + _AHEAD]:
        if word.low in _IT:
            return True
        if word.capital and word.low not in ("but", "and", "yet"):
            return False
    return False
