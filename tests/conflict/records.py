"""Records in a few lines, for models that are derived from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import factories
from communique import conflict
from communique.data import Actor, Article, Judgement, Lineage, Move, Proposal, Record, digest

ISSUES = {
    "water": "water and rivers",
    "troops": "troops and deployments",
    "trade": "trade and tariffs",
    "force": "use of force",
    "sanctions": "sanctions",
    "monitoring": "monitoring and verification",
}


@dataclass
class Crisis:
    """Reports that are told one after the other, each a voice of its own unless it copies another."""

    parties: tuple[str, ...] = ("Arda", "Belisk")
    articles: list[Article] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)

    def tell(self, by: str, code: str, words: str, *, to: str = "", issue: str = "", **fields: Any) -> Move:
        """One report with one act; several parties with semicolons."""
        day = fields.pop("day", "2031-03-07")
        report = factories.article(f"{words} Report {len(self.articles)}.", published=day)
        self.articles.append(report)
        return self.also(report, by, code, words, to=to, issue=issue, **fields)

    def also(self, report: Article, by: str, code: str, words: str, **fields: Any) -> Move:
        """One more act in a report that has the words."""
        issue = fields.pop("issue", "")
        made = factories.move(
            report,
            words,
            code=code,
            actors=_ids(by),
            recipients=_ids(fields.pop("to", "")),
            issue=ISSUES.get(issue, issue) or None,
            **({"confidence": 0.9} | fields),
        )
        self.moves.append(made)
        return made

    def copy(self, move: Move) -> None:
        """The same report once more, in another outlet."""
        first = next(article for article in self.articles if article.id == move.article_id)
        again = factories.article(first.text, published=first.published, outlet=f"Copy {len(self.articles)}")
        self.articles.append(again)
        self.copies[again.id] = first.id
        event = move.event or move.id
        self.moves = [m if m.id != move.id else _in(m, event) for m in self.moves]
        words = move.evidence[0].exact
        same = factories.move(again, words, **{name: getattr(move, name) for name in _KEPT})
        self.moves.append(_in(same, event))

    def model(self, *, judgements: Iterable[Judgement] = (), **options: Any) -> Proposal:
        """What the room makes of it."""
        lines: dict[str, list[str]] = {a.id: [a.id] for a in self.articles if a.id not in self.copies}
        for copy, first in self.copies.items():
            lines[first].append(copy)
        lineages = [Lineage(id=key, articles=tuple(row), origin=key) for key, row in lines.items()]
        return conflict.model(
            Record(moves=tuple(sorted(self.moves, key=lambda m: m.id))),
            actors(*self.parties),
            articles=self.articles,
            lineages=lineages,
            judgements=judgements,
            **options,
        )


_KEPT = ("code", "actors", "recipients", "issue", "confidence", "modality", "condition")


def actors(*names: str) -> list[Actor]:
    """States of these names."""
    return [Actor(id=digest("actor", name), name=name, kind="state", side=digest("actor", name)) for name in names]


def judged(about: str, verdict: Any, **fields: Any) -> Judgement:
    """A judgement by Ina."""
    return Judgement(
        id=digest(about, verdict, str(fields)), about=about, verdict=verdict, by="Ina", at="2031-04-01", **fields
    )


def stated(proposal: Proposal) -> set[tuple[str, int, str]]:
    """Whose statements are in the model, each with its tier."""
    names = {party.actor: party.name for party in proposal.parties}
    return {(names[p.maker], p.tier, p.statement) for p in proposal.preferences if not p.parked}


def chosen(proposal: Proposal) -> list[str]:
    """The names of the options in the model."""
    return [option.name for option in proposal.options if not option.parked]


def _ids(names: str) -> tuple[str, ...]:
    return tuple(digest("actor", name.strip()) for name in names.split(";") if name.strip())


def _in(move: Move, event: str) -> Move:
    from dataclasses import replace

    return replace(move, event=event)
