"""The order of the articles of one family: what dates tell, then what is known of pairs, then what the words tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique import dates
from communique.copies import seriation
from communique.copies.fingerprints import Hashes
from communique.copies.seriation import Costs
from communique.data import Article
from communique.memory import Notebook

Flags = NDArray[np.bool_]

DATED = 1e4  # more than all that words can tell
_LATER = 0.4  # of a whole rewrite: what it costs to lose the latest date that a version tells of
_MOST = 250  # members whose words are compared; of more the dates tell, and their length
_PART = 0.5  # of the length: what is shorter is an excerpt
_SPEECH = re.compile(r"\b(?:said|says|told|reporters|spokes\w{3,8})\b", re.IGNORECASE)
_SPOKEN = 0.003  # of the words speak of speech: four of five news articles have more, one of twenty reference pages
_YEAR = re.compile(r"[12](?<![\w.,].)(?:(?<=1)[5-9]|(?<=2)0)\d\d(?![\w%])")
_DAY = 16  # characters before a year that may hold its day and month
_NAMED = 20  # mentions of the latest year that are read
_READ = 20_000  # characters in which dates are looked for


class Member(NamedTuple):
    """An article of a family and its words."""

    article: Article
    words: Hashes


def by_day(left: Article, right: Article) -> int:
    """-1 where the left one was published on an earlier day, 1 on a later, 0 where that is not known."""
    if "lineage" in (left.published_from, right.published_from):
        return 0
    return compared(left.published, right.published)


def compared(left: str | None, right: str | None) -> int:
    """Two ISO prefixes, as far as both tell: -1, 0 or 1."""
    if not left or not right:
        return 0
    size = min(len(left), len(right), 10)
    return int(left[:size] > right[:size]) - int(left[:size] < right[:size])


def grows(left: Article, right: Article) -> bool:
    """Whether one of two articles may have grown from the other: they are one outlet's, or it is not known whose.

    A report that is under half as long as another with its words has rather been taken from it, whoever printed it;
    what is no report (nobody speaks in it) is a page that is kept up, and grows from a line.
    """
    if left.outlet is not None and right.outlet is not None:
        return left.outlet == right.outlet
    shorter, longer = sorted((left, right), key=lambda article: (len(article.text), article.id))
    return len(shorter.text) >= _PART * len(longer.text) or not is_report(longer)


def is_report(article: Article) -> bool:
    """Whether an article tells what people said, as news does."""
    return _reports(article.text[:_READ])


@lru_cache(maxsize=1 << 14)
def _reports(of: str) -> bool:
    return sum(1 for _ in _SPEECH.finditer(of)) >= _SPOKEN * (of.count(" ") + 1)


class Steps:
    """What each step from one version to another costs in the families that were put in order, for a while."""

    def __init__(self) -> None:
        self.costs: Notebook[Costs] = Notebook()


def ordered(members: Sequence[Member], known: Mapping[tuple[str, str], float], steps: Steps | None = None) -> list[str]:
    """The ids in order of version. ``known`` tells for (earlier, later) how much it costs to turn them round.

    Days of publication rule, unless something known outweighs ``DATED``. What is known of the ``steps`` is not
    measured again.
    """
    members = sorted(members, key=lambda member: _age(member.article, len(member.words)))
    if len(members) > _MOST:
        return [member.article.id for member in members]
    articles = [member.article for member in members]
    before = _before(articles, known)
    if _settled(before):
        cost = np.zeros_like(before)
    else:
        given = [(member.article, len(member.words)) for member in members]
        cost = (steps or Steps()).costs.of(tuple(one.id for one in articles), given, partial(_cost, members))
    return [articles[at].id for at in seriation.seriated(cost, before)]


def _age(article: Article, size: int) -> tuple[str, int, str]:
    return (article.published or "9999")[:10], size, article.id


def _settled(before: Costs) -> bool:
    """Whether for every two members it is known which comes first."""
    return bool(((before + before.T) > 0)[~np.eye(len(before), dtype=np.bool_)].all())


def _before(articles: Sequence[Article], known: Mapping[tuple[str, str], float]) -> Costs:
    days = ["" if article.published_from == "lineage" else article.published or "" for article in articles]
    before = np.where(_after(days, days).T, DATED, 0.0)
    at = {article.id: number for number, article in enumerate(articles)}
    for (earlier, later), weight in known.items():
        if earlier in at and later in at:
            before[at[earlier], at[later]] += weight
    return before


def _cost(members: Sequence[Member]) -> Costs:
    """What each step from one version to another costs: text lost costs a house more than text gained.

    Other houses cut what they take as often as they add to it: between them both cost the same.
    """
    gained, lost = seriation.changes([member.words for member in members])
    inside = gained + seriation.LOSS * lost
    across = (gained + lost) * (1 + seriation.LOSS) / 2
    articles = [member.article for member in members]
    told = [latest(article) for article in articles]
    falls = _after(told, [one or "0" for one in told])
    cost: Costs = np.where(_grow(articles), inside + _LATER * falls, across)
    return cost


def _after(left: Sequence[str], right: Sequence[str]) -> Flags:
    """Which of the ones comes after which of the others: :func:`compared`, of all at once."""
    ours, theirs = (np.array([min(len(one), 10) for one in of]) for of in (left, right))
    sizes = np.minimum(ours[:, None], theirs[None, :])
    after = np.zeros(sizes.shape, np.bool_)
    for size in set(sizes.ravel().tolist()) - {0}:
        _, places = np.unique([one[:size] for one in (*left, *right)], return_inverse=True)
        later = places[: len(left), None] > places[None, len(left) :]
        after |= later & (sizes == size)
    return after


def _grow(articles: Sequence[Article]) -> Flags:
    """Which may have grown from which: :func:`grows`, of all at once."""
    outlets, sizes = [one.outlet for one in articles], np.array([len(one.text) for one in articles])
    numbers = {outlet: number for number, outlet in enumerate(dict.fromkeys(outlets))}
    of = np.array([-1 if outlet is None else numbers[outlet] for outlet in outlets])
    shorter, longer = np.minimum(sizes[:, None], sizes[None, :]), np.maximum(sizes[:, None], sizes[None, :])
    unknown = (of[:, None] < 0) | (of[None, :] < 0)
    same: Flags = np.where(unknown, shorter >= _PART * longer, of[:, None] == of[None, :])
    if not same[unknown].all():
        pages = np.array([not is_report(one) for one in articles])
        same |= unknown & np.where(sizes[:, None] > sizes[None, :], pages[:, None], pages[None, :])
    return same


@lru_cache(maxsize=1 << 14)
def _latest(of: str) -> str:
    years = list(_YEAR.finditer(of))
    last = max((year[0] for year in years), default="")
    named = (year for year in years if year[0] == last)
    beside = (dates.parse(of[max(0, year.start() - _DAY) : year.end()]) for year in islice(named, _NAMED))
    return max((value for value in beside if value and value.startswith(last)), default=last)


def latest(article: Article) -> str:
    """The latest calendar date that a text tells of, as an ISO prefix; empty where it tells of none."""
    return _latest(article.text[:_READ])
