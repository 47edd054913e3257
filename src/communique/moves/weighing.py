"""What the rules read and what the encoder sees, weighed together: the code, the modality, the confidence of a move.

Both are witnesses. Where the encoder sees an act at the words of a rule, its probability of the rule's code and the
rule's own weight are added as log-odds; where it sees none, that speaks against the act. The weights of the sum were
fitted (logistic regression) on moves read one by one as right or wrong: see ``docs/calibration.md``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from communique.data import Modality, Parse, Trigger

UNSEEN = 0.05  # the probability of an act where the encoder tells of none: it tells of those from 0.1 on
ANOTHER = 0.02  # the probability of a code of which the encoder does not think at an act that it sees
_MARGIN = 0.05
# Talks that "ended" were held; who regrets what another did blames: rules read what broke off and what is regretted.
# What another is told to have broken is a charge of him who tells, and stays the other's deed.
_KNOWN = frozenset((
    ("MEET", "SUSPEND_TALKS"), ("CRITICISE", "CONCEDE"), ("VIOLATE", "ACCUSE"), ("ATTACK", "ACCUSE"),
    ("COERCE", "ACCUSE"), ("DE_ESCALATE", "SANCTION"),
))  # fmt: skip
# "Withdrew from it": whether troops or a treaty are meant the encoder knows better, as it does what "reached" tells.
_SWAYED = frozenset((("DE_ESCALATE", "REJECT"), ("ACCEPT", "SIGN")))
_SWAY = 0.15
# Of 1,085 moves of 31 real reports, judged one by one, 3 of the 27 unsure ones of these codes were right; of the others
# every second one was.
SELDOM = frozenset("CONFIRM PROTEST MEDIATE INVESTIGATE AID".split())
_SURELY, _RARER = 0.5, 0.5
_UNTOLD = "DECLINE_COMMENT"  # the words of the rules leave no doubt
_NEAR = 3  # code points between a rule's words and those of the act that the encoder sees


class Weights(NamedTuple):
    """How much counts what: log-odds = ``base`` + ``rule`` x those of the rule + ``seen`` x those of the encoder.

    ``blind`` is added where a verb or a noun tells an act at a place where the encoder sees none at all.
    """

    base: float
    rule: float
    seen: float
    blind: float = 0.0


BOTH = Weights(0.7, 0.35, 0.33, -0.9)
ALONE = Weights(-0.8, 0.0, 0.8)  # what only the encoder sees


class Seen:
    """The acts that the encoder sees in one article, by place."""

    def __init__(self, parse: Parse | None) -> None:
        self.triggers: Sequence[Trigger] = parse.triggers if parse is not None else ()
        self._starts = [trigger.start for trigger in self.triggers]

    def within(self, start: int, end: int) -> Sequence[Trigger]:
        """Those that begin in ``start:end``, in order."""
        return self.triggers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, start: int, end: int, code: str) -> Trigger | None:
        """The act that ``start:end`` are words of: one that may be of this code before others, then the surest."""
        near = self.within(start - _NEAR, end + _NEAR)
        return max(near, key=lambda t: (share(t, code), t.score, -t.start), default=None)


def share(trigger: Trigger, code: str) -> float:
    """How probable it is that a word is an act of this code."""
    return next((p for name, p in trigger.codes if name == code), 0.0)


class Verdict(NamedTuple):
    """A code and how sure it is."""

    code: str
    confidence: float


def weighed(code: str, confidence: float, trigger: Trigger | None, *, told: bool = True, plain: str = "") -> Verdict:
    """The code of an act that a rule reads as ``code``, and how sure that is with what the encoder sees there.

    ``told`` is False for what lies in somebody's words ("you must"), of which the encoder need not see any act.
    ``plain`` is what the words would tell in another mood ("has not shelled" denies): the encoder may see that.
    Another code takes the place of the rule's where the encoder alone is much surer of it than both are of the rule's.
    """
    seen = UNSEEN if trigger is None else max(share(trigger, code), share(trigger, plain)) or ANOTHER
    blind = BOTH.blind if told and trigger is None else 0.0
    mine = Verdict(code, probability(BOTH.base + BOTH.rule * odds(confidence) + BOTH.seen * odds(seen) + blind))
    if trigger is None:
        return mine
    best, most = trigger.codes[0]
    other = Verdict(best, alone(most))
    apart = best not in (code, plain) and (code, best) not in _KNOWN and code != _UNTOLD
    margin = -_SWAY if (code, best) in _SWAYED else _MARGIN
    return other if apart and other.confidence > mine.confidence + margin else mine


def alone(seen: float) -> float:
    """How sure an act is that only the encoder sees, with this probability."""
    return probability(ALONE.base + ALONE.seen * odds(seen))


def settled(code: str, confidence: float) -> float:
    """The confidence of a move, less where it is unsure and of a code that is then seldom right."""
    if code not in SELDOM or confidence >= _SURELY:
        return confidence
    return round(probability(odds(confidence) - _RARER), 3)


def odds(probability_: float) -> float:
    """Log-odds of a probability, away from certainty."""
    kept = min(max(probability_, 0.01), 0.99)
    return math.log(kept / (1 - kept))


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-log_odds))


def modality(read: Modality, trigger: Trigger | None, sure: float = 0.6) -> Modality:
    """The modality that a rule reads, or another where the encoder is ``sure`` of it."""
    if trigger is None:
        return read
    seen, most = trigger.modalities[0]
    return seen if most >= sure else read
