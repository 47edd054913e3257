"""``redline``: two versions sentence by sentence, what changed in each, the weighty changes first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from communique import text
from communique.copies import sentences
from communique.copies.changes import ORDER, Change, ChangeKind, Op, OpKind, Side, Status, kinds, operations, unchanged
from communique.copies.corrections import Stories, corrections, notices
from communique.copies.pairings import Pair, pairings
from communique.copies.sentences import Sentence
from communique.data import Anchor, Article, Correction
from communique.text import Span

__all__ = ["Change", "ChangeKind", "Op", "OpKind", "Redline", "Status", "operations", "redline"]

_SUBSTANCE: frozenset[ChangeKind] = frozenset(("figure", "name", "quote", "attribution", "hedge"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """What changed from one article to another: ``changes`` with the weighty ones first, and what stayed.

    ``equal`` pairs the sentences that stand in the same order in both with the same words; their quotation marks,
    dashes and spaces may look different.
    """

    before: str
    after: str
    changes: tuple[Change, ...]
    equal: tuple[tuple[Anchor, Anchor], ...]

    @property
    def silent(self) -> tuple[Change, ...]:
        """The changes of meaning that no notice tells of: in what stands in both versions, another figure, name,
        quotation, source or doubt.
        """
        return tuple(
            change
            for change in self.changes
            if change.kind in _SUBSTANCE and change.before is not None and change.after is not None
        )


def redline(before: Article, after: Article) -> Redline:
    """The redline from ``before`` to ``after``: every sentence of both is in ``equal`` or in one change."""
    left, right = _Version(before), _Version(after)
    pairs = pairings(left.sentences, right.sentences)
    told = _told(before, after)
    equal: list[tuple[Anchor, Anchor]] = []
    changes: list[Change] = []
    for run in _runs(left, right, pairs):
        change = _compared(left, right, run, told)
        if change is not None:
            changes.append(change)
            continue
        equal += [(left.anchor(p.left[0], p.left[-1]), right.anchor(p.right[0], p.right[-1])) for p in run]
    gone = left.without({i for pair in pairs for i in pair.left})
    come = right.without({j for pair in pairs for j in pair.right})
    changes += [_lone(left, first, last, "deleted") for first, last in gone]
    changes += [_lone(right, first, last, "inserted") for first, last in come]
    changes.sort(key=_weight)
    return Redline(before=before.id, after=after.id, changes=tuple(changes), equal=tuple(equal))


class _Version:
    """One article made ready: its sentences without furniture, its quotations and its notices."""

    __slots__ = ("_numbers", "article", "breaks", "notices", "quotations", "sentences")

    def __init__(self, article: Article) -> None:
        self.article = article
        self.notices = [notice.span for notice in notices(article)]
        self.quotations = text.quotations(article.text)
        # All but notices is cut off: those are news in a redline.
        chrome = tuple(piece for piece in article.furniture if piece.kind != "notice")
        spans = text.story_sentences(replace(article, furniture=chrome))
        self.sentences: list[Sentence] = [_read(article.text, span) for span in spans]
        self.breaks = [piece.start for piece in chrome]
        starts = [paragraph.start for paragraph in text.paragraphs(article.text)]
        told = sorted({bisect_right(starts, span.start) for span in spans})
        self._numbers = [bisect_left(told, bisect_right(starts, span.start)) + 1 for span in spans]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that a sentence stands in, from 1 on, furniture not counted."""
        return self._numbers[at]

    def span(self, first: int, last: int) -> Span:
        """From the start of one sentence to the end of another."""
        return Span(self.sentences[first].span.start, self.sentences[last].span.end)

    def anchor(self, first: int, last: int) -> Anchor:
        """The same as an anchor."""
        return text.anchor(self.article, *self.span(first, last))

    def side(self, first: int, last: int) -> Side:
        """The same with what its quotation marks tell."""
        span = self.span(first, last)
        begin = max(0, bisect_right(self.quotations, (span.start, -1)) - 1)
        near = list(takewhile(lambda q: q.start < span.end, self.quotations[begin : begin + span.end - span.start + 1]))
        return Side(self.article.text, span, near)

    def noticed(self, first: int) -> Span | None:
        """The notice that a sentence stands in."""
        start = self.sentences[first].span.start
        return next((notice for notice in self.notices if notice.start <= start < notice.end), None)

    def together(self, one: int, other: int) -> bool:
        """Whether no furniture stands between two sentences."""
        span = Span(self.sentences[one].span.end, self.sentences[other].span.start)
        return not any(span.start <= place < span.end for place in self.breaks)

    def without(self, paired: set[int]) -> Iterator[tuple[int, int]]:
        """The other sentences, those that follow each other in one paragraph (or notice) together."""
        first: int | None = None
        for at in range(len(self.sentences) + 1):
            free = at < len(self.sentences) and at not in paired
            if first is not None and not (free and self._goes_on(at)):
                yield first, at - 1
                first = None
            if free and first is None:
                first = at

    def _goes_on(self, at: int) -> bool:
        last, this = self.sentences[at - 1].span, self.sentences[at].span
        if self.noticed(at - 1) != self.noticed(at):
            return False
        return self.together(at - 1, at) and "\n" not in self.article.text[last.end : this.start]


def _read(of: str, span: Span) -> Sentence:
    """A sentence; one without a word (a row of marks) has its marks for words, so that it too can be paired."""
    read = sentences.read(of, span)
    return read if read.words else read._replace(words=tuple(text.tokens(of, *span)))


def _told(before: Article, after: Article) -> list[Correction]:
    """The corrections that notices of the later version make which the earlier one has not yet."""
    known = {before.text[n.span.start : n.span.end] for n in notices(before)}
    found = [n for n in notices(after) if after.text[n.span.start : n.span.end] not in known]
    return corrections(after, found, [before], Stories({after.id: found})) if found else []


def _runs(left: _Version, right: _Version, pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs one by one, but sentences that moved together, and unedited, as one passage."""
    run: list[Pair] = []
    for pair in pairs:
        if run and not (
            _still(left, right, run[-1]) and _still(left, right, pair) and _adjoins(left, right, run[-1], pair)
        ):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _still(left: _Version, right: _Version, pair: Pair) -> bool:
    """Whether a pair moved without an edit."""
    if not pair.moved or len(pair.left) != len(pair.right):
        return False
    pairs = ((left.sentences[i].words, right.sentences[j].words) for i, j in zip(*pair[:2], strict=True))
    return all([t.text for t in old] == [t.text for t in new] for old, new in pairs)


def _adjoins(left: _Version, right: _Version, one: Pair, other: Pair) -> bool:
    follows = other.left[0] == one.left[-1] + 1 and other.right[0] == one.right[-1] + 1
    return follows and left.together(one.left[-1], other.left[0]) and right.together(one.right[-1], other.right[0])


def _compared(left: _Version, right: _Version, run: Sequence[Pair], told: Sequence[Correction]) -> Change | None:
    """The change that a run of pairs makes; None where the words stayed, in their place."""
    mine = run[0].left[0], run[-1].left[-1]
    yours = run[0].right[0], run[-1].right[-1]
    before, after = left.anchor(*mine), right.anchor(*yours)
    moved = run[0].moved
    if before.exact == after.exact and not moved:
        return None
    ops = tuple(operations(before.exact, after.exact))
    old, new = left.side(*mine), right.side(*yours)
    if not moved and unchanged(old, new, ops):
        return None
    found = kinds(old, new, ops)
    if _mends(left, right, mine[0], yours[0], after, ops, told):
        found = ("correction", *found)
    status: Status = "moved" if moved else "changed"
    places = left.paragraph(mine[0]), right.paragraph(yours[0])
    return Change(status=status, kind=found[0], kinds=found, before=before, after=after, ops=ops, paragraphs=places)


def _mends(
    left: _Version,
    right: _Version,
    first: int,
    there: int,
    after: Anchor,
    ops: Sequence[Op],
    told: Sequence[Correction],
) -> bool:
    """Whether a change is a notice that changed, or the passage that a new notice mends, in the words it tells."""
    if all(op.kind == "equal" for op in ops):
        return False
    if left.noticed(first) or right.noticed(there):
        return True
    gone = {t.text for op in ops if op.kind == "delete" for t in text.words(op.words)}
    come = {t.text for op in ops if op.kind == "insert" for t in text.words(op.words)}
    for correction in told:
        mended = correction.mended
        if mended is not None and mended.start < after.end and mended.end > after.start:
            wrong, right_words = ({t.text for t in text.words(words)} for words in (correction.wrong, correction.right))
            if gone & (wrong - right_words) or come & (right_words - wrong):
                return True
    return False


def _lone(version: _Version, first: int, last: int, status: Status) -> Change:
    place = version.anchor(first, last)
    side = version.side(first, last)
    inserted = status == "inserted"
    ops = (Op(kind="insert" if inserted else "delete", words=place.exact),)
    found = kinds(None, side, ops) if inserted else kinds(side, None, ops)
    if version.noticed(first) is not None:
        found = ("correction", *found)
    before, after = (None, place) if inserted else (place, None)
    number = version.paragraph(first)
    places = (None, number) if inserted else (number, None)
    return Change(status=status, kind=found[0], kinds=found, before=before, after=after, ops=ops, paragraphs=places)


def _weight(change: Change) -> tuple[int, bool, bool, int, int]:
    """Kinds by weight; in each what was edited before what came or went, but notices and new wording come first;
    moves without an edit last; then by place in the later version (in the earlier where it is gone).
    """
    place = change.after or change.before
    assert place is not None
    whole = change.before is None or change.after is None
    still = all(op.kind == "equal" for op in change.ops)
    return (
        ORDER.index(change.kind),
        still,
        whole != (change.kind in ("correction", "wording")),
        place.start,
        change.after is None,
    )
