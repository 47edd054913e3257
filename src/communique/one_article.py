"""What the rooms make of one article: who says what in it and who appears, then what is done according to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique import actors, moves, statements
from communique.data import Article, Cast, Parse, Polity, Problem, Reading, Statement
from communique.intake import fault
from communique.keying import named_in
from communique.store.bodies import pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who is reported to have said what in one article, and who appears in it, as it tells that by itself."""

    statements: tuple[Statement, ...]
    cast: Cast
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """What was done according to one article, and its cast where others of the case tell more of its people."""

    reading: Reading
    cast: Cast | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What the rooms made of one article."""

    statements: tuple[Statement, ...]
    cast: Cast
    reading: Reading
    problems: tuple[Problem, ...] = ()


class Shared(NamedTuple):
    """What the rooms know beyond the one article before them, and what they may choose."""

    polities: tuple[Polity, ...]
    statements: statements.Options
    moves: moves.Options


class Before(NamedTuple):
    """An article, what the encoder saw and what was heard in it, and the sides that others tell of its people."""

    article: Article
    parse: Parse
    heard: Heard
    sides: Mapping[str, str] | None


def heard_in(given: tuple[Article, Parse], shared: Shared) -> tuple[Heard, bytes]:
    """Who says what in an article, and who appears in it."""
    article, parse = given
    try:
        said = statements.extract(article, parse, options=shared.statements)
        heard = Heard(statements=said, cast=_cast(article, parse, said, None, shared))
    except Exception as error:
        nobody = Cast(article_id=article.id, actors=(), mentions=(), speakers={})
        heard = Heard(statements=(), cast=nobody, problems=(_problem(article, error),))
    return heard, pack(heard)


def _cast(
    article: Article, parse: Parse, said: Sequence[Statement], sides: Mapping[str, str] | None, shared: Shared
) -> Cast:
    known = tuple(p for p in shared.polities if named_in(p, article))
    return actors.resolve(article, said, polities=known, sides=sides, parse=parse)


def coded_in(given: Before, shared: Shared) -> tuple[Coded, bytes]:
    """What is done according to an article; nothing where nobody could be heard in it."""
    article, parse, heard, sides = given
    coded = Coded(reading=Reading(article_id=article.id))
    if not heard.problems:
        try:
            better = _cast(article, parse, heard.statements, sides, shared) if sides else None
            cast, chosen = better or heard.cast, shared.moves
            coded = Coded(reading=moves.code(article, heard.statements, cast, parse=parse, options=chosen), cast=better)
        except Exception as error:
            coded = Coded(reading=Reading(article_id=article.id), problems=(_problem(article, error),))
    return coded, pack(coded)


def _problem(article: Article, error: Exception) -> Problem:
    return Problem(room="coding", article_id=article.id, path=article.path, what=fault(error))


def together(heard: Heard, coded: Coded) -> Notes:
    """All of it."""
    return Notes(
        statements=heard.statements,
        cast=coded.cast or heard.cast,
        reading=coded.reading,
        problems=(*heard.problems, *coded.problems),
    )
