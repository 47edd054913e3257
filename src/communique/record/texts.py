"""What one author told once, however often it was copied: the tellings of articles that were taken from one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from communique.data import Article, Copy
from communique.memory import turned
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
    """Articles that hang together by copies, what is copied, all words of their tellings, and what these come to."""

    members: tuple[str, ...]
    copies: tuple[Copy, ...]
    links: Sequence[Link]
    words: Bag
    made: tuple[Copied, ...]


class Texts:
    """Puts copies beside their originals; what no copy was added to is not looked at again."""

    def __init__(self) -> None:
        self._told: Told = {}
        self._parts: dict[str, _Part] = {}
        self._last: dict[str, tuple[Copied, ...]] = {}

    def of(
        self,
        told: Told,
        copies: Iterable[Copy],
        articles: Mapping[str, Article],
        joining: Joining,
        moved: Set[str] | None,
    ) -> tuple[list[Copied], list[Copied]]:
        """Those that have come and those that are gone since the last time; ``moved`` words weigh other than then."""
        others, last = turned(self._told, told), self._parts
        self._told, self._parts = told, {}
        for members, of in _parts(told, copies):
            part, ours = last.get(members[0]), partial(_of_members, told, members)
            if part is None or part.members != members or part.copies != of or not others.isdisjoint(members):
                part = _part(members, of, ours(), articles, joining)
            elif of and (moved is None or not moved.isdisjoint(part.words)):
                part = part._replace(made=_copied(ours(), part.links, joining))
            self._parts[members[0]] = part
        return self._changed({first: part.made for first, part in self._parts.items()})

    def _changed(self, now: dict[str, tuple[Copied, ...]]) -> tuple[list[Copied], list[Copied]]:
        come: dict[str, Copied] = {}
        gone: dict[str, Copied] = {}
        for key, made in now.items():
            before = self._last.get(key, ())
            if before is not made:
                come |= {c.id: c for c in made}
                gone |= {c.id: c for c in before}
        for key in self._last.keys() - now.keys():
            gone |= {c.id: c for c in self._last[key]}
        self._last = now
        same = {i for i in come.keys() & gone.keys() if _same(come[i], gone[i])}
        return [c for i, c in come.items() if i not in same], [c for i, c in gone.items() if i not in same]


def _same(a: Copied, b: Copied) -> bool:
    return (
        len(a.members) == len(b.members)
        and a.articles == b.articles
        and all(x is y for x, y in zip(a.members, b.members, strict=True))
    )


def _parts(told: Told, copies: Iterable[Copy]) -> Iterator[tuple[tuple[str, ...], tuple[Copy, ...]]]:
    """The articles that hang together by copies, and these copies."""
    above: dict[str, str] = {}

    def root(one: str) -> str:
        while one in above:
            one = above[one]
        return one

    links = [c for c in copies if c.article_id in told and c.original_id in told]
    linked: set[str] = set()
    for copy in links:
        linked |= {copy.article_id, str(copy.original_id)}
        one, other = sorted((root(copy.article_id), root(str(copy.original_id))))
        if one != other:
            above[other] = one
    parts: dict[str, list[str]] = defaultdict(list)
    for article_id in sorted(linked):
        parts[root(article_id)].append(article_id)
    of: dict[str, list[Copy]] = defaultdict(list)
    for copy in links:
        of[root(copy.article_id)].append(copy)
    for first, members in parts.items():
        yield tuple(members), tuple(of[first])
    for article_id in told:
        if article_id not in linked:
            yield (article_id,), ()


def _of_members(told: Told, members: Iterable[str]) -> Told:
    return {article_id: told[article_id] for article_id in members}


def _part(
    members: tuple[str, ...], copies: tuple[Copy, ...], told: Told, articles: Mapping[str, Article], joining: Joining
) -> _Part:
    if not copies:
        return _Part(members, copies, (), frozenset(), _alone(told))
    links, words = _links(told, copies, articles)
    return _Part(members, copies, links, words, _copied(told, links, joining))


def _alone(told: Told) -> tuple[Copied, ...]:
    """Each telling by itself."""
    return tuple(Copied((t,), (t,), frozenset((t.move.article_id,))) for some in told.values() for t in some)


def _links(told: Told, copies: Sequence[Copy], articles: Mapping[str, Article]) -> tuple[list[Link], Bag]:
    """What is copied, and all words of the tellings."""
    words = frozenset(word for some in told.values() for t in some for word in t.words)
    return [Link(-p.sure, p.one.order, p.other.order, COPIED) for p in copied_pairs(copies, told, articles)], words


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
