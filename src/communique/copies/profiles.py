"""Profiles: what a story tells, sentence by sentence, in numbers, so that many pairs can be compared fast."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique import text
from communique.copies.fingerprints import Flags, Hashes, Places, Stream, grams, stream
from communique.copies.known import among, distinct
from communique.copies.sentences import EMPTY, sound, stem
from communique.data import Article

Numbers = NDArray[np.int32]
_MOST = 400  # sentences compared of one article
_LONG = 40  # characters of a word that are looked at: no stem needs more
_OPENING = frozenset("\"'‘" + text.OPENING)
_SHIFT = np.uint64(32)
_NONE = -1
_FIRST = frozenset("i i'm i've i'll my me we we're we've we'll our us".split())


@cache
def hashed(words: frozenset[str]) -> Hashes:
    """The hashes that the words have in a stream, sorted."""
    said = " ".join(sorted(words))
    return np.unique(stream(Article(id="words", path="words", text=said), len(said)).words)


class Profile(NamedTuple):
    """What the sentences of a story are about. Stems are numbers (:class:`Lexicon`).

    ``spans`` says where each sentence stands (start, end). ``stems`` are the distinct content stems of each
    sentence, ``owners`` which sentence that is, ``open`` whether the stem stands outside quotations there. ``known``
    are all of them, each once; the n-th stands at ``order[begins[n] : begins[n + 1]]``. ``facts`` are the stems of
    names and numbers, ``sounds`` how each sounds (-1 for a number). ``pairs`` are the neighbours among words that are
    no names, no numbers and not quoted, ``places`` the sentence in which each stands first. ``first`` says which
    sentences speak in the first person, ``lines`` is a hash of the stems of each.
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

    @property
    def size(self) -> int:
        """How much it tells in its own voice."""
        return int(self.open.sum())


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
        named = np.flatnonzero(told & _named(article.text, starts, owners))
        facts, first = np.unique(numbers[named], return_index=True)
        stems, holders, open_ = _distinct(numbers[told], owners[told], own[told])
        known, held = np.unique(stems, return_counts=True)
        pairs, places = _neighbours(numbers, owners, told & own & ~among(numbers, facts))
        return Profile(
            spans=spans,
            stems=stems,
            owners=holders,
            open=open_,
            known=known,
            begins=np.concatenate((np.zeros(1, np.int64), np.cumsum(held))),
            order=np.argsort(stems, kind="stable"),
            facts=facts.astype(np.int32),
            sounds=np.array([self._sound(article.text, words, k) for k in named[first].tolist()], np.int32),
            pairs=pairs,
            places=places,
            first=_marked(len(spans), owners[among(words.words[:last], hashed(_FIRST))]),
            lines=_lines(stems, holders, len(spans)),
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

    def _sound(self, of: str, words: Stream, at: int) -> int:
        """The number of the sound of the name at a place, -1 where it has none."""
        word = int(words.words[at])
        if word not in self._sounds:
            start = int(words.starts[at])
            heard = sound(text.fold(of[start : min(int(words.ends[at]), start + _LONG)]))
            self._sounds[word] = _number(f"~{heard}") if heard else _NONE
        return self._sounds[word]


def _number(of: str) -> int:
    """31 bits of a hash: two stems of two stories have the same once in millions of pairs."""
    return int.from_bytes(blake2b(of.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") >> 1


def _named(of: str, starts: Places, owners: Places) -> Flags:
    """Which words are numbers, or have a capital that no sentence and no quotation gives them."""
    places = starts.tolist()
    inner = np.ones(len(places), np.bool_)
    inner[:1] = False
    inner[1:] = owners[1:] == owners[:-1]
    capital = np.array([of[at].isupper() and of[at - 1 : at] not in _OPENING for at in places], np.bool_)
    digit = np.array([of[at].isdigit() for at in places], np.bool_)
    named: Flags = digit | (capital & inner)
    return named


def _distinct(numbers: Places, owners: Places, own: Flags) -> tuple[Numbers, Numbers, Flags]:
    """The distinct stems of each sentence, whose they are, and whether they stand there outside quotations."""
    keys = (owners << 32) | numbers
    found = distinct(keys)
    open_ = _marked(len(found), np.searchsorted(found, keys[own]))
    return found.astype(np.uint32).astype(np.int32), (found >> 32).astype(np.int32), open_


def _marked(count: int, places: Places) -> Flags:
    """Which of so many places are among these; -1 is none."""
    marked = np.zeros(count, np.bool_)
    marked[places[places >= 0]] = True
    return marked


def _neighbours(numbers: Places, owners: Places, plain: Flags) -> tuple[Hashes, Places]:
    """The distinct pairs of ``plain`` words that stand side by side in one sentence, and the first such sentence."""
    near = plain[1:] & plain[:-1] & (owners[1:] == owners[:-1])
    left, right = numbers[:-1][near].astype(np.uint64), numbers[1:][near].astype(np.uint64)
    pairs, first = np.unique((left << _SHIFT) | right, return_index=True)
    return pairs, owners[:-1][near][first]


def _lines(stems: Numbers, owners: Numbers, count: int) -> Hashes:
    """For each sentence the hash of its stems."""
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(grams(stems.astype(np.uint64), 1), dtype=np.uint64)))
    ends = np.searchsorted(owners, np.arange(count), side="right")
    return total[ends] - total[np.concatenate((np.zeros(1, np.int64), ends[:-1]))[:count]]
