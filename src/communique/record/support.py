"""Counting: how many articles carry something, and how many independent reports those are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from communique.data import Anchor, Lineage, Support


class Voices:
    """Which report each article comes from."""

    def __init__(self, lineages: Iterable[Lineage]) -> None:
        self._lineage: Mapping[str, str] = {a: line.id for line in lineages for a in line.articles}

    def of(self, article_id: str) -> str:
        """The lineage of an article; an article in none is a voice of its own."""
        return self._lineage.get(article_id, article_id)

    def turned(self, before: Voices) -> set[str]:
        """The articles that come from another report than they did ``before``."""
        last = before._lineage
        found = {one for one, line in self._lineage.items() if last.get(one, one) != line}
        return found | {one for one in last.keys() - self._lineage.keys() if last[one] != one}

    def support(self, anchors: Iterable[Anchor]) -> Support:
        """What these anchors amount to: a copy adds a report, never a voice."""
        places: Sequence[Anchor] = sorted(set(anchors), key=lambda a: (a.article_id, a.start, a.end))
        articles = {a.article_id for a in places}
        return Support(anchors=tuple(places), voices=len({self.of(a) for a in articles}), reports=len(articles))


def independent(groups: Sequence[Set[str]], voices: Voices) -> bool:
    """Whether at least two of these groups of articles rest on different reports, not on versions of one."""
    reports = [{voices.of(article) for article in group} for group in groups]
    return any(a - b and b - a for n, a in enumerate(reports) for b in reports[n + 1 :])
