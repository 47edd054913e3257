"""Profiles: what a story tells, sentence by sentence, in numbers, so that many pairs can be compared fast."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique import text
from communique.copies import kernels
from communique.copies.fingerprints import Flags, Hashes, Places, Stream, grams, stream
from communique.copies.known import among, distinct
from communique.copies.sentences import EMPTY, sound, stem
from communique.data import Article

Numbers = NDArray[np.int32]
_MOST = 400  # sentences compared of one article
_LONG = 40  # characters of a word that are looked at: no stem needs more
_OPENING = frozenset("\"'‘" + text.OPENING)
_SIGNS = 0x10000  # of the basic plane, its last being no sign: it stands for all beyond
_NONE = -1
_FIRST = frozenset("i i'm i've i'll my me we we're we've we'll our us".split())


@cache
def hashed(words: frozenset[str]) -> Hashes:
    """The hashes that the words have in a stream, sorted."""
    said = " ".join(sorted(words))
    return distinct(stream(Article(id="words", path="words", text=said), len(said)).words)


class Profile(NamedTuple):
    """What the sentences of a story are about. Stems are numbers (:class:`Lexicon`).

    ``spans`` says where each sentence stands (start, end). ``stems`` are the distinct content stems of each
    sentence, ``owners`` which sentence that is, ``open`` whether the stem stands outside quotations there. ``known``
    are all of them, each once; the n-th stands at ``order[begins[n] : begins[n + 1]]``. ``facts`` are the stems of
    names and numbers, ``sounds`` how each sounds (-1 for a number). ``pairs`` are the neighbours among words that are
    no names, no numbers and not quoted, ``places`` the sentence in which each stands first. ``first`` says which
    sentences speak in the first person, ``lines`` is a hash of the stems of each, ``size`` how much is told in its own
    voice.
    """

    spans: Numbers
    stems: Numbers
    owners: Numbers
    open: Flags
    known: Numbers
    begins: Places
    order: Places
    facts: Numbers
    sounds: Numbers
    pairs: Hashes
    places: Places
    first: Flags
    lines: Hashes
    size: int


class Lexicon:
    """The numbers of stems: the same for a stem in every lexicon, which remembers those that it has worked out."""

    __slots__ = ("_sounds", "_words")

    def __init__(self) -> None:
        """Knows no stem yet; each profile adds its own."""
        self._words: dict[int, int] = {}
        self._sounds: dict[int, int] = {}

    def profile(self, article: Article, words: Stream, hidden: Flags) -> Profile:
        """The profile of a story in ``words``, of which those in quotations are ``hidden``."""
        spans = np.array(text.story_sentences(article)[:_MOST], np.int32).reshape(-1, 2)
        last = int(np.searchsorted(words.starts, spans[-1, 1])) if len(spans) else 0
        starts, own = words.starts[:last].astype(np.int64), ~hidden[:last]
        numbers = self._numbers(article.text, words, last)
        owners = np.searchsorted(spans[:, 0], starts, side="right") - 1
        told = (numbers != _NONE) & (owners >= 0)
        facts, first = kernels.facts(numbers, told & _named(article.text, starts, owners))
        stems, holders, open_ = kernels.stems(numbers, owners, told, own)
        known, begins, order = kernels.places(stems)
        pairs, places = kernels.neighbours(numbers, owners, told, own, facts)
        return Profile(
            spans=spans,
            stems=stems,
            owners=holders,
            open=open_,
            known=known,
            begins=begins,
            order=order,
            facts=facts,
            sounds=self._sounding(article.text, words, first),
            pairs=pairs,
            places=places,
            first=_marked(len(spans), owners[among(words.words[:last], hashed(_FIRST))]),
            lines=_lines(stems, holders, len(spans)),
            size=int(open_.sum()),
        )

    def _numbers(self, of: str, words: Stream, last: int) -> Places:
        """For each of the first ``last`` words the number of its stem, -1 where it has no content."""
        known = self._words
        hashes = words.words[:last].tolist()
        for at, word in enumerate(hashes):
            if word not in known:
                start = int(words.starts[at])
                folded = text.fold(of[start : min(int(words.ends[at]), start + _LONG)])
                known[word] = _number(stem(folded)) if folded and folded not in EMPTY else _NONE
        return np.fromiter(map(known.__getitem__, hashes), np.int64, last)

    def _sounding(self, of: str, words: Stream, places: Places) -> Numbers:
        """The number of the sound of the name at each place, -1 where it has none."""
        known = self._sounds
        hashes = words.words[places].tolist()
        for at, word in zip(places.tolist(), hashes, strict=True):
            if word not in known:
                start = int(words.starts[at])
                heard = sound(text.fold(of[start : min(int(words.ends[at]), start + _LONG)]))
                known[word] = _number(f"~{heard}") if heard else _NONE
        return np.fromiter(map(known.__getitem__, hashes), np.int32, len(hashes))


def _number(of: str) -> int:
    """31 bits of a hash: two stems of two stories have the same once in millions of pairs."""
    return int.from_bytes(blake2b(of.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") >> 1


def _named(of: str, starts: Places, owners: Places) -> Flags:
    """Which words are numbers, or have a capital that no sentence and no quotation gives them."""
    signs = np.minimum(np.frombuffer(f"\n{of}".encode("utf-32-le", "surrogatepass"), np.uint32), _SIGNS - 1)
    capital, digit, opening = _shapes()
    inner = np.ones(len(starts), np.bool_)
    inner[:1] = False
    inner[1:] = owners[1:] == owners[:-1]
    own = signs[starts + 1]
    named: Flags = digit[own] | (capital[own] & ~opening[signs[starts]] & inner)
    return named


@cache
def _shapes() -> tuple[Flags, Flags, Flags]:
    """Of each sign of the basic plane whether it is a capital, a digit, or opens something."""
    signs = [*map(chr, range(_SIGNS))]
    tell = str.isupper, str.isdigit, _OPENING.__contains__
    capital, digit, opening = (np.fromiter(map(is_so, signs), np.bool_, _SIGNS) for is_so in tell)
    return capital, digit, opening


def _marked(count: int, places: Places) -> Flags:
    """Which of so many places are among these; -1 is none."""
    marked = np.zeros(count, np.bool_)
    marked[places[places >= 0]] = True
    return marked


def _lines(stems: Numbers, owners: Numbers, count: int) -> Hashes:
    """For each sentence the hash of its stems."""
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(grams(stems.astype(np.uint64), 1), dtype=np.uint64)))
    ends = np.searchsorted(owners, np.arange(count), side="right")
    return total[ends] - total[np.concatenate((np.zeros(1, np.int64), ends[:-1]))[:count]]
