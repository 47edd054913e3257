"""How two articles are alike: measured exactly, quotations masked, and named by the starting rule of the room."""

from __future__ import annotations

from dataclasses import dataclass

from communique import text
from communique.copies import alignment
from communique.copies.fingerprints import Flags, Hashes, Stream, own_grams, quoted
from communique.copies.options import Options
from communique.data import Anchor, Article, CopyKind

_LEAST = 5  # own grams: with fewer there is nothing to judge by
_SAME = 0.95  # of the words of both stand in the other: nearly the same text
_ADDS_NOTHING = 0.85  # of the words of an excerpt stand in the longer text
_PART = 0.5  # an excerpt has less than this share of the longer text's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article made ready for comparing: its words, which of them are quoted, its own 5-grams."""

    article: Article
    words: Stream
    hidden: Flags
    own: Hashes


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How ``left`` and ``right`` are alike. ``common`` counts shared own 5-grams; a rewording has none to count."""

    left: Text
    right: Text
    kind: CopyKind
    similarity: float
    jaccard: float
    passages: tuple[tuple[Anchor, Anchor], ...] = ()


def prepared(article: Article, words: Stream) -> Text:
    """The article ready for comparing."""
    hidden = quoted(article, words)
    return Text(article=article, words=words, hidden=hidden, own=own_grams(words, hidden))


def likeness(left: Text, right: Text, options: Options) -> Likeness | None:
    """How the two are alike, or None where they do not come from one report."""
    from communique.copies import kernels

    least = min(len(left.own), len(right.own))
    if least < _LEAST:
        return None
    common = kernels.merged(left.own, right.own)
    containment = common / least
    if containment < options.containment:
        return None
    runs = alignment.runs(left.words, right.words)
    if alignment.longest(runs, left.hidden) < options.run:
        return None
    return Likeness(
        left=left,
        right=right,
        kind=_kind(int(runs[:, 2].sum()), len(left.words), len(right.words)),
        similarity=round(containment, 4),
        jaccard=common / (len(left.own) + len(right.own) - common),
        passages=_anchors(left, right, runs, options),
    )


def _kind(equal: int, left: int, right: int) -> CopyKind:
    shorter, longer = sorted((left, right))
    if equal >= _SAME * longer:
        return "duplicate"
    if equal >= _ADDS_NOTHING * shorter and shorter < _PART * longer:
        return "excerpt"
    return "version"


def _anchors(left: Text, right: Text, runs: alignment.Runs, options: Options) -> tuple[tuple[Anchor, Anchor], ...]:
    return tuple(
        (_stretch(left, run.left, run.left_size), _stretch(right, run.right, run.right_size))
        for run in alignment.passages(runs)
        if run.equal >= options.passage
    )


def _stretch(of: Text, first: int, size: int) -> Anchor:
    return text.anchor(of.article, int(of.words.starts[first]), int(of.words.ends[first + size - 1]))
