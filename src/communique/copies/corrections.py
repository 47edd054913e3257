"""Corrections: the notice, what was wrong, what is right, the passage mended, and who still carries the error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique import text
from communique.copies import sentences, values
from communique.copies.carriers import Error, carries, common, holds, key, stems
from communique.copies.claims import Claim, claims
from communique.copies.differences import is_day, printed, shortened
from communique.copies.notices import Notice, notices
from communique.copies.sentences import EMPTY, Sentence
from communique.data import Anchor, Article, Correction, digest

__all__ = ["Notice", "Stories", "corrections", "notices"]

_SHARED = 2  # words of the subject that a sentence must share with the claim, beside the error itself
_SAME = 0.6  # of the content of the shorter one: two versions of one sentence


class Stories:
    """The stories of articles as sentences without their notices; each is read once, when first asked for."""

    __slots__ = ("_read", "_told")

    def __init__(self, told: Mapping[str, Sequence[Notice]]) -> None:
        """``told`` holds the notices of each article by its id."""
        self._told = told
        self._read: dict[str, list[Sentence]] = {}

    def of(self, article: Article) -> list[Sentence]:
        """The sentences of one story."""
        if article.id not in self._read:
            told = [notice.span for notice in self._told.get(article.id, ())]
            spans = [s for s in text.story_sentences(article) if not any(n.start <= s.start < n.end for n in told)]
            self._read[article.id] = [sentences.read(article.text, span) for span in spans]
        return self._read[article.id]


class _Mend(NamedTuple):
    """A claim with what the articles tell of it."""

    wrong: str
    right: str
    mended: Sentence | None


def corrections(
    article: Article, found: Sequence[Notice], others: Sequence[Article], stories: Stories
) -> list[Correction]:
    """The corrections that the notices of ``article`` make; ``others`` are those of its family, where errors may
    live on, and where an older version tells what was wrong if the notice does not.
    """
    made: list[Correction] = []
    # A notice may stand at the top and at the end.
    distinct = {article.text[notice.span.start : notice.span.end]: notice for notice in reversed(found)}
    for whole, notice in reversed(distinct.items()):
        for number, claim in enumerate(claims(article.text, notice)):
            mend = _completed(article, claim, others, stories)
            parts = (whole, str(number)) if number else (whole,)
            made.append(
                Correction(
                    id=digest("correction", article.id, *parts),
                    article_id=article.id,
                    notice=text.anchor(article, *notice.span),
                    wrong=mend.wrong,
                    right=mend.right,
                    mended=text.anchor(article, *mend.mended.span) if mend.mended else None,
                    stale=tuple(_stale(article, claim, mend, others, stories)),
                )
            )
    return made


def _completed(article: Article, claim: Claim, others: Sequence[Article], stories: Stories) -> _Mend:
    """The claim with the passage mended, and with the side that the notice leaves out taken from an older version."""
    own = stories.of(article)
    mended = _best(article, own, claim.right, claim.about) if claim.right else None
    if claim.topic == "withdrawn" or (claim.wrong and claim.right):
        if mended is None and claim.right and (pair := _changed(article, claim, None, others, stories)):
            mended = pair[1]
        return _Mend(claim.wrong, claim.right, mended)
    pair = _changed(article, claim, mended, others, stories)
    if pair is None:
        place = mended or (_best_subject(own, claim) if claim.wrong else None)
        right = claim.right or _opposite(article, claim, place)
        return _Mend(*(shortened(claim.wrong, right) if claim.wrong and right else (claim.wrong, right)), place)
    older, now = pair
    wrong, right = shortened(
        *(" ".join(words.split()) for words in (older[1], article.text[now.span.start : now.span.end]))
    )
    if len(wrong.split()) > 8 or len(right.split()) > 8:
        wrong, right = claim.wrong, claim.right
    if claim.wrong and right:
        return _Mend(*shortened(claim.wrong, right), now)
    known = claim.right and not key(right) < key(claim.right)
    return _Mend(wrong, claim.right if known else right, now)


def _changed(
    article: Article, claim: Claim, mended: Sentence | None, others: Sequence[Article], stories: Stories
) -> tuple[tuple[Sentence, str], Sentence] | None:
    """The sentence of an older version, and the one it became, that differ in what the claim speaks of."""
    told = bool(claim.wrong or claim.right)
    least = 0 if told else 1 if claim.topic else _SHARED
    among = [mended] if mended else [s for s in stories.of(article) if len(s.content & claim.about) >= least]
    best: tuple[tuple[Sentence, str], Sentence] | None = None
    most = 0.0
    for other in others:
        if other.published and article.published and other.published > article.published:
            continue
        for old in stories.of(other):
            for now in among:
                score = _speaks(article, claim, now, other, old)
                if score > most:
                    most, best = score, ((old, other.text[old.span.start : old.span.end]), now)
    return best


def _speaks(article: Article, claim: Claim, now: Sentence, other: Article, old: Sentence) -> float:
    """How well a pair of sentences fits a claim: one sentence in two versions, that differ in a value of its kind."""
    alike = sentences.overlap(now.content, old.content)
    if alike < _SAME or [t.text for t in now.words] == [t.text for t in old.words]:
        return 0
    left, right = other.text[old.span.start : old.span.end], article.text[now.span.start : now.span.end]
    if (claim.right and holds(left, claim.right, old)) or (claim.wrong and not holds(left, claim.wrong, old)):
        return 0
    told = bool(claim.wrong or claim.right)
    if not told and not _differ(left, right, claim.topic):
        return 0
    shared = len((now.content & old.content) & claim.about)
    return (shared + told) * (1 + alike)


def _differ(left: str, right: str, topic: str) -> bool:
    if topic == "number":
        return {v.key for v in values.numbers(left)} != {v.key for v in values.numbers(right)}
    if topic == "name":
        return {v.key for v in values.names(left)} != {v.key for v in values.names(right)}
    return True


def _opposite(article: Article, claim: Claim, place: Sentence | None) -> str:
    """The one number or day of the mended passage that stands for a wrong number or day."""
    wrong = values.numbers(claim.wrong)
    if place is None or len(wrong) != 1:
        return ""
    own = values.numbers(article.text, *place.span)
    fitting = [v for v in own if is_day(v) == is_day(wrong[0])]
    if not is_day(wrong[0]):
        unit = _unit(claim.wrong, wrong[0])
        fitting = [v for v in fitting if unit and _unit(article.text, v) == unit]
    return printed(article.text, fitting[0]) if len(fitting) == 1 else ""


def _unit(of: str, value: values.Value) -> str:
    """The stem of the word that a number counts, "" where none follows."""
    after = text.words(of, value.end, min(len(of), value.end + 40))
    return sentences.stem(after[0].text) if after and after[0].text and after[0].text not in EMPTY else ""


def _best(of: Article, among: Sequence[Sentence], phrase: str, about: frozenset[str]) -> Sentence | None:
    """The sentence that holds the key words of ``phrase`` together and shares most of what the notice is about."""
    holding = [s for s in among if holds(of.text[s.span.start : s.span.end], phrase, s)]
    if not holding:
        return None
    telling = stems(phrase)
    best = max(holding, key=lambda s: (len((s.content - telling) & about), -s.span.start))
    return best if (best.content - telling) & about or len(holding) == 1 or len(telling) > 1 else None


def _best_subject(among: Sequence[Sentence], claim: Claim) -> Sentence | None:
    """The sentence that speaks most of what a notice speaks of, where only the wrong is told."""
    subject = claim.about - stems(claim.wrong)
    best = max(among, key=lambda s: (len(s.content & subject), -len(s.content)), default=None)
    return best if best is not None and len(best.content & subject) >= _SHARED else None


def _stale(article: Article, claim: Claim, mend: _Mend, others: Sequence[Article], stories: Stories) -> list[Anchor]:
    """Where the others still state the wrong thing of the same subject, one place each."""
    if not mend.wrong or claim.pictured:
        return []
    own = stories.of(article)
    content = mend.mended.content if mend.mended else frozenset()
    error = Error(
        wrong=mend.wrong,
        right=mend.right,
        passage=article.text[mend.mended.span.start : mend.mended.span.end] if mend.mended else "",
        mended=mend.mended,
        subject=(claim.about | content) - common(own),
        names=(content or claim.about) & frozenset().union(*(sentence.names for sentence in own)),
    )
    found: list[Anchor] = []
    for other in others:
        places = [s for s in stories.of(other) if carries(error, other.text[s.span.start : s.span.end], s)]
        if places:
            best = max(places, key=lambda s: (len(s.content & error.subject), -s.span.start))
            found.append(text.anchor(other, *best.span))
    return found
