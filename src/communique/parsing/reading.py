"""Reading: an article, or any texts, through the encoder; what it finds has the places of the text as given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, cast

from communique.data import Article, Parse, Part, Party, Role, Sight, Trigger
from communique.parsing.acts import sides, triggers
from communique.parsing.decoding import Chain, Run, decoded
from communique.parsing.model import WEIGHTS, Model, Scores, load, present
from communique.parsing.parties import Seen, settled
from communique.parsing.windows import Window, story, windows
from communique.parsing.wordpieces import Word

# Words that make a sixth or more of an English page; none is a common word of another language.
_PLAIN = frozenset(
    "the and to that with as by not are but from have they which were would there can said has his their who its been "
    "after she will it this than about".split()
)
_SHARE = 0.05  # of 5,000 real articles none has less than 0.079
_FEW = 20  # words: fewer tell no language
_LOOKED_AT = 5_000  # characters
_WORD = re.compile(r"[^\W\d_]+")

_TOGETHER = 64  # windows whose tags are decided side by side; bounds the memory, changes no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to run the encoder: the folder of its weights, and the threads that one window may use.

    One thread is the default because windows are short: several processes with a thread each read more.
    """

    weights: Path = WEIGHTS
    threads: int = 1


def available(options: Options | None = None) -> bool:
    """Whether the encoder can run: its weights are there."""
    return present((options or Options()).weights)


def model_name(options: Options | None = None) -> str:
    """The name of the weights: what they saw is theirs alone. WeightsMissing where there are none."""
    return _model(options).name


def parse(article: Article, *, options: Options | None = None) -> Parse:
    """What the encoder sees in an article's story; nothing in one that is not in English."""
    model = _model(options)
    if not _english(article):
        return Parse(article_id=article.id, model=model.name)
    cut = list(windows(article.text, story(article), model.vocabulary))
    found = parse_texts([article.text[w.start : w.end] for w in cut], options=options)
    return assemble(article, cut, found, model.name)


def windows_of(article: Article, *, options: Options | None = None) -> list[Window]:
    """The windows in which ``parse`` reads an article: what a cache of ``parse_texts`` goes by."""
    if not _english(article):
        return []
    return list(windows(article.text, story(article), _model(options).vocabulary))


def parse_texts(texts: Sequence[str], *, options: Options | None = None) -> list[Sight]:
    """What the encoder sees in each text, with places in that text.

    Each is read by itself: its answer never depends on its neighbours, so that it can be kept and used again. Of
    a text longer than a window (``windows.PIECES``) only the first window is read.
    """
    model = _model(options)
    found: list[Sight] = []
    for at in range(0, len(texts), _TOGETHER):
        found += _sights(model, texts[at : at + _TOGETHER])
    return found


def _sights(model: Model, texts: Sequence[str]) -> Iterator[Sight]:
    read = model.scores(texts)
    tagged = _tagged(read, model.chains)
    for at, (words, scores) in enumerate(read):
        parts = tuple(_part(words, run) for run in tagged["attribution"][at])
        acts = triggers(words, scores, model.labels) if model.labels else ()
        who: tuple[Party, ...] = ()
        whom: tuple[Party, ...] = ()
        if "parties" in tagged:
            seen = Seen(texts[at], scores["parties"])
            runs, apart = settled(tagged["parties"][at], seen, model.chains["parties"])
            who, whom = sides(words, runs, acts, apart=apart)
        yield Sight(parts=parts, triggers=acts, who=who, whom=whom)


def _tagged(read: Sequence[tuple[list[Word], Scores]], chains: Mapping[str, Chain]) -> dict[str, list[list[Run]]]:
    """What each head that tags finds in each window; all are decoded side by side, which halves the time."""
    emissions = [scores[head] for head in chains for _, scores in read]
    found = decoded(emissions, [chain for chain in chains.values() for _ in read])
    return {head: found[at * len(read) : (at + 1) * len(read)] for at, head in enumerate(chains)}


def _part(words: Sequence[Word], run: Run) -> Part:
    start, end = words[run.first].start, words[run.last - 1].end
    return Part(role=cast(Role, run.role), start=start, end=end, score=round(run.score, 4))


def _model(options: Options | None) -> Model:
    chosen = options or Options()
    return load(chosen.weights, chosen.threads)


def assemble(article: Article, cut: Iterable[Window], found: Iterable[Sight], model: str) -> Parse:
    """The parse of an article from that of its windows: what was cut in two by a window's end is one again."""
    parts: list[Part] = []
    acts: list[Trigger] = []
    parties: tuple[list[Party], list[Party]] = ([], [])
    for window, seen in zip(cut, found, strict=True):
        acts += (_moved(act, window.start) for act in seen.triggers if _counts(act, window))
        for kept, given in zip(parties, (seen.who, seen.whom), strict=True):
            kept += (_moved(party, window.start) for party in given if _counts(party, window))
        for part in seen.parts:
            start = max(window.first, window.start + part.start)
            end = min(window.last, window.start + part.end)
            if start < end:
                _add(parts, Part(role=part.role, start=start, end=end, score=part.score), window, article.text)
    who, whom = map(tuple, parties)
    return Parse(article_id=article.id, parts=tuple(parts), model=model, triggers=tuple(acts), who=who, whom=whom)


def _counts(seen: Trigger | Party, window: Window) -> bool:
    """Whether what begins here is for this window to tell, or for one that sees more around it."""
    return window.first <= window.start + seen.start < window.last


Placed = TypeVar("Placed", Trigger, Party)


def _moved(seen: Placed, by: int) -> Placed:
    """The same, so many characters on."""
    if isinstance(seen, Party):
        return Party(start=seen.start + by, end=seen.end + by, score=seen.score)
    actors, recipients = (tuple(_moved(party, by) for party in side) for side in (seen.actors, seen.recipients))
    return replace(seen, start=seen.start + by, end=seen.end + by, actors=actors, recipients=recipients)


def _add(parts: list[Part], part: Part, window: Window, text: str) -> None:
    before = parts[-1] if parts else None
    inside = window.start < window.first == part.start  # it began before what this window was to look at
    if inside and before and before.role == part.role and not text[before.end : part.start].strip():
        score = min(before.score, part.score)
        parts[-1] = Part(role=part.role, start=before.start, end=part.end, score=score)
    else:
        parts.append(part)


def _english(article: Article) -> bool:
    """Whether an article is in English: as it says, or else as its words do."""
    if article.language is not None:
        return article.language.casefold().startswith("en")
    words = _WORD.findall(article.text[:_LOOKED_AT].casefold())
    return len(words) < _FEW or sum(word in _PLAIN for word in words) >= _SHARE * len(words)
