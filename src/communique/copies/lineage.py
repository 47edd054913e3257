"""Lineages: the trees of the derived-from forest, in order of version, and the dates they lend."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.copies.corrections import notices
from communique.copies.directions import stamp
from communique.data import Article, Copy, Lineage, digest


def lineages(articles: Iterable[Article], copies: Iterable[Copy]) -> tuple[Lineage, ...]:
    """Every article in exactly one lineage, in order of version, the earliest first; sorted by id.

    A separate step, because a person may reject a copy before it: whatever hung on that link then stands alone.
    """
    by_id = {article.id: article for article in articles}
    parents = _parents(by_id, copies)
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    roots = sorted(set(by_id) - set(parents))
    return tuple(sorted((_lineage(root, by_id, children) for root in roots), key=lambda line: line.id))


def infer_dates(articles: Iterable[Article], lineages: Iterable[Lineage]) -> dict[str, str]:
    """The day of publication of each article without one, from the nearest dated article of its lineage.

    Nearest in order of version; the earlier one where two are equally near.
    """
    published = {article.id: article.published for article in articles}
    found: dict[str, str] = {}
    for line in lineages:
        dated = [(at, day[:10]) for at, one in enumerate(line.articles) if (day := published.get(one))]
        for at, one in enumerate(line.articles):
            if dated and one in published and not published[one]:
                found[one] = min((abs(at - other), day) for other, day in dated)[1]
    return found


def _parents(by_id: Mapping[str, Article], copies: Iterable[Copy]) -> dict[str, str]:
    parents: dict[str, str] = {}
    for copy in sorted(copies, key=lambda copy: (-copy.direction_confidence, -copy.similarity, copy.id)):
        child, parent = copy.article_id, copy.original_id
        if parent is None or child in parents or child not in by_id or parent not in by_id:
            continue
        above: str | None = parent
        while above is not None and above != child:
            above = parents.get(above)
        if above is None:
            parents[child] = parent
    return parents


def _lineage(root: str, by_id: Mapping[str, Article], children: Mapping[str, Sequence[str]]) -> Lineage:
    order = _versions(root, by_id, children)
    first = by_id[order[0]]
    credits = Counter(credit for one in order if (credit := by_id[one].credit))
    credit = min(credits, key=lambda name: (-credits[name], name)) if credits else None
    return Lineage(
        id=digest("lineage", first.id),
        articles=tuple(order),
        origin=None if _from_elsewhere(first, [by_id[one] for one in order]) else first.id,
        credit=credit,
    )


def _from_elsewhere(first: Article, line: Sequence[Article]) -> bool:
    """Whether the earliest article credits somebody whose report is not in the lineage."""
    if not first.credit or not first.outlet:
        return False
    credit = first.credit.casefold()
    names = [one.outlet for one in line if one.outlet]
    return all(
        credit not in name.casefold() and credit != "".join(w[0] for w in name.split()).casefold() for name in names
    )


def _versions(root: str, by_id: Mapping[str, Article], children: Mapping[str, Sequence[str]]) -> list[str]:
    """Parents before children; among those that may come next the earliest, an undated one counting as its parent."""
    order: list[str] = []
    ready = [_when(by_id[root], "")]
    while ready:
        day, *_, at = heapq.heappop(ready)
        order.append(at)
        for child in children.get(at, ()):
            heapq.heappush(ready, _when(by_id[child], day))
    return order


def _when(article: Article, parent: str) -> tuple[str, int, bool, int, str]:
    return max(article.published or "", parent), stamp(article), bool(notices(article)), len(article.text), article.id
