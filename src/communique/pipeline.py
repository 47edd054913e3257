"""The order of the rooms: the only place that states it, with :mod:`communique.one_article` for those over one article.

Files are read into the case first (:mod:`communique.intake`); then :func:`derive` makes everything else from the
articles, the judgements and the options. What a room makes of one article is kept in the case under a key of all that
the room saw, so that only what is new is done again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from communique import actors, articles, copies, moves, parsing, record, statements
from communique.actors import Clues
from communique.comparing import Comparing
from communique.data import (
    Article,
    Cast,
    Identities,
    Judgement,
    Parse,
    Polity,
    Problem,
    Record,
    Wording,
    digest,
)
from communique.edition import edition
from communique.engine import Engine
from communique.intake import Progress
from communique.keying import NoteKeys, ToldKeys
from communique.memory import Attendance, turned, undisturbed, unlike
from communique.naming import Naming, Others, Told
from communique.noting import Room, Shelf, each
from communique.one_article import Before, Coded, Heard, Notes, Shared, coded_in, heard_in, together
from communique.parses import Windows, parses
from communique.store import Store, codec
from communique.store.bodies import pack
from communique.store.written import Given, Written

CAST, ARTICLE = "cast", "article"
"""The names under which the case keeps who appears in each article, and what was read in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices of every room; the case keeps those that it was made with."""

    articles: articles.Options = field(default_factory=articles.Options)
    copies: copies.Options = field(default_factory=copies.Options)
    statements: statements.Options = field(default_factory=statements.Options)
    moves: moves.Options = field(default_factory=moves.Options)
    record: record.Options = field(default_factory=record.Options)


def derived_key(store: Store, options: Options) -> str:
    """What everything derived depends on: the articles, the judgements, the options, and our own code."""
    return digest("derived", edition(), codec.dump(options), *store.article_ids(), "|", *store.judgement_ids())


class _Unsure(NamedTuple):
    """The people of a cast of whom it does not tell the side, and the sides that others tell of them."""

    who: frozenset[str]
    told: dict[str, str]


class Memory:
    """What this process knows of a case since it last worked it out: forgetting it costs time alone."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.windows = Windows()
        self.comparing = Comparing()
        self.board = actors.Board()
        self.clues = Attendance[str, Clues](self.board.hear)
        self.polities: tuple[Polity, ...] = ()
        self.keys = NoteKeys()
        self.told_keys = ToldKeys()
        self.others = Others[str]()
        self.casts: Mapping[str, Cast] = {}
        self.unsure: dict[str, _Unsure] = {}
        self.told: dict[str, dict[str, str]] = {}
        self.heard: Mapping[str, Heard] = {}
        self.coded: Mapping[str, Coded] = {}
        self.notes: dict[str, Notes] = {}
        self.dates: Mapping[str, str] = {}
        self.dated: dict[str, tuple[Article, Article]] = {}
        self.strangers = _Society()
        self.society = _Society()
        self.naming = Naming()
        self.record = record.Memory()
        self.written: Written | None = None
        self.fresh: object = None  # the state of the file in which nothing had to be made


def derive(store: Store, *, engine: Engine, options: Options, progress: Progress, memory: Memory | None = None) -> None:
    """Make everything derived, in one transaction; nothing happens where it is up to date.

    What the ``memory`` of the last time still holds is not made again. Where this raises, the memory is of no more use.
    """
    memory = memory or Memory()
    if memory.fresh == (store.state(), options):
        return
    key = derived_key(store, options)
    if store.meta("derived_from") != key:
        with undisturbed():
            made = _work_out(store, engine, options, progress, memory, record.standing(store.judgements()))
            store.replace_problems("coding", made.problems)
            memory.written = store.replace_derived(made.tables, made.dates, key, codec.dump(options), memory.written)
    memory.fresh = store.state(), options


def record_as_of(
    store: Store,
    day: str | None,
    *,
    by: str | None = None,
    engine: Engine,
    options: Options,
    progress: Progress,
) -> Record:
    """The record as it stood when only what was published up to ``day`` (an ISO prefix) was known.

    Articles without any date are then left out. ``by`` leaves out the judgements of all coders but one. Nothing is
    written but the notes on single articles.
    """
    verdicts = record.standing(store.judgements(), by=by)
    return _work_out(store, engine, options, progress, Memory(), verdicts, until=day).record


class _Derived(NamedTuple):
    """Everything derived, before it is written."""

    tables: Mapping[str, Given]
    dates: Mapping[str, str]
    problems: Sequence[Problem]
    record: Record


def _work_out(
    store: Store,
    engine: Engine,
    options: Options,
    progress: Progress,
    memory: Memory,
    verdicts: Mapping[str, Judgement],
    until: str | None = None,
) -> _Derived:
    found = record.judged(store.articles(), verdicts)
    wordings = _wordings(store, found, engine, progress, memory)
    coming, beside = memory.comparing.begin(engine, found, wordings, verdicts, options.copies)
    _polities(store, found, engine, memory)
    read = partial(_read, store, engine, options, progress, memory, verdicts, until)
    ahead: tuple[list[Article], Told] | None = None
    if beside:  # in the meantime, whatever does not wait for a day that only now another article lends
        timed = [_dated(article, memory.dates, memory) for article in found]
        first = memory.fresh is None
        timed = [article for article in timed if article.published is not None] if first else timed
        ahead = timed, read(timed)
        if first:
            acts = ahead[1].evidence()
            record.ahead(acts, judgements=ahead[1].verdicts, options=options.record, memory=memory.record)
    progress("comparing", 0, len(found))
    compared = coming()
    memory.dates = copies.infer_dates(found, compared.lineages)
    progress("comparing", len(found), len(found))
    timed = [_dated(article, memory.dates, memory) for article in found]
    told = ahead[1] if ahead is not None and ahead[0] == timed else read(timed)
    made = record.reconcile(
        dataclasses.replace(told.evidence(), lineages=compared.lineages, copies=compared.links),
        judgements=told.verdicts,
        options=options.record,
        memory=memory.record,
        count=memory.comparing.count,
    )
    tables: dict[str, Given] = {
        "copies": compared.links,
        "lineages": compared.lineages,
        "corrections": compared.corrections,
        "wordings": compared.wordings,
        "actors": told.people,
        "statements": told.statements(),
        "positions": made.positions,
        "disputes": made.disputes,
        "meetings": made.meetings,
        **memory.record.rows(),
    }
    progress("reconciling", 1, 1)
    return _Derived(tables, memory.dates, told.problems, made)


def _read(
    store: Store,
    engine: Engine,
    options: Options,
    progress: Progress,
    memory: Memory,
    verdicts: Mapping[str, Judgement],
    until: str | None,
    timed: Sequence[Article],
) -> Told:
    """What articles whose days are known tell."""
    if until is not None:
        timed = [a for a in timed if a.published is not None and a.published[: len(until)] <= until]
    keys = _note_keys(timed, memory.polities, options, memory)
    heard = _heard(store, timed, keys, engine, options, progress, memory)
    identities, notes = _acquainted(store, timed, keys, heard, engine, options, progress, memory)
    progress("reconciling", 0, None)
    identities = record.identified(identities, [n.cast for n in notes], verdicts)
    verdicts = record.with_present(verdicts, identities.same)
    people = record.judged(identities.actors, verdicts)
    left = len(people) < len(identities.actors)
    gone = {a.id for a in identities.actors} - {a.id for a in people} if left else frozenset[str]()
    named = memory.naming.named(notes, identities, people, record.press_among(people, timed))
    return Told(timed, named, people, gone, verdicts, [p for n in notes for p in n.problems])


class _Society:
    """The casts that were heard, and who they are together."""

    def __init__(self) -> None:
        self._roster = actors.Roster()
        self._casts = Attendance[str, Cast](self._roster.hear)

    def identities(self, casts: Mapping[str, Cast]) -> Identities:
        """Who is who over the whole case; only casts that are new or have changed are heard."""
        self._casts.now(casts)
        return self._roster.identities()


def _acquainted(
    store: Store,
    timed: Sequence[Article],
    keys: Mapping[str, str],
    heard: Mapping[str, Heard],
    engine: Engine,
    options: Options,
    progress: Progress,
    memory: Memory,
) -> tuple[Identities, list[Notes]]:
    """Who is who in the case, and what each article tells, knowing what the others tell of its people."""
    casts = dict(zip(heard, map(attrgetter("cast"), heard.values()), strict=True))
    identities = memory.strangers.identities(casts)
    told = _sides(casts, identities, memory)
    notes = _notes(store, timed, memory.told_keys.of(keys, told), heard, engine, options, progress, memory)
    if not told:
        return identities, notes
    return memory.society.identities(dict(zip(heard, map(attrgetter("cast"), notes), strict=True))), notes


def _sides(casts: Mapping[str, Cast], identities: Identities, memory: Memory) -> dict[str, dict[str, str]]:
    """What a case knows of the sides of people that an article does not tell: article id to actor id to side."""
    changed = memory.others.now(identities.same, identities.told)
    last, memory.casts = memory.casts, casts
    stale = unlike(last, casts)
    stale += [one for one, known in memory.unsure.items() if not changed.isdisjoint(known.who)] if changed else []
    for one in [] if last.keys() <= casts.keys() else last.keys() - casts.keys():
        memory.unsure.pop(one)
        memory.told.pop(one, None)
    for one in [one for one in stale if one in casts]:
        people = actors.unsure(casts[one])
        memory.unsure[one] = known = _Unsure(frozenset(who for who, _ in people), actors.sides(people, identities))
        if known.told:
            memory.told[one] = known.told
        else:
            memory.told.pop(one, None)
    return dict(memory.told)


def _silent(done: int, of: int | None) -> None:
    """No progress: what is done again is little."""


def dated(article: Article, dates: Mapping[str, str]) -> Article:
    """The article with the date that its lineage suggests, where it has none of its own."""
    if article.published is not None or article.id not in dates:
        return article
    return dataclasses.replace(
        article, published=dates[article.id], published_precision="day", published_from="lineage"
    )


def _dated(article: Article, dates: Mapping[str, str], memory: Memory) -> Article:
    """The same, and for as long as nothing changes the same object."""
    made = dated(article, dates)
    if made is article:
        return article
    known = memory.dated.get(article.id)
    if known is None or known[0] is not article or known[1] != made:
        known = memory.dated[article.id] = article, made
    return known[1]


def _heard(
    store: Store,
    dated: Sequence[Article],
    keys: Mapping[str, str],
    engine: Engine,
    options: Options,
    progress: Progress,
    memory: Memory,
) -> dict[str, Heard]:
    """What is heard in each article by itself; only what is new, or newly dated, is done."""

    def parsed(fresh: Sequence[Article]) -> list[tuple[Article, Parse]]:
        read = parses(store, fresh, engine, partial(progress, "parsing"), memory.windows)
        return list(zip(fresh, read, strict=True))

    room = Room(CAST, Heard, partial(heard_in, shared=_shared(options, memory)), parsed)
    made = each(store, room, dated, keys, engine, partial(progress, "casting"), memory.shelf)
    return dict(zip(keys, made, strict=True))


def _notes(
    store: Store,
    dated: Sequence[Article],
    keys: Mapping[str, str],
    heard: Mapping[str, Heard],
    engine: Engine,
    options: Options,
    progress: Progress,
    memory: Memory,
) -> list[Notes]:
    """What the rooms make of each article, knowing what others tell of its people; only what is new is done."""

    def before(fresh: Sequence[Article]) -> list[Before]:
        read = parses(store, fresh, engine, _silent, memory.windows)
        return [Before(a, parse, heard[a.id], memory.told.get(a.id)) for a, parse in zip(fresh, read, strict=True)]

    room = Room(ARTICLE, Coded, partial(coded_in, shared=_shared(options, memory)), before)
    made = each(store, room, dated, keys, engine, partial(progress, "coding"), memory.shelf)
    coded = dict(zip(keys, made, strict=True))
    for one in turned(memory.heard, heard) | turned(memory.coded, coded):
        if one in coded:
            memory.notes[one] = together(heard[one], coded[one])
        else:
            del memory.notes[one]
    memory.heard, memory.coded = heard, coded
    return list(map(memory.notes.__getitem__, keys))


def _shared(options: Options, memory: Memory) -> Shared:
    return Shared(memory.polities, options.statements, options.moves)


def _polities(store: Store, found: Sequence[Article], engine: Engine, memory: Memory) -> None:
    """Remember the polities that the case introduces; only clues that are new or have changed are heard."""
    of = {outlet: digest(edition(), outlet) for outlet in {a.outlet for a in found}}  # whose a town may be
    keys = {a.id: of[a.outlet] for a in found}
    clues = each(store, Room("clues", Clues, _clues), found, keys, engine, lambda *_: None, memory.shelf)
    memory.clues.now({one.article_id: one for one in clues})
    memory.polities = memory.board.polities()


def _clues(article: Article) -> tuple[Clues, bytes]:
    made = actors.evidence(article)
    return made, pack(made)


def _wordings(
    store: Store, found: Sequence[Article], engine: Engine, progress: Progress, memory: Memory
) -> list[Wording]:
    """How machine-made the wording of each article is; only what is new is read."""
    keys = dict.fromkeys((a.id for a in found), edition())
    room = Room("wording", Wording, _wording)
    return each(store, room, found, keys, engine, partial(progress, "wording"), memory.shelf)


def _wording(article: Article) -> tuple[Wording, bytes]:
    made = copies.wording(article)
    return made, pack(made)


def _note_keys(
    found: Sequence[Article], polities: Sequence[Polity], options: Options, memory: Memory
) -> dict[str, str]:
    """What the notes on each article depend on."""
    under = edition(), parsing.available(), codec.dump(options.statements), codec.dump(options.moves)
    return memory.keys.of(found, polities, under)
