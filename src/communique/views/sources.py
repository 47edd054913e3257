"""Sources: who took text from whom, how much of each outlet is its own, and who still carries an error."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.data import Article, Copy, Correction, Lineage
from communique.filters import Filter
from communique.snapshot import Snapshot
from communique.views.asked import Asked
from communique.views.kept import kept
from communique.views.paging import part
from communique.views.places import place, report

Object = dict[str, Any]
_TOGETHER = 15  # trees on a page
COPIES = ("version", "duplicate", "excerpt", "rewording")
MACHINE = 0.5
"""The score from which an article reads as worded by a machine (see :func:`communique.copies.wording`)."""


def objects(now: Snapshot, asked: Asked) -> Object:
    """The trees of the reports that run more than once, the largest first, and what each outlet and correction is."""
    where = replace(asked.where, limit=None)
    found = kept(now, ("lineages", where), lambda: _lineages(now, where))
    shown, paging = part(found[: asked.where.limit], asked, _TOGETHER)
    return {
        "lineages": [tree(line, now) for line in shown],
        "outlets": kept(now, ("outlets", where), lambda: _outlets(now, where)),
        "corrections": kept(now, ("corrections", where), lambda: _corrections(now, where)),
        "voices": kept(now, ("voices", where), lambda: _voices(now, where)),
        "reports": len(_articles(now, where)),
        "paging": paging,
    }


def rows(made: Object) -> Iterable[Object]:
    """One row an article of a lineage, with what it was taken from."""
    for line in made["lineages"]:
        for node in line["articles"]:
            yield {"lineage": line["id"], "credit": line["credit"]} | node


def tree(line: Lineage, now: Snapshot) -> Object:
    """One report with everything that comes from it: each article with its original and how it was taken."""
    wordings = _wordings(now)
    nodes = []
    for article_id in line.articles:
        copy = _taken(now).get(article_id)
        nodes.append(
            report(article_id, now)
            | {
                "title": now.articles_by_id[article_id].title if article_id in now.articles_by_id else None,
                "original": copy.original_id if copy else None,
                "kind": copy.kind if copy else "original",
                "similarity": round(copy.similarity, 3) if copy else None,
                "sure": round(copy.direction_confidence, 2) if copy else None,
                "why": copy.reason if copy else "",
                "machine_worded": round(wordings.get(article_id, 0.0), 2),
            }
        )
    return {"id": line.id, "origin": line.origin, "credit": line.credit, "articles": nodes}


def _articles(now: Snapshot, where: Filter) -> Sequence[Article]:
    wanted = Filter(since=where.since, until=where.until, outlet=where.outlet)
    return kept(now, ("articles", wanted), lambda: now.articles(wanted))


def _lineages(now: Snapshot, where: Filter) -> Sequence[Lineage]:
    wanted = {article.id for article in _articles(now, where)}
    several = [line for line in now.lineages() if len(line.articles) > 1 and not wanted.isdisjoint(line.articles)]
    days = now.days
    first = {line.id: min((d for a in line.articles if (d := days.get(a))), default="9999") for line in several}
    return sorted(several, key=lambda line: (-len(line.articles), first[line.id], line.id))


def _voices(now: Snapshot, where: Filter) -> int:
    homes = now.lineage_by_article
    return len({homes[a.id].id if a.id in homes else a.id for a in _articles(now, where)})


def _wordings(now: Snapshot) -> Mapping[str, float]:
    return kept(now, "wordings", lambda: {w.article_id: w.score for w in now.wordings()})


def _taken(now: Snapshot) -> Mapping[str, Copy]:
    """Article id to how it was taken: from the one that it shares most with, rather from one that is here."""

    def made() -> Mapping[str, Copy]:
        found: dict[str, Copy] = {}
        for copy in sorted(now.copies(), key=lambda c: (c.original_id is None, -c.similarity, c.id)):
            found.setdefault(copy.article_id, copy)
        return found

    return kept(now, "taken", made)


def _outlets(now: Snapshot, where: Filter) -> list[Object]:
    """Each outlet: how many of its reports are its own, and how many it took from others or from itself."""
    of: dict[str | None, list[Article]] = defaultdict(list)
    for article in _articles(now, where):
        of[article.outlet].append(article)
    made = [_outlet(name, articles, now) for name, articles in of.items()]
    return sorted(made, key=lambda row: (-row["reports"], row["outlet"] or ""))


def _outlet(name: str | None, articles: Sequence[Article], now: Snapshot) -> Object:
    taken, wordings = _taken(now), _wordings(now)
    kinds: Counter[str] = Counter()
    for article in articles:
        copy = taken.get(article.id)
        kinds[_share(copy, name, now)] += 1
    machine = sum(wordings.get(a.id, 0.0) >= MACHINE for a in articles)
    days = sorted(a.published for a in articles if a.published)
    return {
        "outlet": name,
        "reports": len(articles),
        **{kind: kinds[kind] for kind in ("original", "own version", "copied", "reworded")},
        "machine_worded": machine,
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
    }


def _share(copy: Copy | None, outlet: str | None, now: Snapshot) -> str:
    """What an article is to its outlet: its own, a later version of its own, another's words, or those reworded."""
    if copy is None:
        return "original"
    original = now.articles_by_id.get(copy.original_id or "")
    if original is not None and outlet is not None and original.outlet == outlet:
        return "own version"
    return "reworded" if copy.kind == "rewording" else "copied"


def _corrections(now: Snapshot, where: Filter) -> list[Object]:
    wanted = {article.id for article in _articles(now, where)}
    days = now.days
    found = [c for c in now.corrections() if wanted & {c.article_id, *(a.article_id for a in c.stale)}]
    return [
        _correction(c, now) for c in sorted(found, key=lambda c: (days.get(c.article_id) or "", c.id), reverse=True)
    ]


def _correction(one: Correction, now: Snapshot) -> Object:
    return {
        "id": one.id,
        "wrong": one.wrong,
        "right": one.right,
        "notice": place(one.notice, now),
        "stale": [place(anchor, now) for anchor in one.stale],
    }
