"""What one author told once, however often it was copied: the tellings of articles that were taken from one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from operator import is_
from typing import NamedTuple

from communique.data import Article, Copy
from communique.memory import Follower
from communique.record.joining import COPIED, Cluster, Joining, Link
from communique.record.likeness import Bag
from communique.record.passages import copied_pairs
from communique.record.tellings import Telling

Told = Mapping[str, Sequence[Telling]]


class Copied(NamedTuple):
    """The tellings of one act by one author, in order, and those of them that differ in words, kind or day."""

    members: tuple[Telling, ...]
    apart: tuple[Telling, ...]
    articles: frozenset[str]

    @property
    def id(self) -> str:
        """The id of its first move."""
        return self.members[0].move.id


class _Part(NamedTuple):
    """Articles that hang together by copies, what is copied, of which words and days their tellings are, the texts."""

    members: tuple[str, ...]
    copies: tuple[Copy, ...]
    links: Sequence[Link]
    words: Bag
    days: frozenset[int]
    made: tuple[Copied, ...]


class _Linked(NamedTuple):
    """A copy, what its two sides tell, and what of it is copied."""

    copy: Copy
    sides: tuple[Sequence[Telling], Sequence[Telling]]
    links: Sequence[Link]


class Texts:
    """Puts copies beside their originals; what no copy was added to is not looked at again."""

    def __init__(self) -> None:
        self._told = Follower[str]()
        self._shown = Follower[str]()
        self._copies: dict[str, Copy] = {}
        self._beside: dict[str, dict[str, Copy]] = defaultdict(dict)
        """The copies of which an article is one side."""
        self._home: dict[str, str] = {}
        """The first article of the part that each is in."""
        self._parts: dict[str, _Part] = {}
        self._linked: dict[str, _Linked] = {}

    def of(
        self,
        told: Told,
        copies: Iterable[Copy],
        articles: Mapping[str, Article],
        joining: Joining,
        moved: Callable[[Iterable[int], Bag], bool] | None,
    ) -> tuple[list[Copied], list[Copied]]:
        """Those that have come and those that are gone since the last time.

        ``moved`` tells whether one of some words weighs other than then in what is told on one of some days.
        """
        others = self._told.turned(told)
        asked = self._recopied(copies) | {i for i in others if (i in told) != (i in self._home)}
        last = {first: self._parts.pop(first) for first in {self._home[i] for i in asked if i in self._home}}
        asked |= {i for part in last.values() for i in part.members}
        for article_id in asked:
            self._home.pop(article_id, None)
        now = {}
        for members, of in self._hanging_together(asked & told.keys()):
            now[members[0]] = self._part(members, of, _of_members(told, members), articles, joining)
            self._home.update(dict.fromkeys(members, members[0]))
        for first in {self._home[i] for i in others if i in self._home} - now.keys():
            part = last[first] = self._parts.pop(first)
            now[first] = self._part(part.members, part.copies, _of_members(told, part.members), articles, joining)
        if moved is not None:
            stale = [part for part in self._parts.values() if part.copies and moved(part.days, part.words)]
            for part in stale:
                last[part.members[0]] = self._parts.pop(part.members[0])
                made = _copied(_of_members(told, part.members), part.links, joining)
                now[part.members[0]] = part._replace(made=made)
        self._parts |= now
        return _changed(last.values(), now.values())

    def _recopied(self, copies: Iterable[Copy]) -> set[str]:
        """Take these for the copies; the articles that one of them has come to, or gone from."""
        now, touched = {copy.id: copy for copy in copies}, set[str]()
        for one in self._shown.turned(now):
            before, copy = self._copies.get(one), now.get(one)
            if before == copy:
                continue
            for side in _sides(before):
                del self._beside[side][one]
            for side in _sides(copy):
                self._beside[side][one] = now[one]
            touched |= _sides(before) | _sides(copy)
            if copy is None:
                del self._copies[one]
                self._linked.pop(one, None)
            else:
                self._copies[one] = copy
        return touched

    def _part(
        self,
        members: tuple[str, ...],
        copies: tuple[Copy, ...],
        told: Told,
        articles: Mapping[str, Article],
        joining: Joining,
    ) -> _Part:
        if not copies:
            return _Part(members, copies, (), frozenset(), frozenset(), _alone(told))
        links = [link for copy in copies for link in self._links(copy, told, articles)]
        words = frozenset(word for some in told.values() for t in some for word in t.words)
        days = frozenset(t.day or 0 for some in told.values() for t in some)
        return _Part(members, copies, links, words, days, _copied(told, links, joining))

    def _links(self, copy: Copy, told: Told, articles: Mapping[str, Article]) -> Sequence[Link]:
        """What stands in a copy as in its original; looked for again where one of the two tells something else."""
        sides = told[copy.article_id], told[str(copy.original_id)]
        known = self._linked.get(copy.id)
        if known is None or known.copy is not copy or not all(map(is_, known.sides, sides)):
            pairs = copied_pairs((copy,), told, articles)
            links = [Link(-pair.sure, pair.one.order, pair.other.order, COPIED) for pair in pairs]
            known = self._linked[copy.id] = _Linked(copy, sides, links)
        return known.links

    def _hanging_together(self, asked: Set[str]) -> Iterator[tuple[tuple[str, ...], tuple[Copy, ...]]]:
        """Those of these articles that hang together by copies, which no other hangs together with, and the copies."""
        seen: set[str] = set()
        for first in sorted(asked):
            if first not in seen:
                seen.add(first)
                members, copies = [first], dict[str, Copy]()
                for article_id in members:  # which grow on the way
                    for one, copy in self._beside.get(article_id, {}).items():
                        if copy.article_id in asked and copy.original_id in asked:
                            copies[one] = copy
                            new = {copy.article_id, str(copy.original_id)} - seen
                            seen |= new
                            members += new
                yield tuple(sorted(members)), tuple(copies.values())


def _sides(copy: Copy | None) -> set[str]:
    """The articles between which a copy is."""
    return set() if copy is None else {copy.article_id, copy.original_id or copy.article_id}


def _changed(last: Iterable[_Part], now: Iterable[_Part]) -> tuple[list[Copied], list[Copied]]:
    """The texts that have come and those that are gone, where parts were made anew."""
    come = {copied.id: copied for part in now for copied in part.made}
    gone = {copied.id: copied for part in last for copied in part.made}
    same = {i for i in come.keys() & gone.keys() if _same(come[i], gone[i])}
    return [c for i, c in come.items() if i not in same], [c for i, c in gone.items() if i not in same]


def _same(a: Copied, b: Copied) -> bool:
    return (
        len(a.members) == len(b.members)
        and a.articles == b.articles
        and all(x is y for x, y in zip(a.members, b.members, strict=True))
    )


def _of_members(told: Told, members: Iterable[str]) -> Told:
    return {article_id: told[article_id] for article_id in members}


def _alone(told: Told) -> tuple[Copied, ...]:
    """Each telling by itself."""
    return tuple(Copied((t,), (t,), frozenset((t.move.article_id,))) for some in told.values() for t in some)


def _copied(told: Told, links: Sequence[Link], joining: Joining) -> tuple[Copied, ...]:
    tellings = [telling for some in told.values() for telling in some]
    home = {telling.order: telling.order for telling in tellings}
    wholes = joining.joined({telling.order: Cluster.of([telling]) for telling in tellings}, links, home)
    return tuple(_whole(made.cluster) for made in wholes)


def _whole(cluster: Cluster) -> Copied:
    apart: dict[tuple[Bag, str, str | None], Telling] = {}
    for telling in cluster.members:
        apart.setdefault((telling.words, telling.move.code, telling.move.when), telling)
    return Copied(cluster.members, tuple(apart.values()), frozenset(cluster.articles))
