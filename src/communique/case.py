"""Case: one negotiation in one SQLite file. Add to it, ask it, judge it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique import conflict, orphans, pipeline, premises, record
from communique.bench import Bench
from communique.copies import Redline, redline
from communique.data import (
    Actor,
    Agreement,
    Article,
    Card,
    Change,
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
    Premise,
    Problem,
    Record,
    Statement,
    Verdict,
    Wording,
)
from communique.engine import Engine, SerialEngine
from communique.filters import Filter, articles_of
from communique.intake import Intake, Progress, take_in
from communique.pipeline import Options
from communique.record import Author, Disagreement, Issue
from communique.snapshot import Snapshot
from communique.store import Damage, Merged, Store, Work, Working, damages, work_of
from communique.store.written import row_id

if TYPE_CHECKING:
    from types import TracebackType

Judged = Move | Event | Position | Figure | Dispute | Meeting | Copy | Actor | Statement | Article | Issue | Premise
"""What a person can decide about."""


class Case:
    """One negotiation in one file, made where it is missing.

    ``engine`` says where the work runs (this process unless told otherwise; ``engine.LocalEngine()`` uses all
    cores); ``progress`` is called with what is being done, how many are done, and of how many. Whatever is asked,
    the answer rests on all articles and judgements in the file: what is out of date is made again first. Where it is
    ``noting``, other processes can read in the file what it is doing.

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
        noting: bool = True,
    ) -> None:
        self.path = Path(fspath(path))
        self.options = options or Options()
        self._engine = engine or SerialEngine()
        self._progress: Progress = progress or (lambda *_: None)
        self._store = Store(self.path, create=create)
        self._memory: pipeline.Memory | None = None
        self._snapshot: Snapshot | None = None
        self._bench = Bench(self._store, self.snapshot)
        self._working = Working(self._store, self._progress, noting=noting)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, and end what works beside this process."""
        self._memory = None
        self._store.close()

    # add

    def add(self, *paths: str | PathLike[str], published: str | None = None) -> Intake:
        """Read files, folders or globs and keep what is new; adding the same again changes nothing.

        ``published`` is the publication day of what names none. What cannot be read is kept as a Problem and
        listed in the answer. Raises NothingToRead for a path without anything in it.
        """
        given, choice = [fspath(path) for path in paths], self.options.articles
        try:
            intake = take_in(
                self._store, given, published=published, engine=self._engine, options=choice, progress=self._working
            )
            self._bench.forget()
            self.refresh()
        finally:
            self._working.over()
        return intake

    def refresh(self) -> None:
        """Bring everything derived up to date; every question does so by itself."""
        memory, self._memory = self._memory or pipeline.Memory(), None  # what ends this early leaves none behind
        try:
            pipeline.derive(
                self._store, engine=self._engine, options=self.options, progress=self._working, memory=memory
            )
        finally:
            self._working.over()
        self._memory = memory

    def touched(self) -> int:
        """A number that changes whenever another process, or another Case, has written to the file."""
        return self._store.touched()

    def current(self) -> bool:
        """Whether what was worked out last rests on all that is in the file now, and on our own rules."""
        return self._store.meta("derived_from") == pipeline.derived_key(self._store, self.options)

    def work(self) -> Work | None:
        """What another process, or another Case, is doing with the file just now: how far a build has come."""
        return work_of(self._store)

    # ask

    def articles(self, where: Filter | None = None) -> list[Article]:
        """The articles, in order of publication; dates inferred from a lineage are marked as such."""
        return self.snapshot().articles(where)

    def copies(self) -> list[Copy]:
        """Who took text from whom."""
        return self.snapshot().copies()

    def lineages(self) -> list[Lineage]:
        """The reports, each with the articles that come from it in order of version."""
        return self.snapshot().lineages()

    def corrections(self) -> list[Correction]:
        """What was corrected, and who still carries the error."""
        return self.snapshot().corrections()

    def wordings(self) -> list[Wording]:
        """How machine-made each article's wording looks."""
        return self.snapshot().wordings()

    def statements(self) -> list[Statement]:
        """Who is reported to have said what."""
        return self.snapshot().statements()

    def actors(self) -> list[Actor]:
        """Everybody who appears."""
        return self.snapshot().actors()

    def moves(
        self,
        where: Filter | None = None,
        *,
        among: Iterable[Move] | None = None,
        **parts: Any,  # noqa: ANN401 - the parts of a Filter
    ) -> list[Move]:
        """The coded moves, in order of time; ``among`` asks about the moves of another record."""
        return self.snapshot().moves(where or Filter(**parts), among=among)

    def events(self, where: Filter | None = None, **parts: Any) -> list[Event]:  # noqa: ANN401
        """The acts, each once, in order of time, with voices and reports."""
        return self.snapshot().events(where or Filter(**parts))

    def positions(self, where: Filter | None = None, **parts: Any) -> list[Position]:  # noqa: ANN401
        """Who holds what on which issue, by party and issue."""
        return self.snapshot().positions(where or Filter(**parts))

    def figures(self, where: Filter | None = None, **parts: Any) -> list[Figure]:  # noqa: ANN401
        """The numbers that count something, with their hedges and who claims them."""
        return self.snapshot().figures(where or Filter(**parts))

    def disputes(self) -> list[Dispute]:
        """Questions to which the reports give answers that cannot all hold."""
        return self.snapshot().disputes()

    def meetings(self, where: Filter | None = None, **parts: Any) -> list[Meeting]:  # noqa: ANN401
        """Talks held and planned, in order of time."""
        return self.snapshot().meetings(where or Filter(**parts))

    def snapshot(self, *, by: str | None = None, renew: bool = True) -> Snapshot:
        """Everything as it stands now, each list read from the file once for as long as it stands there.

        It stays as it is while the case goes on; ``load`` it to hand it to another thread. Without ``renew`` it is
        what was last worked out, be it out of date: nothing is made again. ``by`` asks for what one coder's
        judgements alone come to, as a blind coder sees the case; that is worked out each time.
        """
        if by is not None:
            return self.snapshot(renew=renew).alone(by, self._record(None, by))
        if renew:
            self.refresh()
        key = self._store.meta("derived_from") or ""
        if self._snapshot is None or self._snapshot.key != key:
            judgements, dates = self._store.judgements(), self._store.inferred_dates()
            present = record.judged(self._store.articles(), record.standing(judgements))
            self._snapshot = Snapshot(
                key=key,
                articles=(pipeline.dated(article, dates) for article in present),
                judgements=judgements,
                problems=self._store.problems(),
                read=self._derived,
            )
        return self._snapshot

    def record(self, as_of: str | None = None, *, by: str | None = None) -> Record:
        """The whole record; ``as_of`` (an ISO prefix) leaves out what was published later.

        ``by`` asks for the record as one coder's judgements alone leave it; "" for that of the machine alone.
        """
        if as_of is not None or by is not None:
            self.refresh()
            return self._record(as_of, by)
        return self.snapshot().record()

    def conflict(
        self, as_of: str | None = None, *, by: str | None = None, options: conflict.Options | None = None
    ) -> conflict.Outlook:
        """The conflict that the record suggests, as people judged it: parties, options, preferences, equilibria.

        ``as_of`` (an ISO prefix) leaves out what was published later. Asked for its ``equilibria()``, what is given
        back raises BadConflict where fewer than two have anything to decide.
        """
        now = self.snapshot()
        held = None if as_of is None and by is None else self._record(as_of, by)
        return premises.outlook(now, self.path.stem, of=held, as_of=as_of, by=by, options=options)

    def changes(self, since: str, where: Filter | None = None) -> list[Change]:
        """What is new since a day, month or year (an ISO prefix): positions, acts, meetings, disputes, corrections."""
        wanted = where or Filter()
        before, now = self.record(record.eve(since)), self.record(wanted.until)
        lines, notices = self.lineages(), self.corrections()
        found = record.changes(before, now, since=since, articles=self.articles(), lineages=lines, corrections=notices)
        fitting = self.snapshot().fitting(found, wanted, day=lambda c: c.day or since, articles=articles_of)
        return fitting[: wanted.limit]

    def problems(self) -> list[Problem]:
        """What could not be read or trusted."""
        return self._store.problems()

    def search(self, words: str) -> list[Article]:
        """The articles that hold all of these words, best match first."""
        known = {a.id: a for a in self.articles()}
        return [known[i] for i in self._store.search(words) if i in known]

    def names(self) -> dict[str, str]:
        """Actor id to name."""
        return dict(self.snapshot().names)

    def article(self, name: str) -> Article:
        """The article of which ``name`` is the id, the path, or the unambiguous beginning of either."""
        return self.snapshot().article(name)

    def redline(self, a: str, b: str) -> Redline:
        """What changed from article ``a`` to article ``b`` (ids or paths), the weightier changes first."""
        return redline(self.article(a), self.article(b))

    def check(self) -> list[Damage]:
        """What in the file does not fit its own hashes, anchors and schema; empty when it is sound."""
        return damages(self._store)

    # judge

    def judge(
        self,
        about: str | Judged,
        verdict: Verdict,
        *,
        why: str = "",
        by: str | None = None,
        changes: Mapping[str, str] | None = None,
        blind: bool = False,
    ) -> Judgement:
        """Decide about a datum, its id, or the name of an issue: "accept", "reject", or "edit" with ``changes``.

        "merge" says ``with`` which other it is the same (act, meeting, actor, issue; an article: of which it is a
        copy); "split" takes a move out of its event, or some ``names`` from an actor; "add" adds a move to an
        article (``words`` or ``start`` and ``end``, ``code``, …), an actor (with ``kind``) or an issue; "undo" takes
        back a judgement or batch. An event is judged by judging its moves, in one batch; the first is given back.

        Judgements are only ever added, survive every re-run, and win. ``by`` is the login name unless given;
        ``blind``: without having seen what others decided. ``changes`` names parties as people do, with semicolons
        between. Raises JudgementError where nothing has that id or the change does not apply.
        """
        return self.judge_all([about], verdict, why=why, by=by, changes=changes, blind=blind)[0]

    def judge_all(
        self,
        data: Iterable[str | Judged],
        verdict: Verdict,
        *,
        why: str = "",
        by: str | None = None,
        changes: Mapping[str, str] | None = None,
        blind: bool = False,
        seen: Snapshot | None = None,
        check: Callable[[Sequence[Judgement]], None] = lambda _: None,
    ) -> list[Judgement]:
        """Decide the same about many: one judgement each, all kept or none, with one batch to undo them by.

        ``seen`` is the snapshot in which the data stand: a decision about it does not wait for the record to be made.
        ``check`` looks at all judgements given so far, while nobody else can write, and may raise: nothing is kept.
        """
        author = Author(by=by or getpass.getuser(), why=why, blind=blind)
        return self._bench.judge(data, verdict, changes or {}, author, seen=seen, check=check)

    def judgements(self) -> list[Judgement]:
        """Every judgement ever given, oldest first."""
        return self._store.judgements()

    def undo(self, judgement_id: str | None = None, *, by: str | None = None, why: str = "") -> Judgement:
        """Take back a judgement or a batch: the one named, or else the last one in force."""
        return self.judge(judgement_id or self._bench.last(), "undo", by=by, why=why)

    def orphans(self, now: Snapshot | None = None) -> list[Judgement]:
        """Judgements in force about something that is no longer found; they are kept."""
        now = now or self.snapshot()
        standing = record.standing(now.judgements)
        data = {**now.by_id, **premises.judged(now, standing)} if standing else {}
        return orphans.orphans(self._store, standing, data) if standing else []

    def queue(
        self,
        *,
        by: str | None = None,
        blind: bool = False,
        where: Filter | None = None,
        of: Record | None = None,
        now: Snapshot | None = None,
    ) -> tuple[Card, ...]:
        """What is worth a look, the most pressing first; for a ``blind`` coder as if nobody else had judged.

        A filter leaves the cards about moves that fit it. ``of`` is the record to review, where it is at hand; ``now``
        the snapshot, of a blind coder the one of that coder alone.
        """
        coder = (by or getpass.getuser()) if blind else None
        held = of or (now.record() if now else self.record(by=coder))
        now = now or self.snapshot()
        orphans = [] if blind else self.orphans(now)
        cards = record.queue(held, now.judgements, now.days, orphans=orphans, by=coder)
        if where is not None and where != Filter(limit=where.limit):
            kept = {move.id for move in self.moves(replace(where, limit=None), among=held.moves)}
            cards = tuple(card for card in cards if kept & {*card.moves, card.about})
        return cards[: where.limit if where else None]

    def agreement(self, *coders: str) -> tuple[Agreement, ...]:
        """How far coders (all unless named) agree, field by field; see :mod:`communique.record.agreement`.

        Raises UnknownName for one who judged nothing.
        """
        return record.agreement(self.judgements(), coders=coders)

    def disagreements(self, *coders: str) -> list[Disagreement]:
        """What coders (all unless named) judged differently. The record holds the word that was given last."""
        return record.disagreements(self.judgements(), coders=coders)

    def merge(self, other: str | PathLike[str]) -> Merged:
        """Bring another case's articles and judgements into this one; doing it again adds nothing."""
        with Store(Path(fspath(other)), create=False) as theirs:
            made = self._store.merge(theirs)
        self._bench.forget()
        self.refresh()
        return made

    # below

    def _record(self, as_of: str | None, by: str | None) -> Record:
        """A record that is not the one in force: an earlier one, or one coder's."""
        return pipeline.record_as_of(
            self._store, as_of, by=by, engine=self._engine, options=self.options, progress=self._progress
        )

    def _derived(self, name: str) -> list[Any]:
        """A derived list: as this case has just made it where it did, else as the file has it."""
        written = self._memory.written if self._memory else None
        if written is None or written.key != self._store.meta("derived_from"):
            return self._store.derived(name)
        return sorted(written.tables[name].nouns, key=row_id)
