"""``find``: who took text from whom, in a set of articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial

import numpy as np

from communique.copies import rewordings
from communique.copies.chrome import ONE_STORY, Shown, without_chrome
from communique.copies.connecting import connected
from communique.copies.corrections import Notice, Stories, corrections, notices
from communique.copies.directions import carrying
from communique.copies.forest import forest
from communique.copies.kinds import Likeness, Text, likenesses
from communique.copies.known import Known, Notebook, Numbers, Paired, among, both, paired, taken_apart
from communique.copies.options import Options
from communique.copies.overlaps import overlaps
from communique.copies.phrases import borne_out
from communique.copies.wordings import wording
from communique.data import Article, Correction, Provenance, Wording

_DEFAULTS = Options()
_OTHERS = 500  # members of one family that are asked whether they carry an error
_WORD_FOR_WORD = 0.6  # of the words: generated versions keep 0.61 or more, rewordings mostly less
_LOOSE = 0.35  # a version less alike than this may be a rewording whose longer phrases stayed


def find(
    articles: Iterable[Article],
    *,
    options: Options = _DEFAULTS,
    wordings: Iterable[Wording] | None = None,
    known: Known | None = None,
) -> Provenance:
    """The copies, corrections and machine-made wordings among ``articles``, in any order.

    Each article gets at most one ``Copy``: the link to its best earlier parent, so that links make a forest.
    ``wordings`` are those of the articles (:func:`wording`), where they are known already. What is ``known`` from the
    last time, of some of the same articles, is not worked out again; the answer is the same without.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=_age)
    if wordings is None:
        wordings = [wording(article) for article in ordered]
    scores = {found.article_id: found.score for found in wordings}
    known = known or Known()
    known.under(options)
    alike = _alike(ordered, options, known)
    family = _families(alike.keys(), known)
    mended = _mended(ordered, family, known.of(_Mended))
    copies = forest([*alike.values()], family, carrying(mended), scores, known)
    return Provenance(
        copies=tuple(sorted(copies, key=lambda copy: copy.id)),
        corrections=tuple(sorted(mended, key=lambda correction: correction.id)),
        wordings=tuple(sorted(wordings, key=lambda found: found.article_id)),
    )


def _age(article: Article) -> tuple[str, str]:
    return article.published or "9999", article.id


def _alike(articles: Sequence[Article], options: Options, known: Known) -> dict[int, Likeness]:
    """Every pair that comes from one report, by its code: by shared text, else by the same sentences in other words."""
    numbers = known.numbered(articles)
    shared = overlaps(articles, options=options, known=known)
    one_story = shared.containment >= ONE_STORY
    sampled = np.sort(paired(numbers[shared.first], numbers[shared.second]))
    same = paired(numbers[shared.first[one_story]], numbers[shared.second[one_story]]).tolist()
    first, second = rewordings.met(articles, options, known)
    respun = np.sort(paired(numbers[first], numbers[second]))
    wanted = _in_pairs(known.count(), sampled, respun)
    shown = without_chrome(wanted, same, known, options)
    found = _worded(sampled, shown, options, known)
    loose = [code for code, pair in found.items() if pair.kind == "version" and pair.similarity < _LOOSE]
    stays = borne_out(
        [found[code] for code in loose], _grouped(shown.texts, found.keys() - set(loose), known), options, known
    )
    for code, stay in zip(loose, stays, strict=True):
        if not stay:
            del found[code]
    own = np.array(sorted(found), np.int64)
    unsure = np.array([code for code in loose if code in found], np.int64)
    asked = np.sort(np.concatenate((respun[~among(respun, own)], unsure)))  # the ones are own pairs, the others not
    reworded = rewordings.likenesses(asked, shown, options, known)
    both_ways = {code: pair for code, pair in reworded.items() if code in found and _in_other_words(found[code])}
    anew = rewordings.rewritten(both_ways, known)
    found |= {code: pair for code, pair in reworded.items() if code not in found or code in anew}
    return {code: found[code] for code in _in_order(np.array([*found], np.int64), numbers, known.count())}


def _in_pairs(count: int, *codes: Numbers) -> list[int]:
    """The numbers of the articles that are in one of the pairs."""
    there = np.zeros(count, np.bool_)
    for numbers in (some for of in codes for some in taken_apart(of)):
        there[numbers] = True
    found: list[int] = np.flatnonzero(there).tolist()
    return found


def _in_order(codes: Numbers, numbers: Numbers, count: int) -> list[int]:
    """The codes of pairs in order of their articles, given by their numbers."""
    place = np.zeros(count, np.int64)
    place[numbers] = np.arange(len(numbers))
    first, second = taken_apart(codes)
    ordered: list[int] = codes[np.lexsort((place[second], place[first]))].tolist()
    return ordered


def _worded(codes: Numbers, shown: Shown, options: Options, known: Known) -> dict[int, Likeness]:
    """The pairs that share enough text, by their codes."""
    kept = known.of(_Worded)
    unknown = np.array(kept.pairs.unknown(codes, shown.touched), np.int64)
    kept.pairs.made.update(likenesses(shown.texts, unknown, options))
    return dict(kept.pairs.made)


class _Worded:
    """What came of the pairs that share text."""

    def __init__(self) -> None:
        self.pairs: Paired[Likeness] = Paired()


class _Mended:
    """The notices of the articles, and what they mend in their families."""

    def __init__(self) -> None:
        self.told: Notebook[tuple[Notice, ...]] = Notebook()
        self.made: Notebook[list[Correction]] = Notebook()


def _in_other_words(pair: Likeness) -> bool:
    """Whether less of the shorter text stands word for word in the other than a heavily edited version keeps."""
    return pair.equal < _WORD_FOR_WORD * min(len(pair.left.words), len(pair.right.words))


def _grouped(texts: Mapping[int, Text], clear: Collection[int], known: Known) -> list[list[Text]]:
    """The texts by family, a text without one by itself; ``clear`` are the codes of the pairs of one report."""
    family = connected(clear, known.count())
    groups: dict[int, list[Text]] = {}
    for number, of in texts.items():
        groups.setdefault(family[number], []).append(of)
    return list(groups.values())


def _mended(articles: Sequence[Article], family: Mapping[str, str], kept: _Mended) -> list[Correction]:
    told = {one.id: kept.told.of(one.id, one, partial(notices, one)) for one in articles}
    members: dict[str, list[Article]] = {}
    for article in articles:
        members.setdefault(family.get(article.id, article.id), []).append(article)
    stories = Stories(told)
    mended: list[Correction] = []
    for article in articles:
        if told[article.id]:
            others = [one for one in members[family.get(article.id, article.id)] if one.id != article.id]
            asked = sorted(others[:_OTHERS], key=lambda one: one.id)
            make = partial(corrections, article, told[article.id], asked, stories)
            mended += kept.made.of(article.id, (article, asked), make)
    kept.told.settle()
    kept.made.settle()
    return mended


def _families(codes: Collection[int], known: Known) -> dict[str, str]:
    """For each article that is like another, in the pairs of these codes, the name of its family."""
    least = connected(codes, known.count())
    numbers = {number for code in codes for number in both(code)}
    return {known.article(number).id: known.article(least[number]).id for number in numbers}
