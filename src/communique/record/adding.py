"""What people add that the machine missed: moves, by marking the words that say them."""

from __future__ import annotations

from collections.abc import Mapping

from communique.data import Anchor, Article, Judgement, Move, digest
from communique.errors import JudgementError
from communique.record.judging import edited
from communique.vocabulary.codebook import codes

_PLACE = ("words", "start", "end")


def additions(judgements: Mapping[str, Judgement], articles: Mapping[str, Article]) -> list[Move]:
    """The moves that people added to these articles, each once, certain; those of other articles are left out."""
    found: dict[str, Move] = {}
    for judgement in judgements.values():
        article = articles.get(judgement.about)
        if judgement.verdict == "add" and judgement.kind == "move" and article is not None:
            move = addition(article, judgement.changes)
            found[move.id] = move
    return [found[key] for key in sorted(found)]


def addition(article: Article, changes: Mapping[str, str]) -> Move:
    """The move that ``changes`` tell of: where its words stand, its code, and whatever else is known of it.

    Raises JudgementError where the marked words are not those of the article, or a field does not fit.
    """
    place = marked(article, changes)
    fields = {name: text for name, text in changes.items() if name not in _PLACE}
    code = fields.get("code", "").strip().upper()
    if code not in codes():
        raise JudgementError(f"an added move needs a code: --set code=CODE, one of {', '.join(codes())}")
    bare = Move(
        id=digest("added", article.id, place.start, place.end, code),
        article_id=article.id,
        code=code,
        actors=(),
        trigger=place,
        evidence=(place,),
    )
    return edited(bare, fields)


def marked(article: Article, changes: Mapping[str, str]) -> Anchor:
    """The anchor of the words that were marked, by ``words``, by ``start`` and ``end``, or by all of them."""
    words = changes.get("words")
    given = [changes.get(name) for name in ("start", "end")]
    try:
        start, end = (None if value is None else int(value) for value in given)
    except ValueError as error:
        raise JudgementError("start and end are whole numbers: they count characters of the article's text") from error
    if start is None:
        start = _only(article, words or "")
    if end is None:
        end = start + len(words or "")
    if not 0 <= start < end <= len(article.text):
        raise JudgementError(f"{article.path} has no text from {start} to {end}; it has {len(article.text)} characters")
    exact = article.text[start:end]
    if words is not None and exact != words:
        raise JudgementError(f"{article.path} says “{exact}” from {start} to {end}, not “{words}”")
    return Anchor(article_id=article.id, start=start, end=end, exact=exact)


def _only(article: Article, words: str) -> int:
    """Where ``words`` stand, if they stand there once."""
    if not words.strip():
        raise JudgementError("mark the words that say it: --set words='…', exactly as the article has them")
    start = article.text.find(words)
    if start < 0:
        raise JudgementError(f"{article.path} does not say “{words}”; mark words exactly as they stand there")
    if article.text.find(words, start + 1) >= 0:
        raise JudgementError(f"{article.path} says “{words}” more than once; say which with start, or mark more words")
    return start
