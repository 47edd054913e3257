"""What a bare "No." or "Yes, if …" amounts to: the question tells what is refused, denied or granted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from communique import text
from communique.data import Modality, Move
from communique.moves import topics
from communique.moves.scene import Scene, Stage, scene

_NO = frozenset("no never not nope".split())
_YES = frozenset("yes yeah certainly definitely absolutely indeed".split())
_WILL = frozenset("will would can could shall won't".split())
_READY = frozenset("ready willing prepared open".split())
_DID = frozenset("did have has was were is are".split())
_HOLD = {
    "accept": "ACCEPT", "agree": "ACCEPT", "support": "SUPPORT", "back": "SUPPORT", "welcome": "SUPPORT",
    "recognise": "SUPPORT", "recognize": "SUPPORT",
}  # fmt: skip
_TURNED = frozenset("rule ruling reject refuse deny oppose stop not n't".split())
"""Words that turn a question round: a "no" to "do you rule it out" refuses nothing."""
_FAR = 40  # code points between a question and its answer, at most
_TAIL = 5  # marks that may close a question: bold type, a quotation mark
_SURE = 0.5  # as a phrase without a verb: nothing has measured it
_LEAST = 4  # words of a question that tells what it asks
_WANTED = frozenset("you your yours".split())


def answers(stage: Stage) -> Iterator[Move]:
    """The move of each answer that opens with a plain yes or no, by who gives it."""
    if not any(mark.kind == "question" for mark in stage.article.furniture):
        return
    sentences = text.story_sentences(stage.article)
    starts = [sentence.start for sentence in sentences]
    for mark in stage.article.furniture:
        at = bisect_left(starts, mark.end)
        if mark.kind == "question" and at < len(sentences) and starts[at] - mark.end <= _FAR:
            move = _answered(stage, text.sentences(stage.article.text, mark.start, mark.end), sentences[at])
            if move is not None:
                yield move


def _answered(stage: Stage, asked: Sequence[text.Span], answer: text.Span) -> Move | None:
    statement = stage.statement_at(answer.end - 1)
    opening = max((a.start for a in statement.content if a.start < answer.end), default=0) if statement else 0
    said = scene(stage, max(opening, answer.start), answer.end)
    speaker = stage.speakers.get(statement.id) if statement is not None else None
    side = stage.side(speaker) if speaker else None
    question = next((span for span in reversed(asked) if "?" in stage.article.text[span.end - _TAIL : span.end]), None)
    if side is None or statement is None or question is None:
        return None
    first = next((at for at, word in enumerate(said.low) if word[0].isalpha()), 0)
    yes, no = said.low[first] in _YES, said.low[first] in _NO
    put = scene(stage, question.start, question.end)
    code = _code(put, yes=yes) if yes or no else None
    if code is None:
        return None
    condition = next((at for at in range(first, len(said.low)) if said.low[at] in ("if", "unless", "provided")), None)
    modality: Modality = "stated" if condition is None or no else "conditional"
    low, high = said.tokens[first], said.tokens[-1]
    return Move(
        id="",
        article_id=stage.article.id,
        code=code,
        actors=(side,),
        trigger=text.anchor(stage.article, low.start, low.end),
        evidence=(
            text.anchor(stage.article, answer.start, answer.end),
            text.anchor(stage.article, question.start, question.end),
        ),
        speaker=speaker,
        issue=topics.about(stage, put, (0, len(put.low)), (0, len(put.low))),
        modality=modality,
        condition=(
            stage.article.text[said.tokens[condition].start : high.start].rstrip()
            if condition is not None and modality == "conditional"
            else None
        ),
        statement=statement.id,
        confidence=_SURE,
    )


def _code(put: Scene, *, yes: bool) -> str | None:
    """What a yes or a no to this question is."""
    low = put.low
    to = next((at for at, word in enumerate(low) if word in _WANTED), None)
    if to is None or len(low) < _LEAST or not _TURNED.isdisjoint(low):
        return None
    ahead = low[max(0, to - 2) : to]
    following = low[to + 1 : to + 4]
    held = next((_HOLD[word] for word in following if word in _HOLD), None)
    if not _WILL.isdisjoint(ahead) or not _READY.isdisjoint(following):
        return (held or "OFFER") if yes else "REJECT"
    if held is not None and {"do", "does"} & set(ahead):
        return held if yes else "REJECT"
    if not _DID.isdisjoint(ahead):
        return "CONFIRM" if yes else "DENY"
    return None
