"""Who took text from whom, and which counts are in dispute: what can go on beside everything else.

The one needs nothing but the articles, the other nothing but the figures in them. Of a large case another process does
both, while this one reads notes and puts acts together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import NamedTuple, TypeVar

from communique import copies, record
from communique.data import Article, Copy, Correction, Dispute, Figure, Judgement, Lineage, Wording
from communique.engine import Beside, Engine, LocalEngine

Made = TypeVar("Made")
_MANY = 2_000  # articles: fewer are compared before another process has started


class Compared(NamedTuple):
    """The links between articles as people left them, the trees that these make, what is mended, who wrote it."""

    links: tuple[Copy, ...]
    lineages: tuple[Lineage, ...]
    corrections: tuple[Correction, ...]
    wordings: tuple[Wording, ...]


class Kept(NamedTuple):
    """What is remembered of the articles that were compared, and of the figures that were counted."""

    articles: copies.Known
    figures: record.Counts


class Comparing:
    """Compares the articles of a case and counts what they tell."""

    def __init__(self) -> None:
        self._kept = Kept(copies.Known(), record.Counts())
        self._fresh = True
        self._beside: Beside[Kept] | None = None

    def begin(
        self,
        engine: Engine,
        found: Sequence[Article],
        wordings: Sequence[Wording],
        verdicts: Mapping[str, Judgement],
        options: copies.Options,
    ) -> tuple[Callable[[], Compared], bool]:
        """What comes of comparing all articles, once it is called for; and whether it has begun beside this process.

        Another process is started only where no article was compared before, and stays for as long as this is held.
        """
        if self._fresh and len(found) >= _MANY and isinstance(engine, LocalEngine):
            self._beside = engine.beside(self._kept, _warmed)
        self._fresh = self._fresh and not found
        return self._asked(_compared, found, wordings, verdicts, options), self._beside is not None

    def count(
        self,
        figures: Mapping[str, tuple[Figure, ...]],
        voices: record.Voices,
        articles: Mapping[str, Article],
        sides: Mapping[str, str],
        others: Set[str],
    ) -> Callable[[], list[Dispute]]:
        """The disputes among figures, once they are called for; see :func:`communique.record.figure_disputes`."""
        return self._asked(_counted, figures, voices, articles, sides, others)

    def _asked(self, work: Callable[..., Made], *given: object) -> Callable[[], Made]:
        """What comes of some work, beside this process or, where that is none or has ended, here."""
        coming = self._beside.ask(work, *given) if self._beside is not None else None

        def made() -> Made:
            found = coming() if coming is not None else None
            if found is None:
                self._beside, found = None, work(self._kept, *given)
            return found

        return made


_SAMPLE = (
    "Corvane offered on Monday to lift its blockade of the port of Astrel if the salt fleet sails home by Friday. The "
    "harbour council said it would answer within two days, and that 40 crews were waiting."
)


def _warmed() -> None:
    """Load what compares articles, which takes half a second, by comparing a report and a copy of it."""
    told = (_SAMPLE, f"{_SAMPLE} A spokesman declined to comment.")
    found = [Article(id=words, path="", text=words, published="2031-03-01") for words in told]
    wordings = [copies.wording(article) for article in found]
    _compared(Kept(copies.Known(), record.Counts()), found, wordings, {}, copies.Options())


def _compared(
    kept: Kept,
    found: Sequence[Article],
    wordings: Sequence[Wording],
    verdicts: Mapping[str, Judgement],
    options: copies.Options,
) -> Compared:
    provenance = copies.find(found, options=options, wordings=wordings, known=kept.articles)
    links = record.linked(verdicts, record.judged(provenance.copies, verdicts), (a.id for a in found))
    lineages = copies.lineages(found, links, kept.articles)
    return Compared(links, lineages, provenance.corrections, provenance.wordings)


def _counted(
    kept: Kept,
    figures: Mapping[str, tuple[Figure, ...]],
    voices: record.Voices,
    articles: Mapping[str, Article],
    sides: Mapping[str, str],
    others: Set[str],
) -> list[Dispute]:
    return record.figure_disputes(figures, voices, articles, sides, kept.figures, others)
