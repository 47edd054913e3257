"""Talks that no verb of the codebook tells: a sentence that names them and their day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique import text
from communique.data import Meeting, Move
from communique.moves import topics
from communique.moves.scene import Stage, scene
from communique.moves.sittings import sits
from communique.moves.times import times
from communique.moves.venues import talks_pattern

_JOINED = re.compile(r"\b(?:between|with\s(?:the\s)?[A-Z]|met\b|hosted\b|receiv)")
_WITH = re.compile(r"\bwith\s(?:the\s)?[A-Z]")
_BODY = re.compile(
    r"\bthe\s(?:[\w-]{1,20}\s){0,2}(?:body|board|panel|committee|bloc)\s(?:is\sto|will|would|was\sto)\s(?:meet|convene|sit)\b",
    re.IGNORECASE,
)


def by_sentence(meetings: Sequence[Meeting]) -> dict[int, list[Meeting]]:
    """The meetings with a day, by where the sentences that tell of them begin."""
    found: dict[int, list[Meeting]] = {}
    for meeting in sorted(meetings, key=lambda m: m.status == "postponed"):
        for anchor in meeting.evidence:
            if meeting.when is not None and meeting.status != "cancelled":
                found.setdefault(anchor.start, []).append(meeting)
    return found


def sat(set_out: Stage, span: text.Span, meetings: Sequence[Meeting]) -> Iterator[Move]:
    """The talks of a sentence that no verb of the codebook tells, where it names their day: one of its ``meetings``."""
    for meeting in meetings:
        if (move := _sat(set_out, span, meeting)) is not None:
            yield move
            return


def _sat(set_out: Stage, span: text.Span, meeting: Meeting) -> Move | None:
    article = set_out.article
    words = talks_pattern().search(article.text, span.start, span.end)
    here = scene(set_out, span.start, span.end)
    if (
        words is None
        or _recalled(article.text, words)
        or not sits(article.text, span.start, span.end, words, held=meeting.status == "held")
        or not any(value == meeting.when for _, value in times(article, here))
    ):
        return None
    parties = _sitting(set_out, span) or tuple(
        p for p in meeting.parties if p in set_out.parties or set_out.actors[p].kind == "state"
    )
    if len(parties) == 1 and parties[0] not in set_out.parties and _WITH.search(article.text, words.end(), span.end):
        caller = set_out.homes.before(span.start, without=frozenset(parties))  # "a call with Pellandia's premier"
        parties += () if caller is None else (caller,)
    if len(parties) < 2 and not _sitting(set_out, span):
        parties = tuple(p for p in meeting.parties if _is_body(set_out, p))
    strangers = not set(meeting.parties) <= set(set_out.parties) and not _sitting(set_out, span)
    if strangers and not _JOINED.search(article.text, span.start, span.end):
        parties = set_out.parties or parties  # who reports it, or hosts them, is in the sentence as well
    if not parties and set(meeting.parties) <= set(set_out.parties):
        parties = set_out.parties
    if not parties:
        return None
    return Move(
        id="",
        article_id=article.id,
        code="MEET",
        actors=tuple(sorted(parties)),
        trigger=text.anchor(article, *words.span()),
        evidence=(text.anchor(article, span.start, span.end),),
        issue=topics.issue(here.low, (0, len(here.low))) or topics.TALKS,
        when=meeting.when,
        modality="stated" if meeting.status == "held" else "future",
        confidence=0.5,
    )


def _is_body(set_out: Stage, party: str) -> bool:
    """Whether a party is a body with a side of its own: its members meet among themselves."""
    actor = set_out.actors[party]
    return actor.kind == "organisation" and actor.side == party


def _recalled(whole: str, words: re.Match[str]) -> bool:
    """ "Called its envoy home for consultations": no talks between parties."""
    return words[0].lower() == "consultations" and whole[max(0, words.start() - 4) : words.start()] == "for "


def _sitting(set_out: Stage, span: text.Span) -> tuple[str, ...]:
    """The body that "the nine-member body is to meet" speaks of: the one named last."""
    if not _BODY.search(set_out.article.text, span.start, span.end):
        return ()
    found = set_out.homes.before(span.start, state=False)
    return () if found is None else (found,)
