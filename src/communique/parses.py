"""What the encoder saw, kept: a window of text that stood anywhere in the case is never read twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique import parsing
from communique.data import Article, Parse, Sight, digest
from communique.engine import Engine
from communique.parsing.windows import Window
from communique.store import Store
from communique.store.bodies import pack, unpack

_ROOM = "parse"
_FORM = 3  # of what is kept: other forms are read again
_BATCH = 32  # windows that travel to a worker together
_CHUNK = 2_048  # articles whose windows are read before what was seen is kept


class _Cut(NamedTuple):
    """An article and the windows in which it is read, each with the digest of its text."""

    article: Article
    windows: Sequence[Window]
    digests: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen in the windows of one article: the digest of each window's text, and the sight of it."""

    digests: tuple[str, ...]
    sights: tuple[Sight, ...]


class Windows:
    """What was seen in each window of the case that this process knows of, and the articles that it looked up."""

    def __init__(self) -> None:
        self.model = ""
        self.seen: set[str] = set()
        self.sights: dict[str, Sight] = {}

    def read(self, store: Store, model: str) -> None:
        """Look up what was noted with these weights, unless that was done."""
        if self.model != model:
            kept = {i: unpack(Seen, body) for i, (key, body) in store.notes(_ROOM).items() if key == model}
            self.model, self.seen = model, set(kept)
            self.sights = {d: s for seen in kept.values() for d, s in zip(seen.digests, seen.sights, strict=True)}


def parses(
    store: Store,
    articles: Sequence[Article],
    engine: Engine,
    progress: Callable[[int, int | None], None],
    windows: Windows | None = None,
) -> list[Parse]:
    """The parse of each article; empty parses where the weights are not here, which leaves it to the rules."""
    if not articles or not parsing.available():
        return [Parse(article_id=article.id) for article in articles]
    name = parsing.model_name()
    ours = f"{name} {_FORM}"
    windows = windows or Windows()
    windows.read(store, ours)
    known = windows.sights
    found: list[Parse] = []
    progress(0, len(articles))
    for at in range(0, len(articles), _CHUNK):
        cuts = [_Cut(article, *cut) for article, cut in _cut(articles[at : at + _CHUNK], engine)]
        _read(cuts, known, engine)
        fresh = [cut for cut in cuts if cut.article.id not in windows.seen]
        windows.seen.update(cut.article.id for cut in fresh)
        store.note(_ROOM, [(cut.article.id, ours, pack(_seen(cut, known))) for cut in fresh])
        found += [parsing.assemble(cut.article, cut.windows, [known[d] for d in cut.digests], name) for cut in cuts]
        progress(len(found), len(articles))
    return found


def _cut(articles: Sequence[Article], engine: Engine) -> list[tuple[Article, tuple[list[Window], list[str]]]]:
    return list(zip(articles, engine.map(_windows, articles), strict=True))


def _windows(article: Article) -> tuple[list[Window], list[str]]:
    cut = parsing.windows_of(article)
    return cut, [digest(article.text[w.start : w.end]) for w in cut]


def _read(cuts: Sequence[_Cut], known: dict[str, Sight], engine: Engine) -> None:
    """Add what is seen in the windows that are not ``known`` yet, each read once."""
    texts = {
        d: cut.article.text[w.start : w.end]
        for cut in cuts
        for w, d in zip(cut.windows, cut.digests, strict=True)
        if d not in known
    }
    order = sorted(texts, key=lambda d: (len(texts[d]), d))  # windows of one length together
    batches = [[texts[d] for d in order[at : at + _BATCH]] for at in range(0, len(order), _BATCH)]
    read = (sight for batch in engine.map(parsing.parse_texts, batches) for sight in batch)
    known.update(zip(order, read, strict=True))


def _seen(cut: _Cut, known: Mapping[str, Sight]) -> Seen:
    return Seen(digests=tuple(cut.digests), sights=tuple(known[d] for d in cut.digests))
