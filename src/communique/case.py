"""Case: one negotiation in one SQLite file. Add to it, ask it, judge it."""

from __future__ import annotations

import difflib
import getpass
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique import pipeline, record
from communique.copies import Redline, redline
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
    Verdict,
    Wording,
    digest,
)
from communique.engine import Engine, SerialEngine
from communique.errors import JudgementError, UnknownName
from communique.filters import Filter, articles_of, from_outlet, in_time, parties_of
from communique.intake import Intake, Progress, take_in
from communique.pipeline import Options
from communique.store import DERIVED, Damage, Store, damages

if TYPE_CHECKING:
    from types import TracebackType

_WITH_NAMES = frozenset({"actors", "recipients", "speaker", "side", "who", "parties", "actor"})


class Case:
    """One negotiation in one file, made where it is missing.

    ``engine`` says where the work runs (this process unless told otherwise; ``engine.LocalEngine()`` uses all
    cores); ``progress`` is called with what is being done, how many are done, and of how many. Whatever is asked,
    the answer rests on all articles and judgements in the file: what is out of date is made again first.

    Raises NotACase, NewerCase, DamagedCase or CaseBusy.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        create: bool = True,
        engine: Engine | None = None,
        options: Options | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.path = Path(fspath(path))
        self.options = options or Options()
        self._engine = engine or SerialEngine()
        self._progress: Progress = progress or (lambda *_: None)
        self._store = Store(self.path, create=create)
        self._memory: pipeline.Memory | None = None
        self._read_at: str | None = None
        self._lists: dict[str, list[Any]] = {}

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    # add

    def add(self, *paths: str | PathLike[str], published: str | None = None) -> Intake:
        """Read files, folders or globs and keep what is new; adding the same again changes nothing.

        ``published`` is the publication day of what names none. What cannot be read is kept as a Problem and
        listed in the answer. Raises NothingToRead for a path without anything in it.
        """
        intake = take_in(
            self._store,
            [fspath(path) for path in paths],
            published=published,
            engine=self._engine,
            options=self.options.articles,
            progress=self._progress,
        )
        self.refresh()
        return intake

    def refresh(self) -> None:
        """Bring everything derived up to date; every question does so by itself."""
        memory, self._memory = self._memory, None  # whatever ends this work early leaves none behind
        memory = memory or pipeline.Memory()
        pipeline.derive(self._store, engine=self._engine, options=self.options, progress=self._progress, memory=memory)
        self._memory = memory

    # ask

    def articles(self, where: Filter | None = None) -> list[Article]:
        """The articles, in order of publication; dates inferred from a lineage are marked as such."""
        self.refresh()
        dates = self._store.inferred_dates()
        found = [pipeline.dated(article, dates) for article in self._store.articles()]
        wanted = where or Filter()
        kept = [a for a in found if in_time(a.published, wanted) and from_outlet(a, wanted)]
        return sorted(kept, key=lambda a: (a.published or "9999", a.path, a.id))[: wanted.limit]

    def copies(self) -> list[Copy]:
        """Who took text from whom."""
        return self._derived("copies")

    def lineages(self) -> list[Lineage]:
        """The reports, each with the articles that come from it in order of version."""
        return self._derived("lineages")

    def corrections(self) -> list[Correction]:
        """What was corrected, and who still carries the error."""
        return self._derived("corrections")

    def wordings(self) -> list[Wording]:
        """How machine-made each article's wording looks."""
        return self._derived("wordings")

    def statements(self) -> list[Statement]:
        """Who is reported to have said what."""
        return self._derived("statements")

    def actors(self) -> list[Actor]:
        """Everybody who appears."""
        return self._derived("actors")

    def moves(self, where: Filter | None = None, **parts: Any) -> list[Move]:  # noqa: ANN401 - the parts of a Filter
        """The coded moves, in order of time."""
        wanted = where or Filter(**parts)
        days = self._days()
        found: list[Move] = self._derived("moves")
        kept = self._select(found, wanted, lambda m: m.when or days[m.article_id], lambda m: {m.article_id})
        return sorted(kept, key=lambda m: (m.when or days[m.article_id] or "9999", m.id))[: wanted.limit]

    def events(self, where: Filter | None = None, **parts: Any) -> list[Event]:  # noqa: ANN401
        """The acts, each once, in order of time, with voices and reports."""
        wanted = where or Filter(**parts)
        days = self._days()
        found: list[Event] = self._derived("events")
        kept = self._select(found, wanted, lambda e: e.when or days[e.first_reported_by], articles_of)
        return sorted(kept, key=lambda e: (e.when or days[e.first_reported_by] or "9999", e.id))[: wanted.limit]

    def positions(self, where: Filter | None = None, **parts: Any) -> list[Position]:  # noqa: ANN401
        """Who holds what on which issue, by party and issue."""
        wanted = where or Filter(**parts)
        names = self.names()
        found: list[Position] = self._derived("positions")
        kept = self._select(found, wanted, lambda p: p.since, articles_of)
        return sorted(kept, key=lambda p: (names.get(p.actor, p.actor), p.issue))[: wanted.limit]

    def figures(self, where: Filter | None = None, **parts: Any) -> list[Figure]:  # noqa: ANN401
        """The numbers that count something, with their hedges and who claims them."""
        wanted = where or Filter(**parts)
        days = self._days()
        found: list[Figure] = self._derived("figures")
        kept = self._select(found, wanted, lambda f: f.when or days[f.article_id], lambda f: {f.article_id})
        return sorted(kept, key=lambda f: (f.what, f.value, f.id))[: wanted.limit]

    def disputes(self) -> list[Dispute]:
        """Questions to which the reports give answers that cannot all hold."""
        return self._derived("disputes")

    def meetings(self, where: Filter | None = None, **parts: Any) -> list[Meeting]:  # noqa: ANN401
        """Talks held and planned, in order of time."""
        wanted = where or Filter(**parts)
        found: list[Meeting] = self._derived("meetings")
        kept = self._select(found, wanted, lambda m: m.when, lambda m: {a.article_id for a in m.evidence})
        return sorted(kept, key=lambda m: (m.when or "9999", m.id))[: wanted.limit]

    def record(self, as_of: str | None = None) -> Record:
        """The whole record; ``as_of`` (an ISO prefix) leaves out what was published later."""
        self.refresh()
        if as_of is not None:
            return pipeline.record_as_of(
                self._store, as_of, engine=self._engine, options=self.options, progress=self._progress
            )
        return Record(
            moves=tuple(self.moves()),
            events=tuple(self.events()),
            positions=tuple(self.positions()),
            figures=tuple(self.figures()),
            disputes=tuple(self.disputes()),
            meetings=tuple(self.meetings()),
        )

    def problems(self) -> list[Problem]:
        """What could not be read or trusted."""
        return self._store.problems()

    def search(self, words: str) -> list[Article]:
        """The articles that hold all of these words, best match first."""
        known = {a.id: a for a in self.articles()}
        return [known[i] for i in self._store.search(words)]

    def names(self) -> dict[str, str]:
        """Actor id to name."""
        return {a.id: a.name for a in self.actors()}

    def article(self, name: str) -> Article:
        """The article of which ``name`` is the id, the path, or the unambiguous beginning of either."""
        found = self.articles()
        exact = [a for a in found if name in (a.id, a.path)]
        near = exact or [a for a in found if a.id.startswith(name) or a.path.startswith(name)]
        if len(near) == 1:
            return near[0]
        raise UnknownName(f"{name}: {_which(name, [a.path for a in near or found])}")

    def redline(self, a: str, b: str) -> Redline:
        """What changed from article ``a`` to article ``b`` (ids or paths), the weightier changes first."""
        return redline(self.article(a), self.article(b))

    def check(self) -> list[Damage]:
        """What in the file does not fit its own hashes, anchors and schema; empty when it is sound."""
        return damages(self._store)

    # judge

    def judge(
        self,
        about: str | Move | Event | Position | Figure | Dispute | Meeting | Copy | Actor | Statement,
        verdict: Verdict,
        *,
        why: str = "",
        by: str | None = None,
        changes: Mapping[str, str] | None = None,
    ) -> Judgement:
        """Decide about a datum (or its id): "accept", "reject", or "edit" with ``changes``; "undo" a judgement.

        Judgements are only ever added, survive every re-run, and win. ``by`` is the login name unless given.
        In ``changes``, parties may be given by name, several separated by semicolons. Raises JudgementError
        where nothing has that id or the change does not apply.
        """
        target = about if isinstance(about, str) else about.id
        named = self._with_ids(changes or {})
        self._must_apply(target, verdict, named)
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        author = by or getpass.getuser()
        judgement = Judgement(
            id=digest("judgement", target, verdict, author, at),
            about=target,
            verdict=verdict,
            by=author,
            at=at,
            why=why,
            changes=named,
        )
        self._store.judge(judgement)
        self.refresh()
        return judgement

    def judgements(self) -> list[Judgement]:
        """Every judgement ever given, oldest first."""
        return self._store.judgements()

    def undo(self, judgement_id: str | None = None, *, by: str | None = None, why: str = "") -> Judgement:
        """Take back a judgement: the one named, or else the last one in force."""
        return self.judge(judgement_id or self._last_in_force(), "undo", by=by, why=why)

    def orphans(self) -> list[Judgement]:
        """Judgements in force about something that is no longer found; they are kept."""
        self.refresh()
        return record.orphaned(record.standing(self.judgements()), self._data())

    # below

    def _derived(self, name: str) -> list[Any]:
        """One derived list, read from the file once for as long as it stands there."""
        self.refresh()
        key = self._store.meta("derived_from")
        if self._read_at != key:
            self._read_at, self._lists = key, {}
        if name not in self._lists:
            self._lists[name] = self._store.derived(name)
        return list(self._lists[name])

    def _data(self) -> dict[str, Any]:
        """Everything that can be judged, by id."""
        return {d.id: d for name in DERIVED if name != "wordings" for d in self._derived(name)}

    def _must_apply(self, target: str, verdict: Verdict, changes: Mapping[str, str]) -> None:
        if (verdict == "edit") != bool(changes):
            raise JudgementError("an edit needs changes, and only an edit has them: --set FIELD=VALUE")
        if verdict == "undo":
            if all(j.id != target for j in self.judgements()):
                raise JudgementError(f"{target}: no judgement has that id; list them with: show FILE judgements")
            return
        datum = self._data().get(target)
        known = datum is not None or any(j.about == target for j in self.judgements())
        if not known:
            raise JudgementError(f"{target}: nothing in this case has that id; ids are in every list and export")
        if datum is not None:
            record.edited(datum, changes)

    def _last_in_force(self) -> str:
        given = self.judgements()
        in_force = {j.id for j in record.standing(given).values()}
        for judgement in reversed(given):
            if judgement.id in in_force:
                return judgement.id
        raise JudgementError("there is no judgement to take back")

    def _with_ids(self, changes: Mapping[str, str]) -> dict[str, str]:
        """The changes with parties' names put as ids."""
        return {
            name: ";".join(self._actor(part.strip()).id for part in text.split(";") if part.strip())
            if name in _WITH_NAMES
            else text
            for name, text in changes.items()
        }

    def _actor(self, name: str) -> Actor:
        folded = name.casefold()
        found = self.actors()
        for actor in found:
            if folded in (actor.id, actor.name.casefold(), *(alias.casefold() for alias in actor.aliases)):
                return actor
        raise UnknownName(f"{name}: no such actor; {_which(name, [a.name for a in found])}")

    def _party(self, name: str) -> set[str]:
        """The ids of an actor and of all on its side."""
        actor = self._actor(name)
        return {actor.id} | {a.id for a in self.actors() if a.side == actor.id}

    def _days(self) -> dict[str, str | None]:
        return {a.id: a.published for a in self.articles()}

    def _select(self, found: Iterable[Any], wanted: Filter, day: Any, articles: Any) -> list[Any]:  # noqa: ANN401
        kept = [item for item in found if in_time(day(item), wanted)]
        if wanted.party is not None:
            ids = self._party(wanted.party)
            kept = [item for item in kept if ids & parties_of(item)]
        if wanted.code is not None:
            kept = [item for item in kept if getattr(item, "code", None) == wanted.code.upper()]
        if wanted.issue is not None:
            folded = wanted.issue.casefold()
            kept = [item for item in kept if folded in (getattr(item, "issue", None) or "").casefold()]
        if wanted.outlet is not None:
            of_outlet = {a.id for a in self.articles(Filter(outlet=wanted.outlet))}
            kept = [item for item in kept if articles(item) & of_outlet]
        return kept


def _which(name: str, known: Iterable[str]) -> str:
    """A hint at what may have been meant."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, 3, 0.4) or names[:3]
    return f"did you mean {' or '.join(near)}?" if near else "there are none"
