"""Rewordings: a text spun or translated back and forth keeps the facts of its original, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from communique import text
from communique.copies import candidates as index
from communique.copies.fingerprints import fingerprints
from communique.copies.kinds import Likeness, Text
from communique.copies.options import Options
from communique.copies.outlines import Comparison, Outline, Sames, Vocabulary, aligned
from communique.data import Article

_GRAM = 3  # words: what survives a spinning of the words between names
_HITS = 6  # of those that two texts must share to be compared
_SHARE = 0.06  # of the words of the shorter one
_HOT = 30
_BEST = 12  # partners of one article
_WHOLE = 0.4  # of the sentences of the longer one must be matched too: a rewording keeps the whole story
_KEPT = 0.2  # of the matched sentences may have stayed as they were
_LEAST = 5  # sentences: with fewer no order can be told


def candidates(articles: Sequence[Article], options: Options) -> list[tuple[int, int]]:
    """Pairs of articles that share enough short grams to be worth a comparison of their sentences."""
    found = index.pairs(
        fingerprints(articles, options.longest, size=_GRAM, sample=1, grams=False).keys,
        index.days(articles),
        hits=_HITS,
        near=_HOT,
        span=options.span,
        share=_SHARE,
        best=_BEST,
        star=False,
    )
    return sorted((i, j) for i, j, _ in found.tolist())


def likenesses(
    pairs: Iterable[tuple[int, int]], texts: Mapping[int, Text], options: Options
) -> Iterator[tuple[tuple[int, int], Likeness]]:
    """Those of the ``pairs`` (sorted) that are rewordings, each with its likeness; each text is outlined once."""
    vocabulary = Vocabulary()
    outlines: dict[int, Outline] = {}
    for one, rest in groupby(pairs, key=itemgetter(0)):
        others = [other for _, other in rest if _may_be(texts[one], texts[other])]
        for at in (one, *others):
            if others and at not in outlines:
                outlines[at] = vocabulary.outline(texts[at].article, texts[at].words)
        compared = Comparison(outlines[one]) if others else None
        for other in others:
            assert compared is not None
            matched = _matched(compared.sames(outlines[other]), options.reworded)
            if matched:
                yield (one, other), _likeness(texts[one], texts[other], outlines[one], outlines[other], matched)


def _may_be(left: Text, right: Text) -> bool:
    """An outlet does not respin itself, and a rewording keeps the length of its source."""
    shorter, longer = sorted((len(left.words), len(right.words)))
    one_house = left.article.outlet is not None and left.article.outlet == right.article.outlet
    return not one_house and shorter >= _WHOLE / 2 * longer


def _matched(same: Sames, share: float) -> list[tuple[int, int]]:
    """The sentences matched in order, or none where they are too few for a rewording.

    No alignment matches more sentences than have some match: that is tried first, for it is cheap.
    """
    least, most = sorted(same.shape)
    needed = max(share * least, _WHOLE * most)
    matches = same > 0
    if least < _LEAST or min(matches.any(axis=0).sum(), matches.any(axis=1).sum()) < needed:
        return []
    matched = aligned(same)
    return matched if len(matched) >= needed else []


def _likeness(left: Text, right: Text, here: Outline, there: Outline, matched: Sequence[tuple[int, int]]) -> Likeness:
    share = len(matched) / min(len(here.spans), len(there.spans))
    shared = tuple(
        (text.anchor(left.article, *here.spans[i]), text.anchor(right.article, *there.spans[j])) for i, j in matched
    )
    return Likeness(left=left, right=right, kind="rewording", similarity=round(share, 4), jaccard=0.0, passages=shared)


def rewritten(found: Likeness) -> bool:
    """Whether few of the matched sentences stayed as they were: an edited version leaves most of them alone."""
    kept = sum(_bare(one.exact) == _bare(other.exact) for one, other in found.passages)
    return kept <= _KEPT * len(found.passages)


def _bare(sentence: str) -> list[str]:
    return [token.text for token in text.words(sentence)]
