"""Rewordings: a text spun, summarised or translated back and forth keeps the facts of its original, in its order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from communique import text
from communique.copies import candidates as index
from communique.copies.chrome import Shown
from communique.copies.fingerprints import Flags, Hashes, Places, grams, stream
from communique.copies.kinds import Likeness, Text
from communique.copies.known import Known, Notebook, Paired, among, both, distinct, taken_apart
from communique.copies.options import Options
from communique.copies.profiles import Lexicon, Profile, hashed
from communique.copies.retellings import Common, Retelling, retelling
from communique.copies.sentences import EMPTY
from communique.data import Anchor, Article
from communique.memory import turned

_GRAM = 2  # content words side by side: what survives when the words around them are exchanged
_SAMPLE = np.uint64(1)  # of the hash of such a pair must be 0 for it to be looked up
_HITS = 3  # pairs that two texts must share to be compared
_SHARE = 0.08  # of those of the shorter one: true rewordings of real articles share 0.19 and more, of answers 0.09
_NEAR = 30  # articles that one pair leads to, and the first that has it
_BEST = 8  # partners of one article
_ORDER = 0.4  # of what a perfect retelling would lose when shuffled must be lost
_FAMILIES = 5  # texts that hold a pair of words or a sentence: from then on it is everybody's ...
_OFTEN = 0.01  # ... where that is this share of them
_SHORTEST = 0.1  # of the words of the longer one: less is a notice, which any report of the event holds
_SMALL = 60  # content words: with fewer nothing can be told
_KEPT = 0.2  # of the matched sentences may have stayed as they were
_GAP = 2  # sentences further on: a passage goes on over one that has no match ...
_EVEN = 5  # ... and over some more where both sides have as many


class _Measured(NamedTuple):
    """The words of texts, and their outlets as numbers, by the numbers of the articles."""

    sizes: Places
    houses: Places


class _Told:
    """What the texts tell, by the number of their article, and what came of the pairs."""

    def __init__(self) -> None:
        self.keys: dict[int, Hashes] = {}
        self.met = index.Met()
        self.lexicon = Lexicon()
        self.profiles: dict[int, _Profiled] = {}
        self.often_pairs, self.often_lines = _Often(), _Often()
        self.common = Common(pairs=np.zeros(0, np.uint64), lines=np.zeros(0, np.uint64))
        self.pairs: Paired[Likeness] = Paired()
        self.rewritten: Notebook[bool] = Notebook()
        self._measured = _Measured(np.zeros(0, np.int64), np.zeros(0, np.int64))
        self._outlets: dict[str, int] = {}

    def measured(self, shown: Shown) -> _Measured:
        """How long each text is, and whose, by its number; only those that are others than before are looked at."""
        sizes, houses = (np.resize(row, len(shown.touched)) for row in self._measured)
        for number in np.flatnonzero(shown.touched).tolist():
            of = shown.texts[number]
            sizes[number], house = len(of.words), of.article.outlet
            houses[number] = -1 - number if house is None else self._outlets.setdefault(house, len(self._outlets))
        self._measured = _Measured(sizes, houses)
        return self._measured


def candidates(articles: Sequence[Article], options: Options, known: Known | None = None) -> list[tuple[int, int]]:
    """Pairs of articles that share enough neighbouring content words to be worth a comparison of their sentences."""
    first, second = met(articles, options, known or Known())
    return sorted(zip(first.tolist(), second.tolist(), strict=True))


def met(articles: Sequence[Article], options: Options, known: Known) -> tuple[Places, Places]:
    """The places of the candidates, the earlier ones and the later ones."""
    held = known.of(_Told).keys
    numbers = known.numbered(articles)
    for number, article in zip(numbers.tolist(), articles, strict=True):
        if number not in held:
            held[number] = _telling(stream(article, options.longest).words)
    found = known.of(_Told).met.pairs(
        held,
        numbers,
        articles,
        hits=_HITS,
        near=_NEAR,
        span=options.span,
        share=_SHARE,
        best=_BEST,
    )
    return found[:, 0].astype(np.int64), found[:, 1].astype(np.int64)


def _telling(words: Hashes) -> Hashes:
    """Every second pair of neighbours among the content words."""
    found = grams(words[~among(words, hashed(EMPTY))], _GRAM)
    kept: Hashes = found[(found & _SAMPLE) == 0]
    return kept


def likenesses(codes: Places, shown: Shown, options: Options, known: Known) -> Mapping[int, Likeness]:
    """Those of the pairs of these ``codes`` that are rewordings, each with its likeness; each text is profiled once."""
    told, texts = known.of(_Told), shown.texts
    possible = codes[_may_be(*taken_apart(codes), told.measured(shown))]
    last, profiles = told.profiles, {}
    for n in _numbers(possible, known.count()):
        profile = None if shown.touched[n] else last.get(n)
        profiles[n] = profile if profile is not None else _profiled(told.lexicon, texts[n])
    told.profiles = profiles
    common = _common(last, profiles, told)
    touched = shown.touched.copy()
    touched[_turned(profiles, told.common, common)] = True
    told.common = common
    for code in told.pairs.unknown(possible, touched):
        one, other = both(code)
        left, right = profiles[one].profile, profiles[other].profile
        if min(left.size, right.size) < _SMALL:
            continue
        found = retelling(left, right, common, options.reworded)
        if found is not None and _in_order(found):
            told.pairs.made[code] = _likeness(texts[one], texts[other], left, right, found)
    return told.pairs.made


class _Profiled(NamedTuple):
    """A profile, and its lines, each once."""

    profile: Profile
    lines: Hashes


def _profiled(lexicon: Lexicon, of: Text) -> _Profiled:
    profile = lexicon.profile(of.article, of.words, of.hidden)
    return _Profiled(profile, distinct(profile.lines))


def _turned(profiles: Mapping[int, _Profiled], before: Common, now: Common) -> list[int]:
    """The numbers of the texts that hold what has become common, or is no longer."""
    pairs, lines = np.setxor1d(before.pairs, now.pairs), np.setxor1d(before.lines, now.lines)
    if not len(pairs) and not len(lines):
        return []
    return [n for n, of in profiles.items() if among(of.profile.pairs, pairs).any() or among(of.lines, lines).any()]


def _in_order(found: Retelling) -> bool:
    """Whether the order is one story's: of n sentences a shuffle leaves about 2√n in order (Ulam's problem)."""
    return found.order >= _ORDER * (1 - 2 / math.sqrt(max(4, len(found.matched))))


def _numbers(codes: Places, count: int) -> list[int]:
    """The numbers of the articles in these pairs."""
    there = np.zeros(count, np.bool_)
    first, second = taken_apart(codes)
    there[first] = there[second] = True
    found: list[int] = np.flatnonzero(there).tolist()
    return found


def _may_be(first: Places, second: Places, measured: _Measured) -> Flags:
    """Which pairs may be: an outlet does not respin itself, and a rewording keeps something of its source's length."""
    sizes, houses = measured
    shorter, longer = np.minimum(sizes[first], sizes[second]), np.maximum(sizes[first], sizes[second])
    possible: Flags = (houses[first] != houses[second]) & (shorter >= _SHORTEST * longer)
    return possible


def _common(before: Mapping[int, _Profiled], now: Mapping[int, _Profiled], told: _Told) -> Common:
    """What many of the texts hold: set phrases and statements of a crisis."""
    others = turned(before, now)
    gone, come = ([of[n] for n in others if n in of] for of in (before, now))
    told.often_pairs.change([of.profile.pairs for of in come], [of.profile.pairs for of in gone])
    told.often_lines.change([of.lines for of in come], [of.lines for of in gone])
    many = max(_FAMILIES, _OFTEN * len(now))
    return Common(pairs=told.often_pairs.held(many), lines=told.often_lines.held(many))


class _Often:
    """How many of the texts hold each hash."""

    def __init__(self) -> None:
        self._hashes: Hashes = np.zeros(0, np.uint64)
        self._times = np.zeros(0, np.int64)

    def change(self, come: Sequence[Hashes], gone: Sequence[Hashes]) -> None:
        """Count those of texts that have come, and no longer those of texts that are gone."""
        signs = np.repeat([1, -1], [sum(map(len, come)), sum(map(len, gone))])
        found, where = np.unique(np.concatenate([self._hashes[:0], *come, *gone]), return_inverse=True)
        by = np.bincount(where, signs, len(found)).astype(np.int64)
        at, known = np.searchsorted(self._hashes, found), among(found, self._hashes)
        self._times[at[known]] += by[known]
        hashes = np.insert(self._hashes, at[~known], found[~known])
        times = np.insert(self._times, at[~known], by[~known])
        self._hashes, self._times = hashes[times > 0], times[times > 0]

    def held(self, many: float) -> Hashes:
        """Those that so many hold."""
        found: Hashes = self._hashes[self._times >= many]
        return found


def _likeness(left: Text, right: Text, here: Profile, there: Profile, found: Retelling) -> Likeness:
    common = found.told * min(here.size, there.size)
    return Likeness(
        left=left,
        right=right,
        kind="rewording",
        similarity=round(found.told, 4),
        jaccard=common / (here.size + there.size - common),
        passages=tuple(
            (_anchor(left, here, i, last_i), _anchor(right, there, j, last_j))
            for i, j, last_i, last_j in _stretches(found.clear)
        ),
    )


def _anchor(of: Text, profile: Profile, first: int, last: int) -> Anchor:
    return text.anchor(of.article, int(profile.spans[first, 0]), int(profile.spans[last, 1]))


def _stretches(matched: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Matched sentences joined to stretches (i, j, last i, last j) for as long as both sides go on."""
    found: list[tuple[int, int, int, int]] = []
    for i, j in matched:
        if found and _goes_on(i - found[-1][2], j - found[-1][3]):
            found[-1] = (*found[-1][:2], i, j)
        else:
            found.append((i, j, i, j))
    return found


def _goes_on(left: int, right: int) -> bool:
    """Whether a passage goes on so many sentences further on: over as many on both sides, or over next to none."""
    return min(left, right) >= 0 and (max(left, right) <= _GAP or left == right <= _EVEN)


def rewritten(pairs: Mapping[int, Likeness], known: Known) -> set[int]:
    """The codes of those of the pairs that are written anew rather than edited."""
    told = known.of(_Told).rewritten
    found = {code for code, pair in pairs.items() if told.of(code, pair, partial(_rewritten, pair))}
    told.settle()
    return found


def _rewritten(found: Likeness) -> bool:
    """Whether few of the matched sentences stayed as they were: an edited version leaves most of them alone."""
    sentences = [(_bare(one), set(_bare(other))) for one, other in found.passages]
    kept = sum(sentence in others for mine, others in sentences for sentence in mine)
    return kept <= _KEPT * sum(len(mine) for mine, _ in sentences)


def _bare(passage: Anchor) -> list[tuple[str, ...]]:
    """The sentences of a passage as their words alone."""
    spans = text.sentences(passage.exact)
    return [tuple(token.text for token in text.words(passage.exact, *span)) for span in spans]
