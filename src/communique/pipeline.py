"""The order of the rooms: the only place that states it.

First :func:`take_in` reads files into the case; then :func:`derive` makes everything else from the articles, the
judgements and the options. What a room makes of one article is kept in the case under a key of all that the room
saw, so that only what is new is done again.
"""

from __future__ import annotations

import dataclasses
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

from communique import actors, articles, copies, moves, parsing, record, statements
from communique.data import (
    Article,
    Cast,
    Document,
    Identities,
    Judgement,
    Parse,
    Polity,
    Problem,
    Reading,
    Record,
    Statement,
    Wording,
    digest,
)
from communique.edition import edition
from communique.engine import Engine
from communique.errors import CommuniqueError
from communique.noting import Room, each
from communique.parses import parses
from communique.store import Store, codec
from communique.store.file import document_key, pack

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how many are done, and of how many (None while that is unknown)."""

NOTED = ("article", "acquainted")
"""The names under which the case keeps what the rooms made of each article."""
_CHUNK = 256  # documents in memory at once while reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices of every room; the case keeps those that it was made with."""

    articles: articles.Options = field(default_factory=articles.Options)
    copies: copies.Options = field(default_factory=copies.Options)
    statements: statements.Options = field(default_factory=statements.Options)
    moves: moves.Options = field(default_factory=moves.Options)
    record: record.Options = field(default_factory=record.Options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of reading: documents seen, articles added, how many of them are newer versions, problems.

    A document that is neither added nor a problem was known already.
    """

    documents: int = 0
    added: int = 0
    newer: int = 0
    problems: tuple[Problem, ...] = ()


class _Before(NamedTuple):
    """What the case held before this intake: article ids by path, and by document."""

    paths: Mapping[str, set[str]]
    documents: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What the rooms made of one article by itself."""

    statements: tuple[Statement, ...]
    cast: Cast
    reading: Reading
    problems: tuple[Problem, ...] = ()


def take_in(
    store: Store,
    paths: Sequence[str],
    *,
    published: str | None,
    engine: Engine,
    options: Options,
    progress: Progress,
) -> Intake:
    """Read what ``paths`` name and keep what is new; what cannot be read becomes a Problem, never a stop.

    ``published`` is the publication day of what says none itself. Raises NothingToRead for a path without
    anything in it.
    """
    intake = Intake()
    before = _Before(store.known_paths(), store.known_documents())
    stream = articles.discover(paths, published=published)
    while found := list(islice(stream, _CHUNK)):
        intake = _keep(store, found, intake, before, engine, options)
        progress("reading", intake.documents, None)
    progress("reading", intake.documents, intake.documents)
    store.note_problems(intake.problems)
    return intake


def _keep(
    store: Store,
    found: Sequence[Document | Problem],
    intake: Intake,
    before: _Before,
    engine: Engine,
    options: Options,
) -> Intake:
    documents = [d for d in found if isinstance(d, Document)]
    problems = [p for p in found if isinstance(p, Problem)]
    seen = [d for d in documents if document_key(d) in before.documents]
    fresh = [d for d in documents if document_key(d) not in before.documents]
    for document in seen:
        store.rename(before.documents[document_key(document)], document.path)
    added = newer = 0
    made = engine.map(partial(_read, options=options.articles), fresh)
    for document, article in zip(fresh, made, strict=True):
        if isinstance(article, Problem):
            problems.append(article)
        elif store.add(article, document):
            added += 1
            newer += bool(before.paths.get(article.path, set()) - {article.id})
    bad = {p.path for p in problems}
    store.forget_problems(d.path for d in documents if d.path not in bad)
    unread = sum(isinstance(p, Problem) for p in found)
    return Intake(
        documents=intake.documents + len(documents) + unread,
        added=intake.added + added,
        newer=intake.newer + newer,
        problems=(*intake.problems, *problems),
    )


def _read(document: Document, options: articles.Options) -> Article | Problem:
    try:
        return articles.read(document, options=options)
    except CommuniqueError as error:
        return Problem(room="articles", article_id=None, path=document.path, what=str(error))
    except Exception as error:
        return Problem(room="articles", article_id=None, path=document.path, what=_bug(error))


class _Shared(NamedTuple):
    """What the rooms know beyond the one article before them."""

    polities: tuple[Polity, ...]
    options: Options
    sides: Mapping[str, Mapping[str, str]] = MappingProxyType({})


def derived_key(store: Store, options: Options) -> str:
    """What everything derived depends on: the articles, the judgements, the options, and our own code."""
    judgements = [j.id for j in store.judgements()]
    return digest("derived", edition(), codec.dump(options), *store.article_ids(), "|", *judgements)


def derive(store: Store, *, engine: Engine, options: Options, progress: Progress) -> None:
    """Make everything derived, in one transaction; nothing happens where it is up to date."""
    key = derived_key(store, options)
    if store.meta("derived_from") == key:
        return
    made = _work_out(store, engine, options, progress, record.standing(store.judgements()))
    store.replace_problems("coding", made.problems)
    store.replace_derived(made.tables, made.dates, key, codec.dump(options))


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
    return _work_out(store, engine, options, progress, verdicts, until=day).record


class _Derived(NamedTuple):
    """Everything derived, before it is written."""

    tables: Mapping[str, Sequence[Any]]
    dates: Mapping[str, str]
    problems: Sequence[Problem]
    record: Record


def _work_out(
    store: Store,
    engine: Engine,
    options: Options,
    progress: Progress,
    verdicts: Mapping[str, Judgement],
    until: str | None = None,
) -> _Derived:
    found = record.judged(store.articles(), verdicts)
    wordings = _wordings(store, found, engine, progress)
    progress("comparing", 0, len(found))
    provenance = copies.find(found, options=options.copies, wordings=wordings)
    links = record.linked(verdicts, record.judged(provenance.copies, verdicts), (a.id for a in found))
    lineages = copies.lineages(found, links)
    dates = copies.infer_dates(found, lineages)
    progress("comparing", len(found), len(found))
    timed = [dated(article, dates) for article in found]
    notes = _notes(store, timed, engine, options, progress)
    if until is not None:
        known = [n for n, a in enumerate(timed) if a.published is not None and a.published[: len(until)] <= until]
        timed, notes = [timed[n] for n in known], [notes[n] for n in known]
    progress("reconciling", 0, None)
    identities, notes = _acquainted(store, timed, notes, engine, options)
    identities = record.identified(identities, [n.cast for n in notes], verdicts)
    verdicts = record.with_present(verdicts, identities.same)
    people = record.judged(identities.actors, verdicts)
    gone = {a.id for a in identities.actors} - {a.id for a in people}
    sides = {a.id: a.side for a in people if a.side and a.kind in ("person", "office", "unnamed")}
    press = record.press_among(people, timed)
    made = record.reconcile(
        record.Evidence(
            articles=tuple(timed),
            lineages=lineages,
            copies=links,
            actors=people,
            moves=record.without(
                (record.named_move(m, identities, sides) for n in notes for m in n.reading.moves), gone
            ),
            figures=record.without(
                (record.named_figure(f, identities) for n in notes for f in n.reading.figures), gone
            ),
            meetings=record.without(
                (record.named_meeting(m, identities, press) for n in notes for m in n.reading.meetings), gone
            ),
        ),
        judgements=verdicts,
        options=options.record,
    )
    said = (record.named_statement(s, n.cast, identities) for n in notes for s in n.statements)
    tables = {
        "copies": links,
        "lineages": lineages,
        "corrections": provenance.corrections,
        "wordings": provenance.wordings,
        "actors": people,
        "statements": record.of_present(record.judged(said, verdicts), people),
        "moves": made.moves,
        "events": made.events,
        "positions": made.positions,
        "figures": made.figures,
        "disputes": made.disputes,
        "meetings": made.meetings,
    }
    progress("reconciling", 1, 1)
    return _Derived(tables, dates, [p for n in notes for p in n.problems], made)


def dated(article: Article, dates: Mapping[str, str]) -> Article:
    """The article with the date that its lineage suggests, where it has none of its own."""
    if article.published is not None or article.id not in dates:
        return article
    return dataclasses.replace(
        article, published=dates[article.id], published_precision="day", published_from="lineage"
    )


def _notes(store: Store, dated: Sequence[Article], engine: Engine, options: Options, progress: Progress) -> list[Notes]:
    """What the rooms make of each article by itself; only what is new, or newly dated, is done."""
    polities = actors.learn(list(engine.map(actors.evidence, dated)))
    keys = {a.id: _note_key(a, polities, options) for a in dated}
    make = partial(_note, shared=_Shared(polities, options))

    def parsed(fresh: Sequence[Article]) -> list[tuple[Article, Parse]]:
        return list(zip(fresh, parses(store, fresh, engine, partial(progress, "parsing")), strict=True))

    room = Room("article", Notes, make, parsed)
    return each(store, room, dated, keys, engine, partial(progress, "coding"))


def _acquainted(
    store: Store, timed: Sequence[Article], notes: Sequence[Notes], engine: Engine, options: Options
) -> tuple[Identities, list[Notes]]:
    """Who is who in the case; articles that tell less of their people than others do are coded again, knowing it."""
    identities = actors.unify([n.cast for n in notes])
    known = {a.id: told for a, n in zip(timed, notes, strict=True) if (told := actors.sides(n.cast, identities))}
    if not known:
        return identities, list(notes)
    polities = actors.learn(list(engine.map(actors.evidence, timed)))
    keys = {a.id: digest(_note_key(a, polities, options), *sorted(known[a.id].items())) for a in timed if a.id in known}
    make = partial(_note, shared=_Shared(polities, options, known))

    def parsed(fresh: Sequence[Article]) -> list[tuple[Article, Parse]]:
        return list(zip(fresh, parses(store, fresh, engine, _silent), strict=True))

    again = [a for a in timed if a.id in known]
    made = each(store, Room("acquainted", Notes, make, parsed), again, keys, engine, _silent)
    better = dict(zip((a.id for a in again), made, strict=True))
    notes = [better.get(a.id, n) for a, n in zip(timed, notes, strict=True)]
    return actors.unify([n.cast for n in notes]), notes


def _silent(done: int, of: int | None) -> None:
    """No progress: what is done again is little."""


def _wordings(store: Store, found: Sequence[Article], engine: Engine, progress: Progress) -> list[Wording]:
    """How machine-made the wording of each article is; only what is new is read."""
    keys = dict.fromkeys((a.id for a in found), edition())
    return each(store, Room("wording", Wording, _wording), found, keys, engine, partial(progress, "wording"))


def _wording(article: Article) -> tuple[Wording, bytes]:
    made = copies.wording(article)
    return made, pack(made)


def _note_key(article: Article, polities: Iterable[Polity], options: Options) -> str:
    return digest(
        "notes",
        edition(),
        parsing.available(),
        article.published,
        article.outlet,
        codec.dump(options.statements),
        codec.dump(options.moves),
        *(repr(p) for p in polities if _named_in(p, article)),
    )


def _named_in(polity: Polity, article: Article) -> bool:
    words = (polity.name, *polity.aliases, *polity.demonyms, *polity.capitals, *polity.metonyms)
    return any(word in article.text for word in words)


def _note(given: tuple[Article, Parse], shared: _Shared) -> tuple[Notes, bytes]:
    """All rooms over one article, in their order."""
    article, parse = given
    try:
        known = tuple(p for p in shared.polities if _named_in(p, article))
        said = statements.extract(article, parse, options=shared.options.statements)
        cast = actors.resolve(article, said, polities=known, sides=shared.sides.get(article.id), parse=parse)
        reading = moves.code(article, said, cast, parse=parse, options=shared.options.moves)
        notes = Notes(statements=said, cast=cast, reading=reading)
    except Exception as error:
        problem = Problem(room="coding", article_id=article.id, path=article.path, what=_bug(error))
        nobody = Cast(article_id=article.id, actors=(), mentions=(), speakers={})
        notes = Notes(statements=(), cast=nobody, reading=Reading(article_id=article.id), problems=(problem,))
    return notes, pack(notes)


def _bug(error: Exception) -> str:
    """A fault of ours, with the place where it happened, as a line that a user can report."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"a fault in Communique ({type(error).__name__}: {error}, {frame.name}:{frame.lineno}); please report it"
