"""How likely two tellings are one act, and why: acts by their words, meetings by who and when."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from communique.record.kinship import Kinship
from communique.record.likeness import days_apart, days_fit
from communique.record.tellings import Order, Telling

TWICE = "told twice"  # by one author


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When two moves are one act.

    ``least``: how much likelier than not (in log-odds) it must be. ``within_article``: likeness of words below which
    two moves of one article are two acts, ``on_issue`` the same where code, speaker and issue agree.
    ``window``: days between two reports that may still tell one undated act.
    """

    least: float = 0.0
    within_article: float = 0.6
    on_issue: float = 0.35
    window: int = 3


Days = Counter[tuple[str, str | None]]
"""How many tell of talks of a side on a day, copies counted once."""


class Weighing:
    """Weighs pairs of tellings; ``texts`` has for each move the articles that are one text with its own."""

    def __init__(self, kin: Kinship, options: Options) -> None:
        self.kin = kin
        self.options = options
        self.days: Days = Counter()
        self.texts: dict[str, frozenset[str]] = {}

    def hopeful(self, telling: Telling, others: Iterable[Order], told: Mapping[Order, Telling]) -> list[Order]:
        """Those with which a telling may be one act, however the words are weighed and the days are known."""
        if telling.family == "MEET":
            return [order for order in others if self._may_be(told[order], telling)]
        can_be, texts, apart = self.kin.can_be, self.texts, self.texts[telling.move.id].isdisjoint
        return [order for order in others if can_be(told[order], telling) or not apart(texts[order[-1]])]

    def since(self, telling: Telling) -> str:
        """The day of the earliest report with which a telling may be one act, unless of one text; "" for any."""
        if telling.family == "MEET" or telling.move.history or telling.day is None:
            return ""
        return date.fromordinal(max(1, telling.day - self.kin.window)).isoformat()

    def _may_be(self, a: Telling, b: Telling) -> bool:
        if a.family == b.family == "MEET":
            return self._can_meet(a, b)
        return self.one_text(a, b) or self.kin.can_be(a, b)

    def weigh(self, a: Telling, b: Telling) -> tuple[float, str] | None:
        """How likely two tellings are one act and why, or None where they are not."""
        if a.family == b.family == "MEET":
            return self._meeting(a, b)
        if self.one_text(a, b):
            same = a.sides & b.sides and a.family == b.family and self._twice(a, b)
            return (self.kin.words.alike(a.words, b.words, a.day or 0, b.day or 0), TWICE) if same else None
        signs = self.kin.signs(a, b)
        weight = self.kin.weigh(signs) if signs is not None else None
        if signs is None or weight is None or weight < self.options.least:
            return None
        return weight, reason(signs.words, issue=bool(signs.issue), day=bool(signs.day))

    def one_text(self, a: Telling, b: Telling) -> bool:
        """Whether both are told by one author: in one article, or in what was copied from it."""
        return not self.texts[a.move.id].isdisjoint(self.texts[b.move.id])

    def comparable(self, a: Telling, b: Telling) -> bool:
        """Whether the likeness of two tellings says anything about their acts: talks are known by who and when."""
        return "MEET" not in (a.family, b.family) and not self.one_text(a, b)

    def repeats(self, one: Telling, other: Telling) -> bool:
        """Whether two moves of one article tell one act twice."""
        if one.family == other.family == "MEET":
            return self._can_meet(one, other)
        return self._twice(one, other)

    def _twice(self, one: Telling, other: Telling) -> bool:
        """Whether an author says one thing twice: in much the same words, or on one issue in some of them."""
        a, b = one.move, other.move
        if not days_fit(a.when, b.when):
            return False
        alike = self.kin.words.alike(one.words, other.words, one.day or 0, other.day or 0)
        same = a.code == b.code and a.issue is not None and a.issue == b.issue and a.speaker == b.speaker
        other_number = one.numbers and other.numbers and not one.numbers & other.numbers
        return alike >= (self.options.on_issue if same and not other_number else self.options.within_article)

    def _can_meet(self, a: Telling, b: Telling) -> bool:
        """Whether two moves can speak of one meeting: parties in common, and one day or reports of the same days."""
        one, other = a.move, b.move
        shared = len(a.sides & b.sides)
        if not shared or (one.modality == "negated") != (other.modality == "negated"):
            return False
        if not days_fit(one.when, other.when):
            return False
        if _on_one_day(a, b):
            return True
        planned = (one.modality == "future") != (other.modality == "future")
        if planned or not (shared > 1 or a.sides == b.sides):
            return False
        apart = days_apart(one.when or a.published, other.when or b.published)
        return apart is None or apart <= self.options.window

    def _meeting(self, a: Telling, b: Telling) -> tuple[float, str] | None:
        """How likely two moves speak of one meeting and why, or None where they cannot."""
        if not self._can_meet(a, b):
            return None
        if _on_one_day(a, b):
            return 6.0 + len(a.sides & b.sides), "same parties and day"
        return 1.0 + self._pull(a, b), "same parties, reported at the same time"

    def _pull(self, a: Telling, b: Telling) -> float:
        """How near an undated mention of talks is to others: the best known meeting of its days draws it."""
        day = a.move.when or b.move.when
        known = sum(self.days[side, day] for side in a.sides & b.sides) if day else 0
        fresh = day is not None and day in (a.published, b.published)
        alike = self.kin.sentences.alike(a.context, b.context, a.day or 0, b.day or 0)
        return alike + 0.5 * (a.place[0] == b.place[0]) + 0.5 * fresh + 0.25 * math.log2(1 + known)


def _on_one_day(a: Telling, b: Telling) -> bool:
    when = a.move.when
    return when is not None and len(when) == len("2031-03-07") and when == b.move.when


def reason(words: float, *, issue: bool, day: bool) -> str:
    """Why two reports were taken for one act, in words."""
    if words >= 0.5:
        return "same words"
    parts = ["words alike", *["same issue"] * issue, *["same day"] * day]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
