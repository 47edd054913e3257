"""Page chrome, which an outlet prints around story after story: it joins strangers, so it is hidden beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from communique.copies.connecting import connected
from communique.copies.fingerprints import GRAM, Hashes, grams, own_grams
from communique.copies.kinds import Text
from communique.copies.overlaps import Overlaps

_TIMES = 4  # an outlet has the same words on so many days, or in so many stories ...
_NAMELESS = 6  # stories, where no outlet is known: more, because four papers may edit one story beyond likeness
_DAYS = 0.25  # ... and on this share of all its days: a story may go on for some of them
_STORIES = 0.1  # ... or in this share of all its stories: set phrases of a long crisis come back less often
_ONE_STORY = 0.6  # of the words of the shorter one in common: two articles of one story, whatever is printed around it


def without_chrome(texts: Mapping[int, Text], shared: Overlaps) -> dict[int, Text]:
    """The ``texts`` with the chrome of their outlets hidden as quotations are.

    Keys are the places of the articles in ``shared``. Chrome is every 5-gram that one outlet has on several days, or
    in several stories: versions of one story are one, however many there are. Articles without an outlet are taken
    for one outlet's, by their stories only.
    """
    stories = _stories(texts, shared)
    outlets: dict[str | None, list[int]] = {}
    for at, of in texts.items():
        outlets.setdefault(of.article.outlet, []).append(at)
    chrome: dict[str | None, Hashes] = {}
    for outlet, members in outlets.items():
        told = [(str(stories[at]), texts[at]) for at in members]
        if outlet is None:
            chrome[None] = _often(told, _NAMELESS, 0)
        else:
            days = [((texts[at].article.published or "")[:10], texts[at]) for at in members]
            chrome[outlet] = np.union1d(_often(days, _TIMES, _DAYS), _often(told, _TIMES, _STORIES))
    return {at: _hiding(of, chrome[of.article.outlet]) for at, of in texts.items()}


def _stories(texts: Iterable[int], shared: Overlaps) -> dict[int, int]:
    """The story of each text, as the first place of those that tell it."""
    alike = shared.containment >= _ONE_STORY
    told = connected(zip(shared.first[alike].tolist(), shared.second[alike].tolist(), strict=True))
    return {at: told.get(at, at) for at in texts}


def _often(grouped: Iterable[tuple[str, Text]], times: int, share: float) -> Hashes:
    """The 5-grams that stand in texts of so many groups, and of the ``share`` of all groups."""
    held: dict[str, list[Hashes]] = {}
    for group, of in grouped:
        held.setdefault(group, []).append(of.own)
    if len(held) < times:
        return np.zeros(0, np.uint64)
    found, count = np.unique(np.concatenate([_together(each) for each in held.values()]), return_counts=True)
    often: Hashes = found[count >= max(times, share * len(held))]
    return often


def _together(owned: Iterable[Hashes]) -> Hashes:
    return np.unique(np.concatenate(list(owned)))


def _hiding(of: Text, chrome: Hashes) -> Text:
    if not len(chrome):
        return of
    known = np.flatnonzero(np.isin(grams(of.words.words, GRAM), chrome))
    hidden = of.hidden.copy()
    for step in range(GRAM):
        hidden[known + step] = True
    return Text(article=of.article, words=of.words, hidden=hidden, own=own_grams(of.words, hidden))
