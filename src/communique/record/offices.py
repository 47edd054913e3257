"""Facts in dispute: independent reports give one person offices that one person does not hold at once.

Two offices exclude each other where they are one post at different ranks (deputy and under-secretary of state), or
two different posts of government (a minister is no ambassador). What somebody does besides (negotiator, envoy,
chair) fits any post, and a former post fits every later one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.data import Actor, Anchor, Answer, Dispute, digest
from communique.record.support import Voices, independent
from communique.text import fold

_WORD = re.compile(r"\w+")
_RANKS = frozenset("deputy under vice assistant acting interim first second junior permanent undersecretary".split())
_POSTS = frozenset(
    "president premier chancellor minister secretary undersecretary ambassador governor mayor commissioner king queen "
    "spokesman spokeswoman spokesperson".split()
)
_LOOSE = frozenset("chief senior top leading main the a an its his her of for to at large us national federal".split())


class _Office(NamedTuple):
    post: str
    ranks: frozenset[str]
    field: frozenset[str]


def office_disputes(actors: Iterable[Actor], voices: Voices) -> list[Dispute]:
    """One dispute for each person whose offices do not fit, with every office that takes part."""
    found = []
    for actor in actors:
        titles: dict[_Office, list[tuple[str, Anchor]]] = defaultdict(list)
        for title, anchor in actor.offices if actor.kind == "person" else ():
            office = _office(title)
            if office is not None:
                titles[office].append((title, anchor))
        rows = _excluding(titles)
        if len(rows) > 1 and independent([{a.article_id for _, a in row} for row in rows], voices):
            found.append(_dispute(actor, rows, voices))
    return found


def _office(title: str) -> _Office | None:
    """What a title says, or None for a former post and for what is no post of government."""
    words = [fold(w) for w in _WORD.findall(title)]
    post = next((w for w in reversed(words) if w in _POSTS), None)
    if post is None or "former" in words or "ex" in words:
        return None
    ranks = frozenset(w for w in words if w in _RANKS)
    if post == "undersecretary":
        post, ranks = "secretary", ranks | {"under"}
    field = frozenset(w[:6] for w in words if w not in _RANKS and w not in _POSTS and w not in _LOOSE)
    return _Office(post, ranks - {"undersecretary"}, field)


def _excluding(titles: dict[_Office, list[tuple[str, Anchor]]]) -> list[Sequence[tuple[str, Anchor]]]:
    """The titles of the offices that at least one other excludes, those of one post and rank together."""
    wrong = sorted(o for o in titles if any(_exclude(o, other) for other in titles))
    rows: dict[tuple[str, frozenset[str]], list[tuple[str, Anchor]]] = defaultdict(list)
    for office in wrong:
        rows[office.post, office.ranks].extend(titles[office])
    return list(rows.values())


def _exclude(a: _Office, b: _Office) -> bool:
    if "prime" in a.field | b.field or "president" in (a.post, b.post):
        return a.post == b.post and a.ranks != b.ranks and a.field == b.field
    if a.post != b.post:
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
