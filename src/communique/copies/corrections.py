"""Corrections: the notice, what was wrong, what is right, the passage mended, and who still carries the error."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique import text
from communique.copies import sentences, values
from communique.copies.claims import Claim, claims
from communique.copies.differences import is_day, printed, shortened
from communique.copies.notices import Notice, notices
from communique.copies.sentences import EMPTY, Sentence
from communique.data import Anchor, Article, Correction, digest
from communique.text import Token

__all__ = ["Notice", "Stories", "corrections", "notices"]

_WINDOW = 6  # words within which the distinguishing words of an error stand together
_SHARED = 2  # words of the subject that a sentence must share with the claim, beside the error itself
_CLAUSE = 3  # telling words of an error that say by themselves what it is about
_PHRASE = 4  # words in a row that tell the same
_LIKE = 0.4  # of the content: two reports of one thing, asked for where no counted thing tells the subject
_SAME = 0.6  # of the content of the shorter one: two versions of one sentence
_DENIED = re.compile(r"\b(?:not|rather than|instead of|never)(?: \w+)? $", re.IGNORECASE)


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
                    stale=() if claim.pictured else tuple(_stale(article, claim, mend, others, stories)),
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
    known = claim.right and not _key(right) < _key(claim.right)
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
    if (claim.right and _holds(left, claim.right, old)) or (claim.wrong and not _holds(left, claim.wrong, old)):
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
    holding = [s for s in among if _holds(of.text[s.span.start : s.span.end], phrase, s)]
    if not holding:
        return None
    stems = _stems(phrase)
    best = max(holding, key=lambda s: (len((s.content - stems) & about), -s.span.start))
    return best if (best.content - stems) & about or len(holding) == 1 or len(stems) > 1 else None


def _best_subject(among: Sequence[Sentence], claim: Claim) -> Sentence | None:
    """The sentence that speaks most of what a notice speaks of, where only the wrong is told."""
    subject = claim.about - _stems(claim.wrong)
    best = max(among, key=lambda s: (len(s.content & subject), -len(s.content)), default=None)
    return best if best is not None and len(best.content & subject) >= _SHARED else None


def _holds(words: str, phrase: str, sentence: Sentence) -> bool:
    """Whether a sentence states ``phrase``: its numbers by value, its other key words close together."""
    numbers = values.numbers(phrase)
    key = _key(phrase)
    if not key or ("not" in values.doubts(phrase) and "not" not in values.doubts(words)):
        return False
    if not {v.key for v in numbers} <= {v.key for v in values.numbers(words)}:
        return False
    key -= {_whole(t.text) for v in numbers for t in text.words(phrase, v.start, v.end)}
    return key <= {_whole(t.text) for t in sentence.words} and (not key or _together(sentence, key))


def _key(phrase: str) -> frozenset[str]:
    """The telling words of a phrase, whole: two spellings of a name may have one stem."""
    return frozenset(_whole(t.text) for t in text.words(phrase) if t.text and t.text not in EMPTY)


def _whole(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _stems(phrase: str) -> frozenset[str]:
    return frozenset(sentences.stem(t.text) for t in text.words(phrase) if t.text and t.text not in EMPTY)


def _together(sentence: Sentence, key: frozenset[str]) -> bool:
    words = [_whole(token.text) for token in sentence.words]
    at = [i for i, word in enumerate(words) if word in key]
    wide = _WINDOW + len(key)
    return any({words[i] for i in at if first <= i < first + wide} >= key for first in at)


def _stale(article: Article, claim: Claim, mend: _Mend, others: Sequence[Article], stories: Stories) -> list[Anchor]:
    """Where the others still state the wrong thing of the same subject, one place each."""
    if not mend.wrong:
        return []
    subject = (claim.about | (mend.mended.content if mend.mended else frozenset())) - _stems(mend.wrong)
    subject -= _common(stories.of(article))
    found: list[Anchor] = []
    for other in others:
        places = [s for s in stories.of(other) if _carries(article, claim, mend, subject, other, s, stories)]
        if places:
            best = max(places, key=lambda s: (len(s.content & subject), -s.span.start))
            found.append(text.anchor(other, *best.span))
    return found


def _common(among: Sequence[Sentence]) -> frozenset[str]:
    """The words that a story has everywhere (its parties, its matter): they name no subject of their own."""
    counts: dict[str, int] = {}
    for sentence in among:
        for stem in sentence.content:
            counts[stem] = counts.get(stem, 0) + 1
    least = max(3, len(among) // 4)
    return frozenset(stem for stem, count in counts.items() if count >= least)


def _carries(
    article: Article,
    claim: Claim,
    mend: _Mend,
    subject: frozenset[str],
    other: Article,
    sentence: Sentence,
    stories: Stories,
) -> bool:
    words = other.text[sentence.span.start : sentence.span.end]
    if not _holds(words, mend.wrong, sentence) or _is_right(words, mend, sentence) or _denies(words, mend.wrong):
        return False
    if mend.mended is not None and sentences.overlap(sentence.content, mend.mended.content) >= _SAME:
        return True
    shared = len(sentence.content & subject)
    named = bool(sentence.content & _names(article, mend, claim, stories) - _stems(mend.wrong))
    counted = _counted(article, mend)
    if not counted and (len(_key(mend.wrong)) >= _CLAUSE or _verbatim(mend.wrong, sentence)):
        return True
    if counted and not counted & _near(words, mend.wrong):
        return False
    likely = counted or mend.mended is None or sentences.overlap(sentence.content, mend.mended.content) >= _LIKE
    return bool(likely) and shared >= (_SHARED if named else _SHARED + 1) + (not counted)


def _verbatim(phrase: str, sentence: Sentence) -> bool:
    """Whether a sentence has a phrase of several words, word for word."""
    words = [t.text for t in text.words(phrase)]
    if len(words) < _PHRASE:
        return False
    have = [t.text for t in sentence.words]
    return any(have[at : at + len(words)] == words for at in range(len(have) - len(words) + 1))


def _names(article: Article, mend: _Mend, claim: Claim, stories: Stories) -> frozenset[str]:
    """The names in what was mended, as the story has them; all that the notice speaks of where no passage is known."""
    if mend.mended is None:
        return claim.about
    return mend.mended.content & frozenset().union(*(sentence.names for sentence in stories.of(article)))


def _is_right(words: str, mend: _Mend, sentence: Sentence) -> bool:
    """Whether a sentence also states the right thing: then it tells of the correction, or was never wrong."""
    negated = "not" in values.doubts(mend.right) and "not" not in values.doubts(mend.wrong)
    told_apart = negated or not _key(mend.right) <= _key(mend.wrong)
    return bool(mend.right) and told_apart and _holds(words, mend.right, sentence)


def _denies(words: str, wrong: str) -> bool:
    first = values.numbers(wrong)
    at = words.casefold().find(wrong[first[0].start : first[0].end].casefold() if first else wrong.casefold())
    return at > 0 and bool(_DENIED.search(words[:at]))


def _counted(article: Article, mend: _Mend) -> frozenset[str]:
    """What a number of the correction counts, by the words behind it in the notice and in the mended passage."""
    found: set[str] = set()
    for of, phrase in ((mend.wrong, mend.wrong), (mend.right, mend.right)):
        found |= _near(of, phrase)
    if mend.mended is not None:
        found |= _near(article.text[mend.mended.span.start : mend.mended.span.end], mend.right)
    return frozenset(found)


def _near(words: str, phrase: str) -> frozenset[str]:
    """The first content words behind the number of ``phrase`` in ``words``."""
    keys = {v.key for v in values.numbers(phrase) if not v.key.isalpha()}
    found: set[str] = set()
    for value in values.numbers(words):
        if value.key in keys:
            after: list[Token] = [
                t for t in text.words(words, value.end, min(len(words), value.end + 60)) if t.text not in EMPTY
            ]
            found |= {sentences.stem(t.text) for t in after[:2] if t.text}
    return frozenset(found)
