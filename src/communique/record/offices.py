"""Facts in dispute: independent reports give one person offices that one person does not hold at once.

Two offices exclude each other where they are one post at different ranks (deputy and under-secretary of state), or
two different posts of government (a minister is no ambassador). What somebody does besides (negotiator, envoy,
chair) fits any post, and a former post fits every later one. Whoever is told of months later may have a new post.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache, partial
from typing import NamedTuple

from communique.data import Actor, Anchor, Answer, Article, Dispute, digest
from communique.memory import Notebook
from communique.record.likeness import days_apart
from communique.record.support import Voices, independent
from communique.text import fold

_WORD = re.compile(r"\w+")
_RANKS = frozenset("deputy under vice assistant acting interim first second junior permanent undersecretary".split())
_POSTS = frozenset(
    "president premier chancellor minister secretary undersecretary ambassador governor mayor commissioner king queen "
    "spokesman spokeswoman spokesperson".split()
)
_HEADS = frozenset("chief head director chairman chairwoman chair commander president".split())  # of one body
_SEVERAL = frozenset({"minister", "secretary", "undersecretary", "commissioner"})  # of what, a state has many
_ALIKE = frozenset({"minister", "secretary"})  # one post under two names: the foreign minister or secretary
_HELD = 30  # days within which two reports tell of one state of affairs
_LOOSE = frozenset("chief senior top leading main the a an its his her of for to at large us national federal".split())


class _Office(NamedTuple):
    post: str
    ranks: frozenset[str]
    field: frozenset[str]


def office_disputes(
    actors: Iterable[Actor],
    voices: Voices,
    articles: Mapping[str, Article] | None = None,
    known: Notebook[Dispute | None] | None = None,
    others: Set[str] = frozenset(),
) -> list[Dispute]:
    """One dispute for each person whose offices do not fit, with every office that takes part.

    Where ``articles`` tell the days of the reports, those months apart do not contradict each other. What is ``known``
    of somebody from the last time is not worked out again, unless the articles that tell of the offices are among the
    ``others``: of another day since then, or of another report.
    """
    kept = known or Notebook[Dispute | None]()
    found = []
    for actor in [one for one in actors if len(one.offices) > 1 and one.kind == "person"]:
        stale = bool(others) and not others.isdisjoint(anchor.article_id for _, anchor in actor.offices)
        given = actor, object() if stale else None
        found.append(kept.of(actor.id, given, partial(_of_one, actor, voices, articles or {})))
    kept.settle()
    return [dispute for dispute in found if dispute is not None]


def _of_one(actor: Actor, voices: Voices, articles: Mapping[str, Article]) -> Dispute | None:
    titles: dict[_Office, list[tuple[str, Anchor]]] = defaultdict(list)
    for title, anchor in actor.offices:
        office = _office(title)
        if office is not None:
            titles[office].append((title, anchor))
    told = {anchor.article_id for _, anchor in actor.offices}
    days = {one: articles[one].published for one in told if one in articles}
    rows = _excluding(titles, days) if len(titles) > 1 else []
    if len(rows) < 2 or not independent([{a.article_id for _, a in row} for row in rows], voices):
        return None
    return _dispute(actor, rows, voices)


@lru_cache(maxsize=1 << 14)
def _office(title: str) -> _Office | None:
    """What a title says, or None for a former post and for what is no post of government."""
    words = [fold(w) for w in _WORD.findall(title)]
    post = next((w for w in reversed(words) if w in _POSTS), None)
    if post is None and "of" in words:
        post = next((w for w in words if w in _HEADS), None)
    if post == "secretary" and "press" in words:
        post = "spokesman"
    if post is None or "former" in words or "ex" in words:
        return None
    ranks = frozenset(w for w in words if w in _RANKS)
    if post == "undersecretary":
        post, ranks = "secretary", ranks | {"under"}
    field = frozenset(w[:6] for w in words if w not in _RANKS and w != post and w not in _POSTS and w not in _LOOSE)
    return _Office(post, ranks - {"undersecretary"}, field)


def _excluding(
    titles: Mapping[_Office, Sequence[tuple[str, Anchor]]], days: Mapping[str, str | None]
) -> list[Sequence[tuple[str, Anchor]]]:
    """The titles of the offices that at least one other excludes, those of one post and rank together."""
    when = {office: {days.get(anchor.article_id) for _, anchor in told} for office, told in titles.items()}
    wrong = sorted(o for o in titles if any(_exclude(o, other) and _at_once(when[o], when[other]) for other in titles))
    rows: dict[tuple[str, frozenset[str], bool], list[tuple[str, Anchor]]] = defaultdict(list)
    for office in wrong:
        rows[office.post, office.ranks, "prime" in office.field].extend(titles[office])
    return list(rows.values())


def _at_once(ours: Iterable[str | None], theirs: Iterable[str | None]) -> bool:
    """Whether two reports among them are of one time; an unknown day fits any."""
    others = list(theirs)
    return any((apart := days_apart(a, b)) is None or apart <= _HELD for a in ours for b in others)


def _exclude(a: _Office, b: _Office) -> bool:
    if any(not o.field and not o.ranks and o.post in _SEVERAL for o in (a, b)):
        return False  # "the minister": nobody says of what
    if (a.post in _HEADS or b.post in _HEADS) and "president" not in (a.post, b.post):
        return a.post == b.post and a.ranks != b.ranks and bool(a.field) and a.field == b.field
    if "prime" in a.field ^ b.field and a.post == b.post and "deputy" in a.ranks & b.ranks:
        return True  # a deputy foreign minister is no deputy prime minister
    if "prime" in a.field | b.field or "president" in (a.post, b.post):
        return a.post == b.post and a.ranks != b.ranks and a.field == b.field
    if {a.post, b.post} == {"chancellor", "minister"}:
        return "foreig" not in a.field | b.field  # in Latin America they are one
    one = a.post == b.post or ({a.post, b.post} == _ALIKE and bool(a.field & b.field))
    if not one:
        return True
    return a.ranks != b.ranks and bool(a.field & b.field or a.field == b.field)


def _dispute(actor: Actor, rows: Sequence[Sequence[tuple[str, Anchor]]], voices: Voices) -> Dispute:
    answers = [
        Answer(value=_usual([title for title, _ in row]), support=voices.support(a for _, a in row)) for row in rows
    ]
    return Dispute(
        id=digest("dispute", "fact", actor.id, "office"),
        kind="fact",
        question=f"What office does {actor.name} hold?",
        answers=tuple(sorted(answers, key=lambda a: str(a.value))),
    )


def _usual(titles: Sequence[str]) -> str:
    """The most frequent form of a title, the longest among equals."""
    return min(set(titles), key=lambda t: (-titles.count(t), -len(t), t))
