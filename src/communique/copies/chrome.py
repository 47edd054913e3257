"""Page chrome, which an outlet prints around story after story: it joins strangers, so it is hidden beforehand."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.copies.connecting import connected
from communique.copies.fingerprints import GRAM, Hashes, grams, own_grams, stream
from communique.copies.kinds import Text, prepared
from communique.copies.known import Known, Notebook, among, distinct
from communique.copies.options import Options

_TIMES = 4  # an outlet has the same words on so many days, or in so many stories ...
_NAMELESS = 6  # stories, where no outlet is known: more, because four papers may edit one story beyond likeness
_DAYS = 0.25  # ... and on this share of all its days: a story may go on for some of them
_STORIES = 0.1  # ... or in this share of all its stories: set phrases of a long crisis come back less often
ONE_STORY = 0.6  # of the words of the shorter one in common: two articles of one story, whatever is printed around it


class _Hidden:
    """The chrome of each outlet, and the texts without it by the number of the article."""

    def __init__(self) -> None:
        self.bare: dict[int, Text] = {}
        self.chrome: Notebook[Hashes] = Notebook()
        self.last: dict[str | None, Hashes] = {}
        self.shown: dict[int, Text] = {}


def without_chrome(numbers: Sequence[int], same: Collection[int], known: Known, options: Options) -> Shown:
    """The articles of these ``numbers`` ready for comparing, with the chrome of their outlets hidden as quotations are.

    ``same`` are the codes of pairs of one story. Chrome is every 5-gram that one outlet has on several days, or in
    several stories: versions of one story are one, however many there are. Articles without an outlet are taken for
    one outlet's, by their stories only.
    """
    hidden = known.of(_Hidden)
    for number in numbers:
        if number not in hidden.bare:
            article = known.article(number)
            hidden.bare[number] = prepared(article, stream(article, options.longest))
    story = connected(same, known.count())
    outlets: dict[str | None, list[int]] = {}
    for number in numbers:
        outlets.setdefault(known.article(number).outlet, []).append(number)
    shown: dict[int, Text] = {}
    chrome: dict[str | None, Hashes] = {}
    for outlet, members in outlets.items():
        told = [(story[number], number) for number in members]
        chrome[outlet] = hidden.chrome.of(outlet, told, partial(_chrome, outlet, told, hidden.bare))
        shown.update(_shown(members, chrome[outlet], hidden, outlet))
    hidden.chrome.settle()
    touched = np.zeros(known.count(), np.bool_)
    touched[[n for n, of in shown.items() if hidden.shown.get(n) is not of]] = True
    hidden.last, hidden.shown = chrome, shown
    return Shown(shown, touched)


class Shown(NamedTuple):
    """Texts by the number of their article, and which numbers have another text than the last time."""

    texts: dict[int, Text]
    touched: NDArray[np.bool_]


def _chrome(outlet: str | None, told: Sequence[tuple[int, int]], texts: Mapping[int, Text]) -> Hashes:
    """The chrome of an outlet; ``told`` are its articles, each after its story."""
    stories = [(story, texts[number]) for story, number in told]
    if outlet is None:
        return _often(stories, _NAMELESS, 0)
    days = [((texts[number].article.published or "")[:10], texts[number]) for _, number in told]
    return np.union1d(_often(days, _TIMES, _DAYS), _often(stories, _TIMES, _STORIES))


def _shown(members: Iterable[int], chrome: Hashes, hidden: _Hidden, outlet: str | None) -> Iterator[tuple[int, Text]]:
    """The texts of an outlet as they are shown: those of the last time where nothing about them has changed."""
    stays = outlet in hidden.last and np.array_equal(hidden.last[outlet], chrome)
    for number in members:
        before = hidden.shown.get(number)
        if before is not None and stays:
            yield number, before
            continue
        now = _hiding(hidden.bare[number], chrome)
        same = before is not None and np.array_equal(before.hidden, now.hidden)
        yield number, before if before is not None and same else now


def _often(grouped: Iterable[tuple[Hashable, Text]], times: int, share: float) -> Hashes:
    """The 5-grams that stand in texts of so many groups, and of the ``share`` of all groups."""
    held: dict[Hashable, list[Hashes]] = {}
    for group, of in grouped:
        held.setdefault(group, []).append(of.own)
    if len(held) < times:
        return np.zeros(0, np.uint64)
    found, count = np.unique(np.concatenate([_together(each) for each in held.values()]), return_counts=True)
    often: Hashes = found[count >= max(times, share * len(held))]
    return often


def _together(owned: Iterable[Hashes]) -> Hashes:
    return distinct(np.concatenate(list(owned)))


def _hiding(of: Text, chrome: Hashes) -> Text:
    if not len(chrome):
        return of
    known = np.flatnonzero(among(grams(of.words.words, GRAM), chrome))
    hidden = of.hidden.copy()
    for step in range(GRAM):
        hidden[known + step] = True
    return Text(article=of.article, words=of.words, hidden=hidden, own=own_grams(of.words, hidden))
