"""What speaks for a name as the one that "he" or "she" stands for: place, part in the sentence, gender, repetition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.actors.entities import Found
from communique.actors.words import Word
from communique.vocabulary.offices import offices

MEN = frozenset("he him his himself".split())
WOMEN = frozenset("she her hers herself".split())
_PREPOSITIONS = frozenset(
    "of to with by for from against on in at between about under after before alongside into than like as over near "
    "toward towards upon via behind among including despite without through".split()
)
_AUXILIARIES = frozenset(
    "is was are were has had have will would could can may might must should did does do became left made took went "
    "came won got led met began gave held ran sent told wrote kept lost put felt saw spoke brought found knew".split()
)
_JOINING = frozenset("and or & nor".split())
_SPEAKING = frozenset("said says added adds wrote replied asked tweeted".split())
_DETERMINERS = frozenset("a an the his her their its".split())
_SUBORDINATE = frozenset(
    "that when because while after before if although though since as where who which whether until once".split()
)
_STOPS = _PREPOSITIONS | _AUXILIARIES | _JOINING | _SUBORDINATE | _SPEAKING | frozenset("he she it they i we you not".split())
_OPENING = frozenset("in after before when while as with despite following during throughout since on at for by".split())
# What never begins what a possessive "her" owns.
_CLOSED = frozenset(
    "and or but that when because while if although though who which the a an this his her to of in on at by from with "
    "for as is was were had has would will could not into out up down off over about after before again away back too "
    "also during until there where so than".split()
)
_SOFT = {"a": "f", "o": "m", "e": "", "k": "m", "d": "m", "s": "m", "r": "m"}

# Fitted as a log-linear choice among the mentions before a pronoun on the development rows of GAP, rounded to fifths;
# set by hand: what a known gender is worth, which GAP cannot show (there both names always fit), and "she" again in
# the sentence of a "she", of which GAP holds few.
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


def gender_of_pronoun(low: str) -> str:
    """m or f for "he" and "she" in all their forms, else ""."""
    return "m" if low in MEN else "f" if low in WOMEN else ""


def part(words: Sequence[Word], i: int) -> str:
    """What a pronoun is in its clause: "subject", "object" or "owner"."""
    low = words[i].low
    if low in ("he", "she"):
        return "subject"
    if low == "his":
        return "owner"
    if low != "her":
        return "self" if low.endswith("self") else "object"
    after = words[i + 1] if i + 1 < len(words) else None
    owns = after is not None and after.verbal and after.low not in _CLOSED and after.sentence == words[i].sentence
    return "owner" if owns else "object"


def place(words: Sequence[Word], mention: Found) -> str:
    """What a mention is in its clause: "opening", "subject", "owner", "governed", "joined", "apposed" or "object"."""
    if mention.form == "pronoun":
        kind = part(words, mention.first)
        return "pronoun" if kind == "subject" else "owner" if kind == "owner" else "object"
    last = words[mention.last - 1]
    if last.owner:
        return "owner"
    k = _governor(words, mention.opening)
    if k < 0:
        return "opening"
    before, after = words[k], words[mention.last] if mention.last < len(words) else None
    if before.low in _PREPOSITIONS:
        return "governed"
    if before.low in _SUBORDINATE or (before.low in _SPEAKING and k and not words[k - 1].verbal):
        return "subject"
    if before.low in _JOINING:
        return "joined"
    if after is not None and (after.low in _AUXILIARIES or (after.text.islower() and after.low.endswith("ed"))):
        return "subject"
    if before.text == "," and after is not None and after.text in ",)":
        return "apposed"
    if before.text == "," and k and words[k - 1].text.islower() and k + 1 == mention.opening and _noun(words[k - 1].low):
        return "apposed"
    if after is not None and after.text.islower() and after.low not in _CLOSED and after.low not in _PREPOSITIONS:
        return "subject"
    return "object"


def _governor(words: Sequence[Word], opening: int) -> int:
    """The word that a name hangs on, behind what describes it ("by head coach N"); -1 where it opens its sentence."""
    here = words[opening].sentence
    first = opening - 1
    for k in range(first, max(-1, opening - 6), -1):
        if words[k].sentence != here:
            return -1
        word = words[k]
        if not word.verbal or word.low in _STOPS:
            return k
        if word.low in _DETERMINERS:
            return -1 if k == 0 or words[k - 1].sentence != here else k - 1
        if word.capital or word.low.endswith("ed"):
            return first
    return first if first >= 5 else -1


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
    if known.distance == 0:
        if mention.form == "pronoun" and where == "pronoun":
            yield "same pronoun", 1.0
        yield from _within(words, mention, i, kind, where)


def _gender(mention: Found, gender: str) -> Iterator[tuple[str, float]]:
    """What is known or suggested of its gender."""
    if mention.entity.gender:
        yield "gender", 1.0
        return
    soft = _soft(mention.entity.name)
    if soft:
        yield ("ending" if soft == gender else "other ending"), 1.0


def _within(words: Sequence[Word], mention: Found, i: int, kind: str, where: str) -> Iterator[tuple[str, float]]:
    """What counts within one sentence."""
    stretch = words[mention.last : i][-40:]
    lows = [word.low for word in stretch]
    parted = any(word.text in ",;:—–" or word.low in _SUBORDINATE or word.low in _JOINING for word in stretch)
    if not parted and (kind != "object" or where in ("opening", "subject", "pronoun")):
        yield f"clause {kind}", 1.0
    if ";" in lows or ":" in lows:
        yield "semicolon", 1.0
    if lows and lows[-1] in _SUBORDINATE:
        yield f"subordinate {where}", 1.0
    if "who" in lows[:2]:
        yield "relative", 1.0
    if kind == "owner" and len(lows) == 1:
        if lows[0] == "and":
            yield "and his", 1.0
        elif lows[0] == ",":
            yield ", his", 1.0


def fronted(words: Sequence[Word], i: int) -> bool:
    """Whether a pronoun stands in a phrase that opens its sentence, before the name: "In his speech, N said"."""
    k = i
    while k and words[k - 1].sentence == words[i].sentence and i - k < 15:
        k -= 1
        if words[k].opens:
            low = words[k].low
            return low in _OPENING or low.endswith("ing") or low.endswith("ed")
    return False


def _soft(name: str) -> str:
    """What the ending of a first name suggests; Romance, Slavic and Germanic names mostly agree on it."""
    first = name.split()[0].casefold() if " " in name else ""
    return _SOFT.get(first[-1:], "")


def told_gender(words: Sequence[Word], opening: int, last: int) -> str:
    """The gender that the words around a name tell: "his wife, N", "N, the actress", "Queen N"."""
    here = words[opening].sentence
    k = opening - 1
    if k > 1 and words[k].text == "," and words[k - 2].low in _DETERMINERS:
        k -= 1  # "her husband, N"
    if k >= 0 and words[k].sentence == here and not words[k].owner and (kind := _noun(words[k].low)):
        return kind
    if last >= len(words) or words[last].text != "," or words[last - 1].owner:
        return ""
    for word in words[last + 1 : last + 6]:
        if not word.verbal or word.capital or word.low in _CLOSED - _DETERMINERS:
            return ""
        if not word.owner and (kind := _noun(word.low)):
            return kind
    return ""


def _noun(low: str) -> str:
    sets = offices().words
    if low in sets["people.men"] or low in sets["honorifics.men"]:
        return "m"
    return "f" if low in sets["people.women"] or low in sets["honorifics.women"] else ""


def weigh(found: list[tuple[str, float]]) -> float:
    """The sum of the clues."""
    return sum(WEIGHTS.get(name, 0.0) * strength for name, strength in found)
