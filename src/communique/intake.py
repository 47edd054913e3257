"""Intake: files are read into the case; what cannot be read becomes a Problem, never a stop."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple

from communique import articles
from communique.data import Article, Document, Problem
from communique.engine import Engine
from communique.errors import CommuniqueError
from communique.store import Store
from communique.store.bodies import document_key

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how many are done, and of how many (None while that is unknown)."""

_CHUNK = 256  # documents in memory at once while reading


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


def take_in(
    store: Store,
    paths: Sequence[str],
    *,
    published: str | None,
    engine: Engine,
    options: articles.Options,
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
    options: articles.Options,
) -> Intake:
    documents = [d for d in found if isinstance(d, Document)]
    problems = [p for p in found if isinstance(p, Problem)]
    seen = [d for d in documents if document_key(d) in before.documents]
    fresh = [d for d in documents if document_key(d) not in before.documents]
    for document in seen:
        store.rename(before.documents[document_key(document)], document.path)
    added = newer = 0
    made = engine.map(partial(_read, options=options), fresh)
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
        return Problem(room="articles", article_id=None, path=document.path, what=fault(error))


def fault(error: Exception) -> str:
    """A fault of ours, with the place where it happened, as a line that a user can report."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"a fault in Communique ({type(error).__name__}: {error}, {frame.name}:{frame.lineno}); please report it"
