"""What speaks for a name as the one that "he" or "she" stands for: place, part in the sentence, gender, repetition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.actors.clauses import JOINING, SUBORDINATE, part, place
from communique.actors.entities import Found
from communique.actors.words import Word

# What the last letter of a first name suggests; Romance, Slavic and Germanic names mostly agree on it.
_SOFT = {"a": "f", "o": "m", "k": "m", "d": "m", "s": "m", "r": "m"}
_AHEAD = 40  # words looked at between a name and its pronoun
# Fitted as a log-linear choice among the mentions before a pronoun on the development rows of GAP, rounded to fifths;
# set by hand: what a known gender is worth, which GAP cannot show (there both names always fit), "she" again in
# the sentence of a "she", of which GAP holds few, and "himself", which is the subject of its own clause.
# fmt: off
WEIGHTS: dict[str, float] = {
    "ahead apposed": -0.4,
    "ahead joined": -0.4,
    "ahead object": -0.4,
    "ahead subject": 2.4,
    "and his": 1.2,
    "article": -1.4,
    "between": -0.4,
    "clause owner": 1.4,
    "clause self": 3.0,
    "first": 0.4,
    "gender": 0.6,
    "object object": 0.4,
    "object subject": 0.2,
    "opening before": 1.2,
    "opens joined": -0.6,
    "opens opening": 0.8,
    "opens subject": 0.4,
    "other ending": -0.6,
    "owner governed": -0.8,
    "owner joined": -0.8,
    "owner object": -0.4,
    "owner opening": 0.2,
    "owner subject": 0.4,
    "quoted mention": -0.8,
    "own words": -4.0,  # set by hand: who has just been quoted did not call himself by name
    "quoted pronoun": -1.6,
    "relative": 0.8,
    "same pronoun": 1.4,
    "semicolon": -1.0,
    "sentence 0": 1.6,
    "sentence 1": -0.2,
    "sentence 2": -1.6,
    "sentence 3": -1.8,
    "subject governed": -0.6,
    "subject joined": -0.4,
    "subject opening": 0.8,
    "subject owner": -0.2,
    "subject subject": 1.0,
    "subordinate joined": 0.4,
    "subordinate subject": 0.8,
    "topic": 1.4,
    "words": -0.2,
}
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an antecedent when a pronoun of ``gender`` comes.

    ``distance`` counts sentences, ``between`` the people named since, ``count`` its mentions so far, ``topic`` its
    share of all names; ``first`` says that it was named before all others.
    """

    gender: str
    distance: int
    between: int
    count: int
    topic: float
    first: bool


def clues(words: Sequence[Word], mention: Found, i: int, known: Known) -> Iterator[tuple[str, float]]:
    """The clues for ``mention`` as what the pronoun ``words[i]`` stands for, each with its strength."""
    kind, where = part(words, i), place(words, mention)
    if mention.first > i:
        yield f"ahead {where}", 1.0
        return
    yield f"{kind} {where}", 1.0
    if where == "opening" and kind == "subject" and known.distance == 1:
        yield "opening before", 1.0
    yield f"sentence {known.distance}", 1.0
    yield "between", float(min(known.between, 6))
    yield "words", min(i - mention.first, 40) / 10.0
    yield "often", float(min(known.count, 4))
    yield "topic", known.topic
    if known.first:
        yield "first", 1.0
    yield from _gender(mention, known.gender)
    if mention.opening and words[mention.opening - 1].low in ("a", "an", "the") and mention.form == "name":
        yield "article", 1.0
    if words[i].opens:
        yield f"opens {where}", 1.0
    quoted = words[i].quoted >= 0, words[mention.last - 1].quoted >= 0
    if quoted[0] != quoted[1]:
        yield ("quoted mention" if quoted[1] else "quoted pronoun"), 1.0
        if i and words[i - 1].quoted >= 0 and words[i - 1].quoted == words[mention.last - 1].quoted:
            yield "own words", 1.0
    if known.distance == 0:
        if mention.form == "pronoun" and where == "pronoun":
            yield "same pronoun", 1.0
        yield from _within(words, mention, i, kind, where)


def _gender(mention: Found, gender: str) -> Iterator[tuple[str, float]]:
    """What is known or suggested of its gender."""
    if mention.entity.gender:
        yield "gender", 1.0
        return
    if _soft(mention.entity.name) not in ("", gender):
        yield "other ending", 1.0


def _within(words: Sequence[Word], mention: Found, i: int, kind: str, where: str) -> Iterator[tuple[str, float]]:
    """What counts within one sentence."""
    stretch = words[max(mention.last, i - _AHEAD) : i]
    lows = [word.low for word in stretch]
    if kind == "object" and lows[-1:] and lows[-1].endswith("ing") and lows[-2:-1] == [","]:
        stretch = stretch[:-2]  # "N laughed, telling him": the clause shares its subject
    parted = any(word.text in ",;:—–" or word.low in SUBORDINATE or word.low in JOINING for word in stretch)
    if not parted and (kind != "object" or where in ("opening", "subject", "pronoun")):
        yield f"clause {kind}", 1.0
    if ";" in lows or ":" in lows:
        yield "semicolon", 1.0
    if lows and lows[-1] in SUBORDINATE:
        yield f"subordinate {where}", 1.0
    if "who" in lows[:2]:
        yield "relative", 1.0
    if kind == "owner" and len(lows) == 1:
        if lows[0] == "and":
            yield "and his", 1.0
        elif lows[0] == ",":
            yield ", his", 1.0


def _soft(name: str) -> str:
    """m or f where the ending of a first name suggests it, else ""."""
    first = name.split()[0].casefold() if " " in name else ""
    return _SOFT.get(first[-1:], "")


def weigh(found: list[tuple[str, float]]) -> float:
    """The sum of the clues."""
    return sum(WEIGHTS.get(name, 0.0) * strength for name, strength in found)
