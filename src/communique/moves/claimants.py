"""Who claims a number: who counts it, who is named right beside it, or who says the statement that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from communique import text
from communique.data import Cast, Mention, Statement
from communique.moves.quantities import Quantity

_OWN = re.compile(  # "lowering its estimate from 2 billion to 1.6 billion", "stood by its count of seven"
    r"\b(?:its|their|his|her)\s(?:[a-z]{2,12}\s){0,2}"
    r"(?:estimate|count|toll|figure|tally|total|number|list|projection|forecast|assessment)s?\b(?:[^.;:\n]|\.(?=\d)){0,60}$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:counts?|counted|puts?|estimates?|estimated|registered|recorded|lists|listed|tallied|sp(?:eaks?|oke|oken)\sof|"
    r"boasts?\sof|boasted\sof|acknowledges|acknowledged|admits|admitted|reckons?|reckoned|announced|arrived\sat|made\sit)\b"
)
_SAYS = re.compile(r"[^.;:\n]{0,24}?,\s(?:says?|said|according\sto|claims?|claimed|insists?|insisted)\s(?:the\s)?$")
_STEP = re.compile(r"\s(?:(?:of|at|says?|said|only|just|about|around|some|no|more|than|counts?|speaks?)\s){0,3}")
_TURN = re.compile(r"(?:^|[;,(]\s?|\b(?:and|while|but|whereas|against|[;,]\sto)\s)(?:the\s)?$", re.IGNORECASE)
_OTHERS = re.compile(  # "the police spoke of 3,000, the organisers of 10,000"
    r"[,;]\s(?:and\s|while\s|but\s)?(?:the|its|their)\s[a-z-]{3,20}s\s(?:of|at|says?|said|claim)\s(?:\w+\s){0,2}$"
)
_CLAUSE = re.compile(r"[;:—]\s?|,\s(?:and|but|while)\s")
_CLAIMED = re.compile(
    r"\b(?:statement|claims?|allegation|charge|assertion|report|complaint)\s(?:from|by|of)\s(?:the\s)?$",
    re.IGNORECASE,
)
_THAT = re.compile(r"[^.;:\n]{0,20}\bthat\b[^.;:\n]{0,60}$")
_REACH = 60  # code points behind a number in which who says it is named
_LEAD = 16  # code points of a clause before the mention that is its subject


def claimant(
    story: str, statements: Sequence[Statement], cast: Cast, sentence: text.Span, quantity: Quantity
) -> str | None:
    """The actor who vouches for a number; None where nothing tells.

    Who is named right beside it ("Norland says 40, the Vellish 12") comes before the speaker of the smallest
    statement that holds it. One that only goes on from another sentence says nothing where somebody counts here.
    """
    here = [m for m in cast.mentions if sentence.start <= m.anchor.start < sentence.end and m.form != "pronoun"]
    beside = next(_beside(story, sentence, here, quantity), None)
    if beside is not None:
        return beside
    if _OTHERS.search(story, max(sentence.start, quantity.start - 60), quantity.start):
        return None
    said = [
        (part, statement) for statement in statements for part in statement.content if statement.id in cast.speakers
    ]
    holding = [
        (part.end - part.start, s.id, s.source is not None and sentence.start <= s.source.start < sentence.end)
        for part, s in said
        if part.start <= quantity.start < part.end
    ]
    if not holding and _OWN.search(story, sentence.start, quantity.start):
        holding = [(-p.start, s.id, True) for p, s in said if sentence.start <= p.start < quantity.start]
    best = min(holding, default=None)
    counts = None if best is not None and best[2] else _counting(story, sentence, here, quantity)
    if counts is not None:
        return counts[0]
    return cast.speakers[best[1]] if best is not None else None


def _beside(story: str, sentence: text.Span, here: Sequence[Mention], quantity: Quantity) -> Iterator[str]:
    """Who is named beside a number: "and Norland twelve", "about 40, say the Vellish", "a claim of Norland that 90"."""
    for mention in here:
        start, end = mention.anchor.start, mention.anchor.end
        if quantity.end <= start < quantity.end + _REACH and _SAYS.fullmatch(story, quantity.end, start):
            yield mention.actor
        if end <= quantity.start:
            turned = quantity.unit != "percentage" and _TURN.search(story, max(sentence.start, start - 12), start)
            if turned and start > sentence.start + _LEAD and _STEP.fullmatch(story, end, quantity.start):
                yield mention.actor
            if _CLAIMED.search(story, sentence.start, start) and _THAT.fullmatch(story, end, quantity.start):
                yield mention.actor


def _counting(story: str, sentence: text.Span, here: Sequence[Mention], quantity: Quantity) -> tuple[str | None] | None:
    """The subject of the verb that counts here, None in it where it is nobody known; None where nobody counts."""
    verb = next(reversed([*_COUNTS.finditer(story, sentence.start, quantity.start)]), None)
    if verb is None or _CLAUSE.search(story, verb.end(), quantity.start):
        return None
    first = next(reversed([*_CLAUSE.finditer(story, sentence.start, verb.start())]), None)
    opening = first.end() if first is not None else sentence.start
    subjects = [m for m in here if opening <= m.anchor.start <= opening + _LEAD and m.anchor.end <= verb.start()]
    return (subjects[0].actor,) if subjects else (None,)
