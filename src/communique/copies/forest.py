"""Who took it from whom: each article's best earlier parent, along the order of versions of its family."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from communique.copies.directions import Direction, Directions, absent_source, of_one_house
from communique.copies.kinds import Likeness, Text
from communique.copies.known import Known, Notebook
from communique.copies.ordering import DATED, Member, Steps, by_day, is_report, ordered
from communique.data import Copy, digest

_CERTAIN = 0.97  # no more is made of a confidence: above it odds run off to infinity
# How sure directions proved to be on copies made from real reports, and on versions of pages.
_GUESS = 0.5
_HINT = 0.6
_PAGE = 0.8
_TRUSTED = 0.9
_READ = 8  # partners of an article with which it is compared word by word
_MANY = 4  # times as many pairs are remembered as there are
_MORE = 0.02  # of the words: a text with so many more has grown


class _Trees:
    """The copies in each family, and what each pair tells by itself."""

    def __init__(self) -> None:
        self.grown: Notebook[list[Copy]] = Notebook()
        self._told: dict[tuple[str, str, bool], tuple[object, Direction | None]] = {}

    def told(
        self, pair: Likeness, given: object, make: Callable[[], Direction | None], *, closely: bool
    ) -> Direction | None:
        """Who came first of a pair, as far as it tells by itself; ``given`` is what that depends on beside the pair."""
        key = (*_ids(pair), closely)
        known = self._told.get(key)
        if known is None or known[0] != (pair, given):
            known = self._told[key] = (pair, given), make()
        return known[1]

    def forget(self, alike: Sequence[Likeness]) -> None:
        """Forget most pairs that there are no more, once they are many."""
        if len(self._told) > _MANY * len(alike) + _MANY:
            there = {_ids(pair) for pair in alike}
            self._told = {key: known for key, known in self._told.items() if key[:2] in there}


def forest(
    alike: Sequence[Likeness],
    family: Mapping[str, str],
    mends: Mapping[str, Set[str]],
    scores: Mapping[str, float],
    known: Known,
) -> list[Copy]:
    """Each article's best earlier parent: the first in order of likeness, never closing a circle.

    ``family`` names the family of each article, ``mends`` maps the article of a notice to those that still carry the
    error; ``scores`` are how machine-made each article's wording is.
    """
    trees = known.of(_Trees)
    copies: list[Copy] = []
    for pairs in _families(alike, family):
        members = sorted({article_id for pair in pairs for article_id in _ids(pair)})
        given = pairs, [(mends.get(one), scores.get(one)) for one in members]
        copies += trees.grown.of(members[0], given, partial(_tree, pairs, mends, scores, known))
    trees.grown.settle()
    trees.forget(alike)
    return copies


def _tree(
    family: Sequence[Likeness], mends: Mapping[str, Set[str]], scores: Mapping[str, float], known: Known
) -> list[Copy]:
    close = _closest(family)
    tells = Directions(mends, scores)
    told, trees = {}, known.of(_Trees)
    for pair in family:
        given = [(mends.get(one), scores.get(one)) for one in _ids(pair)]
        closely = _ids(pair) in close
        told[_ids(pair)] = trees.told(pair, given, partial(tells.of, pair, closely=closely), closely=closely)
    order = _order(family, told, known.of(Steps))
    outlets = [of.article.outlet for pair in family for of in (pair.left, pair.right)]
    return list(_grown([(pair, _direction(pair, told[_ids(pair)], order, outlets)) for pair in family]))


def _closest(alike: Sequence[Likeness]) -> set[tuple[str, str]]:
    """The pairs that are read word by word: of each article those with its likest, for a story may have many copies."""
    read: Counter[str] = Counter()
    found = set()
    for pair in sorted(alike, key=lambda pair: (-pair.jaccard, -pair.similarity, _ids(pair))):
        left, right = _ids(pair)
        if min(read[left], read[right]) < _READ:
            read.update((left, right))
            found.add((left, right))
    return found


def _ids(pair: Likeness) -> tuple[str, str]:
    return pair.left.article.id, pair.right.article.id


def _families(alike: Sequence[Likeness], family: Mapping[str, str]) -> list[list[Likeness]]:
    """The pairs by the articles that they connect; only for putting articles in order, never as lineages."""
    found: dict[str, list[Likeness]] = {}
    for pair in alike:
        found.setdefault(family[pair.left.article.id], []).append(pair)
    return list(found.values())


class _Order(NamedTuple):
    """The place of each article in the order of versions, and how much of it the last one has."""

    place: Mapping[str, int]
    last: Mapping[str, float]


def _order(family: Sequence[Likeness], told: Mapping[tuple[str, str], Direction | None], steps: Steps) -> _Order:
    texts: dict[str, Text] = {of.article.id: of for pair in family for of in (pair.left, pair.right)}
    known: dict[tuple[str, str], float] = {}
    for pair in family:
        way = told[_ids(pair)]
        if way is not None:
            odds = min(way.confidence, _CERTAIN)
            overrules = by_day(way.earlier, way.later) > 0
            known[way.earlier.id, way.later.id] = math.log(odds / (1 - odds)) + 2 * DATED * overrules
    order = ordered([Member(of.article, of.words.words) for of in texts.values()], known, steps)
    with_last = [(set(_ids(pair)) - {order[-1]}, pair.similarity) for pair in family if order[-1] in _ids(pair)]
    return _Order(
        place={article_id: number for number, article_id in enumerate(order)},
        last={other: similarity for (other,), similarity in with_last},
    )


def _direction(pair: Likeness, told: Direction | None, order: _Order, outlets: Sequence[str | None]) -> Direction:
    """The direction of a pair within its family: as it tells by itself, unless the others put it the other way."""
    first, second = sorted((pair.left, pair.right), key=lambda of: order.place[of.article.id])
    day = by_day(first.article, second.article)
    agreed = told is not None and told.earlier.id == first.article.id
    source = absent_source(first.article, second.article, outlets)
    if source and not (told is not None and agreed and not day and told.confidence >= _TRUSTED):
        reason = f"both credit {source}, whose report is not in this case"
        return Direction(first.article, second.article, _HINT if day else _GUESS, reason)
    if told is not None:
        if agreed:
            return told
        return Direction(first.article, second.article, _GUESS, "the order of all versions puts it later, inferred")
    return _by_order(first, second, order)


def _by_order(first: Text, second: Text, order: _Order) -> Direction:
    """The direction that only the order of all versions tells: by what the later one has more, else by its wording."""
    less, more = len(first.words), len(second.words)
    sure = _GUESS
    if first.words.words.tobytes() == second.words.words.tobytes():
        reason = "the two say the same: nothing tells which came first"
    elif more - less > _MORE * more:
        sure = _HINT if is_report(second.article) else _PAGE
        reason = "it has what the other has and more, inferred"
    elif len(order.place) == 2:
        reason = "it differs from the other in a few words: nothing tells which came first"
    else:
        sure = _GUESS if is_report(second.article) else _HINT
        reason = _nearness(first.article.id, second.article.id, order)
    return Direction(first.article, second.article, sure, reason)


def _nearness(first: str, second: str, order: _Order) -> str:
    shares = order.last.get(first), order.last.get(second)
    if shares[0] is not None and shares[1] is not None and shares[0] < shares[1]:
        return f"the latest version has more of its words ({shares[1]:.0%} against {shares[0]:.0%}), inferred"
    last = order.place[second] == len(order.place) - 1
    return f"its wording lies {'furthest from the first' if last else 'nearer to the later'} versions, inferred"


def _grown(edges: list[tuple[Likeness, Direction]]) -> Iterator[Copy]:
    edges.sort(key=lambda edge: _rank(*edge))
    parents: dict[str, str] = {}
    for pair, told in edges:
        child, parent = told.later.id, told.earlier.id
        if child not in parents and _root(parents, parent) != child:
            parents[child] = parent
            yield _copy(pair, told)


def _root(parents: Mapping[str, str], at: str) -> str:
    while at in parents:
        at = parents[at]
    return at


def _rank(pair: Likeness, told: Direction) -> tuple[float, bool, tuple[str, str], str]:
    """By how much of the child the parent holds, then its own house, then the earliest."""
    child = pair.left if pair.left.article.id == told.later.id else pair.right
    size = len(pair.left.own) + len(pair.right.own)
    held = pair.jaccard * size / (1 + pair.jaccard) / max(1, len(child.own)) if pair.jaccard else pair.similarity
    abroad = not of_one_house(told.earlier, told.later)
    age = told.earlier.published or "9999", told.earlier.id
    return -round(2 * held + pair.jaccard, 2), abroad, age, told.later.id


def _copy(pair: Likeness, told: Direction) -> Copy:
    turned = pair.left.article.id != told.later.id
    return Copy(
        id=digest("copy", told.later.id, told.earlier.id),
        article_id=told.later.id,
        original_id=told.earlier.id,
        kind=pair.kind,
        similarity=pair.similarity,
        direction_confidence=told.confidence,
        reason=told.reason,
        shared=tuple((b, a) if turned else (a, b) for a, b in pair.passages),
    )
