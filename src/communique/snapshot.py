"""Everything a case holds, read once, and asked with filters: what every list and every page is drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from communique.data import (
    Actor,
    Article,
    Copy,
    Correction,
    Dispute,
    Event,
    Figure,
    Judgement,
    Lineage,
    Meeting,
    Move,
    Position,
    Problem,
    Record,
    Statement,
    Wording,
)
from communique.filters import Filter, articles_of, ensure_known, fitting, from_outlet, in_time, named
from communique.record.renaming import called
from communique.store import DERIVED


class Snapshot:
    """A case as it stood at one moment; it stays as it was while the case goes on.

    ``read`` gives a list by its name in :data:`communique.store.DERIVED`; each is read when it is first asked for, and
    all by :meth:`load`, after which a snapshot can be handed to another thread. ``key`` changes with whatever it was
    made from.
    """

    def __init__(
        self,
        *,
        key: str,
        articles: Iterable[Article],
        judgements: Iterable[Judgement],
        problems: Iterable[Problem],
        read: Callable[[str], Sequence[Any]],
    ) -> None:
        self.key = key
        self.judgements = tuple(judgements)
        self.problems = tuple(problems)
        self._articles = sorted(articles, key=lambda a: (a.published or "9999", a.path, a.id))
        self._read = read
        self._lists: dict[str, Sequence[Any]] = {}
        self._ordered: dict[str, list[Any]] = {}

    def load(self) -> Snapshot:
        """The same, with every list in memory."""
        for name in DERIVED:
            self.listed(name)
        return self

    def alone(self, by: str, held: Record) -> Snapshot:
        """The record of one coder alone (``held``), among everything that no judgement changes."""
        lists = {name: getattr(held, name) for name in Record.__dataclass_fields__}
        return Snapshot(
            key=f"{self.key} {by}",
            articles=self._articles,
            judgements=(j for j in self.judgements if j.by == by),
            problems=self.problems,
            read=lambda name: lists[name] if name in lists else self.listed(name),
        )

    def articles(self, where: Filter | None = None) -> list[Article]:
        """The articles, in order of publication."""
        wanted = where or Filter()
        if wanted.outlet is not None:
            ensure_known(Filter(outlet=wanted.outlet), raised=(), outlets=(a.outlet for a in self._articles))
        kept = [a for a in self._articles if in_time(a.published, wanted) and from_outlet(a, wanted)]
        return kept[: wanted.limit]

    def copies(self) -> list[Copy]:
        """Who took text from whom."""
        return self.listed("copies")

    def lineages(self) -> list[Lineage]:
        """The reports, each with the articles that come from it."""
        return self.listed("lineages")

    def corrections(self) -> list[Correction]:
        """What was corrected, and who still carries the error."""
        return self.listed("corrections")

    def wordings(self) -> list[Wording]:
        """How machine-made each article's wording looks."""
        return self.listed("wordings")

    def statements(self) -> list[Statement]:
        """Who is reported to have said what."""
        return self.listed("statements")

    def actors(self) -> list[Actor]:
        """Everybody who appears."""
        return self.listed("actors")

    def disputes(self) -> list[Dispute]:
        """Questions to which the reports give answers that cannot all hold."""
        return self.listed("disputes")

    def moves(self, where: Filter | None = None, *, among: Iterable[Move] | None = None) -> list[Move]:
        """The coded moves, in order of time; ``among`` asks about the moves of another record."""
        found = self.listed("moves") if among is None else among
        days = self.days
        kept = self._fitting(found, where, lambda m: m.when or days[m.article_id], lambda m: {m.article_id})
        name = "moves" if among is None else ""
        return self._first(kept, where, lambda m: (m.when or days[m.article_id] or "9999", m.id), name)

    def events(self, where: Filter | None = None) -> list[Event]:
        """The acts, each once, in order of time, with voices and reports."""
        days = self.days
        kept = self._fitting(self.listed("events"), where, lambda e: e.when or days[e.first_reported_by], articles_of)
        return self._first(kept, where, lambda e: (e.when or days[e.first_reported_by] or "9999", e.id), "events")

    def positions(self, where: Filter | None = None) -> list[Position]:
        """Who holds what on which issue, by party and issue."""
        kept = self._fitting(self.listed("positions"), where, lambda p: p.since, articles_of)
        return self._first(kept, where, lambda p: (self.names.get(p.actor, p.actor), p.issue), "positions")

    def figures(self, where: Filter | None = None) -> list[Figure]:
        """The numbers that count something, with their hedges and who claims them."""
        days = self.days
        kept = self._fitting(
            self.listed("figures"), where, lambda f: f.when or days[f.article_id], lambda f: {f.article_id}
        )
        return self._first(kept, where, lambda f: (f.what, f.value, f.id), "figures")

    def meetings(self, where: Filter | None = None) -> list[Meeting]:
        """Talks held and planned, in order of time."""
        kept = self._fitting(
            self.listed("meetings"), where, lambda m: m.when, lambda m: {a.article_id for a in m.evidence}
        )
        return self._first(kept, where, lambda m: (m.when or "9999", m.id), "meetings")

    def record(self) -> Record:
        """The whole record."""
        return Record(
            moves=tuple(self.moves()),
            events=tuple(self.events()),
            positions=tuple(self.positions()),
            figures=tuple(self.figures()),
            disputes=tuple(self.disputes()),
            meetings=tuple(self.meetings()),
        )

    def article(self, name: str) -> Article:
        """The article of which ``name`` is the id, the path, or the unambiguous beginning of either."""
        return self.articles_by_id.get(name) or named(name, self._articles)

    # lookups, made once

    @cached_property
    def days(self) -> Mapping[str, str | None]:
        """Article id to day of publication."""
        return {a.id: a.published for a in self._articles}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Actor id to name."""
        return {a.id: a.name for a in self.actors()}

    @cached_property
    def articles_by_id(self) -> Mapping[str, Article]:
        """Every article by its id."""
        return {a.id: a for a in self._articles}

    @cached_property
    def moves_by_id(self) -> Mapping[str, Move]:
        """Every move by its id."""
        return {m.id: m for m in self.listed("moves")}

    @cached_property
    def by_id(self) -> Mapping[str, Any]:
        """Everything that can be judged, articles too, by its id."""
        found = {d.id: d for name in DERIVED if name != "wordings" for d in self.listed(name)}
        return {**found, **self.articles_by_id}

    @cached_property
    def events_by_id(self) -> Mapping[str, Event]:
        """Every event by its id."""
        return {e.id: e for e in self.listed("events")}

    @cached_property
    def moves_by_article(self) -> Mapping[str, Sequence[Move]]:
        """Article id to its moves, in order of their place."""
        found: dict[str, list[Move]] = defaultdict(list)
        for move in sorted(self.listed("moves"), key=lambda m: (m.trigger.start, m.id)):
            found[move.article_id].append(move)
        return found

    @cached_property
    def lineage_by_article(self) -> Mapping[str, Lineage]:
        """Article id to the lineage that it belongs to."""
        return {article: line for line in self.lineages() for article in line.articles}

    @cached_property
    def machine_worded(self) -> Mapping[str, float]:
        """Article id to how machine-made its wording looks (0..1)."""
        return {w.article_id: w.score for w in self.wordings()}

    def party(self, name: str) -> set[str]:
        """The ids of an actor and of all on its side."""
        actor = called(name, self.actors())
        return {actor.id} | {a.id for a in self.actors() if a.side == actor.id}

    # below

    def listed(self, name: str) -> list[Any]:
        """A list by its name in :data:`communique.store.DERIVED`."""
        if name not in self._lists:
            self._lists[name] = self._read(name)
        return list(self._lists[name])

    def _first(
        self, kept: Iterable[Any], where: Filter | None, order: Callable[[Any], Any], name: str = ""
    ) -> list[Any]:
        """What is ``kept``, in order; all of the list of that ``name``, without a filter, is put in order once."""
        limit = where.limit if where else None
        if not name or not _everything(where):
            return sorted(kept, key=order)[:limit]
        if name not in self._ordered:
            self._ordered[name] = sorted(kept, key=order)
        return self._ordered[name][:limit]

    def _fitting(
        self,
        found: Iterable[Any],
        where: Filter | None,
        day: Callable[[Any], str | None],
        articles: Callable[[Any], set[str]],
    ) -> Iterable[Any]:
        """What fits the filter, of which an unknown code, issue, outlet or party is refused."""
        if where is None or _everything(where):
            return found
        found = list(found)
        return self.fitting(found, where, day=day, articles=articles)

    def fitting(
        self,
        found: Sequence[Any],
        wanted: Filter,
        *,
        day: Callable[[Any], str | None],
        articles: Callable[[Any], set[str]],
    ) -> list[Any]:
        """What of ``found`` fits a filter, where ``day`` and ``articles`` tell those of an item.

        Raises UnknownName for a code, issue, outlet or party that there is none of.
        """
        if wanted.code is not None or wanted.issue is not None or wanted.outlet is not None:
            raised = (getattr(item, "issue", None) for item in (*found, *self.listed("moves")))
            ensure_known(wanted, raised=raised, outlets=(a.outlet for a in self._articles))
        party = None if wanted.party is None else self.party(wanted.party)
        press = None if wanted.outlet is None else {a.id for a in self.articles(Filter(outlet=wanted.outlet))}
        return fitting(found, wanted, day=day, articles=articles, party=party, press=press)


def _everything(where: Filter | None) -> bool:
    """Whether a filter leaves nothing out but what is beyond its limit."""
    return where is None or where == Filter(limit=where.limit)
