"""``redline``: two versions sentence by sentence, what changed in each, the weighty changes first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from communique import text
from communique.copies import sentences
from communique.copies.corrections import notices
from communique.copies.outlines import Comparison, Vocabulary, aligned
from communique.copies.sentences import Sentence
from communique.data import Anchor, Article
from communique.text import Token

OpKind = Literal["equal", "insert", "delete"]
ChangeKind = Literal["correction", "figure", "quote", "attribution", "hedge", "wording"]
Status = Literal["changed", "inserted", "deleted", "moved"]
_ORDER: tuple[ChangeKind, ...] = ("correction", "figure", "quote", "attribution", "hedge", "wording")
_SAYING = re.compile(
    r"\b(?:said|says|told|according|stated|added|announced|reported|officials?|spokes(?:man|woman|person)|sources?|"
    r"claim(?:s|ed)?|accus(?:e|es|ed)|insist(?:s|ed)?|warn(?:s|ed)?|confirm(?:s|ed)?|den(?:y|ies|ied))\b"
)
_HEDGING = re.compile(
    r"\b(?:may|might|could|would|about|around|some|nearly|almost|roughly|approximately|reportedly|allegedly|"
    r"apparent(?:ly)?|likely|probably|possibl[ey]|more than|at least|up to|as many as|not|no longer|seems?|appears?|"
    r"suggests?)\b"
)
_SAME_SENTENCE = 0.6  # of the content of the shorter: one sentence edited, not two
_MOST = 1_000  # sentences compared of one article


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """Some words that stayed, came in or went out. ``words`` are as printed."""

    kind: OpKind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence that differs: where it stands in each version, what happened to it, and of what kind that is.

    ``before`` is None for an inserted sentence and ``after`` for a deleted one; a moved one has both.
    """

    status: Status
    kind: ChangeKind
    before: Anchor | None
    after: Anchor | None
    ops: tuple[Op, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """What changed from one article to another: ``changes`` with the weighty ones first, and what stayed.

    ``equal`` pairs the sentences that stand unchanged and in the same order in both.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    equal: tuple[tuple[Anchor, Anchor], ...]


def redline(before: Article, after: Article) -> Redline:
    """The redline from ``before`` to ``after``: every sentence of both is in ``equal`` or in one change."""
    left, right = _read(before), _read(after)
    pairs = _pairs(left, right)
    told = {notice.span.start for notice in notices(after)}
    equal: list[tuple[Anchor, Anchor]] = []
    changes: list[Change] = []
    for i, j, moved in pairs:
        a, b = text.anchor(before, *left[i].span), text.anchor(after, *right[j].span)
        if a.exact == b.exact and not moved:
            equal.append((a, b))
            continue
        ops = tuple(operations(a.exact, b.exact))
        changes.append(Change(status="moved" if moved else "changed", kind=_kind(ops), before=a, after=b, ops=ops))
    gone = set(range(len(left))) - {i for i, _, _ in pairs}
    come = set(range(len(right))) - {j for _, j, _ in pairs}
    changes += [_deleted(text.anchor(before, *left[i].span)) for i in sorted(gone)]
    changes += [_inserted(text.anchor(after, *right[j].span), told) for j in sorted(come)]
    changes.sort(key=_weight)
    return Redline(before=before.id, after=after.id, changes=tuple(changes), equal=tuple(equal))


def _weight(change: Change) -> tuple[int, int]:
    """Kinds by weight, then by place in the later version (in the earlier where it is gone)."""
    place = change.after or change.before
    assert place is not None
    return _ORDER.index(change.kind), place.start


def _read(article: Article) -> list[Sentence]:
    spans = [s for s in text.sentences(article.text) if not _furniture(article, s.start)]
    return [sentences.read(article.text, span) for span in spans[:_MOST]]


def _furniture(article: Article, place: int) -> bool:
    """Whether a place is furniture: all but notices, which are news in a redline."""
    return any(f.kind != "notice" and f.start <= place < f.end for f in article.furniture)


def _pairs(left: Sequence[Sentence], right: Sequence[Sentence]) -> list[tuple[int, int, bool]]:
    """Which sentence became which: in order first, then what is left over and stands elsewhere (moved)."""
    words = Vocabulary()
    same = Comparison(words.listed(left)).sames(words.listed(right))
    pairs = [(i, j, False) for i, j in aligned(same)]
    rest_left = sorted(set(range(len(left))) - {i for i, _, _ in pairs})
    rest_right = set(range(len(right))) - {j for _, j, _ in pairs}
    for i in rest_left:
        best = max(sorted(rest_right), key=lambda j: _likeness(left[i], right[j]), default=None)
        if best is not None and _likeness(left[i], right[best]) >= _SAME_SENTENCE:
            rest_right.discard(best)
            pairs.append((i, best, True))
    return pairs


def _likeness(left: Sentence, right: Sentence) -> float:
    return sentences.overlap(left.content, right.content) if len(left.content & right.content) >= 2 else 0.0


def _deleted(place: Anchor) -> Change:
    ops = (Op(kind="delete", words=place.exact),)
    return Change(status="deleted", kind=_kind(ops), before=place, after=None, ops=ops)


def _inserted(place: Anchor, told: set[int]) -> Change:
    ops = (Op(kind="insert", words=place.exact),)
    kind: ChangeKind = "correction" if place.start in told else _kind(ops)
    return Change(status="inserted", kind=kind, before=None, after=place, ops=ops)


def operations(before: str, after: str) -> Iterator[Op]:
    """The word operations that turn one sentence into the other."""
    left, right = text.tokens(before), text.tokens(after)
    matcher = SequenceMatcher(None, [t.text for t in left], [t.text for t in right], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Op(kind="equal", words=_printed(before, left, i1, i2))
        if i2 > i1 and tag != "equal":
            yield Op(kind="delete", words=_printed(before, left, i1, i2))
        if j2 > j1 and tag != "equal":
            yield Op(kind="insert", words=_printed(after, right, j1, j2))


def _printed(of: str, tokens: Sequence[Token], first: int, last: int) -> str:
    return of[tokens[first].start : tokens[last - 1].end]


def _kind(ops: Sequence[Op]) -> ChangeKind:
    """What the changed words are: numbers, quoted words, who said it, how sure it is, or mere wording."""
    changed = " ".join(op.words for op in ops if op.kind != "equal")
    if any(sign.isdigit() for sign in changed):
        return "figure"
    if any(mark in changed for mark in '"“”«»'):
        return "quote"
    if _SAYING.search(changed):
        return "attribution"
    return "hedge" if _HEDGING.search(changed) else "wording"
