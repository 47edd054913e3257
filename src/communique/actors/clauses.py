"""Which part a name or pronoun has in its clause, without a parser: by the small words around it."""

from __future__ import annotations

from collections.abc import Sequence

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
JOINING = frozenset("and or & nor".split())
SUBORDINATE = frozenset(
    "that when because while after before if although though since as where who which whether until once".split()
)
_SPEAKING = frozenset("said says added adds wrote replied asked tweeted".split())
_DETERMINERS = frozenset("a an the his her their its".split())
_STOPS = (
    _PREPOSITIONS | _AUXILIARIES | JOINING | SUBORDINATE | _SPEAKING | frozenset("he she it they i we you not".split())
)
_OPENING = frozenset(
    "in after before when while as with despite following during throughout since on at for by".split()
)
# What never begins what a possessive "her" owns.
_CLOSED = frozenset(
    "and or but that when because while if although though who which the a an this his her to of in on at by from with "
    "for as is was were had has would will could not into out up down off over about after before again away back too "
    "also during until there where so than".split()
)


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
    said = before.low in _SPEAKING and k > 0 and not words[k - 1].verbal  # “…”, said N
    if before.low in _PREPOSITIONS:
        return "governed"
    if before.low in SUBORDINATE or said:
        return "subject"
    if before.low in JOINING:
        return "joined"
    return _by_following(before, after, kin=k > 0 and bool(_noun(words[k - 1].low)))


def _by_following(before: Word, after: Word | None, *, kin: bool) -> str:
    """What a mention is by the word behind it. ``kin`` says that "husband" or "actress" stands before ``before``."""
    if after is None:
        return "object"
    if after.low in _AUXILIARIES or (after.text.islower() and after.low.endswith("ed")):
        return "subject"
    if before.text == "," and (kin or after.text in ",)"):
        return "apposed"
    open_word = after.text.islower() and after.low not in _CLOSED and after.low not in _PREPOSITIONS
    return "subject" if open_word else "object"


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


def fronted(words: Sequence[Word], i: int) -> bool:
    """Whether a pronoun stands in a phrase that opens its sentence, before the name: "In his speech, N said"."""
    k = i
    while k and words[k - 1].sentence == words[i].sentence and i - k < 15:
        k -= 1
        if words[k].opens:
            low = words[k].low
            return low in _OPENING or low.endswith(("ing", "ed"))
    return False


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
