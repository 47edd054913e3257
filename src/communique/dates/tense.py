"""Which way the words around a time expression point: back or ahead, and up to which limit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Relation = Literal["by", "until", "since", "before", "after"]


_RELATION = re.compile(
    r"\b(by|until|till|through|since|before|after|ahead of|prior to|no later than|following)\s"
    r"(?:the\s|late\s|early\s)?$",
    re.IGNORECASE,
)


_RELATIONS: Mapping[str, Relation] = {
    "by": "by", "no later than": "by", "until": "until", "till": "until", "through": "until", "since": "since",
    "before": "before", "ahead of": "before", "prior to": "before", "after": "after", "following": "after",
}  # fmt: skip


def relation(text: str, start: int) -> Relation | None:
    """How an expression bounds what it dates: "by Friday", "until March"."""
    match = _RELATION.search(text[max(0, start - 24) : start])
    return _RELATIONS[match[1].lower()] if match else None


# The verb forms that tell whether a weekday lies behind or ahead.
_TENSE = re.compile(
    r"\b(?:(?P<ahead>will|would|shall|due|scheduled|expected|expects?|planned|plans?|slated|rescheduled|set\s(?:to|for)|upcoming|"
    r"ahead|next|later|tomorrow|hopes?|intends?|must|should|can|may|might|could|resumes?|meets?|sits|flies|begins?|opens?|starts?|"
    r"returns?|convenes?|travels?|deadline|is|are|be|to\s(?!the|a|an|his|her|its|their|this|that|all)[a-z]{2,12}|"
    r"(?:postponed|delayed|moved|pushed|put\soff|put\sback|adjourned|deferred)(?:\sback)?\s(?:to|until|till|from)|"
    r"(?:come|coming|go|going|be|are|is)\sback)|"
    r"(?P<behind>said|told|was|were|had|did|met|held|began|begun|broke|took|came|went|left|made|gave|saw|spoke|wrote|sent|won|"
    r"lost|fell|rose|led|ran|brought|kept|put|struck|shot|fought|thought|paid|found|drew|flew|rode|hit|cut|tore|threw|grew|knew|"
    r"stood|sat|built|heard|became|chose|dealt|felt|forgot|hid|rang|sank|sold|sought|shook|stole|swore|taught|woke|withdrew|"
    r"overthrew|fled|burst|could\snot|couldn['’]t|could\sbe\s[a-z]{2,12}ed|since|"
    r"after|following|earlier|late|[a-z]{2,14}ed))\b|['’](?P<ll>ll)\b"
)


_ADJECTIVES = frozenset("united need indeed hundred".split())


_CLAUSE = re.compile(r"[,;:—]\s|\b(?:but|while|when|where|who|which|because)\s")


def looks_back(text: str, start: int, end: int) -> bool:
    """Whether the verb of its clause puts an expression in the past; in doubt, yes.

    The nearest verb before it in the clause decides, else the nearest after it, else the last one before the clause.
    """
    first = max(0, start - 300)
    left = max(text.rfind("\n", first, start), text.rfind(". ", first, start), first)
    joints = [m.end() for m in _CLAUSE.finditer(text, left, start) if m.end() < start - 4]
    clause = joints[-1] if joints else left
    before = _signals(text, clause, start)
    if before:
        return before[-1]
    stop = re.compile(r"[.!?]\s|\n|[,;:—]\s|$").search(text, end + 2, min(len(text), end + 160))
    after = _signals(text, end, stop.start() if stop else min(len(text), end + 160))
    if after:
        return after[0]
    earlier = _signals(text, left, clause)
    return earlier[-1] if earlier else True


def _signals(text: str, start: int, end: int) -> list[bool]:
    """The verb forms between two places that tell the direction: True for the past.

    A participle after "be" ("will be followed") tells nothing by itself.
    """
    found = (m for m in _TENSE.finditer(text, start, end) if m[0] not in _ADJECTIVES)
    return [m.lastgroup == "behind" for m in found if not text.endswith(" be ", start, m.start())]
