"""How likely two tellings are to tell one act.

What cannot be one act is told apart first: another side, another kind of act, a day that does not fit, one of them
denied, reports too far apart. What is left is weighed. The weights began as those of a logistic regression over the
pairs of independent reports in five crises (four of tests/golden are invented, one is real), and were rounded and then
adjusted by hand while scoring those five; above nought, one act is the likelier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.record.likeness import Moved, SteadyWeights, both, days_fit
from communique.record.tellings import Telling

# Kinds of act between which outlets, and our own coding, waver; the words must make up for it.
_PAIRS = frozenset(
    frozenset(pair.split())
    for pair in (
        *("DEMAND STATE_POSITION", "REJECT STATE_POSITION", "DENY REJECT", "DEMAND THREATEN", "CONCEDE DE_ESCALATE"),
        *("CONCEDE ACCEPT", "OFFER ACCEPT", "ASSESS STATE_POSITION", "SANCTION COERCE", "ATTACK COERCE"),
        *("OFFER STATE_POSITION", "THREATEN STATE_POSITION", "SUPPORT ACCEPT", "CONFIRM STATE_POSITION"),
    )
)

_NEAR = {code: frozenset().union(*(p - {code} for p in _PAIRS if code in p)) for code in frozenset().union(*_PAIRS)}

# Acts of which a party does many in a day: they are told apart by their words alone.
OF_WORDS = frozenset({"ASSESS", "ACCUSE", "STATE_POSITION", "SUPPORT", "CONFIRM", "DECLINE_COMMENT"})


class Signs(NamedTuple):
    """What speaks for and against two tellings being one act; each 0 or 1, but for the likenesses and the days."""

    words: float
    sentence: float
    context: float
    code: float
    family: float
    issue: float
    other_issue: float
    speaker: float
    other_speaker: float
    day: float
    days_between: float
    alone: float
    number: float
    other_number: float
    of_words: float
    manner: float


WEIGHTS = Signs(
    words=4.8,
    sentence=3.0,
    context=3.0,
    code=0.9,
    family=2.8,
    issue=1.2,
    other_issue=-0.6,
    speaker=0.3,
    other_speaker=-1.6,
    day=1.2,
    days_between=-0.5,
    alone=0.6,
    number=1.0,
    other_number=-1.0,
    of_words=-0.6,
    manner=0.3,
)
BIAS = -4.3
LITTLE = 0.05  # likeness of words below which nothing said is the same, and neither is the act ...
AROUND = 0.12  # ... unless what stands around it is alike by so much


@dataclass(frozen=True, slots=True)
class Kinship:
    """Weighs pairs of tellings; ``kernels.pairing`` does the same for all pairs of a large case at once."""

    window: int
    words: SteadyWeights
    sentences: SteadyWeights

    def moved(self, come: Sequence[Telling], gone: Sequence[Telling]) -> Moved | None:
        """Count tellings that have come, and no longer those that are gone; what weighs other now, None for all."""
        new, old = ([(t.sentence, t.day or 0) for t in some] for some in (come, gone))
        sentences = self.sentences.moved(new, old)
        new, old = ([(t.words, t.day or 0) for t in some] for some in (come, gone))
        return both(sentences, self.words.moved(new, old, self.sentences.begin))

    def score(self, a: Telling, b: Telling) -> float | None:
        """Above nought where one act is likelier than two; None where it cannot be one."""
        signs = self.signs(a, b) if self.can_be(a, b) else None
        return None if signs is None else self.weigh(signs)

    def weigh(self, signs: Signs) -> float:
        """The log-odds that these signs speak of one act."""
        odds = 0.0
        for weight, sign in zip(WEIGHTS, signs, strict=True):  # one by one: the same as all pairs at once
            odds += weight * sign
        return odds + BIAS

    def signs(self, a: Telling, b: Telling) -> Signs | None:
        """What speaks for and against two that can be one act; None where nothing that they say is alike."""
        days = a.day or 0, b.day or 0
        words = self.words.alike(a.words, b.words, *days)
        one, other = a.move, b.move
        told = one.speaker is not None and one.speaker == other.speaker and one.issue == other.issue is not None
        if words < LITTLE and not (told and one.code == other.code) and self._around(a, b) < AROUND:
            return None
        known = bool(one.issue and other.issue) and not (one.issue or "~").startswith("~")
        known = known and not (other.issue or "~").startswith("~")
        apart = None if a.day is None or b.day is None else abs(a.day - b.day)
        return Signs(
            words=words,
            sentence=self.sentences.alike(a.sentence, b.sentence, *days),
            context=self.sentences.alike(a.context, b.context, *days),
            code=one.code == other.code,
            family=a.family == b.family,
            issue=one.issue is not None and one.issue == other.issue,
            other_issue=known and one.issue != other.issue,
            speaker=one.speaker is not None and one.speaker == other.speaker,
            other_speaker=a.person and b.person and one.speaker != other.speaker,
            day=one.when is not None and one.when == other.when,
            days_between=0 if one.history and other.history else self.window if apart is None else min(apart, 7),
            alone=a.alone and b.alone,
            number=bool(a.numbers & b.numbers),
            other_number=bool(a.numbers and b.numbers) and not a.numbers & b.numbers,
            of_words=a.family in OF_WORDS and b.family in OF_WORDS,
            manner=one.modality == other.modality,
        )

    def _around(self, a: Telling, b: Telling) -> float:
        """How alike the sentences of two tellings are but for the words that give the kind of act."""
        said = a.said | b.said
        alike, days = self.sentences.alike, (a.day or 0, b.day or 0)
        return max(alike(a.sentence - said, b.sentence - said, *days), alike(a.context - said, b.context - said, *days))

    def can_be(self, a: Telling, b: Telling) -> bool:
        """Whether nothing keeps two tellings from being one act: no matter how their words are weighed."""
        one, other = a.move, b.move
        far = a.day is not None and b.day is not None and abs(a.day - b.day) > self.window
        if far and not (one.history and other.history) and (one.when is None or one.when != other.when):
            return False
        if not a.sides & b.sides or not related(a.family, b.family) or not days_fit(one.when, other.when):
            return False
        return (one.modality == "negated") == (other.modality == "negated") and not _other_recipient(a, b)


def _other_recipient(a: Telling, b: Telling) -> bool:
    """Whether the two are addressed to different parties; not where each also names whom the other addresses."""
    ours, theirs = a.move.recipients, b.move.recipients
    if not ours or not theirs or set(ours) & set(theirs):
        return False
    return not (a.sentence & b.addressed and b.sentence & a.addressed)


def related(family: str, other: str) -> bool:
    """Whether two kinds of act are one, or are taken for each other."""
    return family == other or other in _NEAR.get(family, ())
